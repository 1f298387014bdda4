//! What the desk and its own worker say to each other: what more there is to see of a run than its
//! report. Plain data: it knows no browser.
//!
//! It goes by the number of a study, which the desk gives: an answer about another study than the
//! one it has now is stale.

use super::protocol::FileFeed;
use super::wire::{Reader, Wire, choices, records};
use crate::engine::Rest;
use crate::simulate::{
    AcrossReport, AcrossView, BatchTasks, Belongs, Centre, Change, CompareReport, Differs, Funnel,
    FunnelGroup, FunnelLimit, ListedLaw, Moved, MovedFlow, MovedPlace, OutputChange, OutputOver, OverPoint,
    OverTasks, Paired, PlaceChange, ReviewedWork, RunReport, Spread, StageOver, TaskFacets, TaskFilter,
    TaskPage, TaskPlace, TaskRow, TaskWay, TookOutput,
};
use crate::workflow::Share;

/// Which study is meant; later ones have larger numbers.
pub type StudyId = u64;

/// Which comparison is meant; later ones have larger numbers.
pub type ComparisonId = u64;

/// What the desk asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// All that follows is about this study; what is under way for another is dropped. The files
    /// come beside this, in the order of the feeds.
    Open {
        /// What to call it.
        study: StudyId,
        /// The workflow file's text.
        workflow: String,
        /// The manifests that feed it.
        feeds: Vec<FileFeed>,
        /// The seed of every draw.
        seed: u64,
    },
    /// Do runs until there are so many of them.
    Runs {
        /// How many in all.
        to: u64,
    },
    /// Do no more runs than there are.
    Stop,
    /// Tell how the count of an output lies over the runs, now and whenever there are more.
    Watch {
        /// The stage's id.
        stage: String,
        /// The output's name.
        output: String,
    },
    /// Tell what the outputs of a stage got, run by run.
    Frames {
        /// The stage's id.
        stage: String,
        /// The first run, from 0.
        from: u64,
    },
    /// Tell how the counts ran over tasks.
    Over,
    /// Tell how the count of an output ran in a run.
    Trail {
        /// The stage's id.
        stage: String,
        /// The output's name.
        output: String,
        /// The run, from 0.
        run: u64,
    },
    /// Tell how the splits are across annotators, batches and datasets.
    Across,
    /// Tell how many tasks there are behind each value of a filter.
    Facets {
        /// The filter.
        filter: TaskFilter,
    },
    /// List some of the tasks that a filter lets through.
    Page {
        /// The filter.
        filter: TaskFilter,
        /// The first, counted from 0.
        from: u64,
        /// How many, at most.
        count: u64,
    },
    /// Write a report of the study.
    Write {
        /// How.
        paper: Paper,
        /// What the runs came to.
        report: Box<RunReport>,
        /// The command that gives the same report again.
        command: String,
    },
    /// Tell why a task went the way it did.
    Explain {
        /// The task, counted from 1.
        task: u64,
    },
    /// Compare two designs on the same tasks with the same draws; a comparison under way is dropped.
    /// It needs no study, and goes on beside one. The files come beside this, in the order of the
    /// feeds.
    Compare {
        /// What to call it.
        comparison: ComparisonId,
        /// The first workflow file's text.
        first: String,
        /// The second design.
        second: Second,
        /// The manifests that feed both. A design without such a stage is fed at its only one.
        feeds: Vec<FileFeed>,
        /// The plain tasks of each.
        tasks: u64,
        /// The seed of every draw.
        seed: u64,
        /// How many pairs of runs.
        runs: u64,
    },
    /// Compare nothing any more.
    DropComparison,
}

