//! The tree of all paths that tasks of a run have taken, with how many rest where.
//!
//! A task is walked by going from node to node, and all that is counted on the way is one number
//! where it comes to rest: how often each stage was visited and each output taken follows from
//! the tree when the run is over. A node also says which visit of its stage it is and who has
//! worked on the task before, so that a task under way is a node and nothing else.
//!
//! The tree shares nodes among all tasks up to [`SHARED`] of them. Paths beyond are a task's own
//! and are taken off again when it rests, so that a workflow with a path for every task needs no
//! more memory than one with few.

use super::plan::{Action, Plan};
use super::rested::Rest;
use super::routes::Route;
use super::tally::Tally;

/// Stands for no node, and for no stage after an output that is not connected.
pub const NONE: u32 = u32::MAX;

/// How many nodes tasks share before paths become private.
const SHARED: usize = 1 << 16;

/// A place on a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The stage; [`NONE`] after an output that is not connected.
    pub stage: u32,
    /// Which visit of the stage this is, from 0.
    pub visit: u32,
    /// The node before; [`NONE`] at the start.
    pub parent: u32,
    /// The output that led here, by its position in the flat lists; [`NONE`] at the start.
    pub via: u32,
    /// Where the nodes that follow are noted; [`NONE`] on a private path.
    slots: u32,
    /// The last node up to here whose stage works on the task; [`NONE`] where none has.
    pub worked: u32,
    /// Whether every task that comes here rests here.
    pub rests: bool,
}

/// The tree of one run.
#[derive(Debug, Clone)]
pub struct Paths {
    nodes: Vec<Node>,
    /// For each output of each shared node the place where tasks next decide; 0 for none yet.
    slots: Vec<u32>,
    /// For each Dataset stage where its tasks first decide.
    starts: Vec<u32>,
    /// Tasks that rest at each shared node.
    rests: Vec<u64>,
    /// Those of them that are delivered with wrong annotations; empty where nobody looks.
    wrong: Vec<u64>,
    /// Where private nodes begin, once there are shared ones enough.
    private: Option<usize>,
}

impl Paths {
    /// The tree before any task.
    pub fn new(plan: &Plan) -> Self {
        let mut paths = Self {
            nodes: Vec::new(),
            slots: Vec::new(),
            starts: Vec::new(),
            rests: Vec::new(),
            wrong: Vec::new(),
            private: None,
        };
        for &dataset in &plan.datasets {
            let root = paths.add(plan, Some(dataset), NONE, NONE, true);
            let start = paths.settle(plan, root, true);
            paths.starts.push(start);
        }
        paths
    }

    /// Where the tasks of a Dataset stage first decide, or rest.
    #[inline(always)]
    pub fn start(&self, source: usize) -> u32 {
        self.starts.get(source).copied().unwrap_or(0)
    }

    /// A node that this tree has given out.
    #[inline(always)]
    pub fn node(&self, at: u32) -> Node {
        self.nodes[at as usize]
    }

    /// Where a task next decides, or rests, after it has left `at` by an output of its stage.
    #[inline(always)]
    pub fn next(&mut self, plan: &Plan, at: u32, node: Node, output: usize) -> u32 {
        if node.slots != NONE {
            let known = self.slots[node.slots as usize + output];
            if known != 0 {
                return known;
            }
        }
        self.grow(plan, at, node, output)
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, plan: &Plan, at: u32, node: Node, output: usize) -> u32 {
        if self.private.is_none() && self.nodes.len() >= SHARED {
            self.private = Some(self.nodes.len());
        }
        let shared = self.private.is_none();
        let child = self.follow(plan, at, output, shared);
        let landed = self.settle(plan, child, shared);
        if shared {
            self.slots[node.slots as usize + output] = landed;
        }
        landed
    }

    /// The node after `at` by an output.
    fn follow(&mut self, plan: &Plan, at: u32, output: usize, shared: bool) -> u32 {
        let stage = self.node(at).stage as usize;
        let to = plan.stages[stage].to[output];
        self.add(plan, to, at, index(plan.first_output[stage] + output), shared)
    }

    /// Goes on from a new node to where there is something to decide.
    fn settle(&mut self, plan: &Plan, mut at: u32, shared: bool) -> u32 {
        loop {
            let node = self.node(at);
            let passes = |stage: u32| {
                let step = &plan.stages[stage as usize];
                step.action == Action::Pass && !step.gathers
            };
            if node.rests || !passes(node.stage) {
                return at;
            }
            at = self.follow(plan, at, 0, shared);
        }
    }

    fn add(&mut self, plan: &Plan, stage: Option<usize>, parent: u32, via: u32, shared: bool) -> u32 {
        let visit = stage.map_or(0, |stage| self.visits_before(parent, index(stage)));
        let step = stage.map(|stage| &plan.stages[stage]);
        let rests = step.is_none_or(|step| {
            visit >= plan.visit_limit || matches!(step.action, Action::End { .. } | Action::Wait)
        });
        let own = index(self.nodes.len());
        let works = step.is_some_and(|step| step.work.is_some()) && visit < plan.visit_limit;
        let worked = if works {
            own
        } else if parent == NONE {
            NONE
        } else {
            self.node(parent).worked
        };
        let slots = if shared { index(self.slots.len()) } else { NONE };
        if shared {
            self.slots.extend(step.iter().flat_map(|step| &step.to).map(|_| 0));
            self.rests.push(0);
        }
        let stage = stage.map_or(NONE, index);
        self.nodes.push(Node { stage, visit, parent, via, slots, worked, rests });
        own
    }

