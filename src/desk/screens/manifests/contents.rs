//! What is in a file, counted: its tasks by type, and by what their metadata says.

use yew::prelude::Html;

use crate::manifest::MetadataKey;
use crate::view::format;
use crate::view::html::html;
use crate::view::import::{plain, units};
use crate::worker::protocol::ImportSummary;

/// The tables of counts.
pub fn view(summary: &ImportSummary) -> Html {
    if summary.tasks == 0 {
        return Html::default();
    }
    let line = format!(
        "{} from {}",
        format::many(summary.tasks as f64, "task", "tasks"),
        format::many(summary.urls as f64, "URL", "URLs"),
    );
    html! {
        <section class="panel" aria-labelledby="contents">
            <h3 id="contents">{ line }</h3>
            if summary.tasks != summary.urls {
                <p class="small quiet">{ "A group, sequence or series is one task, however many files it holds." }</p>
            }
            <div class="counts">
                { types(summary) }
                { for summary.keys.iter().map(key) }
            </div>
        </section>
    }
}

fn types(summary: &ImportSummary) -> Html {
    let row = |(kind, count): &(String, u64)| row(&plain(kind), *count);
    let kinds: Vec<String> = summary.units.iter().map(|(kind, count)| units(kind, *count)).collect();
    html! {
        <table class="counts__table" aria-label={format!("Tasks by type: {}", kinds.join(", "))}>
            <thead><tr><th scope="col">{ "Type" }</th><th scope="col" class="number">{ "Tasks" }</th></tr></thead>
            <tbody>{ for summary.units.iter().map(row) }</tbody>
        </table>
    }
}

/// A key of the metadata with its values.
fn key(key: &MetadataKey) -> Html {
    html! {
        <table class="counts__table" key={key.key.as_str()}>
            <thead>
                <tr>
                    <th scope="col"><code>{ &key.key }</code></th>
                    <th scope="col" class="number">{ "Tasks" }</th>
                </tr>
            </thead>
            <tbody>
                { for key.values.iter().map(|(value, count)| row(value, *count)) }
                if key.others > 0 { { row("other values", key.others) } }
                if key.values.is_empty() { { row("no plain value", key.units) } }
            </tbody>
        </table>
    }
}

fn row(name: &str, count: u64) -> Html {
    html! {
        <tr key={name}>
            <th scope="row" class="counts__name">{ name }</th>
            <td class="number">{ format::count(count as f64) }</td>
        </tr>
    }
}
