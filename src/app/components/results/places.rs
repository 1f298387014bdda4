//! Where the tasks are: at an end, waiting, or stopped short.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use crate::chart::{Segment, accounted, stack};
use crate::simulate::{Delivered, RunReport};
use crate::view::format;

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 22.0;
/// The least width of a part that has room for its letter.
const LETTER_ROOM: f64 = 18.0;

/// Where the tasks are.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// What a run came to.
    pub report: Rc<RunReport>,
}

/// Tasks in one place.
struct Place {
    /// The letter that joins the bar to the table.
    letter: char,
    /// How its part of the bar is drawn.
    look: &'static str,
    /// What became of the tasks, in words.
    fate: String,
    name: String,
    /// Why they are there, unless it is an end.
    reason: Option<String>,
    count: f64,
}

impl Places {
    /// The view.
    pub fn view(&self) -> Html {
        let report = &self.report;
        let places = places(report);
        let counts: Vec<f64> = places.iter().map(|place| place.count).collect();
        let segments = stack(&counts, WIDTH);
        let tasks = format::many(report.tasks as f64, "task", "tasks");
        let verdict = if accounted(&counts, report.tasks) {
            format!("All {tasks} are accounted for.")
        } else {
            format!("The counts do not add up to {tasks}: this is an error of the program.")
        };
        let words = places.iter().map(|place| format!("{}: {}", place.name, format::count(place.count)));
        let words = format!("Where the tasks are. {}.", words.collect::<Vec<_>>().join(", "));
        html! {
            <section class="places" aria-label="Where the tasks are">
                <h3>{ "Where the tasks are" }</h3>
                <svg class="places__bar" role="img" aria-label={words} width="380" height="22" viewBox="0 0 380 22">
                    { patterns() }
                    { for places.iter().zip(&segments).filter_map(|(place, s)| s.map(|s| part(place, s))) }
                </svg>
                { table(&places, report) }
                <p class="small">{ verdict }</p>
                if let Some(delivered) = report.delivered.as_ref().and_then(delivered) {
                    <p class="places__delivered">{ delivered }</p>
                }
            </section>
        }
    }
}

/// How much of what was delivered is wrong; `None` where nothing was.
fn delivered(delivered: &Delivered) -> Option<String> {
    let share = format::percent(delivered.share?);
    let tasks = format::many(delivered.tasks, "task", "tasks");
    let are = if delivered.wrong == 1.0 { "is" } else { "are" };
    Some(format!("Of {tasks} at Complete {} {are} wrong ({share}).", format::count(delivered.wrong)))
}

fn places(report: &RunReport) -> Vec<Place> {
    let ended = report.ended.iter().map(|ended| {
        let (look, fate) = match ended.kind.as_str() {
            "archive" => ("archive", "archived"),
            "discard" => ("discard", "discarded"),
            _ => ("complete", "completed"),
        };
        (look, fate.to_owned(), ended.name.clone(), None, ended.count)
    });
    let waiting = report.waiting.iter().map(|waiting| {
        ("waiting", "waiting".to_owned(), waiting.name.clone(), Some(waiting.reason.clone()), waiting.count)
    });
    let stopped = report.stopped.iter().map(|stopped| {
        let fate = match &stopped.output {
            Some(output) => format!("stopped at {output}"),
            None => "stopped".to_owned(),
        };
        ("stopped", fate, stopped.name.clone(), Some(stopped.reason.clone()), stopped.count)
    });
    let all = ended.chain(waiting).chain(stopped).zip(('A'..='Z').chain('a'..='z').cycle());
    all.map(|((look, fate, name, reason, count), letter)| Place { letter, look, fate, name, reason, count })
        .collect()
}

/// Hatching, so that colour is not alone in telling what became of the tasks.
fn patterns() -> Html {
    let pattern = |look: &'static str, d: &'static str| {
        html! {
            <pattern id={format!("places-{look}")} width="8" height="8" patternUnits="userSpaceOnUse">
                <rect class={format!("places__fill places__fill--{look}")} width="8" height="8" />
                <path class="places__hatch" {d} />
            </pattern>
        }
    };
    html! {
        <defs>
            { pattern("complete", "") }
            { pattern("archive", "M0 8L8 0M-1 1L1 -1M7 9L9 7") }
            { pattern("discard", "M0 8L8 0M-1 1L1 -1M7 9L9 7M0 0L8 8M7 -1L9 1M-1 7L1 9") }
            { pattern("waiting", "M2 2h2v2h-2zM6 6h2v2h-2z") }
            { pattern("stopped", "M0 2H8M0 6H8") }
        </defs>
    }
}

fn part(place: &Place, Segment { x, w }: Segment) -> Html {
    let middle = x + w / 2.0;
    html! {
        <>
            <rect class="places__part" x={x} y="0.5" width={w}
                height={HEIGHT - 1.0} rx="3" fill={format!("url(#places-{})", place.look)} />
            if w > LETTER_ROOM {
                <circle class="places__letter-back" cx={middle} cy="11" r="8" />
                <text class="places__letter" x={middle} y="15" text-anchor="middle">
                    { place.letter.to_string() }
                </text>
            }
        </>
    }
}

fn table(places: &[Place], report: &RunReport) -> Html {
    let row = |place: &Place| {
        html! {
            <tr>
                <th scope="row">{ place.letter.to_string() }</th>
                <td>
                    { &place.name }<span class="quiet">{ format!(" – {}", place.fate) }</span>
                    if let Some(reason) = &place.reason {
                        <span class="places__reason quiet">{ reason }</span>
                    }
                </td>
                <td class="number">{ format::count(place.count) }</td>
            </tr>
        }
    };
    let head = if report.runs > 1 { "Tasks per run" } else { "Tasks" };
    html! {
        <div class="places__table small" role="region" aria-label="Numbers of tasks in each place" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ "Part" }</th>
                        <th scope="col">{ "Place" }</th>
                        <th scope="col" class="number">{ head }</th>
                    </tr>
                </thead>
                <tbody>{ for places.iter().map(row) }</tbody>
                <tfoot>
                    <tr>
                        <td></td>
                        <th scope="row">{ "All" }</th>
                        <td class="number">{ format::count(report.tasks as f64) }</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
