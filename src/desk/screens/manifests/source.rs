//! A place in a file: read from the file itself, and drawn with what stands around it.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};
use yew::prelude::Html;

use crate::desk::passage::{Line, Search, passage};
use crate::view::html::{classes, html};

/// How much of a file is looked through at a time [bytes].
const PIECE: f64 = 4_194_304.0;

/// How much is read on either side of a place [bytes].
const AROUND: f64 = 8_192.0;

/// A place that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Sight {
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
    /// What stands around it, or why that cannot be shown; `None` while it is being read.
    lines: Option<Result<Vec<Line>, String>>,
}

impl Sight {
    /// A place that is being read.
    #[must_use]
    pub const fn coming(line: u32, column: u32) -> Self {
        Self { line, column, lines: None }
    }

    /// Whether this is the place.
    #[must_use]
    pub const fn is_at(&self, line: u32, column: u32) -> bool {
        self.line == line && self.column == column
    }

    /// The view.
    pub fn view(&self) -> Html {
        match &self.lines {
            None => html! { <p class="source__wait" role="status">{ "Looking for the place…" }</p> },
            Some(Err(why)) => html! { <p class="source__wait" role="status">{ why }</p> },
            Some(Ok(lines)) => html! {
                <ol class="source" aria-label={format!("The file around line {}", self.line)} tabindex="0">
                    { for lines.iter().map(line) }
                </ol>
            },
        }
    }
}

fn line(line: &Line) -> Html {
    let is_meant = line.at.is_some();
    let class = classes!("source__line", is_meant.then_some("source__line--meant"));
    let mark = line.at.as_ref().map(|at| {
        // The end of a line has no character to mark.
        let (text, says) = if at.is_empty() { (" ", "end of the line") } else { (at.as_str(), "") };
        html! { <mark class="source__mark" title={says}>{ text }</mark> }
    });
    html! {
        <li {class} key={line.number} aria-current={is_meant.then_some("true")}>
            <span class="source__number">{ line.number.to_string() }</span>
            <code class="source__text">{ &line.before }{ for mark }{ &line.after }</code>
        </li>
    }
}

/// Reads a place of a file.
pub async fn look(file: File, line: u32, column: u32) -> Sight {
    let read = read(&file, line, column).await;
    let lines = read.unwrap_or_else(|_| Err("The browser could not read the file again.".to_owned()));
    Sight { line, column, lines: Some(lines) }
}

async fn read(file: &File, line: u32, column: u32) -> Result<Result<Vec<Line>, String>, JsValue> {
    let blob: &Blob = file;
    let size = blob.size();
    let mut search = Search::new(line, column);
    let mut found = None;
    let mut from = 0.0;
    while from < size && found.is_none() {
        let bytes = slice(blob, from, (from + PIECE).min(size)).await?;
        if from == 0.0 && is_wide(&bytes) {
            let why = "The file is in UTF-16: save it as UTF-8 to see its lines here.";
            return Ok(Err(why.to_owned()));
        }
        found = search.feed(&bytes);
        from += PIECE;
    }
    let at = found.unwrap_or_else(|| search.end()) as f64;
    let (start, end) = ((at - AROUND).max(0.0), (at + AROUND).min(size));
    let bytes = slice(blob, start, end).await?;
    Ok(Ok(passage(&bytes, (at - start) as usize, line, (start == 0.0, end == size))))
}

async fn slice(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let part = blob.slice_with_f64_and_f64(from, to)?;
    let buffer = JsFuture::from(part.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}
