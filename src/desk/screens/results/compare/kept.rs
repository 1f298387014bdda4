//! What is to be compared, and what came of it.

use std::rc::Rc;

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};
use yew::prelude::Callback;

use super::design::{Against, Earlier, Settable, TEMPLATES, settable};
use super::words::Words;
use super::{charts, numbers, words};
use crate::chart::Table;
use crate::desk::drawing::Draw;
use crate::desk::example::fetch;
use crate::desk::shell::Told;
use crate::desk::studies::{Heard, Studies};
use crate::exchange::{Route, Wish};
use crate::simulate::{CompareReport, MOST_COMPARED};
use crate::view::format;
use crate::worker::inquiry::{Ask, ComparisonId, Second};
use crate::workflow::Share;

/// The most workflows of earlier runs that are kept.
const MOST_EARLIER: usize = 12;

/// About so many tasks are walked for each design, unless a person asks for more.
const TASKS: u64 = 2_000_000;

/// What a person does.
#[derive(Debug)]
pub enum Act {
    /// Chooses the other design.
    Against(Against),
    /// Chooses the output that gets another share: its stage's id and its position.
    Output((String, u32)),
    /// Chooses that share.
    Share(Share),
    /// Chooses how many pairs of runs there are.
    Runs(u64),
    /// Chooses a workflow file.
    Choose(Vec<File>),
    /// The file has been read: its name, and its text where that worked.
    Chosen(String, Option<String>),
    /// Compares.
    Begin,
    /// The other design's text has come, or has not.
    Fetched(String, Option<String>),
    /// Compares nothing any more.
    Cancel,
    /// Opens the other design in the Lab.
    Open,
}

/// A comparison that goes on.
#[derive(Debug)]
pub struct UnderWay {
    /// Its number.
    comparison: ComparisonId,
    /// Tasks walked and tasks in all, once that is known.
    pub walked: Option<(u64, u64)>,
    pair: Pair,
}

/// What two designs are called.
#[derive(Debug, Clone)]
struct Pair {
    title: String,
    designs: [String; 2],
    /// The name of the other design, and whether it is the first.
    other: String,
    other_first: bool,
    /// The Lab's workflow file, and the other's where it is known.
    lab: String,
    text: Option<String>,
}

/// What came of comparing, ready to be drawn.
pub struct Shown {
    /// What was compared.
    pub title: String,
    /// What is said of it.
    pub words: Words,
    /// The shares of outputs.
    pub outputs: Draw,
    /// The shares of places where tasks come to rest, where any differs.
    pub ends: Option<Draw>,
    /// Everything in numbers.
    pub numbers: Table,
    /// Where the tasks of the first run came to rest.
    pub moved: Table,
    /// The name of the other design, where it can be opened.
    pub other: Option<String>,
    /// The Lab's workflow file at that time.
    pub lab: String,
    text: String,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("title", &self.title).finish_non_exhaustive()
    }
}

/// What is chosen, and what came of it.
#[derive(Debug, Default)]
pub struct Kept {
    /// The other design.
    pub against: Against,
    /// The shares that can be changed.
    pub settable: Vec<Settable>,
    /// The output that gets another share, and that share, where a person has chosen them.
    output: Option<(String, u32)>,
    share: Option<Share>,
    /// How many pairs of runs, where a person has chosen it.
    runs: Option<u64>,
    /// The workflows of earlier runs, the newest first.
    pub earlier: Vec<Earlier>,
    seen: usize,
    /// The file that was chosen: its name and its text.
    pub file: Option<(String, String)>,
    /// The comparison that goes on.
    pub under_way: Option<UnderWay>,
    /// What came of the latest one.
    pub shown: Option<Shown>,
    /// Why there is none.
    pub failed: Option<String>,
    /// The workflow whose shares these are.
    text: String,
    /// A design's text is on its way.
    pub fetching: bool,
}

