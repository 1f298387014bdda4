//! Many tasks at once.
//!
//! Where no stage minds the order, the tasks of a block walk together: all that stand at one
//! place of the tree are drawn for in one loop and sorted by the output they take, without a
//! branch that depends on a draw. A processor guesses such branches wrong as often as chance says,
//! and then waits; this is several times faster. Each task's draws and way are those of
//! [`super::walk`], which takes over where only few tasks are left together.
//!
//! What loops over tasks is a function of its own, never inlined: a browser compiles a function
//! well only after it has run for a while, and puts the result in the place of the first version
//! between two calls. A short one that is called for every block gets there soonest.

use super::carried::Start;
use super::draw::{Chance, Key, Table};
use super::paths::{NONE, Node};
use super::plan::{Action, How, Test, Work};
use super::walk::{Observer, Standing, Walker};
use super::work::{Since, Staff};

/// How many tasks walk together: their keys and places fit the fastest memory.
pub(super) const BLOCK: u64 = 2_048;

/// Fewer than this walk one by one.
const FEW: usize = 8;

/// Stands for the output of a task that stays.
const STAYS: u16 = u16::MAX;

/// The tasks of a block.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The key of each.
    keys: Vec<u64>,
    /// The tasks in the order of the places where they stand.
    order: Vec<u16>,
    /// Room to sort them in.
    sorted: Vec<u16>,
    /// The output of each of a group, where it has more than two.
    outputs: Vec<u16>,
    /// The tasks of a group that no rule has matched yet.
    open: Vec<u16>,
    /// The outputs that tasks of a group take, one after another, and how many take each.
    taken: Vec<(u16, usize)>,
}

/// Tasks that stand at one place of the tree: a part of [`Block::order`].
#[derive(Debug, Clone, Copy)]
struct Group {
    at: u32,
    from: usize,
    to: usize,
}

/// A test made ready for all tasks at one place of the tree.
enum Ready<'a> {
    /// A draw of the route.
    Drawn { route: Key, visit: u32, chance: Chance },
    /// The only time that a task has, and whose it is.
    Timed { staff: &'a Staff, annotator: Key, time: Key, since: &'a [(Since, Since)], visits: (u32, u32) },
    /// Batches that are drawn.
    Batches(Vec<(Key, Chance)>),
    /// Whatever looks at the task itself.
    Other,
}

impl<'p> Walker<'p> {
    /// Walks tasks of one source together to where they rest. `task` gives the task at a place
    /// from 0, and `plain` says that all of them come without metadata.
    #[inline(never)]
    pub fn walk_block<O: Observer>(
        &mut self,
        source: usize,
        keys: impl Iterator<Item = u64>,
        plain: bool,
        task: impl Fn(usize) -> Start<'p>,
        observer: &mut O,
    ) {
        let mut block = std::mem::take(&mut self.block);
        block.fill(keys);
        self.tasks += block.keys.len() as u64;
        let mut groups = vec![Group { at: self.paths.start(source), from: 0, to: block.keys.len() }];
        while let Some(group) = groups.pop() {
            let node = self.paths.node(group.at);
            if node.rests {
                self.rest_together(&block, group, &task, observer);
            } else if group.to - group.from < FEW {
                for place in group.from..group.to {
                    let start = task(usize::from(block.order[place]));
                    self.go_on(Standing { start, at: group.at }, observer);
                }
            } else {
                self.decide_for(&mut block, group, node, plain, &task);
                self.part(&mut block, group, node, &mut groups, &task, observer);
            }
        }
        self.block = block;
    }

    #[inline(never)]
    fn rest_together<O: Observer>(
        &mut self,
        block: &Block,
        group: Group,
        task: &impl Fn(usize) -> Start<'p>,
        observer: &mut O,
    ) {
        let places = &block.order[group.from..group.to];
        if self.plan.content || O::VISITS || O::EXPLAINS || O::LOOKS {
            for place in places {
                self.rest(Standing { start: task(usize::from(*place)), at: group.at }, observer);
            }
            return;
        }
        self.paths.rest(group.at, places.len() as u64);
        if O::RESTS {
            let (stage, first) = (self.resting_stage(group.at), task(0).number);
            places.iter().for_each(|place| observer.rest(first + u64::from(*place), stage));
        }
    }

