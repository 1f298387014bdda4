//! The whole page: holds the state, carries out its effects, and lays out the components.
//!
//! Everything flows one way: a component calls back with an [`Action`], the state changes and
//! asks for [`Effect`]s, the effects end in further actions.

mod desk;
mod effects;
mod files;
mod view;

use std::cell::Cell;
use std::collections::VecDeque;
use std::fmt;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ClipboardEvent, Event, File, KeyboardEvent};
use yew::prelude::{Callback, Component, Context, Html};

use self::desk::Desk;
use super::Addresses;
use super::state::{Action, State};
use crate::exchange::Wish;
use crate::view::form::focus;
use crate::worker::Link;
use crate::worker::protocol::FileId;
use crate::workflow::edit::Edit;

/// Edits that follow one another faster than this are undone together [ms].
const BURST: f64 = 600.0;

/// The seed that the page opens with: it shows 17 of 100, the example of V7's own documentation.
const FIRST_SEED: u64 = 77;

/// The whole page.
pub struct App {
    state: State,
    link: Option<Link>,
    /// The loaded files by number, to be given to a new worker if the present one is lost.
    files: Vec<(FileId, File)>,
    /// Files that were chosen and have no number yet, in the order of the actions about them.
    chosen: VecDeque<File>,
    /// When the last edit was [ms], and the number of the burst that it belongs to.
    last_edit: Cell<(f64, u64)>,
    /// The module with the other screens.
    desk: Desk,
    /// The id of the element to put the focus on once it is drawn.
    to_focus: Option<&'static str>,
    /// Listeners on the document; dropping them removes them.
    _listeners: Option<Listeners>,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("state", &self.state).finish_non_exhaustive()
    }
}

/// What the page hears.
#[derive(Debug)]
pub enum Message {
    /// Something for the state.
    Act(Action),
    /// A person changed the workflow by a form.
    Edit(Edit),
    /// Files were chosen as manifests.
    Manifests(Vec<File>),
    /// Files were dropped: workflow or manifest, as their content says.
    Dropped(Vec<File>),
    /// A file was chosen as a workflow.
    Workflow(File),
    /// A template's manifest has come.
    Fetched {
        /// The Dataset stage it is for.
        dataset: String,
        /// The file.
        file: File,
    },
    /// Run with a fresh seed.
    RunAgain,
    /// A person skips the header.
    Skip,
    /// The desk is loaded, and this tells it what there is; or it could not be.
    Desk(Option<Function>),
    /// The desk asks for something, with files beside it.
    Wish(Wish, Vec<File>),
}

impl From<Action> for Message {
    fn from(action: Action) -> Self {
        Self::Act(action)
    }
}

impl Component for App {
    type Message = Message;
    type Properties = Addresses;

