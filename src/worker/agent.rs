//! The worker's end: keeps what is in the loaded files, and runs workflows in slices.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::DedicatedWorkerGlobalScope;

use super::parts::OWNER;
use super::protocol::{Event, FileFeed, FileId, ImportSummary, Reply, Request, RunId, UnitRow};
use super::rows::rows;
use super::slice::{breathe, walk};
use super::team::{Shared, Team};
use super::wire::{decode, encode};
use crate::manifest::DataUnit;
use crate::simulate::Study;
use crate::workflow::{Checked, read};

/// What to say where a reading is not what it should be. Both ends are one build, so it always is.
const NOT_WHOLE: &str = "it came back damaged from being read: reload the page";

/// What the worker keeps between messages.
#[derive(Debug, Default)]
struct State {
    /// The loaded files; `None` while one is being read.
    files: Vec<(FileId, Option<Vec<DataUnit>>)>,
    /// What is being read, with the promise of it.
    readings: Vec<(FileId, Promise)>,
    /// The run that the page wants; any other that is under way stops at its next slice.
    wanted: Option<RunId>,
    /// Those that share in large runs.
    team: Team,
}

/// Answers the page's messages.
#[derive(Clone)]
pub struct Agent {
    scope: DedicatedWorkerGlobalScope,
    /// Has a manifest read: see [`super::start_worker`].
    reader: Function,
    state: Rc<RefCell<State>>,
}

impl Agent {
    pub fn new(scope: DedicatedWorkerGlobalScope, reader: Function, team: Team) -> Self {
        Self { scope, reader, state: Rc::new(RefCell::new(State { team, ..State::default() })) }
    }

    /// Takes one message: the request as bytes in `request`, a file beside it in `file`.
    pub fn receive(&self, data: &JsValue) {
        let field = |key: &str| Reflect::get(data, &key.into()).unwrap_or(JsValue::UNDEFINED);
        let request = field("request").dyn_ref::<Uint8Array>().and_then(|bytes| decode(&bytes.to_vec()));
        match request {
            Some(Request::Import { file, strict, earlier }) => {
                self.forget(file);
                let reading = self.start_reading(file, &field("file"), strict, &earlier);
                spawn_local(self.clone().import(file, reading));
            }
            Some(Request::Forget { file }) => self.forget(file),
            Some(Request::Units { file, from, count }) => {
                let reply = Reply::Units { file, from, rows: self.rows(file, from, count) };
                self.send(&Event::Replied { bytes: encode(&reply) });
            }
            Some(Request::Run { run, workflow, feeds, seed, runs }) => {
                self.state.borrow_mut().wanted = Some(run);
                match self.study(&workflow, &feeds, seed, runs) {
                    Ok(study) => {
                        let shared = self.state.borrow_mut().team.share(run, &workflow, &study, seed);
                        spawn_local(self.clone().run(run, study, shared));
                    }
                    Err(message) => self.send(&Event::Failed { run, message }),
                }
            }
            Some(Request::Cancel) => self.state.borrow_mut().wanted = None,
            // The page and its worker are one build, so this cannot be a message of another version.
            None => web_sys::console::error_1(&"the worker was sent what is no request".into()),
        }
    }

    fn send(&self, event: &Event) {
        if let Err(error) = self.scope.post_message(&Uint8Array::from(&encode(event)[..])) {
            web_sys::console::error_1(&error);
        }
    }

    /// Some of a loaded file's data units; none where it is not loaded any more.
    fn rows(&self, file: FileId, from: u64, count: u64) -> Vec<UnitRow> {
        let state = self.state.borrow();
        let known = state.files.iter().find(|(known, _)| *known == file);
        known.and_then(|(_, units)| Some(rows(units.as_ref()?, from, count))).unwrap_or_default()
    }

    /// Drops a file, and ends its reader if it is being read.
    fn forget(&self, file: FileId) {
        let state = &mut *self.state.borrow_mut();
        state.files.retain(|(known, _)| *known != file);
        if let Some(place) = state.readings.iter().position(|(known, _)| *known == file) {
            let (_, reading) = state.readings.swap_remove(place);
            let stop = Reflect::get(&reading, &"stop".into()).ok();
            // It is read.js's own, and throws nothing.
            stop.and_then(|stop| stop.dyn_into::<Function>().ok())
                .map(|stop| stop.call0(&JsValue::UNDEFINED));
        }
    }

    fn start_reading(
        &self,
        file: FileId,
        blob: &JsValue,
        strict: bool,
        earlier: &[FileId],
    ) -> Result<Promise, JsValue> {
        let agent = self.clone();
        let hear = Closure::<dyn Fn(f64)>::new(move |bytes: f64| {
            agent.send(&Event::Reading { file, bytes: bytes as u64 });
        });
        let state = &mut *self.state.borrow_mut();
        let before = state.files.iter().filter(|(known, _)| earlier.contains(known));
        let units = before.filter_map(|(_, units)| units.as_ref()).flatten();
        let earlier: Vec<u8> = units.flat_map(|unit| unit.identity().to_le_bytes()).collect();
        let earlier = Uint8Array::from(&earlier[..]);
        let hear = hear.into_js_value();
        let promise = self.reader.call4(&JsValue::UNDEFINED, blob, &strict.into(), &earlier, &hear)?;
        let promise: Promise = promise.unchecked_into();
        state.files.push((file, None));
        state.readings.push((file, promise.clone()));
        Ok(promise)
    }

