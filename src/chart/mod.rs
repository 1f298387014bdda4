//! Pure geometry of charts.
//!
//! In: scales and ticks, the strips of a split, bars of places, labels that keep clear of
//! each other. Numbers come in, positions go out.
//! Out: what a number reads like and what anything looks like (the page), the graph
//! ([`crate::scene`]).
//!
//! Imports nothing of ours.

mod bar;
mod labels;
mod scale;
mod split;

pub use bar::{Segment, accounted, stack};
pub use labels::{Label, place};
pub use scale::{Scale, Ticks};
pub use split::{Axis, LabelWidths, Marks, Span, SplitChart, Strip, Tick};
