//! What more there is to see of a run than its report: the desk's own worker, and the study that it has.
//!
//! The worker is started when a screen first asks, and given what the report shown was made of. The
//! Lab says what a run would be made of now; that is what the report was made of unless it is stale,
//! and then only a study that is open already can be looked into.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::prelude::Callback;

use super::shell::Told;
use crate::simulate::RunReport;
use crate::worker::inquiry::{Ask, ComparisonId, Second, StudyId, Told as Answer};
use crate::worker::protocol::FileFeed;
use crate::worker::wire::{decode, encode};

/// What comes of asking.
#[derive(Debug)]
pub enum Heard {
    /// An answer.
    Told(Box<Answer>),
    /// The worker is lost, and why.
    Lost(String),
}

/// The worker, while there is one.
struct Running {
    worker: Worker,
    _message: Closure<dyn Fn(MessageEvent)>,
    _error: Closure<dyn Fn(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Running").finish_non_exhaustive()
    }
}

/// The worker and its study.
#[derive(Debug)]
pub struct Studies {
    /// Starts the worker.
    start: Function,
    running: Option<Running>,
    /// The report whose run is open.
    open: Option<Rc<RunReport>>,
    /// The number of the study that is open, or was.
    study: StudyId,
    /// The number of the latest comparison.
    comparison: ComparisonId,
    /// Why the worker is lost, if it is.
    pub lost: Option<String>,
}

impl Studies {
    /// No worker yet.
    #[must_use]
    pub const fn new(start: Function) -> Self {
        Self { start, running: None, open: None, study: 0, comparison: 0, lost: None }
    }

    /// The number of the study of the report shown, where it is open.
    #[must_use]
    pub fn study(&self) -> Option<StudyId> {
        self.open.is_some().then_some(self.study)
    }

    /// Closes a study that is not of the report shown any more.
    pub fn meet(&mut self, told: &Told) {
        if self.open.is_some() && self.open != told.snapshot.report {
            self.open = None;
        }
    }

    /// Opens the study of the report shown, unless it is open; its number where that was done now.
    pub fn open(&mut self, told: &Told, hear: &Callback<Heard>) -> Option<StudyId> {
        let snapshot = &told.snapshot;
        let report = snapshot.report.as_ref().filter(|_| !snapshot.stale && self.lost.is_none())?;
        if self.open.is_some() {
            return None;
        }
        self.study += 1;
        self.open = Some(report.clone());
        let (feeds, files) = feeds(told);
        if self.running.is_none() {
            self.start(hear);
        }
        let workflow = snapshot.workflow.clone();
        self.send(&Ask::Open { study: self.study, workflow, feeds, seed: report.seed }, &files);
        Some(self.study)
    }

    /// Compares two designs on the tasks that the Lab has now; the number of the comparison.
    pub fn compare(
        &mut self,
        told: &Told,
        first: String,
        second: Second,
        [seed, runs]: [u64; 2],
        hear: &Callback<Heard>,
    ) -> ComparisonId {
        self.comparison += 1;
        self.lost = None;
        if self.running.is_none() {
            self.start(hear);
        }
        let (feeds, files) = feeds(told);
        let tasks = told.snapshot.datasets.iter().map(|dataset| dataset.plain).sum();
        let comparison = self.comparison;
        self.send(&Ask::Compare { comparison, first, second, feeds, tasks, seed, runs }, &files);
        comparison
    }

    /// Asks about the study that is open.
    pub fn ask(&self, ask: &Ask) {
        self.send(ask, &Array::new());
    }

    /// The worker is lost; another is started when somebody tries again.
    pub fn lose(&mut self, why: String) {
        self.running = None;
        self.open = None;
        self.lost = Some(why);
    }

    /// Tries again after the worker was lost.
    pub fn again(&mut self) {
        self.lost = None;
    }

    fn start(&mut self, hear: &Callback<Heard>) {
        let worker = match self.start.call0(&JsValue::UNDEFINED) {
            Ok(worker) => worker.unchecked_into::<Worker>(),
            Err(_) => return hear.emit(Heard::Lost("the browser does not start it".to_owned())),
        };
        let to = hear.clone();
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            let bytes = data.dyn_ref::<Uint8Array>().and_then(|bytes| decode(&bytes.to_vec()));
            to.emit(match bytes {
                Some(answer) => Heard::Told(Box::new(answer)),
                None => Heard::Lost(died(&data)),
            });
        });
        let to = hear.clone();
        let error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that cannot be fetched gives a plain event, without a message.
            to.emit(Heard::Lost("it could not be loaded: check the connection".to_owned()));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        self.running = Some(Running { worker, _message: message, _error: error });
    }

    fn send(&self, ask: &Ask, files: &Array) {
        let Some(running) = &self.running else { return };
        let message = Object::new();
        // Setting a property of an ordinary fresh object cannot fail.
        let _ = Reflect::set(&message, &"ask".into(), &Uint8Array::from(&encode(ask)[..]));
        let _ = Reflect::set(&message, &"files".into(), files);
        if let Err(error) = running.worker.post_message(&message) {
            web_sys::console::error_1(&error);
        }
    }
}

/// The manifests that feed the Lab's workflow, and their files.
fn feeds(told: &Told) -> (Vec<FileFeed>, Array) {
    let feeds = told.snapshot.feeds();
    let file = |feed: &FileFeed| told.file(feed.file).map_or(JsValue::UNDEFINED, Into::into);
    let files = feeds.iter().map(file).collect();
    (feeds, files)
}

/// Why the worker died, as it says.
fn died(data: &JsValue) -> String {
    let reason = Reflect::get(data, &"died".into()).ok().and_then(|reason| reason.as_string());
    reason.unwrap_or_else(|| "it says what nobody understands".to_owned())
}
