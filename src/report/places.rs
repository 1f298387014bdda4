//! Where tasks are, and the ways they went.

use super::document::{Block, Section, Table};
use super::numbers::{count, known, percent};
use super::words::route_text;
use crate::simulate::RunReport;
use crate::stats::percent_text;

/// How many ways are listed.
const LISTED: usize = 40;

/// What the intended share of a way is.
const INTENDED: &str = "Intended is the product of the shares on the way. It is left out where tasks decide, or \
                        can come back.";

/// Ends, waiting and stopped tasks, which add up to all of them.
pub fn places(report: &RunReport) -> Section {
    let caption = format!("Every task is in one of these places{}", of_runs(report));
    let mut table = Table::new(caption, &["Place", "How", "#Tasks", "#Share", "#Wrong"]);
    let share = |tasks: f64| known((report.tasks > 0).then_some(tasks / report.tasks as f64), percent);
    let mut add = |place: &str, how: &str, tasks: f64, wrong: String| {
        table.rows.push(vec![place.to_owned(), how.to_owned(), count(tasks), share(tasks), wrong]);
    };
    for ended in &report.ended {
        add(&ended.name, "ended", ended.count, known(ended.wrong, count));
    }
    for waiting in &report.waiting {
        add(&waiting.name, &format!("waiting: {}", waiting.reason), waiting.count, String::new());
    }
    for stopped in &report.stopped {
        add(&stopped.name, &format!("stopped: {}", stopped.reason), stopped.count, String::new());
    }
    add("In all", "", report.tasks as f64, String::new());
    let mut blocks = vec![Block::Table(table.without_empty_columns())];
    if let Some(delivered) = &report.delivered {
        let share = known(delivered.share, |share| format!(" ({})", percent(share)));
        let (wrong, tasks) = (count(delivered.wrong), count(delivered.tasks));
        blocks.push(Block::Text(format!("Wrong of those delivered: {wrong} of {tasks}{share}.")));
    }
    Section::new("Where tasks are", blocks)
}

/// The ways that tasks went, the most frequent first.
pub fn ways(report: &RunReport) -> Section {
    let caption = format!("The ways they went, each way out once{}", of_runs(report));
    let mut table = Table::new(caption, &["Way", "#Intended", "#Tasks", "#Share", "#Wrong"]);
    let mut listed = 0.0;
    for route in report.routes.iter().take(LISTED) {
        listed += route.tasks;
        table.rows.push(vec![
            route_text(report, route),
            known(route.intended, percent_text),
            count(route.tasks),
            percent(route.share),
            known(route.wrong, count),
        ]);
    }
    let others: f64 =
        report.routes.iter().skip(LISTED).map(|route| route.tasks).sum::<f64>() + report.other_routes;
    if others > 0.0 {
        let share = others / (listed + others);
        let row = ["By other ways".to_owned(), String::new(), count(others), percent(share), String::new()];
        table.rows.push(row.into());
    }
    let mut blocks = vec![Block::Table(table.without_empty_columns())];
    if report.routes.iter().any(|route| route.intended.is_some()) {
        blocks.push(Block::Text(INTENDED.to_owned()));
    }
    Section::new("Ways", blocks)
}

fn of_runs(report: &RunReport) -> &'static str {
    if report.runs > 1 { " (mean of all runs)" } else { "" }
}
