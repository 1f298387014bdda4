//! The whole desk: holds what it was told, lays out the screen that is shown, and passes wishes on.

use std::rc::Rc;

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, File};
use yew::prelude::{Callback, Component, Context, Html, Properties};

use super::screens::manifests::{self, Manifests};
use super::screens::plan::{self, Plan};
use super::screens::plausible::{self, Plausible};
use super::screens::results::{self, Results, Tab};
use crate::exchange::{Route, Snapshot, Tell, Wish};
use crate::view::files::dropped;
use crate::view::form::focus;
use crate::view::html::html;
use crate::worker::protocol::{FileId, Reply};
use crate::worker::wire::{decode, encode};

/// The id of the heading of every screen.
const HEADING: &str = "screen";

/// Who hears the wishes.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Hears {
    /// Takes a wish as bytes, and a list of the files beside it.
    pub hear: Function,
    /// Starts the worker that looks into a run.
    pub study: Function,
}

/// A wish, and the files beside it.
pub type Asked = (Wish, Vec<File>);

/// What every screen is drawn from.
#[derive(Debug, Clone)]
pub struct Told {
    /// What the Lab knows.
    pub snapshot: Rc<Snapshot>,
    /// The files of the loaded manifests.
    pub files: Rc<Vec<(FileId, File)>>,
    /// Tasks walked and tasks in all while a run is under way.
    pub progress: Option<(u64, u64)>,
    /// Passes a wish on to the Lab.
    pub ask: Callback<Asked>,
}

impl Told {
    /// Asks the Lab for something that needs no files.
    pub fn wish(&self, wish: Wish) {
        self.ask.emit((wish, Vec::new()));
    }

    /// A callback that asks the Lab for something made of what it is called with.
    pub fn wishes<T: 'static>(&self, wish: impl Fn(T) -> Wish + 'static) -> Callback<T> {
        self.ask.reform(move |value| (wish(value), Vec::new()))
    }

    /// The file of a manifest.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&File> {
        self.files.iter().find(|(known, _)| *known == id).map(|(_, file)| file)
    }
}

/// The whole desk.
#[derive(Debug)]
pub struct Desk {
    told: Told,
    route: Route,
    /// Whether the heading is to have the focus once it is drawn.
    to_focus: bool,
    manifests: manifests::Kept,
    results: results::Kept,
    plan: plan::Kept,
    plausible: plausible::Kept,
}

/// What the desk hears.
#[derive(Debug)]
pub enum Message {
    /// The Lab tells something; with the files beside it.
    Told(Option<Tell>, Vec<Option<File>>),
    /// Something for the import screen alone.
    Manifests(manifests::Act),
    /// Something for the results screen alone.
    Results(results::Act),
    /// Something for the planner alone.
    Plan(plan::Act),
    /// Something for the question of plausibility alone.
    Plausible(plausible::Act),
}

impl Message {
    /// What the Lab tells, as it crosses.
    pub fn told(bytes: &Uint8Array, beside: &Array) -> Self {
        let files = beside.iter().map(|file| file.dyn_into::<File>().ok()).collect();
        Self::Told(decode(&bytes.to_vec()), files)
    }
}

impl Component for Desk {
    type Message = Message;
    type Properties = Hears;

