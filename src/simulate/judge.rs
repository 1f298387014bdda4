//! Counts → report.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gather::{Gathered, judged, judged_visits};
use super::laws::{Law, StageLaws};
use super::report::{
    Distribution, Ended, Judged, OutputJudgement, OutputReport, RunReport, SplitReport, StageReport, Stopped,
    Summary, Waiting,
};
use super::{Study, sentence};
use crate::engine::Tally;
use crate::stats::{
    Binomial, RunSummary, SplitError, SplitTest, Verdict, holm_adjusted, judge_count, judge_split,
    output_sentence, split_sentence,
};
use crate::workflow::{AgentRun, Stage, StageKind};

/// The report of the runs gathered so far.
pub fn report(study: &Study, gathered: &Gathered) -> RunReport {
    let workflow = study.checked.workflow();
    let empty = Tally::new(&study.plan);
    let counts = Counts { study, gathered, total: gathered.total.as_ref().unwrap_or(&empty) };
    let mut stages: Vec<StageReport> =
        workflow.stages.iter().enumerate().map(|(i, stage)| counts.stage(i, stage)).collect();
    let summary = summarise(&mut stages);
    RunReport {
        workflow: workflow.name.clone(),
        seed: study.seed,
        tasks: study.tasks(),
        runs: gathered.runs,
        stages,
        ended: counts.ended(),
        waiting: counts.waiting(),
        stopped: counts.stopped(),
        summary,
        warnings: study.checked.warnings().to_vec(),
    }
}

struct Counts<'a> {
    study: &'a Study,
    gathered: &'a Gathered,
    total: &'a Tally,
}

