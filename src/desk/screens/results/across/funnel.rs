//! Groups within the limits of chance, ready to be drawn.

use std::rc::Rc;

use crate::chart::{Caption, Flag, Limits, Member, Reached, Sheet, funnel_across};
use crate::desk::drawing::{Draw, Numbers};
use crate::simulate::{AcrossView, Centre, Funnel, FunnelGroup, FunnelLimit};
use crate::view::format;

/// One funnel, whatever its groups are.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// What its groups are: `annotators`.
    pub units: &'static str,
    /// What the share is of: `that took Review`.
    pub counted: String,
    /// The share that all would have but for chance.
    pub centre: f64,
    /// Where that share comes from.
    pub note: String,
    /// The groups.
    pub members: Vec<FunnelGroup>,
    /// The limits of chance for some numbers of tasks.
    pub limits: Vec<FunnelLimit>,
}

/// The funnels of a view.
pub fn groups(view: &AcrossView) -> Vec<Group> {
    view.funnels.iter().map(group).collect()
}

fn group(funnel: &Funnel) -> Group {
    let centre = format::percent(funnel.centre);
    let mut note = match funnel.from {
        Centre::Intended => {
            format!("The line is the share asked for, {centre}: each task is drawn on its own.")
        }
        Centre::Pooled => format!(
            "The line is the share of all groups together, {centre}, for no share is asked for here. The limits are those of dealing the outcomes out by chance."
        ),
    };
    if funnel.first_visits_only {
        note.push_str(" First visits alone are counted, because tasks can come back here.");
    }
    Group {
        name: format!("{}: {}", funnel.name, funnel.output),
        units: "groups",
        counted: format!("that took {}", funnel.output),
        centre: funnel.centre,
        note,
        members: funnel.groups.clone(),
        limits: funnel.limits.clone(),
    }
}

/// What a group is called.
pub fn name(group: &FunnelGroup) -> String {
    group.name.clone().unwrap_or_else(|| "none".to_owned())
}

/// What its mark says: where it lies, unless it has too few tasks to be compared.
pub fn flag(group: &FunnelGroup) -> Flag {
    let inside = |range: [u64; 2]| (range[0]..=range[1]).contains(&group.k);
    match group.adjusted_p_value {
        _ if !inside(group.range998) => Flag::Suspicious,
        _ if !inside(group.range95) => Flag::Unusual,
        None => Flag::Unknown,
        Some(_) => Flag::Ordinary,
    }
}

/// The chart.
pub fn draw(group: &Group, log: bool) -> Draw {
    let group = group.clone();
    let names: Vec<String> = group.members.iter().map(name).collect();
    let limits = |range: fn(&FunnelLimit) -> [u64; 2]| -> Vec<Limits> {
        let limit = |limit: &FunnelLimit| {
            let [low, high] = range(limit).map(|count| count as f64 / limit.n.max(1) as f64);
            Limits { n: limit.n, low, high }
        };
        group.limits.iter().map(limit).collect()
    };
    let (limits95, limits998) = (limits(|limit| limit.range95), limits(|limit| limit.range998));
    Rc::new(move |sheet: Sheet| {
        let member = |(group, name): (&FunnelGroup, _)| Member {
            name,
            reached: Reached { n: group.n, k: group.k },
            flag: flag(group),
        };
        let members: Vec<Member> =
            group.members.iter().zip(names.iter().map(String::as_str)).map(member).collect();
        let chart = crate::chart::Across {
            caption: Caption { title: &group.name, description: "" },
            units: group.units,
            counted: &group.counted,
            members: &members,
            intended: group.centre,
            limits95: &limits95,
            limits998: &limits998,
            log,
        };
        funnel_across(&chart, sheet, &Numbers)
    })
}
