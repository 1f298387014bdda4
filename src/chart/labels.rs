//! Labels on one line that keep clear of each other.

/// A label that would like to stand centred at a position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// Where its centre should be.
    pub at: f64,
    /// How wide it is.
    pub width: f64,
}

/// Room between two labels.
const GAP: f64 = 6.0;

/// Places labels within bounds; the first ones matter most. Gives each label's centre, or
/// `None` where it would run into one that matters more.
#[must_use]
pub fn place(labels: &[Label], [left, right]: [f64; 2]) -> Vec<Option<f64>> {
    let mut placed: Vec<(f64, f64)> = Vec::new();
    let mut centres = Vec::with_capacity(labels.len());
    for label in labels {
        let half = label.width / 2.0;
        // A label wider than the bounds starts at the left.
        let centre = label.at.min(right - half).max(left + half);
        let clear = placed.iter().all(|&(a, b)| centre + half + GAP <= a || b + GAP <= centre - half);
        if clear {
            placed.push((centre - half, centre + half));
        }
        centres.push(clear.then_some(centre));
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_inside_and_apart() {
        let label = |at| Label { at, width: 20.0 };
        assert_eq!(place(&[label(0.0), label(50.0)], [0.0, 100.0]), [Some(10.0), Some(50.0)]);
        assert_eq!(place(&[label(50.0), label(60.0)], [0.0, 100.0]), [Some(50.0), None]);
        assert_eq!(place(&[label(99.0)], [0.0, 100.0]), [Some(90.0)]);
    }
}
