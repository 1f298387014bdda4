//! The shares that a workflow's settings name, and the same workflow with another one.

use super::{Condition, Review, ReviewMode, Share, Stage, StageKind, Workflow};

/// A share that is set somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SetShare<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The position of the output that gets it, in [`Stage::outputs`].
    pub output: usize,
    /// The share: of a Logic stage's rule, of what reaches that rule.
    pub share: Share,
}

impl Workflow {
    /// The shares of Sampling stages, of Random Sample rules and of plain Reviews, in file order.
    #[must_use]
    pub fn set_shares(&self) -> Vec<SetShare<'_>> {
        let of = |stage| move |(output, share)| SetShare { stage, output, share };
        self.stages.iter().flat_map(|stage| stage.set_shares().into_iter().map(of(stage))).collect()
    }

    /// Changes the share of an output; `false` where the output has no share of its own. The other
    /// outputs of a Sampling stage share what is left in their present proportions (largest
    /// remainder, equal parts where they had none), so that their sum stays 100 %.
    pub fn set_share(&mut self, stage: &str, output: usize, share: Share) -> bool {
        let Some(position) = self.position(stage) else { return false };
        match &mut self.stages[position].kind {
            StageKind::Sampling(sampling) if output < sampling.outputs.len() => {
                let others = sampling.outputs.iter().enumerate().filter(|(at, _)| *at != output);
                let weights: Vec<Share> = others.map(|(_, output)| output.share).collect();
                let mut parts = super::balance::scaled(&weights, share.complement()).into_iter();
                for (at, one) in sampling.outputs.iter_mut().enumerate() {
                    one.share = if at == output { share } else { parts.next().unwrap_or_default() };
                }
                true
            }
            StageKind::Logic(logic) => match logic.rules.get_mut(output).map(|rule| &mut rule.when) {
                Some(Condition::RandomSample { share: set, .. }) => {
                    *set = share;
                    true
                }
                _ => false,
            },
            StageKind::Review(Review { mode: ReviewMode::Plain { reject }, .. }) if output == REJECT => {
                *reject = share;
                true
            }
            _ => false,
        }
    }
}

/// The position of a Review's Reject among its outputs.
const REJECT: usize = 1;

impl Stage {
    fn set_shares(&self) -> Vec<(usize, Share)> {
        match &self.kind {
            StageKind::Sampling(sampling) => {
                sampling.outputs.iter().map(|output| output.share).enumerate().collect()
            }
            StageKind::Logic(logic) => {
                let shares = logic.rules.iter().map(|rule| rule.when.random_share()).enumerate();
                shares.filter_map(|(at, share)| Some((at, share?))).collect()
            }
            StageKind::Review(Review { mode: ReviewMode::Plain { reject }, .. }) => vec![(REJECT, *reject)],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::read;

    fn workflow() -> Workflow {
        let text = r#"{"sluice": 1, "stages": [
            {"id": "qa", "kind": "sampling", "outputs": [
              {"name": "A", "share": 20, "to": "end"}, {"name": "B", "share": 50, "to": "end"},
              {"name": "C", "share": 30, "to": "end"}]},
            {"id": "rules", "kind": "logic", "rules": [
              {"name": "night", "kind": "batch", "batches": ["n"], "to": "end"},
              {"name": "some", "kind": "random_sample", "share": 10, "to": "end"}], "else": "end"},
            {"id": "review", "kind": "review", "reject_share": 5, "reject": "end", "approve": "end"},
            {"id": "end", "kind": "complete"}]}"#;
        read(text).unwrap().workflow
    }

    fn told(workflow: &Workflow) -> Vec<(String, String, f64)> {
        let tell = |set: &SetShare<'_>| {
            let output = set.stage.outputs()[set.output].name.to_string();
            (set.stage.id.clone(), output, set.share.percent())
        };
        workflow.set_shares().iter().map(tell).collect()
    }

    #[test]
    fn every_share_that_is_set_can_be_changed_alone() {
        let shares: Vec<f64> = told(&workflow()).into_iter().map(|(.., share)| share).collect();
        assert_eq!(shares.len(), 5, "{:?}", told(&workflow()));
        for (at, (stage, output, before)) in told(&workflow()).into_iter().enumerate() {
            let mut changed = workflow();
            let position = workflow().set_shares()[at].output;
            assert!(changed.set_share(&stage, position, Share::from_percent(before + 1.0).unwrap()));
            assert_eq!(told(&changed)[at], (stage.clone(), output, before + 1.0));
            let elsewhere = |(one, ..): &(String, String, f64)| *one != stage;
            let rest = |workflow: &Workflow| told(workflow).into_iter().filter(elsewhere).collect::<Vec<_>>();
            assert_eq!(rest(&changed), rest(&workflow()));
        }
    }

    #[test]
    fn what_is_left_is_shared_in_proportion_and_the_sum_stays_whole() {
        let shares = |first: f64| {
            let mut changed = workflow();
            assert!(changed.set_share("qa", 0, Share::from_percent(first).unwrap()));
            told(&changed)[..3].iter().map(|(.., share)| *share).collect::<Vec<_>>()
        };
        assert_eq!(shares(36.0), [36.0, 40.0, 24.0]);
        assert_eq!(shares(100.0), [100.0, 0.0, 0.0]);
        assert_eq!(shares(33.3333).iter().map(|share| (share * 1e4).round()).sum::<f64>(), 1e6);
        let mut changed = workflow();
        changed.set_share("qa", 0, Share::ONE);
        changed.set_share("qa", 0, Share::from_percent(20.0).unwrap());
        assert_eq!(told(&changed)[1].2, 40.0, "equal parts of what is left");
    }

    #[test]
    fn what_has_no_share_is_left_alone() {
        for (stage, output) in [("qa", 3), ("rules", 0), ("rules", 2), ("review", 0), ("end", 0), ("none", 0)]
        {
            let mut same = workflow();
            assert!(!same.set_share(stage, output, Share::ONE), "{stage} {output}");
            assert_eq!(same, workflow());
        }
    }
}
