//! The desk's own worker: walks the first run again for whoever wants to see more of it than its
//! report, and does further runs one by one.
//!
//! It is a module of its own, fetched when a screen first asks for such a thing. It is given what a
//! run is made of, the manifests as files, and makes the same study of it as the page's worker did.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::comparing::{Compared, Question};
use super::inquiry::{Ask, ComparisonId, StudyId, Told};
use super::opened::Opened;
use super::protocol::{FileFeed, FileId, ImportSummary};
use super::slice::{breathe, now, walk};
use super::wire::{decode, encode};
use crate::manifest::DataUnit;
use crate::workflow::{Checked, read};

/// How often it is told how far runs are, at most [ms].
const OFTEN: f64 = 150.0;

/// Files that were read, each by its number after those of the files that feed its stage before it:
/// what these hold may be left out of it.
type Files = Vec<(Vec<FileId>, Rc<Vec<DataUnit>>)>;

/// Manifests that feed a workflow, each with what was in it.
pub(super) type Fed = Vec<(FileFeed, Rc<Vec<DataUnit>>)>;

#[derive(Default)]
struct State {
    /// The study that the desk wants; whatever is done for another stops at its next slice.
    wanted: StudyId,
    /// The study that is open; not while it is being looked into.
    open: Option<Opened>,
    files: Files,
    /// What was asked, with the files beside it.
    asked: VecDeque<(Ask, Array)>,
    busy: bool,
    /// How many runs there are to be.
    to: u64,
    /// The output that somebody watches.
    watched: Option<(String, String)>,
    /// The comparison that the desk wants; any other stops at its next slice.
    comparison: ComparisonId,
}

/// Answers the desk.
#[derive(Clone)]
struct Studies {
    /// Has a manifest read, as `start_worker`'s.
    reader: Function,
    /// Takes an answer as bytes.
    say: Function,
    state: Rc<RefCell<State>>,
}

/// Starts to answer. `reader` has a manifest read: it is given the file, and promises a list of byte
/// arrays; `say` is called with each answer as bytes. The function that comes back takes a question
/// as bytes, and a list of the files beside it.
#[wasm_bindgen(js_name = startStudies)]
#[must_use]
pub fn start_studies(reader: Function, say: Function) -> JsValue {
    let studies = Studies { reader, say, state: Rc::default() };
    let hear = Closure::<dyn Fn(Uint8Array, Array)>::new(move |bytes: Uint8Array, files: Array| {
        // Both modules are one build, so it is always a question.
        if let Some(ask) = decode(&bytes.to_vec()) {
            studies.hear(ask, files);
        }
    });
    // It listens for as long as the worker lives.
    hear.into_js_value()
}

impl Studies {
    fn say(&self, told: &Told) {
        if let Err(error) = self.say.call1(&JsValue::UNDEFINED, &Uint8Array::from(&encode(told)[..])) {
            web_sys::console::error_1(&error);
        }
    }

    fn hear(&self, ask: Ask, files: Array) {
        if let Ask::Compare { comparison, first, second, feeds, tasks, seed, runs } = ask {
            self.state.borrow_mut().comparison = comparison;
            let question = Question { first, second, tasks, seed, runs };
            return spawn_local(self.clone().compare(comparison, question, feeds, files));
        }
        {
            let state = &mut *self.state.borrow_mut();
            match ask {
                Ask::Runs { to } => state.to = to,
                Ask::Stop => state.to = 0,
                Ask::DropComparison => state.comparison = 0,
                ask => {
                    if let Ask::Open { study, .. } = &ask {
                        state.wanted = *study;
                        state.asked.clear();
                        (state.to, state.watched) = (0, None);
                    }
                    state.asked.push_back((ask, files));
                }
            }
            if std::mem::replace(&mut state.busy, true) {
                return;
            }
        }
        spawn_local(self.clone().work());
    }

    /// Does what was asked, and runs while nothing is.
    async fn work(self) {
        loop {
            let next = self.state.borrow_mut().asked.pop_front();
            match next {
                Some((ask, files)) => self.answer(ask, files).await,
                None if self.run().await => {}
                None => break,
            }
        }
        self.state.borrow_mut().busy = false;
    }

    async fn answer(&self, ask: Ask, files: Array) {
        if let Ask::Open { study, workflow, feeds, seed } = ask {
            self.state.borrow_mut().open = None;
            match self.open(study, &workflow, feeds, files, seed).await {
                Ok(opened) => self.put_back(opened),
                Err(message) => self.say(&Told::Failed { study, message }),
            }
            return;
        }
        let Some(mut opened) = self.state.borrow_mut().open.take() else { return };
        if let Ask::Watch { stage, output } = ask {
            self.state.borrow_mut().watched = Some((stage, output));
            self.tell_spread(&opened);
        } else {
            let study = opened.study;
            let going = |walked: u64, total: u64| {
                self.say(&Told::Walked { study, walked, total });
                self.state.borrow().wanted == study
            };
            if let Some(told) = opened.answer(ask, going).await {
                self.say(&told);
            }
        }
        self.put_back(opened);
    }

    /// Keeps a study, if it is still wanted.
    fn put_back(&self, opened: Opened) {
        let state = &mut *self.state.borrow_mut();
        if state.wanted == opened.study {
            state.open = Some(opened);
        }
    }

