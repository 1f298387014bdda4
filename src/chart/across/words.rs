//! What the funnel says in words and in numbers.

use super::{Across, Member};
use crate::chart::format::{Format, tasks};
use crate::chart::ink::{Flag, Ink};
use crate::chart::legend::{Key, Swatch};
use crate::chart::table::{Cell, Table};
use crate::chart::trail::Reached;

pub(super) fn keys(chart: &Across) -> Vec<Key> {
    let flagged = |flag: Flag| chart.members.iter().any(|member| member.flag == flag);
    let keys = [
        (flagged(Flag::Ordinary), Swatch::Dot(Ink::Observed), "within chance"),
        (flagged(Flag::Unusual), Swatch::Flag(Flag::Unusual), "outside 95 %"),
        (flagged(Flag::Suspicious), Swatch::Flag(Flag::Suspicious), "outside 99.8 %"),
        (flagged(Flag::Unknown), Swatch::Flag(Flag::Unknown), "not judged"),
        (true, Swatch::Line(Ink::Intended), "same for all"),
        (!chart.limits95.is_empty(), Swatch::Band95, "95 % by chance"),
        (!chart.limits998.is_empty(), Swatch::Band999, "99.8 %"),
    ];
    keys.into_iter().filter(|key| key.0).map(|(_, swatch, words)| (swatch, words.to_owned())).collect()
}

/// `Batch 7: 31 % of 64 tasks, unusual`.
pub(super) fn read_out(member: &Member, format: &dyn Format) -> String {
    let Reached { n, .. } = member.reached;
    let share = format.share(member.reached.share());
    format!("{}: {share} of {}, {}", member.name, tasks(n, format), member.flag.word())
}

/// What the units that had tasks, those that stand out most first, come to.
pub(super) fn describe(units: &str, ranked: &[&Member], format: &dyn Format) -> String {
    let shown = ranked.len();
    let odd: Vec<&str> = ranked.iter().filter(|m| m.flag > Flag::Ordinary).map(|m| m.name).collect();
    let mut words = format!("{} {}.", format.count(shown as u64), units);
    match odd.len() {
        0 => words.push_str(" None stands out from what chance gives."),
        1..=8 => words.push_str(&format!(" Outside what chance gives in 95 of 100: {}.", odd.join(", "))),
        n => words
            .push_str(&format!(" {} are outside what chance gives in 95 of 100.", format.count(n as u64))),
    }
    // One in twenty is outside by chance alone.
    let expected = (shown as f64 * 0.5).round() / 10.0;
    words.push_str(&format!(" By chance alone about {} would be.", format.compact(expected)));
    words
}

pub(super) fn table(chart: &Across, format: &dyn Format) -> Table {
    let mut table = Table::new(&["Name", "Tasks", "Count", "Share", "Verdict"]);
    for member in chart.members {
        let Reached { n, k } = member.reached;
        let share = member.reached.share();
        let share = if n > 0 { Cell::number(share, format.share(share)) } else { Cell::none() };
        table.rows.push(vec![
            Cell::text(member.name),
            Cell::count(n, format.count(n)),
            Cell::count(k, format.count(k)),
            share,
            Cell::text(member.flag.word()),
        ]);
    }
    table
}
