//! The shipped workflows. They are the files in `www/examples/`, so that the gallery, the tests
//! and the documentation show the same.

use crate::workflow::{Workflow, read};

/// A shipped workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// What it is called.
    pub name: &'static str,
    /// The platform that it shows.
    pub platform: &'static str,
    /// The workflow file.
    pub text: &'static str,
    /// Dataset stages with the manifests that feed them, by file name.
    pub manifests: &'static [(&'static str, &'static str)],
}

impl Template {
    /// The workflow.
    #[must_use]
    pub fn workflow(&self) -> Workflow {
        // Every shipped file is read in the tests; an empty workflow could still be edited.
        read(self.text).map(|read| read.workflow).unwrap_or_default()
    }
}

/// All of them, in the order shown.
pub const TEMPLATES: [Template; 4] = [
    Template {
        name: "Sample for review",
        platform: "V7",
        text: include_str!("../../../www/examples/sample-for-review.json"),
        manifests: &[],
    },
    Template {
        name: "Spot-check a model",
        platform: "V7",
        text: include_str!("../../../www/examples/spot-check-a-model.json"),
        manifests: &[],
    },
    Template {
        name: "Logic rules",
        platform: "Ango Hub",
        text: include_str!("../../../www/examples/logic-rules.json"),
        manifests: &[("data", "logic-rules.manifest.json")],
    },
    Template {
        name: "Benchmark QA",
        platform: "Encord",
        text: include_str!("../../../www/examples/benchmark-qa.json"),
        manifests: &[
            ("benchmark", "benchmark-qa.benchmark.json"),
            ("production", "benchmark-qa.production.csv"),
        ],
    },
];
