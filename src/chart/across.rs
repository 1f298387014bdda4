//! Many units beside each other (annotators, batches, stages): the share of each against how
//! many tasks it had, within the limits that chance sets for so many.

use std::collections::BTreeSet;

use super::callouts::{Point, place};
use super::drawing::{Anchor, Caption, Drawing};
use super::format::{Format, tasks};
use super::ink::{Flag, Ink};
use super::legend::{self, Key, Swatch};
use super::plot::{AxisSpec, FOOT, LABEL, Plot, Unit};
use super::table::{Cell, Table};
use super::text::{fit, width as text_width};
use super::thin::{clip, thin};
use super::trail::{Limits, Reached};

/// One of the units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many tasks it had, and how many of them count.
    pub reached: Reached,
    /// What is said of it; anything but ordinary is named in the chart.
    pub flag: Flag,
}

/// What the funnel shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Across<'a> {
    /// Its words.
    pub caption: Caption<'a>,
    /// What the units are: `batches`.
    pub units: &'a str,
    /// What the share is of: `sent to Review`.
    pub counted: &'a str,
    /// The units.
    pub members: &'a [Member<'a>],
    /// The share that all would have but for chance.
    pub intended: f64,
    /// The exact 95 % limits, rising in tasks.
    pub limits95: &'a [Limits],
    /// The exact 99.8 % limits, rising in tasks.
    pub limits998: &'a [Limits],
    /// Whether equal steps along are equal factors.
    pub log: bool,
}

const FIELD: f64 = 260.0;
const HEAD: f64 = 24.0;
/// Where more units than this stand out, only a few are named in the chart.
const CROWDED: usize = 24;
const FEW: usize = 8;
/// More ordinary units than this, and those on the same pixels are drawn once.
const CROWD: usize = 500;
/// The widest name.
const NAME_ROOM: f64 = 130.0;

/// Draws the funnel.
#[must_use]
pub fn funnel_across(chart: &Across, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let keys = keys(chart);
    let end = HEAD + FIELD + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let x = AxisSpec { domain: along(chart), log: chart.log, title: "Number of tasks", unit: Unit::Count };
    let y_title = format!("Share {}", chart.counted);
    let y = AxisSpec { domain: upright(chart), log: false, title: &y_title, unit: Unit::Share };
    let plot = Plot::of(&mut drawing, [0.0, end], &x, &y, format);
    band(&mut drawing, &plot, chart.limits998, [Ink::Band999, Ink::Edge999]);
    band(&mut drawing, &plot, chart.limits95, [Ink::Band95, Ink::Edge95]);
    plot.across(&mut drawing, Ink::Intended, chart.intended);
    let ranked = ranked(chart);
    points(&mut drawing, &plot, &ranked);
    names(&mut drawing, &plot, &ranked);
    for member in chart.members.iter().filter(|member| member.reached.n > 0).take(CROWD) {
        drawing.reach(spot(&plot, member), read_out(member, format));
    }
    legend::draw(&mut drawing, end, &keys);
    drawing.table = table(chart, format);
    drawing.describe(|| describe(chart, format));
    drawing
}

/// The units that had tasks, those that stand out most first.
fn ranked<'a>(chart: &Across<'a>) -> Vec<Member<'a>> {
    let mut ranked: Vec<Member> =
        chart.members.iter().filter(|member| member.reached.n > 0).copied().collect();
    let far = |member: &Member| {
        let n = member.reached.n as f64;
        member.reached.excess(chart.intended).abs() / n.sqrt()
    };
    ranked.sort_by(|a, b| b.flag.cmp(&a.flag).then(far(b).total_cmp(&far(a))));
    ranked
}

fn spot(plot: &Plot, member: &Member) -> [f64; 2] {
    [plot.x.at(member.reached.n as f64), plot.y.at(member.reached.share())]
}

/// The marks, those that stand out on top.
fn points(drawing: &mut Drawing, plot: &Plot, ranked: &[Member]) {
    let mut taken = BTreeSet::new();
    for member in ranked.iter().rev() {
        let at = spot(plot, member);
        let cell = at.map(|value| (value / 2.0) as i64);
        let crowded = ranked.len() > CROWD && member.flag <= Flag::Ordinary;
        if crowded && !taken.insert(cell) {
            continue;
        }
        let ink = if member.flag == Flag::Ordinary { Ink::Observed } else { member.flag.ink() };
        if crowded {
            drawing.dot(ink, at, 2.0);
        } else {
            drawing.flag(member.flag, ink, at, 4.0);
        }
    }
}

