//! Groups held against a share, with the limits of chance.

use super::group::Groups;
use super::report::{AcrossView, Centre, Differs, Funnel, FunnelGroup, FunnelLimit};
use crate::engine::Tally;
use crate::simulate::Study;
use crate::simulate::counts::MethodLaw;
use crate::simulate::gather::judged;
use crate::stats::{
    Binomial, CountLaw, Hypergeometric, ORDINARY_FROM, SUSPICIOUS_BELOW, count_text, holm_adjusted,
};
use crate::workflow::{Stage, StageKind};

/// The levels of the limits.
const LEVELS: [f64; 2] = [0.95, 0.998];

/// The limits of each output are worked out for about so many numbers of visits.
const LIMITS: u64 = 64;

/// What groups are held against.
#[derive(Debug, Clone, Copy)]
enum Held {
    Intended(f64),
    /// Visits of all groups together, and those that took the output.
    Pooled(u64, u64),
}

/// A funnel on its way to being adjusted.
struct Raw {
    funnel: Funnel,
    /// Of each group whether any outcome could make it stand out.
    able: Vec<bool>,
    /// Whether its groups are compared; else the other of two outputs tells all.
    telling: bool,
}

/// All splits across groups; `None` where there are not two with visits of a split.
pub fn view(study: &Study, all: &Tally, groups: &Groups<'_>, what: &str) -> Option<AcrossView> {
    let busy = |tally: &&Tally| tally.left.iter().any(|visits| *visits > 0);
    if groups.tallies.iter().filter(busy).count() < 2 {
        return None;
    }
    let mut raw = Vec::new();
    for (position, stage) in study.checked.workflow().stages.iter().enumerate() {
        let outputs = stage.outputs();
        if outputs.len() < 2 || study.plan().outputs(position).all(|flat| all.left[flat] == 0) {
            continue;
        }
        for (i, output) in outputs.iter().enumerate() {
            let (funnel, able) = funnel(study, all, groups, (position, stage), (i, &output.name));
            raw.push(Raw { funnel, able, telling: outputs.len() > 2 || i == telling(stage) });
        }
    }
    Some(adjusted(raw, what))
}

/// Which of a stage's two outputs is told of: the one that people watch.
const fn telling(stage: &Stage) -> usize {
    match stage.kind {
        StageKind::Review(_) | StageKind::Consensus(_) | StageKind::Webhook(_) => 1,
        _ => 0,
    }
}

/// One output's funnel, and of each of its groups whether any outcome could make it stand out.
fn funnel(
    study: &Study,
    all: &Tally,
    groups: &Groups<'_>,
    (position, stage): (usize, &Stage),
    (output, name): (usize, &str),
) -> (Funnel, Vec<bool>) {
    let laws = &study.laws[position];
    let law = laws.outputs[output].as_ref();
    // Where a law is known it says which visits it is about; else first visits are looked at
    // where tasks can come back, since how often one comes back may depend on the group.
    let known = laws.outputs.iter().any(Option::is_some);
    let any = if known { laws.first_only() } else { study.plan.can_return(position) };
    let first_visits_only = law.map_or(any, |law| law.first_only);
    let count = |tally: &Tally| match judged(study, laws, tally, position, output) {
        Some((_, n, k)) => (n, k),
        None => {
            let visits = if first_visits_only { &tally.left_first } else { &tally.left };
            let here = &visits[study.plan.outputs(position)];
            (here.iter().sum(), here[output])
        }
    };
    let (total, taken) = count(all);
    let drawn = law.filter(|law| law.count == MethodLaw::Drawn);
    let held = drawn.map_or(Held::Pooled(total, taken), |law| Held::Intended(law.share));
    let named = groups.names.iter().zip(&groups.tallies).map(|(name, tally)| (*name, count(tally)));
    let named: Vec<(Option<&str>, (u64, u64))> = named.filter(|(_, (n, _))| *n > 0).collect();
    let largest = named.iter().map(|(_, (n, _))| *n).max().unwrap_or(0);
    let able = named.iter().map(|(_, (n, _))| held.can_stand_out(*n)).collect();
    let funnel = Funnel {
        stage: stage.id.clone(),
        name: stage.title().to_owned(),
        kind: stage.kind.word().to_owned(),
        output: name.to_owned(),
        centre: held.centre(),
        from: if drawn.is_some() { Centre::Intended } else { Centre::Pooled },
        first_visits_only,
        groups: named.into_iter().map(|(name, counts)| held.group(name, counts)).collect(),
        limits: numbers(largest).map(|n| held.limit(n)).collect(),
    };
    (funnel, able)
}

impl Held {
    fn centre(self) -> f64 {
        match self {
            Self::Intended(share) => share,
            Self::Pooled(total, taken) => taken as f64 / total.max(1) as f64,
        }
    }

    /// The law of a group's count.
    fn law(self, n: u64) -> CountLaw {
        let law = match self {
            Self::Intended(share) => Binomial::with_share(n, share).map(CountLaw::binomial),
            Self::Pooled(total, taken) => {
                Hypergeometric::new(total, taken, n).map(|law| CountLaw::hypergeometric(0, law))
            }
        };
        law.unwrap_or_else(|| CountLaw::within(0, n))
    }

