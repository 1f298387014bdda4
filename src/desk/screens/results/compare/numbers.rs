//! The numbers of both designs as tables.

use crate::chart::{Cell, Table};
use crate::engine::Rest;
use crate::simulate::{Change, CompareReport, MovedPlace, Paired};
use crate::view::format;

/// Every output and every place in both designs, with how they differ.
pub fn differences(report: &CompareReport, [first, second]: &[String; 2]) -> Table {
    let headers = [
        "Output or place".to_owned(),
        format!("Asked for: {first}"),
        format!("Asked for: {second}"),
        format!("Tasks: {first}"),
        format!("Tasks: {second}"),
        format!("Share: {first}"),
        format!("Share: {second}"),
        "Difference (tasks)".to_owned(),
        "95 % from (tasks)".to_owned(),
        "95 % to (tasks)".to_owned(),
        "Difference (points)".to_owned(),
        "95 % from (points)".to_owned(),
        "95 % to (points)".to_owned(),
        "Pairs with more".to_owned(),
        "Pairs with less".to_owned(),
    ];
    let mut table = Table { headers: headers.into(), rows: Vec::new() };
    for output in &report.outputs {
        let name = format!("{}: {}", output.name, output.output);
        table.rows.push(row(name, output.intended, &output.change));
    }
    for place in &report.places {
        table.rows.push(row(place.name.clone(), [None; 2], &place.change));
    }
    if let Some(wrong) = &report.wrong {
        table.rows.push(row("Delivered wrong".to_owned(), [None; 2], wrong));
    }
    table
}

fn row(name: String, intended: [Option<f64>; 2], change: &Change) -> Vec<Cell> {
    let mut cells = vec![Cell::text(name)];
    cells.extend(intended.map(share));
    cells.extend(
        change
            .counts
            .map(|count| count.map_or_else(Cell::none, |count| Cell::number(count, format::count(count)))),
    );
    cells.extend(change.shares.map(share));
    cells.extend(paired(change.difference.as_ref()));
    cells.extend(paired(change.points.as_ref()));
    let pairs = change.difference.as_ref().map(|difference| [difference.more, difference.less]);
    cells.extend(pairs.map_or_else(|| [Cell::none(), Cell::none()], |pairs| pairs.map(count)));
    cells
}

fn share(share: Option<f64>) -> Cell {
    share.map_or_else(Cell::none, |share| Cell::number(share, format::percent(share)))
}

fn count(count: u64) -> Cell {
    Cell::count(count, format::count(count as f64))
}

/// The mean of differences and where 95 % of them lie; of a single one itself alone.
fn paired(paired: Option<&Paired>) -> [Cell; 3] {
    let signed = |value: f64| Cell::number(value, format::signed(value));
    match paired {
        None => [Cell::none(), Cell::none(), Cell::none()],
        Some(one) if one.runs == 1 => [signed(one.mean), Cell::none(), Cell::none()],
        Some(all) => [all.mean, all.q025, all.q975].map(signed),
    }
}

/// Where the tasks of the first run came to rest in both.
pub fn moved(report: &CompareReport, [first, second]: &[String; 2]) -> Table {
    let mut table = Table::new(&[first, second, "Tasks"]);
    for flow in &report.moved.flows {
        let places = [&flow.from, &flow.to].map(|at| Cell::text(place(report, at)));
        table.rows.push(places.into_iter().chain([count(flow.tasks)]).collect());
    }
    table
}

fn place(report: &CompareReport, at: &MovedPlace) -> String {
    let ends = report.places.iter().filter(|place| place.stage.as_ref() == Some(&at.stage));
    let splits = report.outputs.iter().filter(|output| output.stage == at.stage);
    let name = ends.map(|place| &place.name).chain(splits.map(|output| &output.name)).next();
    let name = name.unwrap_or(&at.stage);
    match at.rest {
        Rest::Ended => name.clone(),
        Rest::Waiting => format!("Waiting at {name}"),
        Rest::Unconnected => format!("Stopped at {name}: not connected"),
        Rest::OverLimit => format!("Stopped at {name}: visit limit"),
    }
}
