//! What the planner keeps: what is typed, and the answers to it.

use super::answers::{self, MOST_OUTPUTS, Pair};
use super::charts;
use super::source::{Source, sources};
use crate::desk::drawing::Draw;
use crate::exchange::Snapshot;
use crate::simulate::plausible::read_shares;
use crate::stats::planning::{BenchmarkPlan, EmptyPlan, ExpectedCounts, SplitPlan};
use crate::workflow::Share;

/// What a person does on this screen.
#[derive(Debug)]
pub enum Act {
    /// The shares are typed.
    Shares(String),
    /// A Sampling stage is chosen, by id, or none.
    Choose(Option<String>),
    /// How close the split is to be [points].
    Within(f64),
    /// The tasks whose range is asked for.
    RangeOf(u64),
    /// The tasks of which outputs may get none.
    EmptyOf(u64),
    /// Two annotators.
    Pair(Pair),
}

/// An answer, or why there is none.
pub type Answer<T> = Result<T, String>;

/// What the screen keeps.
pub struct Kept {
    /// The shares as typed.
    pub text: String,
    /// The shares with their names, or what is wrong with them.
    pub shares: Answer<Vec<(String, Share)>>,
    /// The Sampling stages of the Lab's workflow.
    pub sources: Vec<Source>,
    /// The one that the shares come from.
    pub chosen: Option<String>,
    /// How close the split is to be [points].
    pub points: f64,
    /// How many tasks that takes, with its chart.
    pub within: Answer<(SplitPlan, Option<Draw>)>,
    /// The tasks whose range is asked for.
    pub range_of: u64,
    /// Their range, with its chart.
    pub range: Answer<(ExpectedCounts, Draw)>,
    /// The tasks of which outputs may get none.
    pub empty_of: u64,
    /// How likely they do, with its chart.
    pub empty: Answer<(EmptyPlan, Option<Draw>)>,
    /// Two annotators.
    pub pair: Pair,
    /// What tells them apart, with its chart.
    pub benchmark: Answer<(BenchmarkPlan, Option<Draw>)>,
    /// Whether somebody has typed or chosen, so that the workflow no longer decides.
    touched: bool,
    /// The workflow that the sources are of, and the tasks in it.
    met: (String, u64),
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("text", &self.text).field("chosen", &self.chosen).finish_non_exhaustive()
    }
}

impl Default for Kept {
    fn default() -> Self {
        let percent = |percent: f64| Share::from_percent(percent).unwrap_or_default();
        let none = || String::new();
        let mut kept = Self {
            text: "20/80".to_owned(),
            shares: Ok(Vec::new()),
            sources: Vec::new(),
            chosen: None,
            points: 2.0,
            within: Err(none()),
            range_of: 100,
            range: Err(none()),
            empty_of: 10,
            empty: Err(none()),
            pair: Pair { good: percent(95.0), bad: percent(85.0), alpha: percent(5.0), beta: percent(5.0) },
            benchmark: Err(none()),
            touched: false,
            met: (String::new(), 0),
        };
        kept.read();
        kept.answer_benchmark();
        kept
    }
}

impl Kept {
    /// Brings what is kept in line with the Lab's workflow.
    pub fn meet(&mut self, snapshot: &Snapshot) {
        let now = (&snapshot.workflow, snapshot.tasks);
        let is_known = (&self.met.0, self.met.1) == now;
        // A new result may have other numbers of tasks arriving; reading a workflow takes a moment.
        if is_known && (self.touched || snapshot.stale) {
            return;
        }
        self.met = (snapshot.workflow.clone(), snapshot.tasks);
        self.sources = sources(snapshot);
        let is_there = |id: &String| self.sources.iter().any(|source| source.id == *id);
        self.chosen = self.chosen.take().filter(is_there);
        if !self.touched {
            let first = self.sources.first().map(|source| source.id.clone());
            let next = self.chosen.clone().or(first);
            self.choose(next);
        }
    }

