//! Carries out what the state asks for.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, FocusOptions, HtmlElement, Response};
use yew::Context;

use super::{App, Message, desk};
use crate::app::state::{Action, Effect};
use crate::exchange::Tell;
use crate::view::files;
use crate::worker::protocol::Request;
use crate::worker::wire::{decode, encode};
use crate::worker::{Link, Report, object};

/// Seeds drawn here are below this: short enough to read out, many enough to differ.
const FRESH_SEEDS: u64 = 1_000_000;

impl App {
    pub(super) fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        match effect {
            Effect::Send(request) => self.send(ctx, &request, None),
            Effect::SendFile(file) => {
                let known = self.files.iter().find(|(id, _)| *id == file);
                let handle = known.map(|(_, handle)| handle.clone());
                if let Some((handle, request)) = handle.zip(self.state.import(file)) {
                    self.send(ctx, &request, Some(&handle));
                }
            }
            Effect::KeepFile(id) => {
                if let Some(file) = self.chosen.pop_front() {
                    self.files.push((id, file));
                }
            }
            Effect::DropFile(id) => self.files.retain(|(known, _)| *known != id),
            Effect::Fetch { dataset, name } => fetch_example(ctx, dataset, name),
            Effect::Save { name, text } => {
                if save(&name, &text).is_err() {
                    let text = "The browser did not let the file be saved.".to_owned();
                    ctx.link().send_message(Action::Tell(text));
                }
            }
            Effect::Pass(reply) => self.desk.tell(&Tell::Heard { reply }),
            Effect::Show => self.show(ctx),
            Effect::LeaveAddress => desk::leave_address(),
            Effect::Restart => self.link = None,
            Effect::FocusResult => focus_still(self.reading()),
        }
    }

    pub(super) fn send(&mut self, ctx: &Context<Self>, request: &Request, file: Option<&File>) {
        if self.link.is_none() {
            self.link = start(ctx);
        }
        let Some(link) = &self.link else { return };
        let message = object("request", &Uint8Array::from(&encode(request)[..]));
        if let Some(file) = file {
            // Setting a property of an ordinary fresh object cannot fail.
            let _ = Reflect::set(&message, &"file".into(), file);
        }
        link.send(&message);
    }
}

/// Puts the focus on the element of this id, and leaves what is in sight as it is.
pub fn focus_still(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let result = document.and_then(|document| document.get_element_by_id(id));
    if let Some(result) = result.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Without the focus the page still works by pointer.
        let _ = result.focus_with_options(&options);
    }
}

fn start(ctx: &Context<App>) -> Option<Link> {
    let to = ctx.link().clone();
    let link = Link::start(&ctx.props().glue, &ctx.props().worker, move |report| match report {
        Report::Ready => {}
        Report::Died(message) => to.send_message(Action::WorkerDied(message)),
        Report::Said(value) => {
            let event = value.dyn_ref::<Uint8Array>().and_then(|bytes| decode(&bytes.to_vec()));
            to.send_message(event.map_or_else(
                || {
                    Action::Tell(
                        "The worker said what this page does not understand: reload the page.".to_owned(),
                    )
                },
                Action::Worker,
            ));
        }
    });
    match link {
        Ok(link) => Some(link),
        Err(error) => {
            let text = format!("The browser did not start the worker: {}", message(&error));
            ctx.link().send_message(Action::Tell(text));
            None
        }
    }
}

/// A seed that nobody chose.
pub fn fresh_seed() -> Result<u64, String> {
    getrandom::u64()
        .map(|word| word % FRESH_SEEDS)
        .map_err(|error| format!("The browser gives no random numbers ({error}): type a seed."))
}

fn fetch_example(ctx: &Context<App>, dataset: String, name: String) {
    let to = ctx.link().clone();
    spawn_local(async move {
        to.send_message(match fetch(&name).await {
            Ok(file) => Message::Fetched { dataset, file },
            Err(error) => Message::Act(Action::NotFetched { name, message: message(&error) }),
        });
    });
}

async fn fetch(name: &str) -> Result<File, JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let answer = JsFuture::from(window.fetch_with_str(&format!("./examples/{name}"))).await?;
    let answer: Response = answer.dyn_into()?;
    if !answer.ok() {
        return Err(format!("status {}", answer.status()).into());
    }
    let blob = JsFuture::from(answer.blob()?).await?;
    File::new_with_blob_sequence(&Array::of1(&blob), name)
}

fn save(name: &str, text: &str) -> Result<(), JsValue> {
    files::save(name, &Blob::new_with_str_sequence(&Array::of1(&text.into()))?)
}

/// The message of a JavaScript error, or what the value says of itself.
pub fn message(error: &JsValue) -> String {
    let field = Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    field.or_else(|| error.as_string()).unwrap_or_else(|| "no reason given".to_owned())
}
