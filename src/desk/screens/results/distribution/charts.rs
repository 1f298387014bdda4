//! The two charts of runs.

use std::rc::Rc;

use super::words::{range_label, run_label};
use crate::chart::{Caption, DotPlot, Histogram, Law, Sheet, dotplot, histogram};
use crate::desk::drawing::{Draw, Numbers};
use crate::desk::screens::results::pick::Pick;
use crate::simulate::Spread;
use crate::view::format;

/// Narrower than this there are fewer dots.
const NARROW: f64 = 480.0;

/// The labels that both charts have.
struct Labels {
    title: String,
    counted: String,
    range: String,
    run: String,
}

impl Labels {
    fn of(spread: &Spread, pick: &Pick, what: &str) -> Self {
        let runs = format::many(spread.runs as f64, "run", "runs");
        Self {
            title: format!("{runs} {what}"),
            counted: format!("Tasks of one run that took {}", pick.output),
            range: range_label(spread),
            run: run_label(spread),
        }
    }

    fn caption(&self) -> Caption<'_> {
        Caption { title: &self.title, description: "" }
    }
}

/// Dots, each an equal part of the runs.
pub fn dots(spread: &Spread, pick: &Pick) -> Draw {
    let labels = Labels::of(spread, pick, "in dots");
    let (runs, range95, observed) =
        (spread.counts.clone(), spread.range95, spread.first.map(|first| first.k));
    Rc::new(move |sheet: Sheet| {
        let chart = DotPlot {
            caption: labels.caption(),
            counted: &labels.counted,
            runs: &runs,
            dots: if sheet.width < NARROW { 20 } else { 50 },
            range95,
            range_label: &labels.range,
            observed,
            observed_label: &labels.run,
            threshold: None,
        };
        dotplot(&chart, sheet, &Numbers)
    })
}

/// Bars, with the law over them.
pub fn bars(spread: &Spread, pick: &Pick) -> Draw {
    let labels = Labels::of(spread, pick, "beside the exact law");
    let spread = spread.clone();
    Rc::new(move |sheet: Sheet| {
        let law = spread.law.as_ref().map(|law| Law::Each { first: law.first, p: &law.p });
        let chart = Histogram {
            caption: labels.caption(),
            counted: &labels.counted,
            runs: &spread.counts,
            law,
            show: spread.range999,
            range95: spread.range95,
            range_label: &labels.range,
            observed: spread.first.map(|first| first.k),
            observed_label: &labels.run,
        };
        histogram(&chart, sheet.width, &Numbers)
    })
}