    async fn open(
        &self,
        study: StudyId,
        workflow: &str,
        feeds: Vec<FileFeed>,
        files: Array,
        seed: u64,
    ) -> Result<Opened, String> {
        let workflow = read(workflow).map_err(|error| error.to_string())?.workflow;
        let checked = Checked::new(workflow).map_err(|_| "The workflow has errors: mend them in the Lab.")?;
        let fed = self.fed(feeds, &files).await?;
        Ok(Opened::new(study, checked, fed, seed))
    }

    /// The data units of each feed. A file that no feed of this question has is forgotten.
    async fn fed(&self, feeds: Vec<FileFeed>, files: &Array) -> Result<Fed, String> {
        let mut fed = Fed::new();
        let mut kept = Files::new();
        for (feed, file) in feeds.into_iter().zip(files.iter()) {
            let before = fed.iter().map(|(before, _)| before);
            let before = before.filter(|before| before.dataset == feed.dataset).map(|before| before.file);
            let name: Vec<FileId> = before.chain([feed.file]).collect();
            let known = self.state.borrow().files.iter().find(|(known, _)| *known == name).cloned();
            let (_, units) = match known {
                Some(known) => known,
                None => (name.clone(), Rc::new(self.read(&file, &feed.dataset, &fed).await?)),
            };
            kept.push((name, units.clone()));
            fed.push((feed, units));
        }
        self.state.borrow_mut().files = kept;
        Ok(fed)
    }

    /// Compares two designs, unless another question comes meanwhile.
    async fn compare(self, comparison: ComparisonId, question: Question, feeds: Vec<FileFeed>, files: Array) {
        let told = Cell::new(now());
        let going = |walked: u64, total: u64| {
            if now() - told.get() >= OFTEN {
                told.set(now());
                self.say(&Told::Comparing { comparison, walked, total });
            }
            self.state.borrow().comparison == comparison
        };
        let compared = match self.fed(feeds, &files).await {
            Ok(fed) => question.answer(&fed, going).await,
            Err(message) => Err(message),
        };
        match compared {
            Ok(Some(Compared { report, second })) => {
                self.say(&Told::Compared { comparison, report: Box::new(report), second });
            }
            Ok(None) => {}
            Err(message) => self.say(&Told::NotCompared { comparison, message }),
        }
    }

    /// The data units of a manifest.
    async fn read(&self, file: &JsValue, dataset: &str, fed: &Fed) -> Result<Vec<DataUnit>, String> {
        let reason = |error: JsValue| error.as_string().unwrap_or_else(|| "no reason given".to_owned());
        let damaged = || "A manifest came back damaged from being read: reload the page.".to_owned();
        let before =
            fed.iter().filter(|(feed, _)| feed.dataset == dataset).flat_map(|(_, units)| units.iter());
        let earlier: Vec<u8> = before.flat_map(|unit| unit.identity().to_le_bytes()).collect();
        let earlier = Uint8Array::from(&earlier[..]);
        // What it refused was not given to it, so that it need not be strict.
        let promise = self.reader.call3(&JsValue::UNDEFINED, file, &JsValue::FALSE, &earlier);
        let promise = promise.map_err(reason)?;
        let parts = JsFuture::from(promise.unchecked_into::<Promise>()).await.map_err(reason)?;
        let parts: Array = parts.unchecked_into();
        // Each part is let go as soon as it is read, for all together are as large as the file.
        let bytes = || parts.shift().dyn_into::<Uint8Array>().ok().map(|part| part.to_vec());
        bytes().and_then(|part| decode::<ImportSummary>(&part)).ok_or_else(damaged)?;
        let mut units = Vec::new();
        while let Some(part) = bytes() {
            units.append(&mut decode(&part).ok_or_else(damaged)?);
        }
        Ok(units)
    }

    /// Does runs for a while; whether there was anything to do.
    async fn run(&self) -> bool {
        let Some(mut opened) = self.state.borrow_mut().open.take() else { return false };
        let began = now();
        let mut did = false;
        while now() - began < OFTEN && self.wants_run(&opened) {
            did = true;
            if let Err(message) = self.run_once(&mut opened).await {
                self.state.borrow_mut().to = 0;
                self.say(&Told::Failed { study: opened.study, message });
            }
        }
        if did {
            self.tell_spread(&opened);
            breathe().await;
        }
        self.put_back(opened);
        did
    }

    /// Whether another run is wanted before anything else.
    fn wants_run(&self, opened: &Opened) -> bool {
        let state = self.state.borrow();
        state.wanted == opened.study && opened.gathered.runs() < state.to && state.asked.is_empty()
    }

    /// Does one more run, unless something else is wanted meanwhile.
    async fn run_once(&self, opened: &mut Opened) -> Result<(), String> {
        let next = opened.gathered.runs();
        let mut progress = opened.kept.begin_part(next..next + 1);
        while !walk(&mut progress).map_err(|imbalance| imbalance.to_string())? {
            breathe().await;
            if self.state.borrow().wanted != opened.study {
                return Ok(());
            }
        }
        let run = progress.gathered();
        opened.add(run);
        Ok(())
    }

    /// Tells how the watched output's count lies.
    fn tell_spread(&self, opened: &Opened) {
        let state = self.state.borrow();
        let Some((stage, output)) = state.watched.clone() else { return };
        let to = state.to.max(opened.gathered.runs());
        if let Some(spread) = opened.kept.spread(&opened.gathered, &stage, &output) {
            self.say(&Told::Spread { study: opened.study, stage, output, spread, to });
        }
    }
}

/// Makes a panic an error that is thrown with the panic's message.
pub fn throw_study_panics() {
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}
