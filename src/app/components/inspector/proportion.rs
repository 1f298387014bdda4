//! Shares as parts of a bar.

use crate::view::html::html;
use yew::prelude::*;

use crate::view::format;

/// Parts narrower than this carry no number [% of the bar].
const NARROW: f64 = 4.0;

/// The parts side by side, numbered as their rows are. Parts that sum to less than the whole
/// leave the end of the bar empty; parts that sum to more are drawn smaller.
#[derive(Debug, Clone, PartialEq)]
pub struct Proportion {
    /// What each part is called, and its fraction of the whole.
    pub parts: Vec<(String, f64)>,
}

/// A part as it is drawn, in percent of the bar's width.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    start: f64,
    width: f64,
}

impl Proportion {
    /// The view.
    pub fn view(&self) -> Html {
        let fractions: Vec<f64> = self.parts.iter().map(|(_, fraction)| *fraction).collect();
        let words =
            self.parts.iter().map(|(name, fraction)| format!("{name} {}", format::percent(*fraction)));
        let label = words.collect::<Vec<_>>().join(", ");
        let part = |(i, part): (usize, Part)| {
            let tone =
                if i % 2 == 0 { "proportion__part" } else { "proportion__part proportion__part--even" };
            html! {
                <g key={i} class={tone}>
                    <rect x={percent(part.start)} y="0" width={percent(part.width)} height="20" />
                    if part.width >= NARROW {
                        <text x={percent(part.start + part.width / 2.0)} y="14">{ i + 1 }</text>
                    }
                </g>
            }
        };
        html! {
            <svg class="proportion" width="100%" height="20" role="img" aria-label={label}>
                { for layout(&fractions).into_iter().enumerate().map(part) }
            </svg>
        }
    }
}

fn percent(value: f64) -> String {
    format!("{value:.3}%")
}

fn layout(fractions: &[f64]) -> Vec<Part> {
    let whole = fractions.iter().sum::<f64>().max(1.0);
    let place = |start: &mut f64, fraction: &f64| {
        let width = fraction / whole * 100.0;
        let part = Part { start: *start, width };
        *start += width;
        Some(part)
    };
    fractions.iter().scan(0.0, place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_leaves_room_and_too_much_is_scaled() {
        let little = layout(&[0.2, 0.3]);
        assert_eq!(little[1], Part { start: 20.0, width: 30.0 });
        let much = layout(&[1.0, 1.0]);
        assert_eq!(much[1], Part { start: 50.0, width: 50.0 });
    }
}
