//! Charts: from numbers to drawings.
//!
//! In: each chart as a pure function from numbers, and words that are ready to be written, to a
//! [`Drawing`]: shapes, each in an [`Ink`]; a title and a description; the numbers as a
//! [`Table`], which is also CSV; the values that the keyboard reaches. Scales, ticks, labels
//! that keep clear of each other, how much [`text`] fits. [`svg()`] makes a file of a drawing,
//! [`svg_within`] a part of a page.
//! Out: what a number reads like where the caller has an opinion ([`Format`]), what an ink
//! looks like on the page (its style sheet), any law or test (the statistics), the graph
//! ([`crate::scene`]).
//!
//! | chart | what it answers |
//! |---|---|
//! | [`splits()`] | what came out beside what was asked for, and what chance explains |
//! | [`dotplot()`] | how often runs come to so many, in dots that can be counted |
//! | [`histogram()`] | the same in bins, with the exact law |
//! | [`funnel_over_tasks`], [`drift`] | what more tasks do to a percentage, and to a count |
//! | [`funnel_across`] | which of many units stand out from what chance gives so many tasks |
//! | [`compare()`] | what another design changes |
//! | [`tally()`] | what one run after another comes to |
//! | [`FlowScale`], [`routes`] | how many tasks went along each edge and each route |
//! | [`planner()`] | how many tasks it takes |
//! | [`empty_outputs`] | how likely an output gets nothing |
//! | [`benchmark()`] | how often a benchmark is wrong about a good and a bad annotator |
//!
//! Imports nothing of ours.

mod across;
mod axis;
mod bar;
mod benchmark;
mod bins;
mod callouts;
mod compare;
mod dotplot;
mod drawing;
mod empty;
mod flow;
mod format;
mod histogram;
mod ink;
mod labels;
mod legend;
mod over_tasks;
mod palette;
mod planner;
mod plot;
mod runs;
mod scale;
mod shape;
mod split;
mod splits;
mod stacks;
mod svg;
mod table;
mod tally;
pub mod text;
mod thin;
mod trail;

pub use across::{Across, Member, funnel_across};
pub use bar::{Segment, accounted, stack};
pub use benchmark::{Annotator, Benchmark, benchmark};
pub use compare::{Compare, Pair, compare};
pub use dotplot::{DotPlot, dotplot};
pub use drawing::{Caption, Drawing, Focus, Mark, Sheet};
pub use empty::{Emptiness, EmptyOutputs, empty_outputs};
pub use flow::{FlowScale, Route, routes};
pub use format::{Format, Plain};
pub use histogram::{Histogram, Law, histogram};
pub use ink::{Flag, Ink};
pub use labels::{Label, place};
pub use over_tasks::{OverTasks, drift, funnel_over_tasks, percent_and_count};
pub use palette::{Paint, Theme, Token, paint};
pub use planner::{HalfWidth, Planner, planner};
pub use scale::{Scale, Ticks};
pub use shape::{Anchor, Shape, number};
pub use split::{Axis, LabelWidths, Marks, Span, SplitChart, Strip, Tick};
pub use splits::{SplitRow, splits};
pub use svg::{svg, svg_within, theme_tokens};
pub use table::{Cell, Table};
pub use tally::{Outlet, Tally, largest_share, tally};
pub use trail::{Limits, Reached};