/// The second of two designs.
#[derive(Debug, Clone, PartialEq)]
pub enum Second {
    /// A workflow of its own.
    Workflow {
        /// The workflow file's text.
        text: String,
    },
    /// The first one with another share.
    Share {
        /// The stage's id.
        stage: String,
        /// The position of the output, as in [`crate::workflow::Stage::outputs`].
        output: u32,
        /// The share that it gets.
        share: Share,
    },
}

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// It cannot be done.
    Failed {
        /// What was asked about.
        study: StudyId,
        /// Why, and what to do.
        message: String,
    },
    /// How the count of an output lies over the runs done so far.
    Spread {
        /// Which study.
        study: StudyId,
        /// The stage's id.
        stage: String,
        /// The output's name.
        output: String,
        /// How it lies.
        spread: Spread,
        /// How many runs there are to be.
        to: u64,
    },
    /// What the outputs of a stage got, run by run.
    Frames {
        /// Which study.
        study: StudyId,
        /// The stage's id.
        stage: String,
        /// The first run, from 0.
        from: u64,
        /// For each run the counts of the outputs.
        frames: Vec<Vec<u64>>,
    },
    /// A walk over all tasks goes on.
    Walked {
        /// Which study.
        study: StudyId,
        /// Tasks so far.
        walked: u64,
        /// Tasks in all.
        total: u64,
    },
    /// How the counts ran over tasks.
    Over {
        /// Which study.
        study: StudyId,
        /// How they ran.
        over: OverTasks,
    },
    /// How the count of an output ran in a run.
    Trail {
        /// Which study.
        study: StudyId,
        /// The stage's id.
        stage: String,
        /// The output's name.
        output: String,
        /// The run, from 0.
        run: u64,
        /// Visits that could have taken the output, and those that took it, by then.
        points: Vec<[u64; 2]>,
    },
    /// The splits across annotators, batches and datasets.
    Across {
        /// Which study.
        study: StudyId,
        /// How they are.
        across: AcrossReport,
    },
    /// How many tasks there are behind each value of a filter.
    Facets {
        /// Which study.
        study: StudyId,
        /// The filter asked about.
        filter: TaskFilter,
        /// The counts.
        facets: TaskFacets,
    },
    /// Some of the tasks.
    Page {
        /// Which study.
        study: StudyId,
        /// The filter asked about.
        filter: TaskFilter,
        /// The tasks.
        page: TaskPage,
        /// The title of each; empty for a plain task.
        titles: Vec<String>,
    },
    /// A report.
    Written {
        /// Which study.
        study: StudyId,
        /// How it is written.
        paper: Paper,
        /// The report.
        text: String,
    },
    /// Why a task went the way it did.
    Explained {
        /// Which study.
        study: StudyId,
        /// The task and its visits; `None` where there is none of that number.
        way: Option<Way>,
    },
    /// A comparison goes on.
    Comparing {
        /// Which comparison.
        comparison: ComparisonId,
        /// Tasks so far, over all runs of both.
        walked: u64,
        /// Tasks in all.
        total: u64,
    },
    /// How two designs differ.
    Compared {
        /// Which comparison.
        comparison: ComparisonId,
        /// What it comes to.
        report: Box<CompareReport>,
        /// The second design, as a workflow file's text.
        second: String,
    },
    /// Two designs cannot be compared.
    NotCompared {
        /// Which comparison.
        comparison: ComparisonId,
        /// Why, and what to do.
        message: String,
    },
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// One file for screen and paper.
    Html,
    /// Text with marks.
    Markdown,
    /// For programs.
    Json,
}

impl Paper {
    /// What the names of its files end with.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }
}

/// The way of one task.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    /// The task, counted from 1.
    pub task: u64,
    /// Its title; empty for a plain task.
    pub title: String,
    /// The classes that it truly holds; `None` where the workflow has none.
    pub truth: Option<Vec<String>>,
    /// Its visits, in their order.
    pub visits: Vec<Stop>,
}

/// One visit of one stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stop {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// Which visit of the stage this is, from 1.
    pub visit: u32,
    /// The output taken; `None` where the task stays.
    pub output: Option<String>,
    /// Whoever worked on it here.
    pub annotator: Option<String>,
    /// The time spent here [s].
    pub seconds: Option<f64>,
    /// The classes annotated after this visit.
    pub annotations: Option<Vec<String>>,
    /// Why it took that output.
    pub sentence: String,
    /// The numbers that were drawn for it, in turn.
    pub draws: Vec<Draw>,
}

/// A number drawn from 0 to 1, and the part of 0 to 1 that would take an output.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draw {
    /// The output or the rule whose part it is.
    pub of: String,
    /// The number.
    pub number: f64,
    /// Where the part begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Wire for u16 {
    fn write(&self, to: &mut Vec<u8>) {
        u64::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        u64::read(from) as Self
    }
}

impl Wire for Share {
    fn write(&self, to: &mut Vec<u8>) {
        self.millionths().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        // Whoever wrote it wrote a share.
        Self::from_millionths(u32::read(from)).unwrap_or_default()
    }
}

impl Wire for Belongs {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::ToNone => None::<String>.write(to),
            Self::To(name) => Some(name.clone()).write(to),
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Option::read(from).map_or(Self::ToNone, Self::To)
    }
}

records! {
    Spread { runs, counts, intended, first, visits, first_visits_only, once, range95, range999, inside95, law }
    ListedLaw { first, p }
    OverTasks { stages }
    StageOver { id, name, outputs }
    OutputOver { name, intended, first_visits_only, points }
    OverPoint { n, k, share, drift, range95 }
    AcrossReport { annotators, batches, datasets, reviewed }
    AcrossView { funnels, comparisons, outside95, differ, sentence }
    Funnel { stage, name, kind, output, centre, from, first_visits_only, groups, limits }
    FunnelGroup { name, n, k, share, range95, range998, p_value, adjusted_p_value }
    FunnelLimit { n, range95, range998 }
    Differs { group, stage, output, n, k, centre, adjusted_p_value }
    ReviewedWork { stage, name, annotator, reviewed, rejected, share, interval95 }
    TaskFilter { visited, took, way, stage, rest, annotator, batch, dataset, wrong }
    TookOutput { stage, output }
    TaskFacets { tasks, selected, visited, took, rests, ways, other_ways, annotators, batches, datasets, wrong }
    TaskPlace { stage, name, rest, count }
    TaskWay { way, steps, stage, rest, count }
    BatchTasks { batch, count }
    TaskPage { tasks, selected, from, rows }
    TaskRow { task, dataset, stage, name, rest, way, visits, annotator, batches, wrong }
    Way { task, title, truth, visits }
    Stop { stage, name, visit, output, annotator, seconds, annotations, sentence, draws }
    Draw { of, number, from, to }
    CompareReport { workflows, seed, tasks, runs, outputs, places, wrong, moved, sentence }
    OutputChange { stage, name, output, intended, change }
    PlaceChange { stage, name, rest, change }
    Change { counts, shares, ranges, difference, points }
    Paired { runs, mean, min, q025, median, q975, max, more, less }
    Moved { both, another_way, another_place, through_others, flows }
    MovedFlow { from, to, tasks }
    MovedPlace { stage, rest }
}

