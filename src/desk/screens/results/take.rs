//! Taking the result away: as a report to print or send, for programs, and as a command.

use yew::prelude::{Callback, Html, MouseEvent};

use super::Act;
use crate::desk::drawing::save_text;
use crate::desk::shell::Told;
use crate::simulate::RunReport;
use crate::view::html::html;
use crate::worker::inquiry::Paper;

/// The name that a workflow's file is given where it is saved.
const WORKFLOW: &str = "workflow.json";

/// The view.
pub fn view(told: &Told, report: &RunReport, act: &Callback<Act>) -> Html {
    let write = |paper: Paper| act.reform(move |_: MouseEvent| Act::Write(paper));
    html! {
        <>
            <section class="panel" aria-labelledby="take-report">
                <h3 id="take-report">{ "A report of this run" }</h3>
                <p class="results__text">
                    { "What was run, what came out, how each split was judged, and how to repeat it. The same run gives \
                       the same report, to the letter. It is made in this browser; nothing is sent anywhere." }
                </p>
                <div class="results__turn">
                    <button type="button" class="button button--primary" onclick={write(Paper::Html)}>{ "Report for print and mail (HTML)" }</button>
                    <button type="button" class="button" onclick={write(Paper::Markdown)}>{ "Markdown" }</button>
                    <button type="button" class="button" onclick={write(Paper::Json)}>{ "JSON" }</button>
                </div>
            </section>
            <section class="panel" aria-labelledby="take-command">
                <h3 id="take-command">{ "The same on the command line" }</h3>
                <p class="results__text">
                    { "Save the workflow in the Lab, put the manifests beside it, and this gives the same result to the bit:" }
                </p>
                <pre class="results__command" tabindex="0" aria-label="Command"><code>{ command(told, report, Paper::Html) }</code></pre>
            </section>
        </>
    }
}

/// The command that gives the report again.
pub fn command(told: &Told, report: &RunReport, paper: Paper) -> String {
    let mut words = vec!["sluice".to_owned(), "report".to_owned(), WORKFLOW.to_owned()];
    let snapshot = &told.snapshot;
    for feed in snapshot.feeds() {
        let Some(file) = snapshot.files.iter().find(|file| file.id == feed.file) else { continue };
        words.extend(["--manifest".to_owned(), quoted(&format!("{}={}", feed.dataset, file.name))]);
        for (option, value) in [("--dataset-key", feed.key), ("--batch", feed.batch)] {
            if let Some(value) = value {
                words.extend([option.to_owned(), quoted(&format!("{}={value}", file.name))]);
            }
        }
    }
    words.extend(["--seed".to_owned(), report.seed.to_string()]);
    if report.runs > 1 {
        words.extend(["--runs".to_owned(), report.runs.to_string()]);
    }
    words.extend(["--output".to_owned(), format!("report.{}", paper.ending())]);
    words.join(" ")
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Saves a report that has been written.
pub fn save(paper: Paper, text: &str) {
    let kind = match paper {
        Paper::Html => "text/html",
        Paper::Markdown => "text/markdown",
        Paper::Json => "application/json",
    };
    if let Err(error) = save_text(&format!("report.{}", paper.ending()), kind, text) {
        web_sys::console::warn_1(&error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        assert_eq!(quoted("data=a-1.json"), "data=a-1.json");
        assert_eq!(quoted("data=it's.csv"), "'data=it'\\''s.csv'");
    }
}