    /// Whether any count of so many visits would be suspicious. Those at the ends are the least
    /// likely ones.
    fn can_stand_out(self, n: u64) -> bool {
        let law = self.law(n);
        let (least, most) = law.possible();
        law.p_value(least).min(law.p_value(most)) < SUSPICIOUS_BELOW
    }

    fn group(self, name: Option<&str>, (n, k): (u64, u64)) -> FunnelGroup {
        let FunnelLimit { range95, range998, .. } = self.limit(n);
        FunnelGroup {
            name: name.map(str::to_owned),
            n,
            k,
            share: k as f64 / n as f64,
            range95,
            range998,
            p_value: self.law(n).p_value(k),
            adjusted_p_value: None,
        }
    }

    fn limit(self, n: u64) -> FunnelLimit {
        let law = self.law(n);
        let [range95, range998] = LEVELS.map(|level| law.central_range(level).into());
        FunnelLimit { n, range95, range998 }
    }
}

/// Numbers from 1 to the largest, about evenly far apart by their ratio.
fn numbers(largest: u64) -> impl Iterator<Item = u64> {
    let mut next = 1;
    let end = libm::log(largest.max(1) as f64);
    (0..=LIMITS).filter_map(move |i| {
        // Rounded; the last one is the largest itself, whatever its logarithm is rounded to.
        let even = libm::exp(end * i as f64 / LIMITS as f64) + 0.5;
        let number = if i == LIMITS { largest } else { (even as u64).min(largest) };
        (number >= next).then(|| {
            next = number + 1;
            number
        })
    })
}

/// Adjusts the p-values for how many comparisons there are, and says what they come to.
fn adjusted(mut raw: Vec<Raw>, what: &str) -> AcrossView {
    let telling = || raw.iter().filter(|raw| raw.telling);
    let groups = || telling().flat_map(|raw| raw.funnel.groups.iter().zip(&raw.able));
    let groups = || groups().filter(|(_, able)| **able).map(|(group, _)| group);
    let outside = |group: &&FunnelGroup| !(group.range95[0]..=group.range95[1]).contains(&group.k);
    let outside95 = groups().filter(outside).count() as u64;
    let p_values: Vec<f64> = groups().map(|group| group.p_value).collect();
    let mut adjusted = holm_adjusted(&p_values).into_iter();
    for raw in raw.iter_mut().filter(|raw| raw.telling) {
        let able = raw.funnel.groups.iter_mut().zip(&raw.able).filter(|(_, able)| **able);
        able.for_each(|(group, _)| group.adjusted_p_value = adjusted.next());
    }
    let mut differ: Vec<Differs> = raw.iter().filter(|raw| raw.telling).flat_map(differing).collect();
    differ.sort_by(|a, b| a.adjusted_p_value.total_cmp(&b.adjusted_p_value));
    share_with_others(&mut raw);
    let sentence = sentence(p_values.len() as u64, differ.len() as u64, outside95, what);
    let funnels = raw.into_iter().map(|raw| raw.funnel).collect();
    AcrossView { funnels, comparisons: p_values.len() as u64, outside95, differ, sentence }
}

fn differing(raw: &Raw) -> impl Iterator<Item = Differs> {
    let funnel = &raw.funnel;
    funnel.groups.iter().filter_map(|group| {
        let p = group.adjusted_p_value.filter(|p| *p < ORDINARY_FROM)?;
        Some(Differs {
            group: group.name.clone(),
            stage: funnel.stage.clone(),
            output: funnel.output.clone(),
            n: group.n,
            k: group.k,
            centre: funnel.centre,
            adjusted_p_value: p,
        })
    })
}

/// Gives the groups of the other of two outputs the p-values of the one that is told of: it is the
/// same comparison.
fn share_with_others(raw: &mut [Raw]) {
    let telling = raw.iter().filter(|raw| raw.telling);
    let told: Vec<(String, Vec<Option<f64>>)> = telling
        .map(|raw| {
            let p_values = raw.funnel.groups.iter().map(|group| group.adjusted_p_value);
            (raw.funnel.stage.clone(), p_values.collect())
        })
        .collect();
    for raw in raw.iter_mut().filter(|raw| !raw.telling) {
        let Some((_, p_values)) = told.iter().find(|(stage, _)| *stage == raw.funnel.stage) else { continue };
        for (group, p) in raw.funnel.groups.iter_mut().zip(p_values) {
            group.adjusted_p_value = *p;
        }
    }
}

fn sentence(comparisons: u64, differ: u64, outside95: u64, what: &str) -> String {
    let (all, out) = (count_text(comparisons), count_text(outside95));
    match (comparisons, differ, outside95) {
        (0, ..) => format!("There are too few tasks to tell {what} apart."),
        (1, 0, _) => format!("The one comparison of {what} made here is what chance gives."),
        (_, 0, 0) => format!("All {all} comparisons of {what} made here are what chance gives."),
        (_, 0, 1) => format!(
            "1 of {all} comparisons of {what} lies outside its 95 % limits, but does not stand out among that many."
        ),
        (_, 0, _) => format!(
            "{out} of {all} comparisons of {what} lie outside their 95 % limits, but none stands out among that many."
        ),
        (1, ..) => format!("The one comparison of {what} made here stands out."),
        (_, 1, _) => format!("1 of {all} comparisons of {what} stands out, even among that many."),
        _ => {
            format!("{} of {all} comparisons of {what} stand out, even among that many.", count_text(differ))
        }
    }
}
