//! How the counts of each split ran, arrival by arrival.
//!
//! The share of a split settles as tasks come, and its count drifts away from what was expected:
//! both can be drawn from the same points. They are about the visits that are judged, in the order
//! in which the stage decided about them, and do not depend on how a run is sliced.

mod series;
mod trails;

pub use trails::TrailOf;

use serde::{Deserialize, Serialize};

use super::Study;
use super::laws::{Basis, Law, StageLaws};
use super::pass::Pass;
use crate::engine::{Decision, Imbalance, Observer};
use series::Series;

/// The running counts of every split with a known law, in the first run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverTasks {
    /// The stages, in file order.
    pub stages: Vec<StageOver>,
}

/// The running counts of one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageOver {
    /// The stage's id.
    pub id: String,
    /// Its name as people see it.
    pub name: String,
    /// The outputs that have a law, in their fixed order.
    pub outputs: Vec<OutputOver>,
}

/// The running count of one output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputOver {
    /// The output's name.
    pub name: String,
    /// The share asked for, 0 to 1.
    pub intended: f64,
    /// Whether first visits alone are counted.
    pub first_visits_only: bool,
    /// The points: after every visit up to 2 000 of them, and of more about as many points, close
    /// together at first; always after the last one.
    pub points: Vec<OverPoint>,
}

/// The count of an output after so many visits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OverPoint {
    /// Visits that could have taken the output.
    pub n: u64,
    /// Those that took it.
    pub k: u64,
    /// `k` of `n`, 0 to 1.
    pub share: f64,
    /// `k` less the count to expect after `n` visits [tasks].
    pub drift: f64,
    /// The counts after `n` visits that chance alone gives in the central 95 % of runs.
    pub range95: [u64; 2],
}

/// Counts decisions as they are made.
#[derive(Debug)]
pub struct Counting {
    /// For each stage its series, of all visits and of first visits, where its laws need them.
    stages: Vec<[Option<Series>; 2]>,
}

impl Observer for Counting {
    const VISITS: bool = false;
    const RESTS: bool = false;
    const DECISIONS: bool = true;

    fn decided(&mut self, decision: &Decision) {
        let Some([all, first]) = self.stages.get_mut(decision.stage) else { return };
        if let Some(all) = all {
            all.add(decision.output);
        }
        if let Some(first) = first.as_mut().filter(|_| decision.visit == 0) {
            first.add(decision.output);
        }
    }
}

impl Study {
    /// Begins to count how the splits of the first run ran.
    #[must_use]
    pub fn begin_over(&self) -> Pass<'_, Counting> {
        let series = |laws: &StageLaws| {
            let needs = |first_only: bool| {
                let mut laws = laws.outputs.iter().flatten();
                laws.any(|law| law.first_only == first_only)
            };
            let outputs = laws.outputs.len();
            [false, true].map(|first| (outputs > 1 && needs(first)).then(|| Series::new(outputs)))
        };
        Pass::new(self, Counting { stages: self.laws.iter().map(series).collect() })
    }

    /// How the splits of the first run ran, at once.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn over_tasks(&self) -> Result<OverTasks, Imbalance> {
        self.begin_over().over_tasks(self)
    }

    fn stage_over(&self, position: usize, series: &[Option<Series>; 2]) -> Option<StageOver> {
        let stage = self.stage(position)?;
        let laws = &self.laws[position].outputs;
        let outputs = stage.outputs().into_iter().enumerate().filter_map(|(i, output)| {
            let law = laws.get(i)?.as_ref()?;
            let series = series[usize::from(law.first_only)].as_ref()?;
            Some(OutputOver {
                name: output.name.to_string(),
                intended: law.share,
                first_visits_only: law.first_only,
                points: points(law, i, series),
            })
        });
        let outputs: Vec<OutputOver> = outputs.collect();
        let (id, name) = (stage.id.clone(), stage.title().to_owned());
        (!outputs.is_empty()).then_some(StageOver { id, name, outputs })
    }
}

impl Pass<'_, Counting> {
    /// The running counts, after walking whatever is left; `study` is the one that it was begun
    /// for.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn over_tasks(self, study: &Study) -> Result<OverTasks, Imbalance> {
        let stages = self.end()?.1.stages;
        let stages = stages.iter().enumerate();
        Ok(OverTasks { stages: stages.filter_map(|(i, series)| study.stage_over(i, series)).collect() })
    }
}

fn points(law: &Law, output: usize, series: &Series) -> Vec<OverPoint> {
    let points = reached(law, output, series);
    let all = points.last().map_or((0, 0), |&[n, k]| (n, k));
    let point = |[n, k]: [u64; 2]| {
        let running = law.count.running(law.share, n, all);
        let (low, high) = running.central_range(0.95);
        let drift = running.excess(k).unwrap_or(k as f64 - law.share * n as f64);
        OverPoint { n, k, share: k as f64 / n as f64, drift, range95: [low, high] }
    };
    points.into_iter().map(point).collect()
}

/// The visits that could have taken an output by each point of a series, and those that took it.
fn reached(law: &Law, output: usize, series: &Series) -> Vec<[u64; 2]> {
    let from = if law.basis == Basis::Reached { output } else { 0 };
    let visits = |counts: &[u64]| counts.iter().skip(from).sum::<u64>();
    let count = |counts: &[u64]| counts.get(output).copied().unwrap_or(0);
    let mut points: Vec<[u64; 2]> = Vec::new();
    for counts in series.points() {
        let n = visits(counts);
        // A visit that an earlier rule took is none of this output's.
        if n > points.last().map_or(0, |last| last[0]) {
            points.push([n, count(counts)]);
        }
    }
    points
}