choices! {
    Paper { 0 Html, 1 Markdown; 2 Json }
    Centre { 0 Intended; 1 Pooled }
    Rest { 0 Ended, 1 Waiting, 2 Unconnected; 3 OverLimit }
    Ask {
        0 Open { study, workflow, feeds, seed }, 1 Runs { to }, 2 Stop, 3 Watch { stage, output },
        4 Frames { stage, from }, 5 Over, 6 Across, 7 Facets { filter }, 8 Page { filter, from, count },
        9 Write { paper, report, command }, 10 Explain { task },
        11 Compare { comparison, first, second, feeds, tasks, seed, runs }, 12 DropComparison;
        13 Trail { stage, output, run }
    }
    Second { 0 Workflow { text }; 1 Share { stage, output, share } }
    Told {
        0 Failed { study, message }, 1 Spread { study, stage, output, spread, to },
        2 Frames { study, stage, from, frames }, 3 Walked { study, walked, total }, 4 Over { study, over },
        5 Across { study, across }, 6 Facets { study, filter, facets }, 7 Page { study, filter, page, titles },
        8 Written { study, paper, text }, 9 Explained { study, way }, 10 Comparing { comparison, walked, total },
        11 Compared { comparison, report, second }, 12 NotCompared { comparison, message };
        13 Trail { study, stage, output, run, points }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::Judged;
    use crate::worker::wire::{decode, encode};

    #[test]
    fn questions_arrive_whole_or_not_at_all() {
        let filter = TaskFilter {
            took: Some(TookOutput { stage: "qa".into(), output: "Review".into() }),
            rest: Some(Rest::OverLimit),
            annotator: Some(Belongs::ToNone),
            batch: Some(Belongs::To("night".into())),
            wrong: Some(false),
            ..TaskFilter::default()
        };
        for ask in [
            Ask::Open {
                study: 3,
                workflow: "{}".into(),
                feeds: vec![FileFeed { dataset: "data".into(), key: None, file: 2, batch: None }],
                seed: u64::MAX,
            },
            Ask::Runs { to: 1_000 },
            Ask::Stop,
            Ask::Watch { stage: "qa".into(), output: "Review".into() },
            Ask::Over,
            Ask::Trail { stage: "qa".into(), output: "Review".into(), run: 20 },
            Ask::Page { filter, from: 250, count: 250 },
            Ask::Explain { task: 17 },
            Ask::Compare {
                comparison: 1,
                first: "{}".into(),
                second: Second::Share { stage: "qa".into(), output: 1, share: Share::ONE },
                feeds: vec![FileFeed { dataset: "data".into(), key: None, file: 2, batch: None }],
                tasks: 50,
                seed: 7,
                runs: 100,
            },
            Ask::DropComparison,
        ] {
            let bytes = encode(&ask);
            assert_eq!(decode(&bytes), Some(ask));
            for length in 0..bytes.len() {
                assert_eq!(decode::<Ask>(&bytes[..length]), None, "{length} bytes");
            }
        }
    }

    #[test]
    fn answers_arrive() {
        let spread = Spread {
            runs: 2,
            counts: vec![(17, 2)],
            intended: Some(0.2),
            first: Some(Judged { n: 100, k: 17 }),
            visits: [100, 100],
            first_visits_only: false,
            once: false,
            range95: Some([12, 28]),
            range999: None,
            inside95: Some(2),
            law: Some(ListedLaw { first: 3, p: vec![0.5, 0.5] }),
        };
        let told = Told::Spread { study: 1, stage: "qa".into(), output: "Review".into(), spread, to: 9 };
        assert_eq!(decode(&encode(&told)), Some(told));
        let draws = vec![Draw { of: "Review".into(), number: 0.1, from: 0.0, to: 0.2 }];
        let way = Way { task: 5, visits: vec![Stop { draws, ..Stop::default() }], ..Way::default() };
        let told = Told::Explained { study: 1, way: Some(way) };
        assert_eq!(decode(&encode(&told)), Some(told));
        let (stage, output) = ("qa".to_owned(), "Review".to_owned());
        let told = Told::Trail { study: 1, stage, output, run: 3, points: vec![[1, 0], [2, 1]] };
        assert_eq!(decode(&encode(&told)), Some(told));
        let told = Told::NotCompared { comparison: 2, message: "no".into() };
        assert_eq!(decode(&encode(&told)), Some(told));
    }
}