impl Counts<'_> {
    /// A count over all runs as a mean per run.
    fn mean(&self, count: u64) -> f64 {
        count as f64 / self.gathered.runs.max(1) as f64
    }

    fn stages(&self) -> impl Iterator<Item = (usize, &Stage)> {
        self.study.checked.workflow().stages.iter().enumerate()
    }

    fn stage(&self, position: usize, stage: &Stage) -> StageReport {
        let laws = &self.gathered.laws[position];
        let flat = self.study.plan.outputs(position);
        let visits = &judged_visits(laws, &self.total.left, &self.total.left_first)[flat.clone()];
        let arrived = self.total.arrived[position];
        let mut outputs = Vec::new();
        for (i, output) in stage.outputs().iter().enumerate() {
            let left = self.total.left[flat.start + i];
            let law = laws.outputs[i];
            outputs.push(OutputReport {
                name: output.name.clone().into_owned(),
                to: output.to.map(str::to_owned),
                intended: law.map(|law| law.share),
                effective: laws.effective[i],
                observed: self.mean(left),
                share: (arrived > 0).then(|| left as f64 / arrived as f64),
                judgement: law
                    .and_then(|law| self.judgement(laws, law, visits, i, flat.start + i, &output.name)),
                runs: (self.gathered.runs > 1).then(|| self.distribution(flat.start + i, law)).flatten(),
            });
        }
        let split = split(laws, visits, &outputs);
        StageReport {
            id: stage.id.clone(),
            name: stage.title().to_owned(),
            kind: stage.kind.word().to_owned(),
            arrived: self.mean(arrived),
            outputs,
            split,
        }
    }

    fn judgement(
        &self,
        laws: &StageLaws,
        law: Law,
        visits: &[u64],
        output: usize,
        flat: usize,
        name: &str,
    ) -> Option<OutputJudgement> {
        let (n, k) = judged(laws, visits, output)?;
        let judged = judge_count(law.share, k, n).ok()?;
        let sentence = if self.gathered.runs > 1 {
            let own = counts_of(self.gathered.judged[flat].iter().map(|(&(_, k), &runs)| (k, runs)));
            let summary = summary(&own)?;
            let q = (summary.q025, summary.q975);
            sentence::of_runs(law.share, name, self.gathered.runs, self.mean(k), self.mean(n), q)
        } else {
            output_sentence(&judged, Some(name))
        };
        Some(OutputJudgement {
            judged: Judged { n, k },
            expected: judged.expected,
            deviation_tasks: judged.deviation_tasks,
            deviation_points: judged.deviation_points.unwrap_or(0.0),
            range95: judged.range95.into(),
            range999: judged.range999.into(),
            interval95: judged.interval95.map(Into::into),
            p_value: judged.p_value,
            verdict: judged.verdict,
            sentence,
        })
    }

    fn distribution(&self, flat: usize, law: Option<Law>) -> Option<Distribution> {
        let counts = &self.gathered.counts[flat];
        let summary = summary(counts)?;
        let inside95 = law.map(|law| {
            let mut ranges: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
            let inside = self.gathered.judged[flat].iter().filter(|((n, k), _)| {
                let (low, high) = *ranges.entry(*n).or_insert_with(|| range95(*n, law.share));
                (low..=high).contains(k)
            });
            inside.map(|(_, runs)| runs).sum()
        });
        Some(Distribution {
            min: summary.min,
            q025: summary.q025,
            q25: summary.q25,
            median: summary.median,
            q75: summary.q75,
            q975: summary.q975,
            max: summary.max,
            sd: summary.sd.unwrap_or(0.0),
            inside95,
            counts: counts.iter().map(|(&count, &runs)| (count, runs)).collect(),
        })
    }

    fn ended(&self) -> Vec<Ended> {
        let ends = self.stages().filter(|(_, stage)| stage.kind.is_end());
        ends.map(|(i, stage)| Ended {
            stage: stage.id.clone(),
            name: stage.title().to_owned(),
            kind: stage.kind.word().to_owned(),
            count: self.mean(self.total.ended[i]),
        })
        .collect()
    }

    fn waiting(&self) -> Vec<Waiting> {
        let waits = self.stages().filter(|(i, _)| self.total.waiting[*i] > 0);
        waits
            .map(|(i, stage)| Waiting {
                stage: stage.id.clone(),
                name: stage.title().to_owned(),
                reason: waiting_reason(stage).to_owned(),
                count: self.mean(self.total.waiting[i]),
            })
            .collect()
    }

    fn stopped(&self) -> Vec<Stopped> {
        let mut stopped = Vec::new();
        for (i, stage) in self.stages() {
            let at = |output: Option<String>, reason: String, count: u64| Stopped {
                stage: stage.id.clone(),
                name: stage.title().to_owned(),
                output,
                reason,
                count: self.mean(count),
            };
            let flat = self.study.plan.outputs(i);
            for (output, count) in stage.outputs().iter().zip(&self.total.unconnected[flat]) {
                if *count > 0 {
                    let reason = format!("the output \"{}\" is not connected", output.name);
                    stopped.push(at(Some(output.name.clone().into_owned()), reason, *count));
                }
            }
            if self.total.over_limit[i] > 0 {
                let limit = self.study.checked.workflow().visit_limit;
                let reason = format!("visited more than {limit} times");
                stopped.push(at(None, reason, self.total.over_limit[i]));
            }
        }
        stopped
    }
}

fn waiting_reason(stage: &Stage) -> &'static str {
    match &stage.kind {
        StageKind::Agent(agent) if agent.runs == AgentRun::Never => "the agent is never run",
        StageKind::Agent(_) => "the agent's script picks no pathway for them",
        _ => "needs a User, Admin or Workforce Manager",
    }
}

fn range95(n: u64, share: f64) -> (u64, u64) {
    Binomial::with_share(n, share).map_or((0, n), |law| law.central_range(0.95))
}

fn counts_of(pairs: impl Iterator<Item = (u64, u64)>) -> BTreeMap<u64, u64> {
    pairs.fold(BTreeMap::new(), |mut counts, (count, runs)| {
        *counts.entry(count).or_default() += runs;
        counts
    })
}

fn summary(counts: &BTreeMap<u64, u64>) -> Option<RunSummary> {
    let repeated = counts.iter().flat_map(|(&count, &runs)| (0..runs).map(move |_| count));
    RunSummary::of(&repeated.collect::<Vec<_>>())
}