    /// How many visits of a stage a path has that ends at `last`.
    fn visits_before(&self, last: u32, stage: u32) -> u32 {
        self.back(last).find(|node| node.stage == stage).map_or(0, |node| node.visit + 1)
    }

    /// The nodes of a path, the last one first.
    pub fn back(&self, last: u32) -> impl Iterator<Item = Node> {
        let mut at = last;
        std::iter::from_fn(move || {
            let node = (at != NONE).then(|| self.node(at))?;
            at = node.parent;
            Some(node)
        })
    }

    /// The numbers of the nodes of a path, the first one first.
    pub fn path(&self, last: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = last;
        while at != NONE {
            path.push(at);
            at = self.node(at).parent;
        }
        path.reverse();
        path
    }

    /// The output that a path took at the first of its visits of `stage` up to `last` that
    /// passes; the visits are those before `last`.
    pub fn earlier(&self, plan: &Plan, last: u32, passes: impl Fn(usize) -> bool) -> Option<usize> {
        let stage = self.node(last).stage;
        let first = plan.outputs(stage as usize).start;
        let mut found = None;
        let mut at = last;
        loop {
            let node = self.node(at);
            if node.parent == NONE {
                return found;
            }
            if self.node(node.parent).stage == stage && passes(node.via as usize - first) {
                found = Some(node.via as usize - first);
            }
            at = node.parent;
        }
    }

    /// The outputs that a path took, each once and in the order in which it first took them, and
    /// the stage where it rests: all paths that differ only in how often they went round a loop
    /// are one route.
    pub fn route(&self, last: u32) -> Route {
        let mut outputs: Vec<u32> = self.back(last).map(|node| node.via).filter(|via| *via != NONE).collect();
        outputs.reverse();
        let mut first = Vec::new();
        for output in outputs {
            if !first.contains(&output) {
                first.push(output);
            }
        }
        Route { outputs: first, rests: self.node(last).stage }
    }

    /// Whether a node belongs to one task alone.
    pub fn is_private(&self, at: u32) -> bool {
        self.private.is_some_and(|private| at as usize >= private)
    }

    /// Counts tasks that rest at a shared node.
    #[inline(always)]
    pub fn rest(&mut self, at: u32, tasks: u64) {
        self.rests[at as usize] += tasks;
    }

    /// Counts a task that is delivered wrong at a shared node.
    pub fn rest_wrong(&mut self, at: u32) {
        self.wrong.resize(self.rests.len(), 0);
        self.wrong[at as usize] += 1;
    }

    /// Takes private nodes off.
    pub fn trim(&mut self) {
        if let Some(private) = self.private {
            self.nodes.truncate(private);
        }
    }

    /// The shared nodes where tasks rest, how many, and how many of them are wrong.
    pub fn resting(&self) -> impl Iterator<Item = (u32, u64, u64)> {
        let wrong = |i: usize| self.wrong.get(i).copied().unwrap_or(0);
        let rests = self.rests.iter().enumerate().filter(|(_, tasks)| **tasks > 0);
        rests.map(move |(i, tasks)| (index(i), *tasks, wrong(i)))
    }

    /// Adds what the shared nodes say to a tally.
    pub fn tally(&self, plan: &Plan, tally: &mut Tally) {
        // Every node comes after its parent, so from the end each knows all that went through.
        let mut through = self.rests.clone();
        for at in (0..through.len()).rev() {
            let parent = self.nodes[at].parent;
            if parent != NONE {
                through[parent as usize] += through[at];
            }
            self.count(plan, self.nodes[at], through[at], tally);
        }
        for (at, tasks, wrong) in self.resting() {
            self.count_rest(plan, at, tasks, wrong, tally);
        }
    }

    /// Adds a task on a path of its own to a tally.
    pub fn tally_private(&self, plan: &Plan, last: u32, wrong: bool, tally: &mut Tally) {
        self.back(last).for_each(|node| self.count(plan, node, 1, tally));
        self.count_rest(plan, last, 1, u64::from(wrong), tally);
    }

    fn count(&self, plan: &Plan, node: Node, tasks: u64, tally: &mut Tally) {
        if node.stage != NONE {
            tally.arrived[node.stage as usize] += tasks;
        }
        if node.via != NONE {
            tally.left[node.via as usize] += tasks;
            let from = self.node(node.parent);
            if from.visit == 0 {
                tally.left_first[node.via as usize] += tasks;
            }
            debug_assert!(plan.outputs(from.stage as usize).contains(&(node.via as usize)));
        }
    }

    fn count_rest(&self, plan: &Plan, at: u32, tasks: u64, wrong: u64, tally: &mut Tally) {
        let node = self.node(at);
        let stage = node.stage as usize;
        match self.rest_of(plan, at) {
            Rest::Unconnected => tally.unconnected[node.via as usize] += tasks,
            Rest::OverLimit => tally.over_limit[stage] += tasks,
            Rest::Waiting => tally.waiting[stage] += tasks,
            Rest::Ended => {
                tally.ended[stage] += tasks;
                tally.wrong[stage] += wrong;
            }
        }
    }

    /// How tasks rest at a node.
    pub fn rest_of(&self, plan: &Plan, at: u32) -> Rest {
        let node = self.node(at);
        if node.stage == NONE {
            Rest::Unconnected
        } else if node.visit >= plan.visit_limit {
            Rest::OverLimit
        } else if matches!(plan.stages[node.stage as usize].action, Action::End { .. }) {
            Rest::Ended
        } else {
            Rest::Waiting
        }
    }
}

/// A position as nodes hold it; more than 2³² of anything has no room in memory.
fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}
