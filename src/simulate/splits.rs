//! The judgement of a stage's outputs and of the whole split.

use std::collections::BTreeMap;

use super::counts::MethodLaw;
use super::gather::judged;
use super::judge::Counts;
use super::laws::{Law, StageLaws};
use super::report::{Distribution, Judged, OutputJudgement, OutputReport, SplitReport, StageReport};
use super::sentence;
use crate::stats::{
    CountLaw, RunSummary, SplitTest, Verdict, judge_count_under, judge_split, judge_split_under,
    output_sentence,
};
use crate::workflow::Stage;

/// A count with the law that it is held against.
struct Held<'l> {
    law: &'l Law,
    count: CountLaw,
    n: u64,
    k: u64,
}

impl Counts<'_> {
    /// The report of one stage.
    pub fn stage(&self, position: usize, stage: &Stage) -> StageReport {
        let laws = &self.study.laws[position];
        let first = self.study.plan.outputs(position).start;
        let arrived = self.total.arrived[position];
        let held: Vec<Option<Held<'_>>> =
            (0..laws.outputs.len()).map(|i| self.held(laws, position, i)).collect();
        let mut outputs = Vec::new();
        for (i, output) in stage.outputs().iter().enumerate() {
            let (left, held) = (self.total.left[first + i], held[i].as_ref());
            outputs.push(OutputReport {
                name: output.name.clone().into_owned(),
                to: output.to.map(str::to_owned),
                intended: laws.outputs[i].as_ref().map(|law| law.share),
                effective: laws.effective[i],
                observed: self.mean(left),
                share: (arrived > 0).then(|| left as f64 / arrived as f64),
                judgement: held.and_then(|held| self.judgement(held, first + i, &output.name)),
                runs: if self.gathered.runs > 1 {
                    self.distribution(first + i, laws.outputs[i].as_ref())
                } else {
                    None
                },
            });
        }
        StageReport {
            id: stage.id.clone(),
            name: stage.title().to_owned(),
            kind: stage.kind.word().to_owned(),
            arrived: self.mean(arrived),
            split: split(laws, &held, &outputs),
            outputs,
        }
    }

    /// The count of an output over all runs that can be judged together, with its law.
    fn held<'l>(&self, laws: &'l StageLaws, stage: usize, output: usize) -> Option<Held<'l>> {
        let law = laws.outputs[output].as_ref()?;
        // Runs that draw the same for the same tasks say no more than one of them.
        let tally = if law.once { self.gathered.first.as_ref()? } else { self.total };
        let (_, n, k) = judged(self.study, laws, tally, stage, output)?;
        let drawn = law.count == MethodLaw::Drawn;
        let count = if drawn || self.gathered.runs <= 1 {
            law.count.given(law.share, n)
        } else {
            self.sum_of_runs(law, self.study.plan.outputs(stage).start + output)
        };
        Some(Held { law, count, n, k })
    }

    /// The law of the sum of runs that each have their own law: fixed where each is, else only
    /// what they allow.
    fn sum_of_runs(&self, law: &Law, flat: usize) -> CountLaw {
        let (mut low, mut high) = (0, 0);
        for (&(n, _), &runs) in &self.gathered.judged[flat] {
            let (least, most) = law.count.given(law.share, n).possible();
            (low, high) = (low + least * runs, high + most * runs);
        }
        CountLaw::within(low, high)
    }

    fn judgement(&self, held: &Held<'_>, flat: usize, name: &str) -> Option<OutputJudgement> {
        let Held { law, count, n, k } = held;
        let judged = judge_count_under(law.share, count, *k, *n).ok()?;
        let sentence = if self.gathered.runs > 1 {
            let own = counts_of(self.gathered.judged[flat].iter().map(|(&(_, k), &runs)| (k, runs)));
            let summary = summary(&own)?;
            let all = |part: fn(&(u64, u64)) -> u64| {
                let sum = self.gathered.judged[flat].iter().map(|(judged, runs)| part(judged) * runs);
                self.mean(sum.sum())
            };
            let q = (summary.q025, summary.q975);
            sentence::of_runs(law.share, name, self.gathered.runs, all(|(_, k)| *k), all(|(n, _)| *n), q)
        } else {
            output_sentence(&judged, Some(name))
        };
        Some(OutputJudgement {
            judged: Judged { n: *n, k: *k },
            law: judged.law,
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

    fn distribution(&self, flat: usize, law: Option<&Law>) -> Option<Distribution> {
        let counts = &self.gathered.counts[flat];
        let summary = summary(counts)?;
        let inside95 = law.map(|law| {
            // They come in the order of n, so that most ranges are the one before.
            let mut last = None;
            let mut range = |n: u64| match last {
                Some((known, range)) if known == n => range,
                _ => last.insert((n, law.count.given(law.share, n).central_range(0.95))).1,
            };
            let inside = self.gathered.judged[flat].iter().filter(|((n, k), _)| {
                let (low, high) = range(*n);
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
fn split(laws: &StageLaws, held: &[Option<Held<'_>>], outputs: &[OutputReport]) -> Option<SplitReport> {
    let whole: Option<Vec<f64>> = laws.effective.iter().copied().collect();
    let all: Option<Vec<&Held<'_>>> = held.iter().map(Option::as_ref).collect();
    let (test, p_value, verdict) = match (whole, all) {
        (Some(shares), Some(held)) if !held.is_empty() => {
            let counts: Vec<u64> = held.iter().map(|held| held.k).collect();
            let judged = if laws.are_drawn() {
                judge_split(&shares, &counts).ok()?
            } else {
                let laws: Vec<CountLaw> = held.iter().map(|held| held.count.clone()).collect();
                judge_split_under(&shares, &laws, &counts).ok()?
            };
            (judged.test, judged.p_value, judged.verdict)
        }
        _ => {
            let known: Vec<&OutputJudgement> = outputs.iter().filter_map(|o| o.judgement.as_ref()).collect();
            let least = known.iter().copied().min_by(|a, b| a.p_value.total_cmp(&b.p_value))?;
            let adjusted = (least.p_value * known.len() as f64).min(1.0);
            let test = match (laws.are_drawn(), known.len()) {
                (true, 1) => SplitTest::ExactBinomial,
                (true, _) => SplitTest::HolmExactBinomial,
                (false, _) => SplitTest::ExactMethod,
            };
            (test, adjusted, regraded(least.verdict, adjusted))
        }
    };
    let first_visits_only = laws.first_only();
    Some(SplitReport { test, p_value, adjusted_p_value: p_value, verdict, first_visits_only })
}

/// A verdict on one output as the verdict on several: by the adjusted p-value, unless it did not
/// depend on the p-value.
fn regraded(verdict: Verdict, p_value: f64) -> Verdict {
    match verdict {
        Verdict::Leak | Verdict::NotEnoughTasks => verdict,
        _ => Verdict::new(p_value, 0.0, false),
    }
}
