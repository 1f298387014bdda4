//! The end of a worker that shares in the runs of another: it does what it is given, in slices,
//! and keeps nothing between questions.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::protocol::{Answer, Order, RunId};
use super::slice::{breathe, walk};
use super::start::post_died;
use super::wire::encode;
use crate::simulate::Study;
use crate::workflow::{Checked, read};

/// What is asked of it at present.
#[derive(Debug)]
struct Job {
    run: RunId,
    study: Rc<Study>,
    /// What is to be done, with what it is at first.
    parts: VecDeque<Range<u64>>,
}

/// Shares in the runs of the worker that started this one.
#[derive(Clone)]
pub struct Member {
    scope: DedicatedWorkerGlobalScope,
    job: Rc<RefCell<Option<Job>>>,
}

impl Member {
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        Self { scope, job: Rc::default() }
    }

    /// Takes one order, with the tasks that came beside it.
    pub fn receive(&self, order: Option<Order>, tasks: &JsValue) {
        match order {
            Some(Order::Begin { run, workflow, seed, runs }) => {
                let bytes = tasks.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
                let study = study(&workflow, seed, runs).and_then(|study| study.with_packed_tasks(&bytes));
                let job = study.map(|study| Job { run, study: Rc::new(study), parts: VecDeque::new() });
                match &job {
                    // It is there, be the question over before its turn comes.
                    Some(_) => self.send(&Answer::Walked { run, from: 0, walked: 0 }),
                    // The other one then does all by itself.
                    None => post_died(&self.scope, "it was given a question that is none"),
                }
                self.job.replace(job);
            }
            Some(Order::Do { from, to }) => {
                let Some(job) = &mut *self.job.borrow_mut() else { return };
                job.parts.push_back(from..to);
                if job.parts.len() == 1 {
                    spawn_local(self.clone().work(job.run, job.study.clone()));
                }
            }
            Some(Order::Stop) => drop(self.job.take()),
            None => post_died(&self.scope, "it was sent what is no order"),
        }
    }

    fn send(&self, answer: &Answer) {
        if let Err(error) = self.scope.post_message(&Uint8Array::from(&encode(answer)[..])) {
            web_sys::console::error_1(&error);
        }
    }

    /// What is to be done now; `None` once something else or nothing is asked for.
    fn part(&self, run: RunId) -> Option<Range<u64>> {
        let job = self.job.borrow();
        job.as_ref().filter(|job| job.run == run)?.parts.front().cloned()
    }

    async fn work(self, run: RunId, study: Rc<Study>) {
        while let Some(part) = self.part(run) {
            let from = part.start;
            let mut progress = study.begin_part(part);
            loop {
                match walk(&mut progress) {
                    Ok(true) => break,
                    Ok(false) => self.send(&Answer::Walked { run, from, walked: progress.walked() }),
                    // The other one will meet the same mistake, and report it.
                    Err(imbalance) => return post_died(&self.scope, &imbalance.to_string()),
                }
                breathe().await;
                if self.part(run).is_none() {
                    return;
                }
            }
            self.send(&Answer::Done { run, from, lists: progress.gathered().into_lists() });
            if let Some(job) = &mut *self.job.borrow_mut() {
                job.parts.pop_front();
            }
        }
    }
}

fn study(text: &str, seed: u64, runs: u64) -> Option<Study> {
    let checked = Checked::new(read(text).ok()?.workflow).ok()?;
    Some(Study::new(checked, &[], seed, runs))
}
