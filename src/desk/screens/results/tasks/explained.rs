//! One task, explained draw by draw.

use yew::prelude::{Callback, Html, MouseEvent};

use super::{Act, Kept};
use crate::view::format;
use crate::view::html::html;
use crate::worker::inquiry::{Draw, Stop, Way};

/// The task that is explained, where one is.
pub fn view(kept: &Kept, act: &Callback<Act>) -> Html {
    let Some(task) = kept.explained else { return Html::default() };
    let name = format!("Task {}", format::count(task as f64));
    let close = act.reform(|_: MouseEvent| Act::Close);
    html! {
        <section class="panel" aria-labelledby="explained">
            <div class="panel__head">
                <h3 id="explained" tabindex="-1">{ name }</h3>
                <div class="panel__actions">
                    <button type="button" class="button" onclick={close}>{ "Close the explanation" }</button>
                </div>
            </div>
            {
                match &kept.way {
                    Some(way) => steps(way),
                    None => html! { <p role="status">{ "It is being looked up…" }</p> },
                }
            }
        </section>
    }
}

fn steps(way: &Way) -> Html {
    let truth = way.truth.as_ref().map(|classes| match classes.as_slice() {
        [] => "It truly holds nothing.".to_owned(),
        some => format!("It truly holds {}.", some.join(", ")),
    });
    html! {
        <>
            if !way.title.is_empty() {
                <p class="way__title">{ &way.title }</p>
            }
            { for truth.map(|truth| html! { <p class="small quiet">{ truth }</p> }) }
            <ol class="way">{ for way.visits.iter().map(stop) }</ol>
        </>
    }
}

fn stop(stop: &Stop) -> Html {
    let again = (stop.visit > 1).then(|| format!(" (visit {})", stop.visit));
    let name = format!("{}{}", stop.name, again.unwrap_or_default());
    let work = [
        stop.annotator.as_ref().map(|who| format!("By {who}.")),
        stop.seconds.map(|seconds| format!("{} s.", format::count(seconds.round()))),
        stop.annotations.as_ref().map(|classes| match classes.as_slice() {
            [] => "Annotated as nothing.".to_owned(),
            some => format!("Annotated as {}.", some.join(", ")),
        }),
    ];
    let work = work.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        <li class="way__stop">
            <p><strong>{ name }</strong>{ for stop.output.iter().map(|output| html! { <>{ format!(" → {output}") }</> }) }</p>
            if !work.is_empty() {
                <p class="small quiet">{ work }</p>
            }
            <p class="small">{ format::sentence(&stop.sentence) }</p>
            { for stop.draws.iter().map(draw) }
        </li>
    }
}

/// A number on the line from 0 to 1, with the part that would take an output.
fn draw(draw: &Draw) -> Html {
    let percent = |value: f64| format!("{}%", value * 100.0);
    let part = percent(draw.to - draw.from);
    let words = format!(
        "{}: {:.4} on the line from 0 to 1; the part from {:.4} to {:.4} takes it",
        draw.of, draw.number, draw.from, draw.to
    );
    html! {
        <svg class="way__line" role="img" aria-label={words} width="100%" height="22">
            <line class="way__axis" x1="0" x2="100%" y1="14" y2="14" />
            <rect class="way__part" x={percent(draw.from)} y="9" width={part} height="10" />
            <circle class="way__drawn" cx={percent(draw.number)} cy="14" r="5" />
        </svg>
    }
}
