//! One bar of parts.

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Left edge.
    pub x: f64,
    /// Width.
    pub w: f64,
}

/// The least width of a part that is there at all.
const THINNEST: f64 = 4.0;
/// Between two parts.
const GAP: f64 = 2.0;

/// Parts side by side over a width, in proportion, with gaps between them and none so thin
/// that it cannot be seen; `None` for a part of nothing.
#[must_use]
pub fn stack(parts: &[f64], width: f64) -> Vec<Option<Segment>> {
    let there = || parts.iter().filter(|&&part| part > 0.0);
    let count = there().count();
    let total: f64 = there().sum();
    let room = width - GAP * count.saturating_sub(1) as f64 - THINNEST * count as f64;
    let mut x = 0.0;
    let mut segments = Vec::with_capacity(parts.len());
    for &part in parts {
        if part > 0.0 {
            let w = THINNEST + room.max(0.0) * part / total;
            segments.push(Some(Segment { x, w }));
            x += w + GAP;
        } else {
            segments.push(None);
        }
    }
    segments
}

/// Whether parts add up to a whole; means over runs may differ by their rounding.
#[must_use]
pub fn accounted(parts: &[f64], whole: u64) -> bool {
    let whole = whole as f64;
    (parts.iter().sum::<f64>() - whole).abs() <= 1e-9 * whole.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar() {
        let segments = stack(&[80.0, 0.0, 20.0], 110.0);
        assert_eq!(segments.len(), 3);
        assert_eq!(segments[1], None);
        let (first, last) = (segments[0].unwrap(), segments[2].unwrap());
        assert_eq!((first.x, first.w), (0.0, 84.0));
        assert_eq!(last.x + last.w, 110.0);
        assert!(stack(&[1.0, 1e9], 100.0)[0].unwrap().w >= THINNEST);
        assert!(stack(&[], 100.0).is_empty());
    }

    #[test]
    fn every_task_counts() {
        assert!(accounted(&[83.0, 17.0], 100));
        assert!(!accounted(&[83.0, 16.0], 100));
        assert!(accounted(&[33.4, 33.3, 33.3], 100));
    }
}
