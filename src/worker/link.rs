//! The end of whoever started a worker: the page, or a worker that has others share in its runs.

use super::object;
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What comes back from a worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// It listens.
    Ready,
    /// It sent a message of its own.
    Said(JsValue),
    /// It is lost: a bug, or a script that did not load. Nothing more comes after this.
    Died(String),
}

/// A worker. Dropping it stops the worker.
pub struct Link {
    worker: Worker,
    /// What waits for the worker to listen; `None` once it does.
    waiting: Rc<RefCell<Option<Vec<JsValue>>>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").finish_non_exhaustive()
    }
}

impl Link {
    /// Starts a worker and reports what it says.
    ///
    /// # Errors
    /// When the browser refuses to start it.
    pub fn start(
        glue_url: &str,
        worker_url: &str,
        report: impl Fn(Report) + 'static,
    ) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(worker_url, &options)?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let report = Rc::new(until_death(report));

        let on_message = {
            let (worker, waiting, report) = (worker.clone(), waiting.clone(), report.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let read = understand(event.data());
                if read == Report::Ready {
                    let messages = waiting.borrow_mut().take().unwrap_or_default();
                    for message in messages {
                        post(&worker, &message);
                    }
                }
                report(read);
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            // A script that cannot be fetched gives a plain event, without a message.
            let message = Reflect::get(&event, &"message".into())
                .ok()
                .and_then(|message| message.as_string())
                .unwrap_or_else(|| "its script did not load".to_owned());
            // Else it would go on as an error of whoever started the worker, and end that as well.
            event.prevent_default();
            report(Report::Died(message));
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));

        let hello = object("glue", &glue_url.into());
        Reflect::set(&hello, &"module".into(), &wasm_bindgen::module())?;
        worker.post_message(&hello)?;
        Ok(Self { worker, waiting, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a message, at once or as soon as the worker listens.
    pub fn send(&self, message: &JsValue) {
        match self.waiting.borrow_mut().as_mut() {
            Some(messages) => messages.push(message.clone()),
            None => post(&self.worker, message),
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A dying worker tells of its panic first, and then of the trap that follows from it; only the
/// first says what happened.
fn until_death(report: impl Fn(Report)) -> impl Fn(Report) {
    let dead = Cell::new(false);
    move |read| {
        let last = matches!(read, Report::Died(_));
        if !dead.replace(dead.get() || last) {
            report(read);
        }
    }
}

fn post(worker: &Worker, message: &JsValue) {
    if let Err(error) = worker.post_message(message) {
        web_sys::console::error_1(&error);
    }
}

fn understand(data: JsValue) -> Report {
    let field = |key: &str| Reflect::get(&data, &key.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(message) = field("died").as_string() {
        Report::Died(message)
    } else if field("ready").is_truthy() {
        Report::Ready
    } else {
        Report::Said(data)
    }
}