    /// What to know of the stage that was chosen.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let source = self.source().filter(|source| !source.is_independent)?;
        Some(format!(
            "{} does not draw its tasks one by one, which keeps counts closer than the answers here say.",
            source.name
        ))
    }

    fn source(&self) -> Option<&Source> {
        self.sources.iter().find(|source| Some(&source.id) == self.chosen.as_ref())
    }

    /// Does what a person does.
    pub fn act(&mut self, act: Act) {
        self.touched = true;
        match act {
            Act::Shares(text) => {
                self.text = text;
                self.chosen = None;
                self.read();
            }
            Act::Choose(id) => self.choose(id),
            Act::Within(points) => {
                self.points = points;
                self.answer_within();
            }
            Act::RangeOf(tasks) => {
                self.range_of = tasks;
                self.answer_range();
            }
            Act::EmptyOf(tasks) => {
                self.empty_of = tasks;
                self.answer_empty();
            }
            Act::Pair(pair) => {
                self.pair = pair;
                self.answer_benchmark();
            }
        }
    }

    fn choose(&mut self, id: Option<String>) {
        self.chosen = id;
        let Some(source) = self.source() else { return };
        let (text, tasks) = (source.text.clone(), source.tasks);
        if (&text, tasks, tasks) != (&self.text, self.range_of, self.empty_of) {
            (self.text, self.range_of, self.empty_of) = (text, tasks, tasks);
            self.read();
        }
    }

    /// Reads the shares, and answers what is about them.
    fn read(&mut self) {
        self.shares = match read_shares(&self.text) {
            Ok(shares) if shares.len() > MOST_OUTPUTS => Err(format!(
                "More than {MOST_OUTPUTS} outputs take a page too long: `sluice plan` takes them."
            )),
            Ok(shares) => Ok(shares),
            Err(error) => Err(format!("{} {}", error.message, error.hint)),
        };
        self.answer_within();
        self.answer_range();
        self.answer_empty();
    }

    fn answer_within(&mut self) {
        self.within = self.split().and_then(|split| answers::within(split, self.points)).map(|plan| {
            let draw = charts::within(&plan);
            (plan, draw)
        });
    }

    fn answer_range(&mut self) {
        self.range = self.split().and_then(|split| {
            let plan = answers::range(split, self.range_of)?;
            let draw = charts::range(split, &plan);
            Ok((plan, draw))
        });
    }

    fn answer_empty(&mut self) {
        self.empty = self.split().and_then(|split| {
            let plan = answers::empty(split, self.empty_of)?;
            let names = (0..split.len()).map(|place| self.output(place)).collect();
            let draw = charts::empty(names, &plan);
            Ok((plan, draw))
        });
    }

    fn answer_benchmark(&mut self) {
        self.benchmark = answers::benchmark(&self.pair).map(|plan| {
            let draw = charts::annotators(&plan);
            (plan, draw)
        });
    }

    /// The split; where it cannot be read its own field says why, and the questions say nothing.
    fn split(&self) -> Answer<&[(String, Share)]> {
        self.shares.as_deref().map_err(|_| String::new())
    }

    /// What an output is called.
    #[must_use]
    pub fn output(&self, place: usize) -> String {
        let name = self.shares.as_ref().ok().and_then(|shares| shares.get(place)).map(|(name, _)| name);
        name.filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| format!("Output {}", place + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(share: u32, tasks: u64) -> Snapshot {
        let rest = 100 - share;
        let workflow = format!(
            r#"{{"sluice": 1, "stages": [{{"id": "data", "kind": "dataset", "tasks": {tasks}, "next": "qa"}},
            {{"id": "qa", "kind": "sampling", "outputs": [{{"name": "A", "share": {share}, "to": "end"}},
            {{"name": "B", "share": {rest}, "to": "end"}}]}}, {{"id": "end", "kind": "complete"}}]}}"#
        );
        Snapshot { workflow, tasks, ..Snapshot::default() }
    }

    #[test]
    fn the_workflow_decides_until_a_person_does() {
        let mut kept = Kept::default();
        kept.meet(&snapshot(30, 50));
        assert_eq!((kept.text.as_str(), kept.range_of), ("A: 30; B: 70", 50));
        kept.meet(&snapshot(40, 60));
        assert_eq!((kept.text.as_str(), kept.range_of), ("A: 40; B: 60", 60));
        kept.act(Act::Shares("10/90".to_owned()));
        kept.meet(&snapshot(50, 60));
        assert_eq!((kept.text.as_str(), kept.chosen.as_deref()), ("10/90", None));
        kept.act(Act::Choose(Some("qa".to_owned())));
        assert_eq!(kept.text, "A: 50; B: 50");
        assert_eq!(kept.range.unwrap().0.outputs[0].expected, 30.0);
    }

    #[test]
    fn what_cannot_be_read_is_said_once() {
        let mut kept = Kept::default();
        kept.act(Act::Shares("20/70".to_owned()));
        assert!(kept.shares.unwrap_err().starts_with("The shares add up to 90 %"));
        assert_eq!((kept.empty.err(), kept.within.err()), (Some(String::new()), Some(String::new())));
        assert!(kept.benchmark.is_ok());
    }
}