    async fn import(self, file: FileId, reading: Result<Promise, JsValue>) {
        let read = Self::read(&reading).await;
        let event = {
            let state = &mut *self.state.borrow_mut();
            let is_mine =
                |promise: &Promise| reading.as_ref().is_ok_and(|reading| Object::is(reading, promise));
            // The page may have dropped it in the meantime, or have it read again.
            let mine = state.readings.iter().position(|(_, promise)| is_mine(promise));
            if let Some(place) = mine {
                drop(state.readings.swap_remove(place));
            } else if reading.is_ok() {
                return;
            }
            match read {
                Ok((summary, units)) => {
                    if let Some((_, known)) = state.files.iter_mut().find(|(known, _)| *known == file) {
                        *known = Some(units);
                    }
                    Event::Imported { file, summary }
                }
                Err(message) => Event::Unreadable { file, message },
            }
        };
        self.send(&event);
    }

    /// What is in a manifest.
    async fn read(reading: &Result<Promise, JsValue>) -> Result<(ImportSummary, Vec<DataUnit>), String> {
        let reason = |error: JsValue| error.as_string().unwrap_or_else(|| "no reason given".to_owned());
        let promise = reading.clone().map_err(reason)?;
        let parts = JsFuture::from(promise).await.map_err(reason)?;
        let parts: Array = parts.unchecked_into();
        // Each part is let go as soon as it is read, for all together are as large as the file.
        let bytes = || parts.shift().dyn_into::<Uint8Array>().ok().map(|part| part.to_vec());
        let summary = bytes().and_then(|part| decode(&part)).ok_or(NOT_WHOLE)?;
        let mut units = Vec::new();
        while let Some(part) = bytes() {
            units.append(&mut decode(&part).ok_or(NOT_WHOLE)?);
        }
        Ok((summary, units))
    }

    fn study(&self, text: &str, feeds: &[FileFeed], seed: u64, runs: u64) -> Result<Study, String> {
        let workflow = read(text).map_err(|error| error.to_string())?.workflow;
        let checked = Checked::new(workflow).map_err(|problems| {
            let lines = problems.iter().map(|problem| format!("{} {}", problem.message, problem.mend));
            lines.collect::<Vec<_>>().join("\n")
        })?;
        let state = self.state.borrow();
        let mut fed = Vec::new();
        for feed in feeds {
            let known = state.files.iter().find(|(known, _)| *known == feed.file);
            let units = known.and_then(|(_, units)| units.as_ref());
            let units = units.ok_or("A manifest is not loaded any more: load it again.")?;
            fed.push((feed.starts(checked.workflow(), &feed.dataset, units), units, feed.batch.as_deref()));
        }
        let feeds = fed.iter().flat_map(|(starts, units, batch)| starts.feeds(units, *batch));
        let feeds: Vec<_> = feeds.collect();
        Ok(Study::new(checked, &feeds, seed, runs))
    }

    async fn run(self, run: RunId, study: Study, shared: Shared) {
        let outcome = self.walk(run, &study, shared).await;
        let event = outcome.unwrap_or_else(|event| event);
        self.state.borrow_mut().team.end(run, matches!(event, Event::Finished { .. }));
        self.send(&event);
    }

    /// Does all runs, or as many as others do not.
    async fn walk(&self, run: RunId, study: &Study, mut shared: Shared) -> Result<Event, Event> {
        while let Some(part) = shared.take() {
            self.part(run, study, &mut shared, part).await?;
            if !shared.parts.are_over() {
                self.pause(run, study, &mut shared).await?;
            }
        }
        Ok(Event::Finished { run, report: Box::new(study.report_of(&shared.gathered)) })
    }

    /// Does a part, or some of it where another has done it meanwhile.
    async fn part(
        &self,
        run: RunId,
        study: &Study,
        shared: &mut Shared,
        part: Range<u64>,
    ) -> Result<(), Event> {
        let from = part.start;
        let mut progress = study.begin_part(part);
        while shared.parts.open(from).is_some() {
            let over = walk(&mut progress)
                .map_err(|imbalance| Event::Failed { run, message: imbalance.to_string() })?;
            if over {
                shared.add(from, progress.gathered());
                break;
            }
            shared.parts.progress(OWNER, from, progress.walked());
            self.pause(run, study, shared).await?;
        }
        Ok(())
    }

    /// Tells how far the run is and looks for messages; an event where the run is not to go on.
    async fn pause(&self, run: RunId, study: &Study, shared: &mut Shared) -> Result<(), Event> {
        let total = study.tasks().saturating_mul(study.runs());
        self.send(&Event::Progressed { run, walked: shared.parts.walked(), total });
        breathe().await;
        let mut state = self.state.borrow_mut();
        if state.wanted != Some(run) {
            return Err(Event::Cancelled { run });
        }
        shared.collect(&mut state.team, study);
        Ok(())
    }
}
