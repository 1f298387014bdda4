//! Every path that tasks took, with the share intended for it, and how many went along each edge.

use std::rc::Rc;

use yew::prelude::{Callback, Html, MouseEvent};

use crate::chart::{Cell, FlowScale, Route, Sheet, Table, routes};
use crate::desk::drawing::{Chart, Draw, Numbers, TableView, save_csv};
use crate::simulate::{OutputReport, RouteReport, RunReport, StageReport};
use crate::view::format;
use crate::view::html::html;

/// How wide the busiest line is in the legend [px].
const WIDEST: f64 = 14.0;

/// The view.
pub fn view(report: &RunReport) -> Html {
    if report.routes.is_empty() {
        return html! {
            <section class="panel" aria-label="No paths"><p>{ "No task went anywhere." }</p></section>
        };
    }
    let (paths, edges) = (paths(report), edges(report));
    html! {
        <>
            <section class="panel" aria-labelledby="flow-paths">
                <h3 id="flow-paths">{ "Every path that tasks took" }</h3>
                <p class="results__sentence">{ sentence(report) }</p>
                <p class="results__text small quiet">
                    { "The share intended for a path is the product of the shares on its way. Where the tasks decide, or can go round a loop, none follows." }
                </p>
                { saved("paths", "Paths", &paths) }
            </section>
            <section class="panel" aria-labelledby="flow-edges">
                <h3 id="flow-edges">{ "Along each edge" }</h3>
                <p class="results__text small quiet">{ "In the Lab’s graph an edge is the wider, the more tasks went along it:" }</p>
                <div class="results__legend">{ Chart { id: "edge-widths".into(), draw: legend(report) }.view() }</div>
                { saved("edges", "Edges", &edges) }
            </section>
        </>
    }
}

/// A table with a button that saves it.
fn saved(id: &'static str, title: &str, table: &Table) -> Html {
    let all = table.clone();
    let save = Callback::from(move |_: MouseEvent| {
        if let Err(error) = save_csv(&format!("{id}.csv"), &all) {
            web_sys::console::warn_1(&error);
        }
    });
    html! {
        <>
            { TableView { id: format!("flow-{id}-table").into(), title, table }.view() }
            <div class="panel__actions">
                <button type="button" class="button" onclick={save}>{ format!("{title} as CSV") }</button>
            </div>
        </>
    }
}

fn sentence(report: &RunReport) -> String {
    let count = format::many(report.routes.len() as f64, "path", "paths");
    let most = report.routes.first().map(|route| {
        let (tasks, share) = (format::count(route.tasks), format::percent(route.share));
        let intended = route.intended.map(|share| format!(" where {} was intended", format::percent(share)));
        format!(
            "the most frequent took {tasks} of {} tasks: {share}{}.",
            format::count(report.tasks as f64),
            intended.unwrap_or_default()
        )
    });
    let listed = if report.other_routes > 0.0 {
        format!(
            " {} took paths that are too many to be listed.",
            format::many(report.other_routes, "task", "tasks")
        )
    } else {
        String::new()
    };
    format!("Tasks took {count}; {}{listed}", most.unwrap_or_default())
}

fn stage<'r>(report: &'r RunReport, id: &str) -> Option<&'r StageReport> {
    report.stages.iter().find(|stage| stage.id == id)
}

/// `Data → QA sample: Review → Done`.
fn words(report: &RunReport, route: &RouteReport) -> String {
    let step = |step: &crate::simulate::RouteStep| match stage(report, &step.stage) {
        Some(stage) if stage.outputs.len() > 1 => format!("{}: {}", stage.name, step.output),
        Some(stage) => stage.name.clone(),
        None => step.stage.clone(),
    };
    let end = match &route.rests {
        Some(id) => stage(report, id).map_or_else(|| id.clone(), |stage| stage.name.clone()),
        None => "not connected".to_owned(),
    };
    let mut steps: Vec<String> = route.steps.iter().map(step).collect();
    steps.push(end);
    steps.join(" → ")
}

fn paths(report: &RunReport) -> Table {
    let named: Vec<String> = report.routes.iter().map(|route| words(report, route)).collect();
    let whole = report.routes.iter().all(|route| route.tasks.fract() == 0.0);
    if whole {
        let rows: Vec<Route> = report
            .routes
            .iter()
            .zip(&named)
            .map(|(route, stages)| Route { stages, count: route.tasks as u64, intended: route.intended })
            .collect();
        return routes(&rows, report.tasks, &Numbers);
    }
    let mut table = Table::new(&["Route", "Tasks per run", "Share", "Intended"]);
    table.rows = report
        .routes
        .iter()
        .zip(&named)
        .map(|(route, stages)| {
            vec![Cell::text(&**stages), mean(route.tasks), share(Some(route.share)), share(route.intended)]
        })
        .collect();
    table
}

fn mean(count: f64) -> Cell {
    Cell::number(count, format::count(count))
}

fn share(share: Option<f64>) -> Cell {
    share.map_or_else(Cell::none, |share| Cell::number(share, format::percent(share)))
}

fn edges(report: &RunReport) -> Table {
    let mut table = Table::new(&["From", "Output", "To", "Tasks", "Share", "Intended"]);
    for stage in &report.stages {
        table.rows.extend(stage.outputs.iter().map(|output| edge(report, stage, output)));
    }
    table
}

fn edge(report: &RunReport, from: &StageReport, output: &OutputReport) -> Vec<Cell> {
    let to = output.to.as_ref();
    let to = to.map(|id| stage(report, id).map_or(&**id, |stage| &*stage.name)).unwrap_or("not connected");
    vec![
        Cell::text(&*from.name),
        Cell::text(&*output.name),
        Cell::text(to),
        mean(output.observed),
        share(output.share),
        share(output.effective),
    ]
}

/// What widths stand for.
fn legend(report: &RunReport) -> Draw {
    let outputs = report.stages.iter().flat_map(|stage| &stage.outputs);
    let counts: Vec<u64> = outputs.map(|output| output.observed.round() as u64).collect();
    let scale = FlowScale::of(&counts, WIDEST);
    Rc::new(move |sheet: Sheet| scale.legend(sheet.width, &Numbers))
}
