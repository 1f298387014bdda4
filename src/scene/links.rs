//! The graph behind the drawing: edges by position, which of them lead back, and layers.

use std::collections::BTreeMap;

use crate::workflow::{StageKind, Workflow};

/// An edge between two stages, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub from: usize,
    pub output: usize,
    pub to: usize,
    /// Leads back to a stage on the way that led here.
    pub back: bool,
    /// One of several outputs, so that it needs a label.
    pub labelled: bool,
    /// Has a share that is intended, so that its label holds two.
    pub intended: bool,
}

/// The stages and edges of a workflow, ready to be placed.
#[derive(Debug)]
pub(super) struct Graph {
    pub links: Vec<Link>,
    /// The layer of each stage: one more than the highest that leads to it.
    pub layer: Vec<usize>,
    /// Whether tasks end at a stage.
    pub is_end: Vec<bool>,
}

/// How far the search has come with a stage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

impl Graph {
    pub(super) fn of(workflow: &Workflow) -> Self {
        let mut links = links(workflow);
        let order = order(&roots(workflow, &links), &mut links);
        let layer = layers(&order, &links);
        let is_end = workflow.stages.iter().map(|stage| stage.kind.is_end()).collect();
        Self { links, layer, is_end }
    }
}

/// One link for each connected output.
fn links(workflow: &Workflow) -> Vec<Link> {
    let mut positions = BTreeMap::new();
    for (i, stage) in workflow.stages.iter().enumerate() {
        positions.entry(stage.id.as_str()).or_insert(i);
    }
    let mut links = Vec::new();
    for (from, stage) in workflow.stages.iter().enumerate() {
        let outputs = stage.outputs();
        let labelled = outputs.len() > 1;
        let intended =
            matches!(stage.kind, StageKind::Sampling(_) | StageKind::Review(_) | StageKind::Logic(_));
        for (output, way) in outputs.iter().enumerate() {
            if let Some(&to) = way.to.and_then(|id| positions.get(id)) {
                links.push(Link { from, output, to, back: false, labelled, intended });
            }
        }
    }
    links
}

/// Where the search starts: Datasets, then stages that nothing leads to, then all others.
fn roots(workflow: &Workflow, links: &[Link]) -> Vec<usize> {
    let mut roots: Vec<usize> = (0..workflow.stages.len()).collect();
    let mut entered = vec![false; workflow.stages.len()];
    for link in links {
        entered[link.to] = true;
    }
    roots.sort_by_key(|&i| match workflow.stages[i].kind {
        StageKind::Dataset(_) => 0,
        _ if !entered[i] => 1,
        _ => 2,
    });
    roots
}

/// Depth-first search that marks the links leading back; returns the reverse of the order in
/// which stages were finished. A list stands for the call stack: a chain may be long.
fn order(roots: &[usize], links: &mut [Link]) -> Vec<usize> {
    let mut outgoing = vec![Vec::new(); roots.len()];
    for (i, link) in links.iter().enumerate() {
        outgoing[link.from].push(i);
    }
    let mut marks = vec![Mark::New; roots.len()];
    let mut finished = Vec::with_capacity(roots.len());
    for &root in roots {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut open = vec![(root, 0)];
        while let Some((stage, next)) = open.last_mut() {
            let Some(&link) = outgoing[*stage].get(*next) else {
                marks[*stage] = Mark::Done;
                finished.push(*stage);
                open.pop();
                continue;
            };
            *next += 1;
            let to = links[link].to;
            match marks[to] {
                Mark::New => {
                    marks[to] = Mark::Open;
                    open.push((to, 0));
                }
                Mark::Open => links[link].back = true,
                Mark::Done => {}
            }
        }
    }
    finished.reverse();
    finished
}

/// The length of the longest way to each stage.
fn layers(order: &[usize], links: &[Link]) -> Vec<usize> {
    let mut layer = vec![0; order.len()];
    let mut outgoing = vec![Vec::new(); order.len()];
    for link in links.iter().filter(|link| !link.back) {
        outgoing[link.from].push(link.to);
    }
    for &stage in order {
        let next = layer[stage] + 1;
        for &to in &outgoing[stage] {
            layer[to] = next.max(layer[to]);
        }
    }
    layer
}
