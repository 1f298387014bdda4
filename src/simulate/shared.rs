//! Data units that several Dataset stages have: one task each.

use super::report::Note;
use crate::engine::Source;
use crate::manifest::DataUnit;
use crate::workflow::Workflow;

/// What was made of units that several Dataset stages have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared {
    /// For each Dataset stage the positions of its units that start elsewhere, ascending.
    left_out: Vec<Vec<u64>>,
    notes: Vec<Note>,
}

impl Shared {
    /// Takes every unit that another stage has as well out of all sources but one: the
    /// benchmark's before any other, and else the first in file order.
    pub(super) fn find(workflow: &Workflow, sources: &mut [Source], units: &[Vec<&DataUnit>]) -> Self {
        let mut shared = Self { left_out: vec![Vec::new(); sources.len()], notes: Vec::new() };
        if units.iter().filter(|units| !units.is_empty()).count() < 2 {
            return shared;
        }
        // The tasks of all stages, those first that have the first turn to keep a unit.
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut all: Vec<(u64, usize)> = Vec::new();
        for dataset in turns(workflow) {
            if let Source::Listed(tasks) = &sources[dataset] {
                for (i, task) in tasks.iter().enumerate() {
                    all.push((task.key, places.len()));
                    places.push((dataset, i));
                }
            }
        }
        all.sort_unstable();
        let mut counts = vec![vec![0; sources.len()]; sources.len()];
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let (home, first) = places[same[0].1];
            for (dataset, i) in same.iter().map(|task| places[task.1]).filter(|place| place.0 != home) {
                // Two names may have one hash.
                if units[dataset][i].joined_urls() == units[home][first].joined_urls() {
                    shared.left_out[dataset].push(i as u64);
                    counts[home][dataset] += 1;
                }
            }
        }
        shared.take_out(sources);
        let pairs = (0..sources.len()).flat_map(|home| (0..sources.len()).map(move |other| (home, other)));
        let told = pairs.filter(|(home, other)| counts[*home][*other] > 0);
        shared.notes = told.map(|pair| note(workflow, pair, counts[pair.0][pair.1])).collect();
        shared
    }

    fn take_out(&mut self, sources: &mut [Source]) {
        for (source, left_out) in sources.iter_mut().zip(&mut self.left_out) {
            left_out.sort_unstable();
            if let Source::Listed(tasks) = source {
                let mut at = 0;
                tasks.retain(|_| {
                    at += 1;
                    left_out.binary_search(&(at - 1)).is_err()
                });
            }
        }
    }

    /// The position among a stage's units of the task at a place among its tasks.
    #[must_use]
    pub fn unit(&self, dataset: usize, place: u64) -> u64 {
        let left_out = self.left_out.get(dataset).map_or(&[][..], Vec::as_slice);
        // Those left out before it: the i-th of them has i fewer tasks before it than units.
        let (mut low, mut high) = (0, left_out.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if left_out[middle] - middle as u64 <= place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        place + low as u64
    }

    /// What there is to say of it.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// The Dataset stages in the order in which they keep a unit that others have too. A stage that
/// says it is the benchmark comes first; where none says so, one that is called so.
fn turns(workflow: &Workflow) -> Vec<usize> {
    let said = workflow.datasets().any(|(_, dataset)| dataset.benchmark);
    let called = |name: &str| name.to_ascii_lowercase().contains("benchmark");
    let is_benchmark = workflow.datasets().map(|(stage, dataset)| {
        if said { dataset.benchmark } else { called(&stage.id) || called(&stage.name) }
    });
    let is_benchmark: Vec<bool> = is_benchmark.collect();
    let which = |wanted: bool| (0..is_benchmark.len()).filter(move |i| is_benchmark[*i] == wanted);
    which.clone()(true).chain(which(false)).collect()
}

fn note(workflow: &Workflow, (home, other): (usize, usize), count: u64) -> Note {
    let titles: Vec<&str> = workflow.datasets().map(|(stage, _)| stage.title()).collect();
    let (home, other) = (titles[home], titles[other]);
    let message = if count == 1 {
        format!("1 data unit is in {home} and in {other}: it is one task, which starts in {home}.")
    } else {
        format!("{count} data units are in {home} and in {other}: each is one task, which starts in {home}.")
    };
    Note { code: "in-several-datasets".to_owned(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_among_tasks_is_found_among_units() {
        let shared = Shared { left_out: vec![vec![0, 1, 4, 7]], notes: Vec::new() };
        let units: Vec<u64> = (0..6).map(|place| shared.unit(0, place)).collect();
        assert_eq!(units, [2, 3, 5, 6, 8, 9]);
        assert_eq!(shared.unit(1, 5), 5);
    }
}
