//! From one value of a chart to another, by key and by pointer. Pure.

use crate::chart::Focus;

/// How many values a page key goes over.
const PAGE: usize = 10;

/// The value that a key leads to, counted from 0; `None` for keys that lead nowhere. The first key
/// reaches the first value, or the last.
#[must_use]
pub fn by_key(key: &str, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let forth = |by: usize| at.map_or(0, |at| at.saturating_add(by).min(last));
    let back = |by: usize| at.map_or(last, |at| at.saturating_sub(by));
    match key {
        "ArrowRight" | "ArrowDown" => Some(forth(1)),
        "ArrowLeft" | "ArrowUp" => Some(back(1)),
        "PageDown" => Some(forth(PAGE)),
        "PageUp" => Some(back(PAGE)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// The value nearest to a place in the drawing.
#[must_use]
pub fn nearest(values: &[Focus], [x, y]: [f64; 2]) -> Option<usize> {
    let square = |length: f64| length * length;
    let far = |value: &Focus| square(value.x - x) + square(value.y - y);
    let nearest = values.iter().enumerate().min_by(|(_, one), (_, other)| far(one).total_cmp(&far(other)));
    nearest.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_along_and_stop_at_the_ends() {
        assert_eq!(by_key("ArrowRight", None, 3), Some(0));
        assert_eq!(by_key("ArrowUp", None, 3), Some(2));
        assert_eq!(by_key("ArrowDown", Some(1), 3), Some(2));
        assert_eq!(by_key("ArrowRight", Some(2), 3), Some(2));
        assert_eq!(by_key("PageUp", Some(12), 30), Some(2));
        assert_eq!(by_key("PageDown", Some(25), 30), Some(29));
        assert_eq!((by_key("Home", Some(2), 3), by_key("End", None, 3)), (Some(0), Some(2)));
        assert_eq!((by_key("Tab", Some(2), 3), by_key("End", None, 0)), (None, None));
    }

    #[test]
    fn the_pointer_reaches_what_is_nearest() {
        let value = |x, y| Focus { x, y, label: String::new() };
        let values = [value(0.0, 0.0), value(10.0, 0.0), value(10.0, 50.0)];
        assert_eq!(nearest(&values, [7.0, 10.0]), Some(1));
        assert_eq!(nearest(&values, [9.0, 40.0]), Some(2));
        assert_eq!(nearest(&[], [0.0, 0.0]), None);
    }
}
