//! More units than can be told apart: those that stand out, each once for every place, and all others
//! as the field that they cover. What the keyboard reaches is then all units of a place together.

use super::words::read_out;
use super::{Across, Member, spot};
use crate::chart::drawing::Drawing;
use crate::chart::format::{Format, tasks};
use crate::chart::ink::{Flag, Ink};
use crate::chart::plot::Plot;
use crate::chart::shape::Shape;

/// The field is made of squares so large [px].
const CELL: f64 = 3.0;
/// Marks closer together than this are one [px].
const CLOSE: f64 = 2.0;
/// All units of a square so large are one value for the keyboard [px].
const PLACE: f64 = 20.0;

/// The squares of a size that units are in, each with the unit's place in the list, row by row; in a
/// square as in the list.
fn cells<'a>(
    plot: &Plot,
    members: impl Iterator<Item = &'a Member<'a>>,
    size: f64,
) -> Vec<([i32; 2], usize)> {
    let cell = |(i, member)| {
        let [column, row] = spot(plot, member).map(|value| libm::floor(value / size) as i32);
        ([row, column], i)
    };
    in_order(members.enumerate().map(cell).collect())
}

/// Sorts squares of units that are listed in rising order. Where units are many for the squares there are,
/// each is put where it belongs: comparing ten thousand would take longer than all else in the chart.
fn in_order(mut cells: Vec<([i32; 2], usize)>) -> Vec<([i32; 2], usize)> {
    let ends = |at: fn(&[i32; 2]) -> i32| {
        let values = || cells.iter().map(|(cell, _)| i64::from(at(cell)));
        values().min().zip(values().max()).unwrap_or_default()
    };
    let (rows, columns) = (ends(|cell| cell[0]), ends(|cell| cell[1]));
    let across = columns.1 - columns.0 + 1;
    let squares = (rows.1 - rows.0 + 1).saturating_mul(across);
    if squares > 16 * cells.len() as i64 {
        cells.sort_unstable();
        return cells;
    }
    let square =
        |cell: &[i32; 2]| ((i64::from(cell[0]) - rows.0) * across + i64::from(cell[1]) - columns.0) as usize;
    // Where the next unit of each square goes.
    let mut next = vec![0; squares as usize + 1];
    for (cell, _) in &cells {
        if let Some(after) = next.get_mut(square(cell) + 1) {
            *after += 1;
        }
    }
    let mut before = 0;
    for start in &mut next {
        before += *start;
        *start = before;
    }
    let mut sorted = cells.clone();
    for held in cells {
        let Some(place) = next.get_mut(square(&held.0)) else { continue };
        if let Some(into) = sorted.get_mut(*place) {
            *into = held;
        }
        *place += 1;
    }
    sorted
}

/// The marks of all units, those that stand out on top.
pub(super) fn draw(drawing: &mut Drawing, plot: &Plot, ranked: &[&Member]) {
    let of = |flag: Flag| ranked.iter().copied().filter(move |member| member.flag == flag);
    for (flag, ink) in [(Flag::Ordinary, Ink::Observed), (Flag::Unknown, Ink::Unknown)] {
        field(drawing, cells(plot, of(flag), CELL), ink);
    }
    for flag in [Flag::Unusual, Flag::Suspicious] {
        let members: Vec<&Member> = of(flag).collect();
        let mut places = cells(plot, of(flag), CLOSE);
        places.dedup_by_key(|(cell, _)| *cell);
        let spots = places.iter().filter_map(|(_, i)| members.get(*i)).map(|member| spot(plot, member));
        drawing.flags(flag, flag.ink(), &spots.collect::<Vec<_>>(), 4.0);
    }
}

/// The field that units cover, in rows of squares.
fn field(drawing: &mut Drawing, cells: Vec<([i32; 2], usize)>, ink: Ink) {
    let mut strips: Vec<[i32; 3]> = Vec::new();
    for ([row, column], _) in cells {
        match strips.last_mut() {
            Some([same, _, end]) if *same == row && *end >= column => *end = column + 1,
            _ => strips.push([row, column, column + 1]),
        }
    }
    let piece = |[row, from, to]: [i32; 3]| {
        let [top, left, right] = [row, from, to].map(|cells| f64::from(cells) * CELL);
        vec![[left, top], [right, top], [right, top + CELL], [left, top + CELL]]
    };
    if !strips.is_empty() {
        drawing.draw(ink, Shape::Path { pieces: strips.into_iter().map(piece).collect(), filled: true });
    }
}

/// The values to be reached by keyboard, from fewer tasks to more.
pub(super) fn reach(
    drawing: &mut Drawing,
    plot: &Plot,
    chart: &Across,
    ranked: &[&Member],
    format: &dyn Format,
) {
    let cells = cells(plot, ranked.iter().copied(), PLACE);
    let mut places: Vec<_> = cells.chunk_by(|a, b| a.0 == b.0).collect();
    places.sort_by_key(|place| place.first().map(|([row, column], _)| (*column, *row)));
    for place in places {
        let members: Vec<&Member> = place.iter().filter_map(|(_, i)| ranked.get(*i)).copied().collect();
        // The one that stands out most is the first.
        let Some(first) = members.first() else { continue };
        let label = match members.len() {
            1 => read_out(first, format),
            _ => together(chart.units, &members, first, format),
        };
        drawing.reach(spot(plot, first), label);
    }
}

/// `57 batches of 18 to 22 tasks: 15 % to 25 %; Batch 7: 25 % of 20 tasks, ordinary`.
fn together(units: &str, members: &[&Member], first: &Member, format: &dyn Format) -> String {
    let n = || members.iter().map(|member| member.reached.n);
    let share = || members.iter().map(|member| member.reached.share());
    let ends = [n().min().unwrap_or(0), n().max().unwrap_or(0)];
    let [low, high] = [share().fold(f64::INFINITY, f64::min), share().fold(f64::NEG_INFINITY, f64::max)]
        .map(|share| format.share(share));
    let range = |[low, high]: [String; 2]| if low == high { high } else { format!("{low} to {high}") };
    let of = match ends {
        [least, most] if least == most => tasks(most, format),
        [least, most] => format!("{} to {}", format.count(least), tasks(most, format)),
    };
    let count = format.count(members.len() as u64);
    format!("{count} {units} of {of}: {}; {}", range([low, high]), read_out(first, format))
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn many_units_are_sorted_as_few_are() {
        // Few for their squares, many for them, all in one, and far beyond the plot.
        for (units, rows, columns, far) in
            [(40, 90, 400, 0), (9_000, 90, 400, -7), (500, 1, 1, 3), (30, 7, 9, i32::MAX - 9), (0, 1, 1, 0)]
        {
            let cell = |i: usize| {
                let row = (i * 7_919 % rows) as i32 + far;
                ([row, (i * 104_729 % columns) as i32 - 5], i)
            };
            let cells: Vec<_> = (0..units).map(cell).collect();
            let mut sorted = cells.clone();
            sorted.sort_unstable();
            assert_eq!(in_order(cells), sorted, "{units} units");
        }
        let apart = vec![([i32::MAX, i32::MIN], 0), ([i32::MIN, i32::MAX], 1)];
        assert_eq!(in_order(apart.clone()), [apart[1], apart[0]]);
    }
}
