//! The workflow as it is and as it was: whole snapshots, which share what they have in common
//! only through `Rc`, and are small.

use std::rc::Rc;

use crate::workflow::Workflow;

/// The most changes that can be taken back.
const DEPTH: usize = 200;

/// The present workflow between its past and its future.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    past: Vec<Rc<Workflow>>,
    now: Rc<Workflow>,
    future: Vec<Rc<Workflow>>,
    /// The word of the burst that the last change belongs to.
    burst: Option<String>,
}

impl History {
    /// A history that begins here.
    #[must_use]
    pub const fn new(workflow: Rc<Workflow>) -> Self {
        Self { past: Vec::new(), now: workflow, future: Vec::new(), burst: None }
    }

    /// The present workflow.
    #[must_use]
    pub const fn now(&self) -> &Rc<Workflow> {
        &self.now
    }

    /// Whether there is something to take back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Makes a workflow the present one. A change of the same burst as the one before it takes
    /// that one's place.
    pub fn change(&mut self, workflow: Workflow, burst: Option<String>) {
        if *self.now == workflow {
            return;
        }
        let goes_on = burst.is_some() && burst == self.burst && self.can_undo();
        let before = std::mem::replace(&mut self.now, Rc::new(workflow));
        if !goes_on {
            self.past.push(before);
            let surplus = self.past.len().saturating_sub(DEPTH);
            self.past.drain(..surplus);
        }
        self.future.clear();
        self.burst = burst;
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.now, before));
            self.burst = None;
        }
    }

    /// Does the change again that was taken back last.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.now, after));
            self.burst = None;
        }
    }
}
