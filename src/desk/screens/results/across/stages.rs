//! Outputs of the same share as one funnel, whichever stage they are of.

use super::funnel::Group;
use crate::simulate::{
    FunnelGroup, FunnelLimit, Judged, OutputJudgement, OutputReport, RunReport, StageReport,
};
use crate::stats::{Binomial, LawKind, holm_adjusted};
use crate::view::format;

/// For about so many numbers of tasks the limits are worked out.
const LIMITS: u64 = 60;

type Output<'r> = (&'r StageReport, &'r OutputReport, &'r OutputJudgement, f64);

/// The funnels of all shares that two outputs or more have.
pub fn groups(report: &RunReport) -> Vec<Group> {
    let outputs: Vec<Output<'_>> = report.stages.iter().flat_map(outputs).collect();
    let mut shares: Vec<f64> = outputs.iter().map(|output| output.3).collect();
    shares.sort_by(f64::total_cmp);
    shares.dedup();
    let same =
        |share: f64| outputs.iter().filter(move |output| output.3 == share).copied().collect::<Vec<_>>();
    shares.into_iter().map(same).filter(|same| same.len() > 1).map(|same| group(&same)).collect()
}

/// The outputs of a stage whose tasks are drawn one by one.
fn outputs(stage: &StageReport) -> impl Iterator<Item = Output<'_>> {
    stage.outputs.iter().filter_map(move |output| {
        let judgement = output.judgement.as_ref()?;
        let share = output.intended.filter(|share| (0.0..1.0).contains(share) && *share > 0.0)?;
        let drawn = judgement.law == LawKind::Binomial && judgement.judged.n > 0;
        drawn.then_some((stage, output, judgement, share))
    })
}

fn group(outputs: &[Output<'_>]) -> Group {
    let share = outputs.first().map_or(0.0, |output| output.3);
    let p_values: Vec<f64> = outputs.iter().map(|output| output.2.p_value).collect();
    let adjusted = holm_adjusted(&p_values);
    let members: Vec<FunnelGroup> =
        outputs.iter().zip(adjusted).filter_map(|(output, adjusted)| member(*output, adjusted)).collect();
    let most = members.iter().map(|member| member.n).max().unwrap_or(1);
    let numbers = numbers(most);
    Group {
        name: format!("Outputs of {}", format::percent(share)),
        units: "outputs",
        counted: "that took the output".to_owned(),
        centre: share,
        note: format!(
            "The line is the share asked for, {}, which all of these outputs have.",
            format::percent(share)
        ),
        members,
        limits: numbers.into_iter().filter_map(|n| limit(n, share)).collect(),
    }
}

fn member(output: Output<'_>, adjusted: f64) -> Option<FunnelGroup> {
    let (stage, output, judgement, share) = output;
    let Judged { n, k } = judgement.judged;
    Some(FunnelGroup {
        name: Some(format!("{}: {}", stage.name, output.name)),
        n,
        k,
        share: k as f64 / n as f64,
        range95: judgement.range95,
        range998: limit(n, share)?.range998,
        p_value: judgement.p_value,
        adjusted_p_value: Some(adjusted),
    })
}

fn limit(n: u64, share: f64) -> Option<FunnelLimit> {
    let law = Binomial::with_share(n, share)?;
    let range = |level: f64| law.central_range(level).into();
    Some(FunnelLimit { n, range95: range(0.95), range998: range(0.998) })
}

/// Numbers of tasks from 1 to a little beyond the most, close together at first.
fn numbers(most: u64) -> Vec<u64> {
    let end = most as f64 * 1.25;
    let mut numbers: Vec<u64> =
        (0..=LIMITS).map(|i| libm::round(libm::pow(end, i as f64 / LIMITS as f64)) as u64).collect();
    numbers.extend((1..=LIMITS).map(|i| libm::round(end * i as f64 / LIMITS as f64) as u64));
    numbers.retain(|n| *n > 0);
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_binomial_law() {
        // The exact ranges of 100 tasks at 20 %, as in docs/method: 12 to 28, and 9 to 33.
        let limit = limit(100, 0.2).unwrap();
        assert_eq!((limit.range95, limit.range998), ([12, 28], [9, 33]));
    }

    #[test]
    fn numbers_rise_from_one_beyond_the_most() {
        for most in [1, 2, 100, 1_000_000_000] {
            let numbers = numbers(most);
            assert_eq!(numbers.first(), Some(&1));
            assert!(numbers.last() >= Some(&most) && numbers.is_sorted());
            assert!(numbers.len() <= 2 * LIMITS as usize + 1);
        }
    }
}