/// The names of those that stand out.
fn names(drawing: &mut Drawing, plot: &Plot, ranked: &[Member]) {
    let odd = ranked.iter().take_while(|member| member.flag > Flag::Ordinary).count();
    let named = if odd > CROWDED { FEW } else { odd };
    let (named, rest) = ranked.split_at(named);
    let texts: Vec<String> = named.iter().map(|member| fit(member.name, LABEL, NAME_ROOM)).collect();
    let point = |(member, text): (&Member, &String)| Point {
        at: spot(plot, member),
        size: [text_width(text, LABEL), 15.0],
    };
    let wanted: Vec<Point> = named.iter().zip(&texts).map(point).collect();
    let spots = |rest: &mut dyn Iterator<Item = &Member>| -> Vec<[f64; 2]> {
        rest.take(CROWD).map(|member| spot(plot, member)).collect()
    };
    let firm = spots(&mut rest.iter().filter(|member| member.flag > Flag::Ordinary));
    let soft = spots(&mut rest.iter().filter(|member| member.flag <= Flag::Ordinary));
    let bounds = [plot.left, plot.top, drawing.width, plot.bottom];
    for (callout, text) in place(&wanted, &firm, &soft, bounds).into_iter().zip(texts) {
        let Some(callout) = callout else { continue };
        if let Some([from, to]) = callout.leader {
            drawing.rule(Ink::Axis, from, to);
        }
        let [x, y] = callout.corner;
        drawing.rimmed_text(Ink::Text, [x, y + 11.5], Anchor::Start, LABEL, text);
    }
}

fn band(drawing: &mut Drawing, plot: &Plot, limits: &[Limits], [fill, edge]: [Ink; 2]) {
    let inside = limits.iter().filter(|l| l.n as f64 >= plot.x.domain[0] && l.n as f64 <= plot.x.domain[1]);
    let inside: Vec<&Limits> = inside.collect();
    let line = |value: fn(&Limits) -> f64| -> Vec<[f64; 2]> {
        let points = inside.iter().map(|limit| [plot.x.at(limit.n as f64), plot.y.beyond(value(limit))]);
        thin(&points.collect::<Vec<_>>())
    };
    let [low, high] = [line(|limit| limit.low), line(|limit| limit.high)];
    if low.is_empty() {
        return;
    }
    let flat = |&[x, y]: &[f64; 2]| [x, y.max(plot.top).min(plot.bottom)];
    drawing.area(fill, high.iter().map(flat).chain(low.iter().rev().map(flat)).collect());
    for line in [low, high] {
        drawing.lines(edge, clip(&line, [plot.top, plot.bottom]));
    }
}

/// The numbers of tasks that are shown.
fn along(chart: &Across) -> [f64; 2] {
    let ns = || chart.members.iter().map(|member| member.reached.n).filter(|&n| n > 0);
    let (low, high) = (ns().min().unwrap_or(1) as f64, ns().max().unwrap_or(10) as f64);
    if chart.log { [(low / 1.25).max(1.0), (high * 1.25).max(low + 1.0)] } else { [0.0, high * 1.08] }
}

/// The shares that are shown: all units, and the limits where the units are.
fn upright(chart: &Across) -> [f64; 2] {
    let shown = || chart.members.iter().filter(|member| member.reached.n > 0);
    let least = shown().map(|member| member.reached.n).min().unwrap_or(0);
    let limits = chart.limits998.iter().chain(chart.limits95).filter(|limit| limit.n >= least);
    let limits = limits.flat_map(|limit| [limit.low, limit.high]);
    let values = shown().map(|member| member.reached.share()).chain(limits).filter(|value| value.is_finite());
    let start = [chart.intended; 2];
    let [low, high] = values.fold(start, |[low, high], value| [low.min(value), high.max(value)]);
    let margin = 0.06 * (high - low);
    if margin < 1e-9 { [0.0, 1.0] } else { [(low - margin).max(0.0), (high + margin).min(1.0)] }
}

