//! The Sampling stages of the Lab's workflow, as splits to plan for.

use crate::exchange::Snapshot;
use crate::workflow::{Method, Sampling, Stage, StageKind, read};

/// A Sampling stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its name as people see it.
    pub name: String,
    /// Its shares as the field has them.
    pub text: String,
    /// The tasks that it gets: those that came in the latest run, else those of the workflow.
    pub tasks: u64,
    /// Whether it draws each task on its own, which the planner is about.
    pub is_independent: bool,
}

/// The Sampling stages of a workflow whose shares add up, in file order.
#[must_use]
pub fn sources(snapshot: &Snapshot) -> Vec<Source> {
    let Ok(read) = read(&snapshot.workflow) else { return Vec::new() };
    let stages = read.workflow.stages.iter();
    stages
        .filter_map(|stage| match &stage.kind {
            StageKind::Sampling(sampling) => Some(source(stage, sampling, snapshot)),
            _ => None,
        })
        .collect()
}

fn source(stage: &Stage, sampling: &Sampling, snapshot: &Snapshot) -> Source {
    let report = snapshot.report.as_ref().filter(|_| !snapshot.stale);
    let arrived = report.and_then(|report| report.stages.iter().find(|other| other.id == stage.id));
    let arrived = arrived.map(|stage| stage.arrived.round() as u64).filter(|arrived| *arrived > 0);
    let part = |name: &str| name.replace([';', '\n', '\r', '\t'], " ");
    let outputs = sampling.outputs.iter();
    let items = outputs.map(|output| format!("{}: {}", part(&output.name), output.share.percent()));
    Source {
        id: stage.id.clone(),
        name: stage.title().to_owned(),
        text: items.collect::<Vec<_>>().join("; "),
        tasks: arrived.unwrap_or(snapshot.tasks),
        is_independent: sampling.sampler.method == Method::Independent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::plausible::read_shares;

    fn snapshot(outputs: &str) -> Snapshot {
        let workflow = format!(
            r#"{{"sluice": 1, "stages": [{{"id": "data", "kind": "dataset", "tasks": 40, "next": "qa"}},
            {{"id": "qa", "kind": "sampling", "name": "QA sample", {outputs}}},
            {{"id": "end", "kind": "complete"}}]}}"#
        );
        Snapshot { workflow, tasks: 40, ..Snapshot::default() }
    }

    #[test]
    fn a_sampling_stage_is_a_split_that_can_be_read() {
        let found = sources(&snapshot(
            r#""outputs": [{"name": "Review; twice", "share": 12.5, "to": "end"}, {"name": "Pass", "share": 87.5, "to": "end"}]"#,
        ));
        assert_eq!(
            (found[0].name.as_str(), found[0].tasks, found[0].is_independent),
            ("QA sample", 40, true)
        );
        let shares = read_shares(&found[0].text).unwrap();
        assert_eq!(shares[0].0, "Review twice");
        assert_eq!(shares[1].1.percent(), 87.5);
    }

    #[test]
    fn other_methods_are_told_apart() {
        let quota = r#""method": "quota", "outputs": [{"name": "A", "share": 50, "to": "end"}, {"name": "B", "share": 50, "to": "end"}]"#;
        assert!(!sources(&snapshot(quota))[0].is_independent);
        assert!(sources(&Snapshot::default()).is_empty());
    }
}
