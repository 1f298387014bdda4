//! The worker's end: keeps what is in the loaded files, and runs workflows in slices.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use super::protocol::{Event, FileId, ImportSummary, Request, RunId};
use super::wire::{decode, encode};
use crate::manifest::{DataUnit, Options, import};
use crate::simulate::{Feed, Study};
use crate::workflow::{Checked, read};

/// How long a slice of a run may take before the worker looks for messages [ms].
const SLICE: f64 = 30.0;

/// How many tasks are walked between looks at the clock.
const STRIDE: u64 = 5_000;

/// What the worker keeps between messages.
#[derive(Debug, Default)]
struct State {
    files: BTreeMap<FileId, Vec<DataUnit>>,
    /// The run that the page wants; any other that is under way stops at its next slice.
    wanted: Option<RunId>,
}

/// Answers the page's messages.
#[derive(Clone)]
pub struct Agent {
    scope: DedicatedWorkerGlobalScope,
    state: Rc<RefCell<State>>,
}

impl Agent {
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        Self { scope, state: Rc::default() }
    }

    /// Takes one message: the request as bytes in `request`, a file beside it in `file`.
    pub fn receive(&self, data: &JsValue) {
        let field = |key: &str| Reflect::get(data, &key.into()).unwrap_or(JsValue::UNDEFINED);
        let request = field("request").dyn_ref::<Uint8Array>().and_then(|bytes| decode(&bytes.to_vec()));
        match request {
            Some(Request::Import { file }) => {
                spawn_local(self.clone().import(file, field("file")));
            }
            Some(Request::Forget { file }) => {
                self.state.borrow_mut().files.remove(&file);
            }
            Some(Request::Run { run, workflow, feeds, seed, runs }) => {
                self.state.borrow_mut().wanted = Some(run);
                match self.study(&workflow, &feeds, seed, runs) {
                    Ok(study) => spawn_local(self.clone().run(run, study)),
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

    async fn import(self, file: FileId, blob: JsValue) {
        let event = match bytes(&blob).await {
            Ok((bytes, name)) => {
                let import = import(&bytes, &name, &Options::default());
                drop(bytes);
                let summary = ImportSummary::new(&import);
                self.state.borrow_mut().files.insert(file, import.units);
                Event::Imported { file, summary }
            }
            Err(message) => Event::Unreadable { file, message },
        };
        self.send(&event);
    }

    fn study(&self, text: &str, feeds: &[(String, FileId)], seed: u64, runs: u64) -> Result<Study, String> {
        let workflow = read(text).map_err(|error| error.to_string())?.workflow;
        let checked = Checked::new(workflow).map_err(|problems| {
            let lines = problems.iter().map(|problem| format!("{} {}", problem.message, problem.mend));
            lines.collect::<Vec<_>>().join("\n")
        })?;
        let state = self.state.borrow();
        let mut units = Vec::new();
        for (dataset, file) in feeds {
            let known = state.files.get(file);
            let known = known.ok_or("A manifest is not loaded any more: load it again.")?;
            units.push(Feed { dataset, units: known });
        }
        Ok(Study::new(checked, &units, seed, runs))
    }

    async fn run(self, run: RunId, study: Study) {
        let total = study.tasks().saturating_mul(study.runs());
        let mut progress = study.begin();
        loop {
            let slice_ends = now() + SLICE;
            let mut over = Ok(false);
            while over == Ok(false) && now() < slice_ends {
                over = progress.step(STRIDE, &mut ());
            }
            match over {
                Ok(true) => break,
                Err(imbalance) => {
                    return self.send(&Event::Failed { run, message: imbalance.to_string() });
                }
                Ok(false) => self.send(&Event::Progressed { run, walked: progress.walked(), total }),
            }
            breathe().await;
            if self.state.borrow().wanted != Some(run) {
                return self.send(&Event::Cancelled { run });
            }
        }
        self.send(&Event::Finished { run, report: Box::new(progress.report()) });
    }
}

/// The bytes and the name of a file.
async fn bytes(file: &JsValue) -> Result<(Vec<u8>, String), String> {
    let name = Reflect::get(file, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    let blob: &Blob = file.dyn_ref().ok_or("this is no file")?;
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|error| {
        let message = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        format!("the browser could not read it: {}", message.unwrap_or_else(|| "no reason given".to_owned()))
    })?;
    Ok((Uint8Array::new(&buffer).to_vec(), name))
}

/// Milliseconds, for measuring slices alone: no result depends on it.
fn now() -> f64 {
    js_sys::Date::now()
}

/// Lets the worker take its messages before it goes on.
async fn breathe() {
    let timer = Promise::new(&mut |resolve, _| {
        let global = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
        if global.set_timeout_with_callback(&resolve).is_err() {
            // Without a timer the run goes on at once: slower to cancel, and still right.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // The promise above is never rejected.
    let _ = JsFuture::from(timer).await;
}