    fn create(ctx: &Context<Self>) -> Self {
        let hear = ctx.props().hear.clone();
        let ask = Callback::from(move |(wish, files): Asked| pass(&hear, &wish, &files));
        let told = Told { snapshot: Rc::default(), files: Rc::default(), progress: None, ask };
        Self {
            told,
            route: Route::Lab,
            to_focus: false,
            manifests: manifests::Kept::default(),
            plan: plan::Kept::default(),
            plausible: plausible::Kept::default(),
            results: results::Kept::new(ctx.props().study.clone()),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Told(Some(tell), files) => self.hear(ctx, tell, files),
            // Both modules are one build, so this cannot be a message of another version.
            Message::Told(None, _) => {
                web_sys::console::error_1(&"the desk was told what it does not know".into())
            }
            Message::Manifests(act) => {
                self.manifests.act(act, &self.told, &ctx.link().callback(Message::Manifests));
            }
            Message::Plan(act) => self.plan.act(act),
            Message::Plausible(act) => self.plausible.act(act, &ctx.link().callback(Message::Plausible)),
            Message::Results(act) => {
                self.results.act(act, &self.told, &ctx.link().callback(Message::Results))
            }
        }
        if let Route::Results { part } = &self.route {
            self.results.meet(Tab::of(part), &self.told, &ctx.link().callback(Message::Results));
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        if self.route == Route::Lab {
            return Html::default();
        }
        let hold = Callback::from(|event: DragEvent| event.prevent_default());
        let ask = self.told.ask.clone();
        let drop = Callback::from(move |event: DragEvent| {
            event.prevent_default();
            ask.emit((Wish::Load { placing: None, sort: true }, dropped(&event)));
        });
        html! {
            <main class="desk" aria-labelledby={HEADING} ondragover={hold} ondrop={drop}>
                <h2 class="desk__title" id={HEADING} tabindex="-1">{ self.route.name() }</h2>
                { self.screen(ctx) }
            </main>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.to_focus) {
            focus(HEADING);
        }
        if let Some(id) = self.manifests.to_focus.take() {
            focus(id);
        }
        if matches!(&self.route, Route::Results { .. }) {
            let tasks = &mut self.results.tasks;
            if std::mem::take(&mut tasks.to_focus) {
                focus("explained");
            }
            if let Some((row, sight)) = tasks.list.rendered() {
                ctx.link().send_message(Message::Results(results::Act::sized(row, sight)));
            }
        }
        if self.route == Route::Manifests
            && let Some((row, sight)) = self.manifests.list.rendered()
        {
            ctx.link().send_message(Message::Manifests(manifests::Act::Sized(row, sight)));
        }
    }
}

impl Desk {
    fn hear(&mut self, ctx: &Context<Self>, tell: Tell, files: Vec<Option<File>>) {
        match tell {
            Tell::Snapshot { snapshot } => {
                let beside = snapshot.files.iter().zip(files);
                let files = beside.filter_map(|(entry, file)| Some((entry.id, file?))).collect();
                self.told.progress = self.told.progress.filter(|_| snapshot.running);
                self.told.files = Rc::new(files);
                self.told.snapshot = Rc::from(snapshot);
                self.manifests.meet(&self.told);
                self.plan.meet(&self.told.snapshot);
                self.results.compare.meet(&self.told);
            }
            Tell::Progress { walked, total } => self.told.progress = Some((walked, total)),
            Tell::Heard { reply } => decode(&reply).into_iter().for_each(|reply| self.heard(reply)),
            Tell::Show { route } => {
                self.to_focus = !route.is_same_screen(&self.route);
                if let Route::Plausible { link } = &route {
                    self.plausible.open(link, &ctx.link().callback(Message::Plausible));
                }
                self.route = route;
            }
        }
    }

    /// The worker has answered what a screen asked.
    fn heard(&mut self, reply: Reply) {
        match reply {
            Reply::Units { file, from, rows } => self.manifests.heard(file, from, rows),
        }
    }

    /// The screen that is shown: one line for each.
    fn screen(&self, ctx: &Context<Self>) -> Html {
        match &self.route {
            Route::Manifests => {
                let act = ctx.link().callback(Message::Manifests);
                Manifests { told: &self.told, kept: &self.manifests, act }.view()
            }
            Route::Results { part } => {
                let (tab, act) = (Tab::of(part), ctx.link().callback(Message::Results));
                Results { told: &self.told, kept: &self.results, tab, act }.view()
            }
            Route::Plan => Plan { kept: &self.plan, act: ctx.link().callback(Message::Plan) }.view(),
            Route::Plausible { .. } => {
                Plausible { kept: &self.plausible, act: ctx.link().callback(Message::Plausible) }.view()
            }
            _ => Html::default(),
        }
    }
}

fn pass(hear: &Function, wish: &Wish, files: &[File]) {
    let beside: Array = files.iter().collect();
    if let Err(error) = hear.call2(&JsValue::UNDEFINED, &Uint8Array::from(&encode(wish)[..]), &beside) {
        web_sys::console::error_1(&error);
    }
}