impl Kept {
    /// Brings what is kept in line with what was told, and remembers the workflow of a run.
    pub fn meet(&mut self, told: &Told) {
        let snapshot = &told.snapshot;
        if self.text != snapshot.workflow {
            self.text.clone_from(&snapshot.workflow);
            self.settable = settable(&snapshot.workflow);
        }
        let Some(report) = snapshot.report.as_ref().filter(|_| !snapshot.stale) else { return };
        if self.earlier.first().is_none_or(|latest| latest.text != snapshot.workflow) {
            self.seen += 1;
            self.earlier.retain(|earlier| earlier.text != snapshot.workflow);
            let (number, seed) = (self.seen, report.seed);
            let earlier =
                Earlier { number, seed, name: snapshot.name.clone(), text: snapshot.workflow.clone() };
            self.earlier.insert(0, earlier);
            self.earlier.truncate(MOST_EARLIER);
            if matches!(self.against, Against::Earlier(_)) {
                self.against = Against::Share;
            }
        }
    }

    /// The output that gets another share: the one chosen, or the first.
    #[must_use]
    pub fn picked(&self) -> Option<&Settable> {
        let own = self.output.as_ref().and_then(|pick| self.settable.iter().find(|one| one.is(pick)));
        own.or_else(|| self.settable.first())
    }

    /// The share that it gets.
    #[must_use]
    pub fn share(&self) -> Share {
        self.share.unwrap_or_else(|| self.picked().map(Settable::another).unwrap_or_default())
    }

    /// How many pairs of runs there are to be.
    #[must_use]
    pub fn runs(&self, tasks: u64) -> u64 {
        let few = (TASKS / tasks.max(1)).clamp(20, 1_000);
        self.runs.unwrap_or(few).clamp(1, MOST_COMPARED)
    }

    /// Does what a person does; `hear` hears of what comes of it.
    pub fn act(
        &mut self,
        act: Act,
        told: &Told,
        studies: &mut Studies,
        acts: &Callback<Act>,
        hear: &Callback<Heard>,
    ) {
        match act {
            Act::Against(against) => self.against = against,
            Act::Output(pick) => (self.output, self.share) = (Some(pick), None),
            Act::Share(share) => self.share = Some(share),
            Act::Runs(runs) => self.runs = Some(runs),
            Act::Choose(files) => choose(files, acts),
            Act::Chosen(name, Some(text)) => (self.file, self.failed) = (Some((name, text)), None),
            Act::Chosen(name, None) => self.failed = Some(format!("The browser could not read {name}.")),
            Act::Begin => self.begin(told, studies, acts, hear),
            Act::Fetched(name, text) => {
                if !std::mem::take(&mut self.fetching) {
                    return;
                }
                match text {
                    Some(text) => self.beside(told, studies, hear, name, text),
                    None => {
                        self.failed = Some(format!(
                            "{name} could not be loaded: check the connection, then compare again."
                        ));
                    }
                }
            }
            Act::Cancel => {
                (self.under_way, self.fetching) = (None, false);
                studies.ask(&Ask::DropComparison);
            }
            Act::Open => self.open(told),
        }
    }

    fn begin(&mut self, told: &Told, studies: &mut Studies, acts: &Callback<Act>, hear: &Callback<Heard>) {
        self.failed = None;
        match self.against {
            Against::Share => self.with_share(told, studies, hear),
            Against::Earlier(at) => self.with_earlier(at, told, studies, hear),
            Against::Template(at) => {
                let Some((name, file)) = TEMPLATES.get(at).copied() else { return };
                self.fetching = true;
                let acts = acts.clone();
                spawn_local(async move {
                    let text = match fetch(file).await {
                        Some(file) => text_of(&file).await,
                        None => None,
                    };
                    acts.emit(Act::Fetched(name.to_owned(), text));
                });
            }
            Against::File => match self.file.clone() {
                Some((name, text)) => self.beside(told, studies, hear, name, text),
                None => self.failed = Some("Choose a workflow file first.".to_owned()),
            },
        }
    }

    fn with_share(&mut self, told: &Told, studies: &mut Studies, hear: &Callback<Heard>) {
        let Some(picked) = self.picked() else { return };
        let share = self.share();
        let [now, then] = [picked.share, share].map(|share| format::percent(share.fraction()));
        let pair = Pair {
            title: format!("{}: {then} in place of {now}", picked.name),
            designs: [format!("{} {now}", picked.short), format!("{} {then}", picked.short)],
            other: format!("{} {then}", picked.short),
            other_first: false,
            lab: told.snapshot.workflow.clone(),
            text: None,
        };
        let second = Second::Share { stage: picked.stage.clone(), output: picked.output, share };
        self.ask(told, studies, hear, pair, told.snapshot.workflow.clone(), second);
    }

