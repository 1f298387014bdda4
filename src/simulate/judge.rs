//! Counts → report.

use super::gather::Gathered;
use super::report::{
    Delivered, Ended, Judged, OutputJudgement, OutputReport, RunReport, SplitReport, StageReport, Stopped,
    Summary, Waiting,
};
use super::{Study, sentence};
use crate::engine::Tally;
use crate::stats::{SplitError, Verdict, holm_adjusted, judge_split, output_sentence, split_sentence};
use crate::workflow::{AgentRun, HoldRelease, Stage, StageKind};

use serde::Serialize;

/// The report of the runs gathered so far.
pub fn report(study: &Study, gathered: &Gathered) -> RunReport {
    let workflow = study.checked.workflow();
    let counts = Counts { study, gathered, total: &gathered.total };
    let mut stages: Vec<StageReport> =
        workflow.stages.iter().enumerate().map(|(i, stage)| counts.stage(i, stage)).collect();
    let summary = summarise(stages.iter_mut().filter_map(|stage| stage.split.as_mut()).collect());
    let (routes, listed) = counts.routes();
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
        routes,
        other_routes: counts.mean(gathered.total.tasks - listed),
        delivered: counts.delivered(),
        warnings: study.checked.warnings().to_vec(),
        notes: study.shared.notes().to_vec(),
    }
}

/// What has been counted, and what it was counted in.
pub(super) struct Counts<'a> {
    pub study: &'a Study,
    pub gathered: &'a Gathered,
    pub total: &'a Tally,
}

impl Counts<'_> {
    /// A count over all runs as a mean per run.
    pub fn mean(&self, count: u64) -> f64 {
        count as f64 / self.gathered.runs.max(1) as f64
    }

    fn stages(&self) -> impl Iterator<Item = (usize, &Stage)> {
        self.study.checked.workflow().stages.iter().enumerate()
    }

    fn delivered(&self) -> Option<Delivered> {
        let delivers = |(_, stage): &(usize, &Stage)| matches!(stage.kind, StageKind::Complete);
        let sum = |list: &[u64]| self.stages().filter(delivers).map(|(i, _)| list[i]).sum::<u64>();
        let (tasks, wrong) = (sum(&self.total.ended), sum(&self.total.wrong));
        self.study.plan.has_content().then(|| Delivered {
            tasks: self.mean(tasks),
            wrong: self.mean(wrong),
            share: (tasks > 0).then(|| wrong as f64 / tasks as f64),
        })
    }

    fn ended(&self) -> Vec<Ended> {
        let ends = self.stages().filter(|(_, stage)| stage.kind.is_end());
        ends.map(|(i, stage)| Ended {
            stage: stage.id.clone(),
            name: stage.title().to_owned(),
            kind: stage.kind.word().to_owned(),
            count: self.mean(self.total.ended[i]),
            wrong: (self.study.plan.has_content() && matches!(stage.kind, StageKind::Complete))
                .then(|| self.mean(self.total.wrong[i])),
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
        StageKind::Agent(agent) if agent.runs == AgentRun::EveryK && agent.otherwise.is_some() => {
            "too few are left for the agent to run once more"
        }
        StageKind::Agent(agent) if agent.runs == AgentRun::EveryK => {
            "too few are left for the agent to run once more, or its script picks no pathway for them"
        }
        StageKind::Agent(_) => "the agent's script picks no pathway for them",
        StageKind::Hold(hold) if hold.release == HoldRelease::Never => "nobody releases them",
        _ => "needs a User, Admin or Workforce Manager",
    }
}

/// Adjusts the splits' p-values for how many there are, and says what they come to. Splits with
/// too few tasks for a verdict are left out of both.
pub(super) fn summarise(mut splits: Vec<&mut SplitReport>) -> Summary {
    let enough = |split: &SplitReport| split.verdict != Verdict::NotEnoughTasks;
    let p_values: Vec<f64> = splits.iter().filter(|split| enough(split)).map(|split| split.p_value).collect();
    let odd = splits.iter().filter(|split| sentence::is_odd(split.verdict)).count();
    let leaks = splits.iter().filter(|split| split.verdict == Verdict::Leak).count();
    let too_few = splits.len() - p_values.len();
    let adjusted = holm_adjusted(&p_values);
    let standing_out = adjusted.iter().filter(|p| **p < crate::stats::ORDINARY_FROM).count();
    let judged = splits.iter_mut().filter(|split| enough(split));
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
    judge_named(intended, observed, &[])
}

/// As [`judge_counts`], with the outputs' names as far as they have any; one that is empty is none.
pub(super) fn judge_named(
    intended: &[f64],
    observed: &[u64],
    names: &[&str],
) -> Result<JudgeReport, SplitError> {
    let judged = judge_split(intended, observed)?;
    let name = |i: usize| names.get(i).copied().filter(|name| !name.is_empty());
    let all_named = (0..intended.len()).all(|i| name(i).is_some());
    let outputs = judged.outputs.iter().enumerate().map(|(i, output)| OutputReport {
        name: name(i).map_or_else(|| format!("Output {}", i + 1), str::to_owned),
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
            law: output.law,
            range95: output.range95.into(),
            range999: output.range999.into(),
            interval95: output.interval95.map(Into::into),
            p_value: output.p_value,
            verdict: output.verdict,
            sentence: output_sentence(output, name(i)),
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
        sentence: split_sentence(&judged, if all_named { names } else { &[] }),
    })
}
