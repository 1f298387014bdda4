//! What an axis shows: its values and what they read.

use super::format::{Format, sign};
use super::labels::{Label, place};
use super::scale::{Scale, Ticks};
use super::text::width;

/// The font size of ticks and titles of axes.
pub(super) const SMALL: f64 = 12.0;
/// A tick for every so many pixels along.
const ACROSS: f64 = 56.0;

/// What an axis counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Whole things.
    Count,
    /// More or fewer whole things than some number.
    Signed,
    /// Fractions, as percentages.
    Share,
    /// Differences of fractions, as percentage points with a sign.
    Points,
    /// Half-widths of ranges of fractions, in percentage points.
    PlusMinus,
}

/// What an axis shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct AxisSpec<'a> {
    pub domain: [f64; 2],
    pub log: bool,
    pub title: &'a str,
    pub unit: Unit,
}

impl AxisSpec<'_> {
    pub fn scale(&self, range: [f64; 2]) -> Scale {
        Scale { domain: self.domain, range, log: self.log }
    }

    /// Round values and what they read, at most about so many.
    pub fn ticks(&self, most: f64, format: &dyn Format) -> Vec<(f64, String)> {
        let per = match self.unit {
            Unit::Count | Unit::Signed => 1.0,
            Unit::Share | Unit::Points | Unit::PlusMinus => 100.0,
        };
        let domain = self.domain.map(|value| value * per);
        let mut ticks = if self.log { Ticks::log(domain, most) } else { Ticks::of(domain, most) };
        if per == 1.0 {
            ticks.values.retain(|value| (value - value.round()).abs() < 1e-6);
        }
        let texts = self.texts(&ticks, per, format);
        ticks.values.iter().map(|value| value / per).zip(texts).collect()
    }

    fn texts(&self, ticks: &Ticks, per: f64, format: &dyn Format) -> Vec<String> {
        let text = |value: &f64| match self.unit {
            Unit::Count => format.compact(*value),
            Unit::Signed => sign(*value, &format.compact(value.abs())),
            // On logarithms each value has as many decimals as it needs itself.
            Unit::Share if self.log => format.share(value / per),
            Unit::Share => format.percent(value / per, ticks.decimals),
            Unit::Points => zero_alone(format.signed(*value, ticks.decimals)),
            Unit::PlusMinus if *value == 0.0 => "0".to_owned(),
            Unit::PlusMinus => format!("±{}", format.compact(*value)),
        };
        let texts: Vec<String> = ticks.values.iter().map(text).collect();
        let same = texts.iter().zip(texts.iter().skip(1)).any(|(a, b)| a == b);
        // Large counts close together need all their digits.
        if same && self.unit == Unit::Count {
            return ticks.values.iter().map(|value| format.count(value.max(0.0) as u64)).collect();
        }
        texts
    }

    /// As many ticks as fit beside each other.
    pub fn across(
        &self,
        scale: Scale,
        bounds: [f64; 2],
        format: &dyn Format,
    ) -> Vec<(f64, Option<f64>, String)> {
        // A short axis may have closer ticks, as long as their labels fit.
        let length = scale.range[1] - scale.range[0];
        let mut most = libm::floor((length / ACROSS).max((length / 28.0).min(4.0))).max(1.0);
        loop {
            let ticks = self.ticks(most, format);
            let labels: Vec<Label> = ticks
                .iter()
                .map(|(value, text)| Label { at: scale.at(*value), width: width(text, SMALL) })
                .collect();
            let placed = place(&labels, bounds);
            if most <= 1.0 || placed.iter().all(Option::is_some) {
                let fits = |label: &Label| label.width <= bounds[1] - bounds[0];
                let centres = placed.into_iter().zip(&labels).map(|(centre, l)| centre.filter(|_| fits(l)));
                let all = ticks.into_iter().zip(&labels).zip(centres);
                return all.map(|(((_, text), label), centre)| (label.at, centre, text)).collect();
            }
            most -= 1.0;
        }
    }
}

/// `0` for `0.00`: nothing has no decimals.
fn zero_alone(text: String) -> String {
    if text.chars().all(|c| matches!(c, '0' | '.')) { "0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::format::Plain;
    use super::*;

    fn axis(domain: [f64; 2], log: bool, unit: Unit) -> AxisSpec<'static> {
        AxisSpec { domain, log, title: "Title", unit }
    }

    fn texts(spec: &AxisSpec, most: f64) -> Vec<String> {
        spec.ticks(most, &Plain).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_read_as_their_unit() {
        assert_eq!(texts(&axis([0.0, 4.0], false, Unit::Count), 9.0), ["0", "1", "2", "3", "4"]);
        assert_eq!(texts(&axis([0.0, 0.1], false, Unit::Share), 2.0), ["0\u{a0}%", "5\u{a0}%", "10\u{a0}%"]);
        assert_eq!(texts(&axis([-0.005, 0.005], false, Unit::Points), 2.0), ["−0.5", "0", "+0.5"]);
        assert_eq!(
            texts(&axis([-2e4, 2e4], false, Unit::Signed), 2.0),
            ["−20\u{202f}k", "0", "+20\u{202f}k"]
        );
        assert_eq!(texts(&axis([0.001, 0.1], true, Unit::PlusMinus), 4.0), ["±0.1", "±1", "±10"]);
        let near = texts(&axis([1_000_000.0, 1_000_010.0], false, Unit::Count), 2.0);
        assert_eq!(near, ["1\u{202f}000\u{202f}000", "1\u{202f}000\u{202f}005", "1\u{202f}000\u{202f}010"]);
    }
}