    /// Finds the output of every task of a group, and sorts them by it.
    fn decide_for(
        &mut self,
        block: &mut Block,
        group: Group,
        node: Node,
        plain: bool,
        task: &impl Fn(usize) -> Start<'p>,
    ) {
        let keys = self.keys.stages[node.stage as usize];
        let visit = node.visit;
        match &self.plan.stages[node.stage as usize].action {
            Action::Sample { table, how: How::Each, keep } => {
                let visit = if *keep { 0 } else { visit };
                block.pick(group, table, |key| keys.route.visit(key, visit));
            }
            Action::Sample { table, how: How::Sticky, .. } => {
                block.pick(group, table, |key| keys.sticky.with(key));
            }
            Action::ReviewPlain(reject) => {
                block.halve(group, [1, 0], |key| reject.hits(keys.route.visit(key, visit)));
            }
            Action::Logic(tests) => self.decide_rules_for(tests, block, group, node, plain, task),
            _ => {
                for place in group.from..group.to {
                    let start = task(usize::from(block.order[place]));
                    let output = self.decide(Standing { start, at: group.at }, node);
                    block.outputs[place] = output.map_or(STAYS, narrow);
                }
                block.sort(group, self.plan.stages[node.stage as usize].to.len());
            }
        }
    }

    fn decide_rules_for(
        &mut self,
        tests: &'p [Test],
        block: &mut Block,
        group: Group,
        node: Node,
        plain: bool,
        task: &impl Fn(usize) -> Start<'p>,
    ) {
        block.begin_rules(group);
        for (rule, test) in tests.iter().enumerate() {
            let output = narrow(rule);
            match self.ready(test, rule, node, plain) {
                Ready::Drawn { route, visit, chance } => {
                    block.sieve(group, output, |_, key| chance.hits(route.visit(key, visit)));
                }
                Ready::Timed { staff, annotator, time, since, visits } => {
                    let only = staff.only();
                    block.sieve(group, output, |place, key| {
                        let drawn = || staff.pick(annotator.visit(key, visits.0));
                        let person = only.or_else(drawn).unwrap_or(0);
                        let key = time.visit(key, visits.1);
                        let told = since
                            .get(person)
                            .and_then(|(from, to)| Some(from.reached(key)? & !to.reached(key)?));
                        told.unwrap_or_else(|| self.carried(task(usize::from(place)), node).holds(test))
                    });
                }
                Ready::Batches(batches) => block.sieve(group, output, |_, key| {
                    batches.iter().fold(false, |hit, (batch, chance)| hit | chance.hits(batch.with(key)))
                }),
                Ready::Other => block.sieve(group, output, |place, _| {
                    let start = task(usize::from(place));
                    self.matches(test, rule, Standing { start, at: group.at }, node)
                }),
            }
        }
        block.end_rules(group, narrow(tests.len()));
    }

