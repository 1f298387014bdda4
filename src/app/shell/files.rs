//! What files turn out to be: workflows or manifests.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ClipboardEvent, EventTarget, File, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::Context;

use super::effects::message;
use super::{App, Message};
use crate::app::state::Action;
use crate::view::files::{listed, text_file};

/// How much of a file is looked at to tell a workflow from a manifest [bytes].
const GLANCE: f64 = 2_000.0;

/// A pasted file, or pasted text as a file; not where the text belongs into a field.
pub fn pasted(event: &ClipboardEvent) -> Option<File> {
    if is_text_field(event.target()) {
        return None;
    }
    let data = event.clipboard_data()?;
    let file = listed(data.files()).into_iter().next();
    file.or_else(|| text_file(&data.get_data("text/plain").ok()?))
}

/// Whether keys and pasted text belong to what has the focus.
pub fn is_text_field(target: Option<EventTarget>) -> bool {
    let Some(target) = target else { return false };
    target.dyn_ref::<HtmlTextAreaElement>().is_some()
        || target.dyn_ref::<HtmlInputElement>().is_some_and(|input| {
            !matches!(input.type_().as_str(), "checkbox" | "radio" | "range" | "button" | "file")
        })
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}

/// Sends files on as what they are: the first words of a workflow file name the format.
pub fn sort(ctx: &Context<App>, files: Vec<File>) {
    for file in files {
        let to = ctx.link().clone();
        spawn_local(async move {
            let blob: &Blob = &file;
            let start = blob.slice_with_f64_and_f64(0.0, GLANCE);
            let text = match start {
                Ok(start) => JsFuture::from(start.text()).await.ok().and_then(|text| text.as_string()),
                Err(_) => None,
            };
            let is_workflow = text.is_some_and(|text| text.contains("\"sluice\""));
            to.send_message(if is_workflow {
                Message::Workflow(file)
            } else {
                Message::Manifests(vec![file])
            });
        });
    }
}

/// Reads a workflow file and opens it.
pub fn open_workflow(ctx: &Context<App>, file: File) {
    let to = ctx.link().clone();
    spawn_local(async move {
        let name = file.name();
        let blob: &Blob = &file;
        to.send_message(match JsFuture::from(blob.text()).await {
            Ok(text) => Action::OpenWorkflow { name, text: text.as_string().unwrap_or_default() },
            Err(error) => Action::Tell(format!("{name} could not be read: {}", message(&error))),
        });
    });
}
