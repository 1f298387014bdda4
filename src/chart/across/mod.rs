//! Many units beside each other (annotators, batches, stages): the share of each against how
//! many tasks it had, within the limits that chance sets for so many.

mod crowd;
mod words;

use words::{describe, keys, read_out, table};

use crate::chart::axis::{AxisSpec, Unit};
use crate::chart::callouts::{Point, place};
use crate::chart::drawing::{Caption, Drawing, Sheet};
use crate::chart::format::Format;
use crate::chart::ink::{Flag, Ink};
use crate::chart::legend;
use crate::chart::plot::{FOOT, LABEL, Plot, field_height};
use crate::chart::shape::Anchor;
use crate::chart::text::{fit, width as text_width};
use crate::chart::trail::{Limits, Reached};

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
/// More units than this are too many for a mark and a value each.
const CROWD: usize = 500;
/// The widest name.
const NAME_ROOM: f64 = 130.0;

/// Draws the funnel.
#[must_use]
pub fn funnel_across(chart: &Across, sheet: impl Into<Sheet>, format: &dyn Format) -> Drawing {
    let sheet = sheet.into();
    let mut drawing = Drawing::new(sheet.width, 0.0, chart.caption);
    let keys = keys(chart);
    let end = HEAD + field_height(FIELD, drawing.width) + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let x = AxisSpec { domain: along(chart), log: chart.log, title: "Number of tasks", unit: Unit::Count };
    let y_title = format!("Share {}", chart.counted);
    let y = AxisSpec { domain: upright(chart), log: false, title: &y_title, unit: Unit::Share };
    let plot = Plot::of(&mut drawing, [0.0, end], &x, &y, format);
    band(&mut drawing, &plot, chart.limits998, [Ink::Band999, Ink::Edge999]);
    band(&mut drawing, &plot, chart.limits95, [Ink::Band95, Ink::Edge95]);
    plot.across(&mut drawing, Ink::Intended, chart.intended);
    let ranked = ranked(chart);
    if ranked.len() > CROWD {
        crowd::draw(&mut drawing, &plot, &ranked);
        crowd::reach(&mut drawing, &plot, chart, &ranked, format);
    } else {
        points(&mut drawing, &plot, &ranked);
        for member in chart.members.iter().filter(|member| member.reached.n > 0) {
            drawing.reach(spot(&plot, member), read_out(member, format));
        }
    }
    names(&mut drawing, &plot, &ranked);
    legend::draw(&mut drawing, end, &keys);
    drawing.number(sheet, || table(chart, format));
    drawing.describe(|| describe(chart.units, &ranked, format));
    drawing
}

/// The units that had tasks, those that stand out most first; where there is a crowd, the others as
/// they come.
fn ranked<'a>(chart: &Across<'a>) -> Vec<&'a Member<'a>> {
    let far = |member: &Member| {
        let n = member.reached.n as f64;
        member.reached.excess(chart.intended).abs() / n.sqrt()
    };
    let shown = chart.members.iter().filter(|member| member.reached.n > 0);
    let (mut odd, mut rest): (Vec<&Member>, Vec<&Member>) = shown.partition(|m| m.flag > Flag::Ordinary);
    let rank = |a: &&Member, b: &&Member| b.flag.cmp(&a.flag).then(far(b).total_cmp(&far(a)));
    odd.sort_by(rank);
    if odd.len() + rest.len() <= CROWD {
        rest.sort_by(rank);
    }
    odd.append(&mut rest);
    odd
}

fn spot(plot: &Plot, member: &Member) -> [f64; 2] {
    [plot.x.at(member.reached.n as f64), plot.y.at(member.reached.share())]
}

/// The marks, those that stand out on top.
fn points(drawing: &mut Drawing, plot: &Plot, ranked: &[&Member]) {
    for member in ranked.iter().rev() {
        let ink = if member.flag == Flag::Ordinary { Ink::Observed } else { member.flag.ink() };
        drawing.flag(member.flag, ink, spot(plot, member), 4.0);
    }
}

/// The names of those that stand out.
fn names(drawing: &mut Drawing, plot: &Plot, ranked: &[&Member]) {
    let odd = ranked.iter().take_while(|member| member.flag > Flag::Ordinary).count();
    let named = if odd > CROWDED { FEW } else { odd };
    let (named, rest) = ranked.split_at(named);
    let texts: Vec<String> = named.iter().map(|member| fit(member.name, LABEL, NAME_ROOM)).collect();
    let point = |(member, text): (&&Member, &String)| Point {
        at: spot(plot, member),
        size: [text_width(text, LABEL), 15.0],
    };
    let wanted: Vec<Point> = named.iter().zip(&texts).map(point).collect();
    let spots = |rest: &mut dyn Iterator<Item = &&Member>| -> Vec<[f64; 2]> {
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

fn band(drawing: &mut Drawing, plot: &Plot, limits: &[Limits], inks: [Ink; 2]) {
    let inside = limits.iter().filter(|l| l.n as f64 >= plot.x.domain[0] && l.n as f64 <= plot.x.domain[1]);
    let inside: Vec<&Limits> = inside.collect();
    let line = |value: fn(&Limits) -> f64| -> Vec<[f64; 2]> {
        inside.iter().map(|limit| [plot.x.at(limit.n as f64), plot.y.beyond(value(limit))]).collect()
    };
    plot.band(drawing, [&line(|limit| limit.low), &line(|limit| limit.high)], inks);
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

#[cfg(test)]
mod tests;