/// The judgement of a whole stage: of all outputs together where every one has a share of the
/// arrivals, else of the outputs that have a law (Holm's first step over them).
fn split(laws: &StageLaws, visits: &[u64], outputs: &[OutputReport]) -> Option<SplitReport> {
    let whole: Option<Vec<f64>> = laws.effective.iter().copied().collect();
    let judged = match whole {
        Some(shares) if !shares.is_empty() => {
            let judged = judge_split(&shares, visits).ok()?;
            (judged.test, judged.p_value, judged.verdict)
        }
        _ => {
            let known: Vec<&OutputJudgement> = outputs.iter().filter_map(|o| o.judgement.as_ref()).collect();
            let least = known.iter().copied().min_by(|a, b| a.p_value.total_cmp(&b.p_value))?;
            let adjusted = (least.p_value * known.len() as f64).min(1.0);
            let test = if known.len() == 1 { SplitTest::ExactBinomial } else { SplitTest::HolmExactBinomial };
            (test, adjusted, regraded(least.verdict, adjusted))
        }
    };
    let (test, p_value, verdict) = judged;
    Some(SplitReport {
        test,
        p_value,
        adjusted_p_value: p_value,
        verdict,
        first_visits_only: laws.first_only,
    })
}

/// A verdict on one output as the verdict on several: by the adjusted p-value, unless it did not
/// depend on the p-value.
fn regraded(verdict: Verdict, p_value: f64) -> Verdict {
    match verdict {
        Verdict::Leak | Verdict::NotEnoughTasks => verdict,
        _ => Verdict::new(p_value, 0.0, false),
    }
}

/// Adjusts the splits' p-values for how many there are, and says what they come to. Splits with
/// too few tasks for a verdict are left out of both.
fn summarise(stages: &mut [StageReport]) -> Summary {
    let splits = || stages.iter().filter_map(|stage| stage.split.as_ref());
    let enough = |split: &SplitReport| split.verdict != Verdict::NotEnoughTasks;
    let p_values: Vec<f64> = splits().filter(|split| enough(split)).map(|split| split.p_value).collect();
    let odd = splits().filter(|split| sentence::is_odd(split.verdict)).count();
    let leaks = splits().filter(|split| split.verdict == Verdict::Leak).count();
    let too_few = splits().count() - p_values.len();
    let adjusted = holm_adjusted(&p_values);
    let standing_out = adjusted.iter().filter(|p| **p < crate::stats::ORDINARY_FROM).count();
    let judged = stages.iter_mut().filter_map(|stage| stage.split.as_mut()).filter(|split| enough(split));
    for (split, p) in judged.zip(adjusted) {
        split.adjusted_p_value = p;
    }
    Summary {
        judged: p_values.len() as u64,
        odd: odd as u64,
        sentence: sentence::of_splits(p_values.len(), too_few, odd, standing_out, leaks),
    }
}

/// The judgement of counts that somebody observed elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgeReport {
    /// The outputs, in the order given.
    pub outputs: Vec<OutputReport>,
    /// The whole split.
    pub split: SplitReport,
    /// The judgement for a person.
    pub sentence: String,
}

/// Judges counts that somebody observed against the shares intended (0 to 1).
///
/// # Errors
/// [`SplitError`] where the two lists do not fit each other or are no shares.
pub fn judge_counts(intended: &[f64], observed: &[u64]) -> Result<JudgeReport, SplitError> {
    let judged = judge_split(intended, observed)?;
    let outputs = judged.outputs.iter().enumerate().map(|(i, output)| OutputReport {
        name: format!("Output {}", i + 1),
        to: None,
        intended: Some(output.intended),
        effective: Some(output.intended),
        observed: output.observed as f64,
        share: output.share,
        judgement: Some(OutputJudgement {
            judged: Judged { n: output.n, k: output.observed },
            expected: output.expected,
            deviation_tasks: output.deviation_tasks,
            deviation_points: output.deviation_points.unwrap_or(0.0),
            range95: output.range95.into(),
            range999: output.range999.into(),
            interval95: output.interval95.map(Into::into),
            p_value: output.p_value,
            verdict: output.verdict,
            sentence: output_sentence(output, None),
        }),
        runs: None,
    });
    Ok(JudgeReport {
        outputs: outputs.collect(),
        split: SplitReport {
            test: judged.test,
            p_value: judged.p_value,
            adjusted_p_value: judged.p_value,
            verdict: judged.verdict,
            first_visits_only: false,
        },
        sentence: split_sentence(&judged, &[]),
    })
}
