//! Which rows of a long list are in sight. Pure geometry.
//!
//! Every row is equally high, so the place of each is known without drawing it. Browsers know no
//! element higher than some tens of millions of pixels (Firefox 17.8, Chromium 33.5), so a longer
//! list is given less height than its rows would take: a pixel of the scroll bar is then more than a
//! pixel of rows, and the rows in sight are put where the scroll bar says.

/// The most that a list is high [px].
const HIGHEST: f64 = 15_000_000.0;

/// Rows drawn beyond those in sight, at either end: what a quick scroll shows before the next drawing.
const BEYOND: u64 = 12;

/// A list of rows in a box that scrolls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scroll {
    /// How many rows there are.
    pub rows: u64,
    /// How high one is [px].
    pub row: f64,
    /// How high the box is [px].
    pub sight: f64,
    /// How far it is scrolled [px].
    pub top: f64,
}

/// The rows to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// The first, counted from 0.
    pub from: u64,
    /// How many.
    pub count: u64,
    /// Where the first one stands in the list [px].
    pub top: f64,
}

impl Scroll {
    /// How high the list is [px].
    #[must_use]
    pub fn height(&self) -> f64 {
        (self.rows as f64 * self.row).min(HIGHEST)
    }

    /// The rows in sight, with some beyond.
    #[must_use]
    pub fn drawn(&self) -> Drawn {
        let full = self.rows as f64 * self.row;
        let height = self.height();
        let most = (height - self.sight).max(0.0);
        let top = self.top.clamp(0.0, most);
        // How far it would be scrolled if it were as high as its rows are.
        let meant = if most > 0.0 { top / most * (full - self.sight).max(0.0) } else { 0.0 };
        let from = ((meant / self.row) as u64).saturating_sub(BEYOND);
        let seen = (self.sight / self.row) as u64 + 2;
        let count = (seen + 2 * BEYOND).min(self.rows.saturating_sub(from));
        Drawn { from, count, top: from as f64 * self.row - meant + top }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: f64 = 32.0;

    fn scroll(rows: u64, top: f64) -> Scroll {
        Scroll { rows, row: ROW, sight: 480.0, top }
    }

    /// Where a row is seen, from the top of the box.
    fn seen_at(scroll: Scroll, row: u64) -> f64 {
        let drawn = scroll.drawn();
        assert!((drawn.from..drawn.from + drawn.count).contains(&row), "{row} is not drawn: {drawn:?}");
        drawn.top + (row - drawn.from) as f64 * ROW - scroll.top
    }

    #[test]
    fn a_short_list_is_as_high_as_its_rows_and_drawn_whole() {
        let list = scroll(3, 0.0);
        assert_eq!((list.height(), list.drawn()), (96.0, Drawn { from: 0, count: 3, top: 0.0 }));
        assert_eq!(scroll(0, 0.0).drawn().count, 0);
    }

    #[test]
    fn a_list_scrolls_pixel_by_pixel_where_it_fits() {
        for top in [0.0, 1.0, 31.0, 32.0, 1_000.5, 319_520.0] {
            let list = scroll(10_000, top);
            let row = (top / ROW) as u64;
            assert!((seen_at(list, row) - (row as f64 * ROW - top)).abs() < 1e-6, "{top}");
        }
    }

    #[test]
    fn a_long_list_stays_below_what_browsers_can_draw_and_shows_both_ends() {
        for rows in [1_000_000, 100_000_000, 4_000_000_000] {
            let most = scroll(rows, 0.0).height() - 480.0;
            assert!(most < 17_000_000.0);
            assert_eq!(seen_at(scroll(rows, 0.0), 0), 0.0);
            let last = seen_at(scroll(rows, most), rows - 1);
            assert!((last - (480.0 - ROW)).abs() < 0.01, "{last}");
            // What the box shows is covered by rows, wherever it is scrolled.
            for part in 0..=1_000 {
                let list = scroll(rows, most * f64::from(part) / 1_000.0);
                let drawn = list.drawn();
                assert!(drawn.top <= list.top + 0.01, "{part}: {drawn:?}");
                let end = drawn.top + drawn.count as f64 * ROW;
                assert!(end >= list.top + 480.0 - 0.01, "{part}: {drawn:?}");
            }
        }
    }

    #[test]
    fn beyond_its_ends_it_shows_its_ends() {
        assert_eq!(scroll(100, -50.0).drawn().from, 0);
        assert_eq!(scroll(100, 1e9).drawn(), scroll(100, 100.0 * ROW - 480.0).drawn());
    }
}