    fn create(ctx: &Context<Self>) -> Self {
        let listeners = Listeners::new(ctx);
        ctx.link().send_message(Action::Run);
        ctx.link().send_message(Action::Show(desk::address()));
        Self {
            state: State::new(FIRST_SEED),
            link: None,
            files: Vec::new(),
            chosen: VecDeque::new(),
            last_edit: Cell::new((0.0, 0)),
            desk: Desk::default(),
            to_focus: None,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let is_news = desk::is_news(&message);
        match message {
            Message::Act(action) => self.act(ctx, action),
            Message::Edit(edit) => {
                let burst = self.burst(&edit);
                self.act(ctx, Action::Edit { edit, burst });
            }
            Message::Manifests(files) => self.load(ctx, files, Action::LoadFiles),
            Message::Dropped(files) => files::sort(ctx, files),
            Message::Workflow(file) => files::open_workflow(ctx, file),
            Message::Fetched { dataset, file } => {
                let name = file.name();
                self.chosen.push_back(file);
                self.act(ctx, Action::Fetched { dataset, name });
            }
            Message::RunAgain => {
                self.act(ctx, effects::fresh_seed().map_or_else(Action::Tell, Action::RunWith))
            }
            Message::Skip => focus(self.reading()),
            Message::Desk(say) => self.desk_came(ctx, say),
            Message::Wish(wish, files) => self.grant(ctx, wish, files),
        }
        self.inform_desk(is_news);
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(id) = self.to_focus.take() {
            effects::focus_still(id);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        view::page(&self.state, self.desk.is_loading(), ctx)
    }
}

impl App {
    fn act(&mut self, ctx: &Context<Self>, action: Action) {
        for effect in self.state.apply(action) {
            self.carry_out(ctx, effect);
        }
    }

    /// Loads manifests: what is to be done with their names comes from `action`.
    fn load(&mut self, ctx: &Context<Self>, files: Vec<File>, action: impl FnOnce(Vec<String>) -> Action) {
        let names = files.iter().map(File::name).collect();
        self.chosen.extend(files);
        self.act(ctx, action(names));
    }

    /// The burst that an edit belongs to: typing goes on with the one before it, adding and
    /// removing stages stands alone.
    fn burst(&self, edit: &Edit) -> Option<String> {
        let now = js_sys::Date::now();
        let (last, number) = self.last_edit.get();
        let number = if now - last > BURST { number + 1 } else { number };
        self.last_edit.set((now, number));
        let alone = matches!(edit, Edit::AddStage { .. } | Edit::RemoveStage(_) | Edit::Connect { .. });
        (!alone).then(|| number.to_string())
    }
}

/// Listeners on the document and the window, for what happens outside of any control.
struct Listeners {
    window: web_sys::Window,
    document: web_sys::Document,
    address: Closure<dyn Fn(Event)>,
    keys: Closure<dyn Fn(KeyboardEvent)>,
    paste: Closure<dyn Fn(ClipboardEvent)>,
}

impl Listeners {
    fn new(ctx: &Context<App>) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let link = ctx.link().clone();
        let address = Closure::<dyn Fn(Event)>::new(move |_: Event| {
            link.send_message(Action::Show(desk::address()));
        });
        let link = ctx.link().clone();
        let keys = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            if let Some(message) = shortcut(&event) {
                event.prevent_default();
                link.send_message(message);
            }
        });
        let link = ctx.link().clone();
        let paste = Closure::<dyn Fn(ClipboardEvent)>::new(move |event: ClipboardEvent| {
            if let Some(file) = files::pasted(&event) {
                event.prevent_default();
                link.send_message(Message::Dropped(vec![file]));
            }
        });
        document.add_event_listener_with_callback("keydown", keys.as_ref().unchecked_ref()).ok()?;
        document.add_event_listener_with_callback("paste", paste.as_ref().unchecked_ref()).ok()?;
        window.add_event_listener_with_callback("hashchange", address.as_ref().unchecked_ref()).ok()?;
        Some(Self { window, document, address, keys, paste })
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        // Removing a listener that is there cannot fail.
        let _ = self
            .window
            .remove_event_listener_with_callback("hashchange", self.address.as_ref().unchecked_ref());
        let _ =
            self.document.remove_event_listener_with_callback("keydown", self.keys.as_ref().unchecked_ref());
        let _ =
            self.document.remove_event_listener_with_callback("paste", self.paste.as_ref().unchecked_ref());
    }
}

/// The keys that work everywhere. Undo is left to text fields while one has the focus.
fn shortcut(event: &KeyboardEvent) -> Option<Message> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "Enter" => Some(Action::Run.into()),
        "z" | "Z" if files::is_text_field(event.target()) => None,
        "z" if !event.shift_key() => Some(Action::Undo.into()),
        "Z" | "y" => Some(Action::Redo.into()),
        "z" => Some(Action::Redo.into()),
        _ => None,
    }
}

/// A callback that sends an action made of what it is called with.
fn callback<T: 'static>(ctx: &Context<App>, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
    ctx.link().callback(move |value| Message::Act(action(value)))
}
