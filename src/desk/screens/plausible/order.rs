//! In which order many splits are listed. Pure.

use crate::simulate::plausible::JudgedSplit;
use crate::stats::Verdict;

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The order of the table that was pasted.
    Given,
    /// The split's name.
    Name,
    /// How many tasks it had.
    Tasks,
    /// How odd it is.
    P,
}

/// A column, and which end of it comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub by: Column,
    /// Whether the largest comes first.
    pub falling: bool,
}

impl Default for Order {
    /// The oddest first.
    fn default() -> Self {
        Self { by: Column::P, falling: false }
    }
}

impl Order {
    /// The order after a press on a column's head.
    #[must_use]
    pub fn pressed(self, by: Column) -> Self {
        // Large splits are looked for more often than small ones.
        let first = by == Column::Tasks;
        Self { by, falling: if self.by == by { !self.falling } else { first } }
    }

    /// The value of `aria-sort` for a column.
    #[must_use]
    pub fn word(self, of: Column) -> Option<&'static str> {
        let word = if self.falling { "descending" } else { "ascending" };
        (self.by == of).then_some(word)
    }
}

/// How many tasks a split had.
#[must_use]
pub fn tasks(split: &JudgedSplit) -> u64 {
    let outputs = split.report.outputs.iter();
    outputs.filter_map(|output| output.judgement.as_ref()).map(|judged| judged.judged.n).next().unwrap_or(0)
}

/// The positions of the splits in an order. What is equal stays in the order it was given in.
#[must_use]
pub fn sorted(splits: &[JudgedSplit], order: Order) -> Vec<usize> {
    let mut places: Vec<usize> = (0..splits.len()).collect();
    let falling = order.falling;
    match order.by {
        Column::Given => {}
        Column::Name => by(&mut places, splits, falling, |split| split.name.to_lowercase()),
        Column::Tasks => by(&mut places, splits, falling, tasks),
        // Leaks before all, what has too few tasks for a verdict after all. Numbers that are not
        // negative are in the order of their bits.
        Column::P => by(&mut places, splits, falling, |split| {
            let report = &split.report.split;
            let last = report.verdict == Verdict::NotEnoughTasks;
            (report.verdict != Verdict::Leak, last, report.p_value.to_bits())
        }),
    }
    places
}

fn by<K: Ord>(places: &mut [usize], splits: &[JudgedSplit], falling: bool, key: impl Fn(&JudgedSplit) -> K) {
    let of = |place: usize| splits.get(place).map(&key);
    places.sort_by(|one, other| {
        let order = of(*one).cmp(&of(*other));
        if falling { order.reverse() } else { order }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::plausible::{judge_asked, read_table};

    fn names(order: Order) -> Vec<String> {
        let table = "a,20,80,17,83\nb,20,80,35,65\nc,0,100,1,99\nd,50,50,1,1\nB,20,80,200,800";
        let splits = judge_asked(&read_table(table).unwrap()).unwrap().splits;
        sorted(&splits, order).into_iter().map(|place| splits[place].name.clone()).collect()
    }

    #[test]
    fn the_oddest_come_first() {
        assert_eq!(names(Order::default()), ["c", "b", "a", "B", "d"]);
    }

    #[test]
    fn columns_sort_both_ways() {
        let order = Order::default().pressed(Column::Tasks);
        assert_eq!(names(order), ["B", "a", "b", "c", "d"]);
        assert_eq!(names(order.pressed(Column::Tasks)), ["d", "a", "b", "c", "B"]);
        assert_eq!(names(order.pressed(Column::Name)), ["a", "b", "B", "c", "d"]);
        assert_eq!(names(order.pressed(Column::Given)), ["a", "b", "c", "d", "B"]);
        assert_eq!(order.word(Column::Tasks), Some("descending"));
        assert_eq!(order.word(Column::Name), None);
    }
}
