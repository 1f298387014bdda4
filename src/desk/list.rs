//! A long list of which only the rows in sight are drawn, fetched a block at a time.

use std::collections::BTreeMap;

use web_sys::{Element, HtmlElement};
use yew::prelude::NodeRef;

use super::scroll::{Drawn, Scroll};

/// How many rows are asked for at a time.
pub const BLOCK: u64 = 250;

/// How many blocks are kept; those farthest from sight are let go.
const KEPT: usize = 24;

/// The list, as far as it is known.
#[derive(Debug)]
pub struct List<T> {
    scroll: Scroll,
    /// The rows known, by the number of their block; `None` while they are on their way.
    blocks: BTreeMap<u64, Option<Vec<T>>>,
    /// The box that scrolls.
    pub node: NodeRef,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        // As the styles have it, until it is measured.
        let scroll = Scroll { rows: 0, row: 32.0, sight: 480.0, top: 0.0 };
        Self { scroll, blocks: BTreeMap::new(), node: NodeRef::default() }
    }
}

impl<T> List<T> {
    /// Begins anew, with other rows.
    pub fn restart(&mut self) {
        self.forget();
        self.scroll.top = 0.0;
        self.node = NodeRef::default();
    }

    /// Forgets the rows that were asked for.
    pub fn forget(&mut self) {
        self.blocks.clear();
    }

    /// The list is scrolled so far, and its box so high [px].
    pub fn scroll_to(&mut self, top: f64, sight: f64) {
        self.scroll.top = top;
        self.scroll.sight = sight;
    }

    /// A row, and the box, are so high [px].
    pub fn size(&mut self, row: f64, sight: f64) {
        self.scroll.row = row;
        self.scroll.sight = sight;
    }

    /// Takes rows that have come.
    pub fn take(&mut self, from: u64, rows: Vec<T>) {
        self.blocks.insert(from / BLOCK, Some(rows));
    }

    /// The first rows of the blocks in sight that are not known yet, of a list of so many rows: they
    /// are taken to be asked for.
    pub fn missing(&mut self, rows: u64) -> Vec<u64> {
        self.scroll.rows = rows;
        let drawn = self.scroll.drawn();
        if drawn.count == 0 {
            return Vec::new();
        }
        let (first, last) = (drawn.from / BLOCK, (drawn.from + drawn.count - 1) / BLOCK);
        let missing: Vec<u64> = (first..=last).filter(|block| !self.blocks.contains_key(block)).collect();
        for block in &missing {
            self.blocks.insert(*block, None);
        }
        while self.blocks.len() > KEPT {
            let far = |block: &u64| block.abs_diff(first);
            let Some(farthest) = self.blocks.keys().copied().max_by_key(far) else { break };
            self.blocks.remove(&farthest);
        }
        missing.into_iter().map(|block| block * BLOCK).collect()
    }

    /// The rows to draw.
    #[must_use]
    pub fn drawn(&self) -> Drawn {
        self.scroll.drawn()
    }

    /// A row, where it is known.
    #[must_use]
    pub fn row(&self, place: u64) -> Option<&T> {
        let block = self.blocks.get(&(place / BLOCK))?.as_ref()?;
        block.get(usize::try_from(place % BLOCK).ok()?)
    }

    /// After a drawing: gives the box its heights (the page's policy allows no `style` attribute), and
    /// what a row and the box are high [px] where they are not as they were taken to be.
    #[must_use]
    pub fn rendered(&self) -> Option<(f64, f64)> {
        let sight = self.node.cast::<HtmlElement>()?;
        let set = |name: &str, value: f64| {
            // Only a name that is none would be refused.
            let _ = sight.style().set_property(name, &format!("{value}px"));
        };
        set("--list-height", self.scroll.height());
        set("--list-top", self.scroll.drawn().top);
        let row = sight.query_selector("[role=row]").ok().flatten();
        let row = row.map_or(0.0, |row: Element| row.get_bounding_client_rect().height());
        let height = f64::from(sight.client_height());
        let differs = |a: f64, b: f64| (a - b).abs() > 0.5;
        let changed = differs(row, self.scroll.row) || differs(height, self.scroll.sight);
        (row > 0.0 && height > 0.0 && changed).then_some((row, height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_sight_are_asked_for_once() {
        let mut list = List::<u64>::default();
        assert_eq!(list.missing(100_000), [0]);
        assert_eq!(list.missing(100_000), Vec::<u64>::new());
        list.take(0, (0..BLOCK).collect());
        assert_eq!((list.row(7), list.row(BLOCK)), (Some(&7), None));
        list.scroll_to(32.0 * 1_000.0, 480.0);
        assert_eq!(list.missing(100_000), [750, 1_000]);
        assert!(List::<u64>::default().missing(0).is_empty());
    }

    #[test]
    fn what_is_far_from_sight_is_let_go() {
        let mut list = List::<u64>::default();
        for place in 0..100 {
            list.scroll_to(32.0 * 250.0 * f64::from(place), 480.0);
            list.missing(100_000).into_iter().for_each(|from| list.take(from, vec![from]));
        }
        assert!(list.row(0).is_none() && list.row(99 * BLOCK).is_some());
        assert!(list.blocks.len() <= KEPT);
    }
}
