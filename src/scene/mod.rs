//! Pure geometry of the workflow graph.
//!
//! In: a layered layout of the stages with room for every edge's label, for wide screens
//! ([`Orientation::Across`]) and for narrow ones ([`Orientation::Down`]).
//! Out: what the labels say and what anything looks like (the page), charts ([`crate::chart`]).
//!
//! Written by hand because a label must have room of its own that no node or other label
//! takes, outputs must leave in an order that stays the same from edit to edit, and returns
//! should run apart from the way forward; a general layout library promises none of the three.
//!
//! Imports [`crate::workflow`], and from the charts how much [`text`] fits.

mod across;
mod down;
mod lanes;
mod links;
mod path;
mod ranks;
mod settle;

pub use crate::chart::text;
use crate::workflow::Workflow;

/// Which way the graph runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Left to right in layers, for wide screens.
    Across,
    /// Top to bottom with one stage per row, so that it fits the narrowest screen.
    Down,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Area {
    /// Whether the two have points in common; touching edges do not count.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }
}

/// Where a stage is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NodeBox {
    /// The stage's position in the workflow.
    pub stage: usize,
    /// Its rectangle.
    pub area: Area,
}

/// Where an edge is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgePath {
    /// The position of the stage it leaves.
    pub stage: usize,
    /// The position of the output among that stage's outputs.
    pub output: usize,
    /// The position of the stage it leads to.
    pub to: usize,
    /// The line, as the `d` of an SVG path.
    pub path: String,
    /// The arrow head, as the `d` of a filled SVG path.
    pub arrow: String,
    /// Room for the label; `None` for the only output of a stage, which needs no telling apart.
    pub label: Option<Area>,
    /// Whether it leads back to a stage that tasks have passed already.
    pub back: bool,
}

/// A drawing of a workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width of everything.
    pub width: f64,
    /// Height of everything.
    pub height: f64,
    /// The stages, in reading order.
    pub nodes: Vec<NodeBox>,
    /// One edge for each connected output, in the order of stages and outputs.
    pub edges: Vec<EdgePath>,
}

/// The narrowest line of an edge that was used.
const THINNEST: f64 = 1.5;
/// The widest line.
const WIDEST: f64 = 6.0;

impl Scene {
    /// Lays a workflow out. The same workflow always gives the same drawing.
    #[must_use]
    pub fn of(workflow: &Workflow, orientation: Orientation) -> Self {
        let graph = links::Graph::of(workflow);
        match orientation {
            Orientation::Across => across::draw(&graph),
            Orientation::Down => down::draw(&graph),
        }
    }
}

/// How wide to draw an edge that `flow` tasks took where the busiest took `most`: the line's
/// width grows with the square root, so that small flows stay visible beside large ones.
#[must_use]
pub fn line_width(flow: f64, most: f64) -> f64 {
    if flow > 0.0 && most > 0.0 {
        let width = THINNEST + (WIDEST - THINNEST) * (flow / most).min(1.0).sqrt();
        (width * 10.0).round() / 10.0
    } else {
        THINNEST
    }
}

#[cfg(test)]
mod tests;
