//! How one output's count ran in any of the runs: one line beside those of other runs.

use super::{Counting, Series, reached};
use crate::engine::Imbalance;
use crate::simulate::Study;
use crate::simulate::pass::Pass;

/// About so many points of a line are told: more could hardly be told apart.
const MOST: usize = 120;

/// The first points are all told, since a share moves most there.
const FIRST: usize = 24;

/// An output that has a law: where it is in a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrailOf {
    stage: usize,
    output: usize,
}

impl Study {
    /// The output of that name at the stage of that id; `None` where there is none, or none with a law.
    #[must_use]
    pub fn trail_of(&self, stage: &str, output: &str) -> Option<TrailOf> {
        let position = (0..self.laws.len()).find(|at| self.stage(*at).is_some_and(|own| own.id == stage))?;
        let outputs = self.stage(position)?.outputs();
        let at = outputs.iter().position(|own| own.name == output)?;
        self.laws.get(position)?.outputs.get(at)?.as_ref()?;
        Some(TrailOf { stage: position, output: at })
    }

    /// Begins to count how an output's count ran in a run, counted from 0.
    #[must_use]
    pub fn begin_trail(&self, of: TrailOf, run: u64) -> Pass<'_, Counting> {
        let mut stages = vec![[None, None]; self.laws.len()];
        let laws = self.laws.get(of.stage).map(|laws| &laws.outputs);
        let law = laws.and_then(|laws| laws.get(of.output)?.as_ref());
        if let (Some(series), Some(laws), Some(law)) = (stages.get_mut(of.stage), laws, law) {
            series[usize::from(law.first_only)] = Some(Series::new(laws.len()));
        }
        Pass::of_run(self, run, Counting { stages })
    }
}

impl Pass<'_, Counting> {
    /// The running count of the output that it was begun for, after walking whatever is left: visits
    /// that could have taken it, and those that took it. It has the first ones, about as many as a
    /// chart can show, those after 1, 2, 5, 10, 20, … visits where they were kept, and the last.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn trail(self, study: &Study, of: TrailOf) -> Result<Vec<[u64; 2]>, Imbalance> {
        let stages = self.end()?.1.stages;
        let law = study.laws.get(of.stage).and_then(|laws| laws.outputs.get(of.output)?.as_ref());
        let both = stages.into_iter().nth(of.stage).unwrap_or_default();
        let series = law.and_then(|law| both.into_iter().nth(usize::from(law.first_only))?);
        let Some((law, series)) = law.zip(series) else { return Ok(Vec::new()) };
        Ok(thinned(&reached(law, of.output, &series)))
    }
}

fn thinned(points: &[[u64; 2]]) -> Vec<[u64; 2]> {
    let step = points.len().div_ceil(MOST).max(1);
    let last = points.len().saturating_sub(1);
    let kept = points
        .iter()
        .enumerate()
        .filter(|(at, [n, _])| at.is_multiple_of(step) || *at < FIRST || *at == last || is_round(*n));
    kept.map(|(_, point)| *point).collect()
}

/// 1, 2, 5, 10, 20, …: where charts read values out.
fn is_round(n: u64) -> bool {
    let power = 10_u64.saturating_pow(n.checked_ilog10().unwrap_or_default());
    matches!(n / power, 1 | 2 | 5) && n.is_multiple_of(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_beginning_its_round_numbers_and_its_end() {
        let points: Vec<[u64; 2]> = (1..=1_999).map(|n| [n, n / 5]).collect();
        let kept = thinned(&points);
        assert!(kept.len() <= MOST + FIRST + 12, "{}", kept.len());
        for n in (1..=24).chain([50, 100, 200, 500, 1_000, 1_999]) {
            assert!(kept.contains(&[n, n / 5]), "{n}");
        }
        assert!(kept.windows(2).all(|two| two[1][0] - two[0][0] <= 17));
        assert_eq!((thinned(&points[..100]).len(), thinned(&[]).len()), (100, 0));
        assert_eq!(
            [0, 1, 3, 50, 200, 250, 5_001].map(is_round),
            [false, true, false, true, true, false, false]
        );
    }
}