    fn with_earlier(&mut self, at: usize, told: &Told, studies: &mut Studies, hear: &Callback<Heard>) {
        let Some(earlier) = self.earlier.get(at) else { return };
        let before = format!("Before (run {}, seed {})", earlier.number, earlier.seed);
        let pair = Pair {
            title: "Now in place of before".to_owned(),
            designs: [before.clone(), "Now".to_owned()],
            other: before,
            other_first: true,
            lab: told.snapshot.workflow.clone(),
            text: Some(earlier.text.clone()),
        };
        let (first, text) = (earlier.text.clone(), told.snapshot.workflow.clone());
        self.ask(told, studies, hear, pair, first, Second::Workflow { text });
    }

    /// Compares with a workflow of its own.
    fn beside(
        &mut self,
        told: &Told,
        studies: &mut Studies,
        hear: &Callback<Heard>,
        name: String,
        text: String,
    ) {
        let pair = Pair {
            title: format!("{name} in place of the workflow in the Lab"),
            designs: ["In the Lab".to_owned(), name.clone()],
            other: name,
            other_first: false,
            lab: told.snapshot.workflow.clone(),
            text: Some(text.clone()),
        };
        let first = told.snapshot.workflow.clone();
        self.ask(told, studies, hear, pair, first, Second::Workflow { text });
    }

    fn ask(
        &mut self,
        told: &Told,
        studies: &mut Studies,
        hear: &Callback<Heard>,
        pair: Pair,
        first: String,
        second: Second,
    ) {
        let snapshot = &told.snapshot;
        // The first run of each pair is then the one that the other parts show.
        let seed = snapshot.report.as_ref().map_or(snapshot.seed, |report| report.seed);
        let runs = self.runs(snapshot.tasks);
        let comparison = studies.compare(told, first, second, [seed, runs], hear);
        self.under_way = Some(UnderWay { comparison, walked: None, pair });
    }

    fn open(&self, told: &Told) {
        let Some(shown) = &self.shown else { return };
        let Some(name) = shown.other.clone() else { return };
        told.wish(Wish::OpenWorkflow { name, text: shown.text.clone() });
        told.wish(Wish::Go { route: Route::Lab });
    }

    /// A comparison is so far.
    pub fn walked(&mut self, comparison: ComparisonId, walked: u64, total: u64) {
        if let Some(under_way) = self.under_way.as_mut().filter(|it| it.comparison == comparison) {
            under_way.walked = Some((walked, total));
        }
    }

    /// A comparison has come to its end.
    pub fn compared(&mut self, comparison: ComparisonId, report: CompareReport, second: String) {
        let Some(done) = self.under_way.take_if(|it| it.comparison == comparison) else { return };
        let pair = done.pair;
        let report = Rc::new(report);
        let text = if pair.other_first { pair.text.unwrap_or_default() } else { second };
        self.shown = Some(Shown {
            title: pair.title,
            words: words::words(&report, &pair.designs),
            outputs: charts::outputs(&report, &pair.designs),
            ends: charts::ends(&report, &pair.designs),
            numbers: numbers::differences(&report, &pair.designs),
            moved: numbers::moved(&report, &pair.designs),
            other: Some(pair.other),
            lab: pair.lab,
            text,
        });
    }

    /// A comparison cannot be made.
    pub fn not_compared(&mut self, comparison: ComparisonId, why: String) {
        if self.under_way.take_if(|it| it.comparison == comparison).is_some() {
            self.failed = Some(why);
        }
    }

    /// What compares is lost.
    pub fn lost(&mut self, why: &str) {
        if self.under_way.take().is_some() {
            let why = why.trim_end_matches('.');
            self.failed = Some(format!("What compares designs has stopped: {why}. Compare again."));
        }
    }
}

/// Reads the first of some files.
fn choose(files: Vec<File>, acts: &Callback<Act>) {
    let Some(file) = files.into_iter().next() else { return };
    let acts = acts.clone();
    spawn_local(async move {
        let text = text_of(&file).await;
        acts.emit(Act::Chosen(file.name(), text));
    });
}

async fn text_of(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
