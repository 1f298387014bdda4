//! The other screens: which one is shown, loading their module, and the messages to and from it.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::Context;

use super::{App, Message, files};
use crate::app::state::{Action, RunState};
use crate::exchange::{Route, Tell, Wish};
use crate::worker::protocol::Event;
use crate::worker::wire::{decode, encode};

/// Hears wishes: a wish as bytes, and a list of the files beside it.
type Hears = Closure<dyn Fn(Uint8Array, Array)>;

/// The module with the other screens.
#[derive(Debug, Default)]
pub struct Desk {
    state: Loading,
    /// The latest snapshot told, as bytes: one that says nothing new is not told again.
    told: Vec<u8>,
    hears: Option<Hears>,
}

#[derive(Debug, Default)]
enum Loading {
    #[default]
    Absent,
    UnderWay,
    /// Takes a message as bytes, and a list of what comes beside it.
    Open(Function),
}

impl Desk {
    /// Whether it has been asked for and is not there yet.
    pub const fn is_loading(&self) -> bool {
        matches!(self.state, Loading::UnderWay)
    }

    /// Tells the desk something, where it is there.
    pub fn tell(&self, tell: &Tell) {
        self.pass(&encode(tell), &Array::new());
    }

    fn pass(&self, bytes: &[u8], beside: &Array) {
        let Loading::Open(say) = &self.state else { return };
        if let Err(error) = say.call2(&JsValue::UNDEFINED, &Uint8Array::from(bytes), beside) {
            // It has met a bug in itself and said so; the Lab goes on.
            web_sys::console::error_1(&error);
        }
    }
}

/// Whether a message may change what the desk is told in a snapshot.
pub const fn is_news(message: &Message) -> bool {
    !matches!(message, Message::Act(Action::Worker(Event::Progressed { .. } | Event::Replied { .. })))
}

/// The screen that the address names.
pub fn address() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::of(&hash.unwrap_or_default())
}

/// Goes to a screen as by its link.
fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        // Only a page that is not on show refuses.
        let _ = window.location().set_hash(&route.hash());
    }
}

/// Makes the address that of the Lab, without a step in the history.
pub fn leave_address() {
    if let Some(window) = web_sys::window() {
        // The address is then of a screen that is not shown, and a reload tries again.
        let _ = window.location().replace(&Route::Lab.hash());
    }
}

impl App {
    /// The id of what a person who works by keyboard goes on reading.
    pub(super) fn reading(&self) -> &'static str {
        if self.state.screen == Route::Lab { "result" } else { "screen" }
    }

    /// Shows the screen of the state.
    pub(super) fn show(&mut self, ctx: &Context<Self>) {
        let route = self.state.screen.clone();
        let is_lab = route == Route::Lab;
        let name = if is_lab { "" } else { route.name() };
        // It is the boot script's own, and throws nothing.
        let _ = ctx.props().name_screen.call1(&JsValue::UNDEFINED, &name.into());
        match self.desk.state {
            Loading::Open(_) => {
                self.inform_desk(true);
                self.desk.tell(&Tell::Show { route });
            }
            Loading::Absent if !is_lab => self.load_desk(ctx),
            _ => {}
        }
        if is_lab {
            // The desk sees to its own screens.
            self.to_focus = Some("lab");
        }
    }

    fn load_desk(&mut self, ctx: &Context<Self>) {
        let to = ctx.link().clone();
        let hears = Hears::new(move |bytes: Uint8Array, beside: Array| {
            let files = beside.iter().filter_map(|file| file.dyn_into::<File>().ok()).collect();
            // Both are one build, so it is always a wish.
            if let Some(wish) = decode(&bytes.to_vec()) {
                to.send_message(Message::Wish(wish, files));
            }
        });
        let promise = ctx.props().load_desk.call1(&JsValue::UNDEFINED, hears.as_ref());
        self.desk.hears = Some(hears);
        self.desk.state = Loading::UnderWay;
        let to = ctx.link().clone();
        spawn_local(async move {
            let say = match promise {
                Ok(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await,
                Err(error) => Err(error),
            };
            to.send_message(match say {
                Ok(say) => Message::Desk(Some(say.unchecked_into())),
                Err(error) => {
                    web_sys::console::error_1(&error);
                    Message::Desk(None)
                }
            });
        });
    }

    /// The desk is there, or could not be loaded.
    pub(super) fn desk_came(&mut self, ctx: &Context<Self>, say: Option<Function>) {
        match say {
            Some(say) => {
                self.desk.state = Loading::Open(say);
                self.desk.told.clear();
                if self.state.screen != Route::Lab {
                    self.show(ctx);
                }
            }
            None => {
                self.desk.state = Loading::Absent;
                if self.state.screen != Route::Lab {
                    self.act(ctx, Action::NoDesk);
                }
            }
        }
    }

    /// Tells the desk what has changed, where it is on show; without `news` only how far a run is.
    pub(super) fn inform_desk(&mut self, news: bool) {
        if self.state.screen == Route::Lab || !matches!(self.desk.state, Loading::Open(_)) {
            return;
        }
        if news {
            let snapshot = Box::new(self.state.snapshot());
            let file = |id| self.files.iter().find(|(known, _)| *known == id).map(|(_, file)| file);
            let beside =
                snapshot.files.iter().map(|entry| file(entry.id).map_or(JsValue::UNDEFINED, Into::into));
            let beside: Array = beside.collect();
            let bytes = encode(&Tell::Snapshot { snapshot });
            if bytes != self.desk.told {
                self.desk.pass(&bytes, &beside);
                self.desk.told = bytes;
            }
        }
        if let RunState::Running { walked, total, .. } = self.state.run {
            self.desk.tell(&Tell::Progress { walked, total });
        }
    }

    /// Does what the desk asks for.
    pub(super) fn grant(&mut self, ctx: &Context<Self>, wish: Wish, given: Vec<File>) {
        match wish {
            Wish::Load { sort: true, .. } => files::sort(ctx, given),
            Wish::Load { placing: None, .. } => self.load(ctx, given, Action::LoadFiles),
            Wish::Load { placing: Some(placing), .. } => {
                self.load(ctx, given, |names| Action::LoadFilesFor { names, placing });
            }
            Wish::Strict { on } => self.act(ctx, Action::SetStrict(on)),
            Wish::TakeGood { file } => self.act(ctx, Action::TakeGood(file)),
            Wish::Remove { file } => self.act(ctx, Action::RemoveFile(file)),
            Wish::Place { file, placing } => self.act(ctx, Action::PlaceFile { file, placing }),
            Wish::Run { seed, runs } => {
                if let Some(runs) = runs {
                    self.act(ctx, Action::SetRuns(runs));
                }
                self.act(ctx, seed.map_or(Action::Run, Action::RunWith));
            }
            Wish::RunAgain => ctx.link().send_message(Message::RunAgain),
            Wish::Cancel => self.act(ctx, Action::Cancel),
            Wish::Select { stage } => {
                self.act(ctx, Action::Select(Some(stage)));
                go(&Route::Lab);
            }
            Wish::Go { route } => go(&route),
            Wish::Ask { request } => self.send(ctx, &request, None),
            Wish::OpenWorkflow { name, text } => self.act(ctx, Action::OpenWorkflow { name, text }),
        }
    }
}