fn keys(chart: &Across) -> Vec<Key> {
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
fn read_out(member: &Member, format: &dyn Format) -> String {
    let Reached { n, .. } = member.reached;
    let share = format.share(member.reached.share());
    format!("{}: {share} of {}, {}", member.name, tasks(n, format), member.flag.word())
}

fn describe(chart: &Across, format: &dyn Format) -> String {
    let shown = chart.members.iter().filter(|member| member.reached.n > 0).count();
    let ranked = ranked(chart);
    let odd: Vec<&str> = ranked.iter().filter(|m| m.flag > Flag::Ordinary).map(|m| m.name).collect();
    let mut words = format!("{} {}.", format.count(shown as u64), chart.units);
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

fn table(chart: &Across, format: &dyn Format) -> Table {
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

#[cfg(test)]
mod tests {
    use super::super::drawing::Shape;
    use super::super::format::Plain;
    use super::*;

    fn limits(z: f64) -> Vec<Limits> {
        let half = |n: u64| z * (0.16 / n as f64).sqrt();
        let limit = |n: u64| Limits { n, low: (0.2 - half(n)).max(0.0), high: (0.2 + half(n)).min(1.0) };
        (1..=400).map(limit).collect()
    }

    fn draw(members: &[Member], width: f64, log: bool) -> Drawing {
        let (limits95, limits998) = (limits(1.96), limits(3.09));
        let chart = Across {
            caption: Caption { title: "Batches", description: "" },
            units: "batches",
            counted: "sent to Review",
            members,
            intended: 0.2,
            limits95: &limits95,
            limits998: &limits998,
            log,
        };
        funnel_across(&chart, width, &Plain)
    }

    fn member(name: &str, n: u64, k: u64, flag: Flag) -> Member<'_> {
        Member { name, reached: Reached { n, k }, flag }
    }

    fn names(drawing: &Drawing) -> Vec<([f64; 2], String)> {
        let text = |mark: &super::super::drawing::Mark| match &mark.shape {
            Shape::Text { at, text, .. } if mark.ink == Ink::Text => Some((*at, text.clone())),
            _ => None,
        };
        drawing.marks.iter().filter_map(text).collect()
    }

    #[test]
    fn what_stands_out_is_named_and_names_keep_apart() {
        let mut members = vec![member("Batch 1", 50, 10, Flag::Ordinary)];
        let texts: Vec<String> = (0..12).map(|i| format!("Annotator {i}")).collect();
        members.extend(texts.iter().map(|name| member(name, 60, 24, Flag::Unusual)));
        members.push(member("Far", 200, 90, Flag::Suspicious));
        for width in [320.0, 1200.0] {
            let drawing = draw(&members, width, false);
            let names = names(&drawing);
            assert!(names.len() > 5 && !names.iter().any(|name| name.1 == "Batch 1"));
            assert_eq!(names[0].1, "Far");
            for (i, (a, text)) in names.iter().enumerate() {
                assert!(a[0] + text_width(text, LABEL) <= width);
                for (b, other) in &names[..i] {
                    let beside =
                        a[0] >= b[0] + text_width(other, LABEL) || b[0] >= a[0] + text_width(text, LABEL);
                    assert!(beside || (a[1] - b[1]).abs() >= 14.9, "{text} {other}");
                }
            }
        }
        let words = draw(&members, 600.0, false).description;
        assert_eq!(
            words,
            "14 batches. 13 are outside what chance gives in 95 of 100. By chance alone about 0.7 would be."
        );
    }

    #[test]
    fn a_crowd_is_drawn_once_for_each_pixel() {
        let many: Vec<Member> =
            (0..10_000).map(|i| member("x", 50 + i % 7, 10 + i % 3, Flag::Ordinary)).collect();
        let drawing = draw(&many, 600.0, true);
        assert!(drawing.marks.len() < 200, "{}", drawing.marks.len());
        assert_eq!((drawing.table.rows.len(), drawing.focus.len()), (10_000, CROWD));
    }

    #[test]
    fn any_units_at_any_width() {
        let one = [member("Only", 1, 1, Flag::Unknown)];
        let huge =
            [member("Huge", 1_000_000_000, 200_000_000, Flag::Ordinary), member("None", 0, 0, Flag::Unknown)];
        for members in [&[][..], &one, &huge] {
            for log in [false, true] {
                for width in [3.0, 320.0] {
                    let drawing = draw(members, width, log);
                    assert!(drawing.focus.iter().all(|focus| focus.x.is_finite() && focus.y.is_finite()));
                }
            }
        }
    }
}
