//! The designs that the Lab's workflow can be compared with.

use crate::workflow::{Share, read};

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Against {
    /// The Lab's with another share.
    #[default]
    Share,
    /// The workflow of an earlier run, by its place among those kept.
    Earlier(usize),
    /// A template, by its place.
    Template(usize),
    /// A workflow file.
    File,
}

/// The shipped workflows: what each is called, and its file.
pub const TEMPLATES: [(&str, &str); 4] = [
    ("Sample for review (V7)", "sample-for-review.json"),
    ("Spot-check a model (V7)", "spot-check-a-model.json"),
    ("Logic rules (Ango Hub)", "logic-rules.json"),
    ("Benchmark QA (Encord)", "benchmark-qa.json"),
];

/// A share that the Lab's workflow sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settable {
    /// The stage's id.
    pub stage: String,
    /// The position of the output among the stage's.
    pub output: u32,
    /// Both names.
    pub name: String,
    /// The output's alone.
    pub short: String,
    /// The share.
    pub share: Share,
}

impl Settable {
    /// Whether it is the output that a pair names.
    #[must_use]
    pub fn is(&self, pick: &(String, u32)) -> bool {
        (&self.stage, self.output) == (&pick.0, pick.1)
    }

    /// A share to try: ten points more, or less where that is too much.
    #[must_use]
    pub fn another(&self) -> Share {
        const TEN_POINTS: u32 = 100_000;
        let now = self.share.millionths();
        let more = Share::from_millionths(now + TEN_POINTS);
        more.unwrap_or_else(|_| Share::from_millionths(now - TEN_POINTS).unwrap_or_default())
    }
}

/// The shares that a workflow file sets; none where it cannot be read.
#[must_use]
pub fn settable(workflow: &str) -> Vec<Settable> {
    let Ok(read) = read(workflow) else { return Vec::new() };
    let told = read.workflow.set_shares().into_iter().map(|set| {
        let outputs = set.stage.outputs();
        let output = outputs.get(set.output).map_or("", |output| &*output.name);
        Settable {
            stage: set.stage.id.clone(),
            output: u32::try_from(set.output).unwrap_or(u32::MAX),
            name: format!("{}: {output}", set.stage.title()),
            short: output.to_owned(),
            share: set.share,
        }
    });
    told.collect()
}

/// The workflow of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Which run it was, counted from 1 among those that this screen has seen.
    pub number: usize,
    /// The seed of the run.
    pub seed: u64,
    /// The workflow's name.
    pub name: String,
    /// The workflow file's text.
    pub text: String,
}

impl Earlier {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> String {
        format!("Earlier run {} (seed {}): {}", self.number, self.seed, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_the_shipped_files() {
        let index: serde_json::Value =
            serde_json::from_str(include_str!("../../../../../www/examples/index.json")).unwrap();
        let shipped: Vec<(String, String)> = index
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                let field = |name: &str| entry[name].as_str().unwrap().to_owned();
                let text = std::fs::read_to_string(format!("www/examples/{}", field("file"))).unwrap();
                let name = read(&text).unwrap().workflow.name;
                (format!("{name} ({})", field("platform")), field("file"))
            })
            .collect();
        let here = TEMPLATES.map(|(name, file)| (name.to_owned(), file.to_owned()));
        assert_eq!(here.len(), shipped.len());
        for ((name, file), (shipped_name, shipped_file)) in here.iter().zip(&shipped) {
            assert_eq!(file, shipped_file);
            assert!(
                name.ends_with(&shipped_name[shipped_name.rfind('(').unwrap()..]),
                "{name} {shipped_name}"
            );
        }
    }

    #[test]
    fn another_share_is_ten_points_away() {
        let share = |percent| Settable {
            stage: String::new(),
            output: 0,
            name: String::new(),
            short: String::new(),
            share: Share::from_percent(percent).unwrap(),
        };
        assert_eq!([20.0, 90.0, 95.0].map(|p| share(p).another().percent()), [30.0, 100.0, 85.0]);
    }

    #[test]
    fn what_cannot_be_read_sets_no_share() {
        assert!(settable("{").is_empty());
        let found = settable(include_str!("../../../../../www/examples/sample-for-review.json"));
        assert_eq!(found[0].name, "QA sample: Review");
        assert_eq!((found[0].short.as_str(), found[0].share.percent()), ("Review", 20.0));
    }
}