    fn ready(&self, test: &'p Test, rule: usize, node: Node, plain: bool) -> Ready<'p> {
        let visit = node.visit;
        match test {
            Test::Random { chance, how: How::Each, keep } => Ready::Drawn {
                route: self.keys.stages[node.stage as usize].route.with(rule as u64),
                visit: if *keep { 0 } else { visit },
                chance: *chance,
            },
            Test::Duration { last, since, .. } => self.timed(node, *last, since).unwrap_or(Ready::Other),
            Test::Batch { batches, .. } if plain => {
                let drawn = batches.iter().filter_map(|batch| self.plan.batches.get(*batch));
                Ready::Batches(drawn.map(|(word, chance)| (self.keys.batch.with(*word), *chance)).collect())
            }
            _ => Ready::Other,
        }
    }

    /// The one Annotate stage whose time a task has here, where there is only one.
    fn timed(&self, node: Node, last: bool, since: &'p [(Since, Since)]) -> Option<Ready<'p>> {
        let worked = (node.worked != NONE).then(|| self.paths.node(node.worked))?;
        let single = last || worked.parent == NONE || self.paths.node(worked.parent).worked == NONE;
        let keys = self.keys.stages[worked.stage as usize];
        match &self.plan.stages[worked.stage as usize].work {
            Some(Work::Annotate { staff, sticky }) if single => {
                let visit = worked.visit;
                let visits = (if *sticky { 0 } else { visit }, visit);
                Some(Ready::Timed { staff, annotator: keys.annotator, time: keys.time, since, visits })
            }
            _ => None,
        }
    }

    /// Makes a group of the tasks of each output, where that leads.
    fn part<O: Observer>(
        &mut self,
        block: &mut Block,
        group: Group,
        node: Node,
        groups: &mut Vec<Group>,
        task: &impl Fn(usize) -> Start<'p>,
        observer: &mut O,
    ) {
        let mut from = group.from;
        for &(output, count) in &block.taken {
            let some = Group { at: group.at, from, to: from + count };
            from += count;
            if count == 0 {
                continue;
            }
            if output == STAYS {
                self.rest_together(block, some, task, observer);
                continue;
            }
            let at = self.paths.next(self.plan, group.at, node, usize::from(output));
            if !self.paths.is_private(at) {
                groups.push(Group { at, ..some });
                continue;
            }
            // Private paths are one task's own.
            self.paths.trim();
            for place in some.from..some.to {
                let start = task(usize::from(block.order[place]));
                self.leave(Standing { start, at: group.at }, usize::from(output), observer);
            }
        }
    }
}

impl Block {
    #[inline(never)]
    fn fill(&mut self, keys: impl Iterator<Item = u64>) {
        self.keys.clear();
        self.keys.extend(keys);
        let count = self.keys.len();
        self.order.clear();
        self.order.extend((0..count).map(narrow));
        self.sorted.resize(count, 0);
        self.outputs.resize(count, 0);
    }

    /// Sorts a group by the outputs of a table.
    fn pick(&mut self, group: Group, table: &Table, draw: impl Fn(u64) -> Key) {
        if let Some((first, outputs)) = table.as_two() {
            return self.halve(group, outputs.map(narrow), |key| first.hits(draw(key)));
        }
        let tasks = &self.order[group.from..group.to];
        for (output, task) in self.outputs[group.from..group.to].iter_mut().zip(tasks) {
            *output = narrow(table.pick_evenly(draw(self.keys[usize::from(*task)])));
        }
        self.sort(group, table.outcomes());
    }

    /// Sorts a group by whether the draw of a key hits: one output for those, another for the rest.
    #[inline(never)]
    fn halve(&mut self, group: Group, outputs: [u16; 2], hits: impl Fn(u64) -> bool) {
        self.open.resize(self.keys.len(), 0);
        let (keys, rest) = (self.keys.as_slice(), self.open.as_mut_slice());
        let sorted = &mut self.sorted[group.from..group.to];
        let (mut yes, mut no) = (0, 0);
        for task in &self.order[group.from..group.to] {
            let hit = hits(keys[usize::from(*task)]);
            // Written to both; only one of them keeps it.
            sorted[yes] = *task;
            rest[no] = *task;
            yes += usize::from(hit);
            no += usize::from(!hit);
        }
        sorted[yes..].copy_from_slice(&rest[..no]);
        self.taken.clear();
        self.taken.extend([(outputs[0], yes), (outputs[1], no)]);
        self.put_back(group);
    }

    fn put_back(&mut self, group: Group) {
        self.order[group.from..group.to].copy_from_slice(&self.sorted[group.from..group.to]);
    }

    /// Leaves all tasks of a group open for rules.
    fn begin_rules(&mut self, group: Group) {
        self.taken.clear();
        self.open.clear();
        self.open.extend_from_slice(&self.order[group.from..group.to]);
    }

    /// Gives an output to the open tasks that match, and leaves the others open. The test is asked
    /// for a task and its key.
    #[inline(never)]
    fn sieve(&mut self, group: Group, output: u16, mut matches: impl FnMut(u16, u64) -> bool) {
        // Loops run over slices of their own: a vector would be looked up anew after every store.
        let (keys, open) = (self.keys.as_slice(), self.open.as_mut_slice());
        let sorted = &mut self.sorted[group.to - open.len()..group.to];
        let (mut yes, mut no) = (0, 0);
        for i in 0..open.len() {
            let task = open[i];
            let hit = matches(task, keys[usize::from(task)]);
            sorted[yes] = task;
            open[no] = task;
            yes += usize::from(hit);
            no += usize::from(!hit);
        }
        self.open.truncate(no);
        self.taken.push((output, yes));
    }

    /// Gives the rest an output.
    fn end_rules(&mut self, group: Group, output: u16) {
        self.sorted[group.to - self.open.len()..group.to].copy_from_slice(&self.open);
        self.taken.push((output, self.open.len()));
        self.put_back(group);
    }

    /// Sorts a group by [`Block::outputs`], those that stay last.
    #[inline(never)]
    fn sort(&mut self, group: Group, outputs: usize) {
        let bucket = |output: u16| usize::from(output).min(outputs);
        let found = &self.outputs[group.from..group.to];
        let mut counts = vec![0; outputs + 1];
        found.iter().for_each(|output| counts[bucket(*output)] += 1);
        let mut next: Vec<usize> = counts
            .iter()
            .scan(group.from, |from, count| Some(std::mem::replace(from, *from + count)))
            .collect();
        for (task, output) in self.order[group.from..group.to].iter().zip(found) {
            let slot = &mut next[bucket(*output)];
            self.sorted[*slot] = *task;
            *slot += 1;
        }
        self.taken.clear();
        self.taken.extend((0..).zip(counts));
        if let Some(last) = self.taken.last_mut() {
            last.0 = STAYS;
        }
        self.put_back(group);
    }
}

/// A position in a block, or an output of a stage; outputs that have no number here do not occur,
/// because a plan with more is not walked in blocks.
fn narrow(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(STAYS)
}
