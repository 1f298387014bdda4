//! The chart's frame: it measures its own width, and keeps which value is reached and whether the
//! table is open.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, KeyboardEvent, MouseEvent, ResizeObserver};
use yew::prelude::{AttrValue, Component, Context, Event, Html, NodeRef, Properties, TargetCast};

use super::export::{Kind, export};
use super::marks::{Part, Svg};
use super::sight;
use super::steps::{by_key, nearest};
use super::{Chart, TableView};
use crate::chart::{Drawing, Sheet, number};
use crate::view::html::html;

#[derive(Debug, Clone, PartialEq, Properties)]
struct Props {
    chart: Chart,
}

pub(super) fn view(chart: Chart) -> Html {
    yew::html! { <Figure {chart} /> }
}

/// Hears that the plot has another size.
#[derive(Debug)]
struct Watch {
    observer: ResizeObserver,
    _heard: Closure<dyn Fn()>,
}

#[derive(Debug, Default)]
struct Figure {
    plot: NodeRef,
    watch: Option<Watch>,
    /// 0 until it has been measured.
    width: f64,
    drawing: Rc<Drawing>,
    /// Up to which step its rows are scrolled [px].
    scrolled: f64,
    /// The value that is reached.
    at: Option<usize>,
    is_open: bool,
    /// What became of the latest file, where that has to be said.
    said: &'static str,
}

#[derive(Debug)]
enum Message {
    /// The plot is so wide [px].
    Sized(f64),
    Reach(usize),
    /// To a value by keyboard, which may be out of sight.
    Go(usize),
    /// The rows are scrolled so far [px].
    Scrolled(f64),
    Leave,
    Toggle,
    Save(Kind),
    Saved(bool),
}

impl Component for Figure {
    type Message = Message;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        self.draw(ctx);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            // Nothing is drawn for a screen that is hidden.
            Message::Sized(width) if width < 1.0 || width == self.width => return false,
            Message::Sized(width) => {
                self.width = width;
                self.draw(ctx);
            }
            Message::Reach(at) if self.at == Some(at) => return false,
            Message::Reach(at) => self.at = Some(at),
            Message::Go(at) => {
                self.at = Some(at);
                self.follow();
            }
            Message::Scrolled(to) if sight::step(to) == self.scrolled => return false,
            Message::Scrolled(to) => self.scrolled = sight::step(to),
            Message::Leave => return self.at.take().is_some(),
            Message::Toggle => {
                self.is_open = !self.is_open;
                self.draw(ctx);
            }
            Message::Save(kind) => self.save(ctx, kind),
            Message::Saved(done) => {
                self.said = if done { "" } else { "The browser could not make the file." };
            }
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.watch(ctx);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let id = &ctx.props().chart.id;
        html! {
            <figure class="chart" aria-labelledby={format!("{id}-name")}>
                <figcaption class="chart__title" id={format!("{id}-name")}>{ &self.drawing.title }</figcaption>
                { self.plot(ctx) }
                if !self.drawing.focus.is_empty() {
                    <p class="chart__value small">{ self.value() }</p>
                }
                { self.foot(ctx) }
                if self.is_open {
                    {
                        TableView {
                            id: format!("{id}-table").into(),
                            title: &self.drawing.title,
                            table: &self.drawing.table,
                        }.view()
                    }
                }
            </figure>
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(watch) = &self.watch {
            watch.observer.disconnect();
        }
    }
}

impl Figure {
    fn draw(&mut self, ctx: &Context<Self>) {
        if self.width > 0.0 {
            self.drawing = Rc::new(self.drawn(ctx, self.is_open));
            self.at = self.at.filter(|at| *at < self.drawing.focus.len());
        }
    }

    /// The chart for the present width, with its numbers where they are wanted.
    fn drawn(&self, ctx: &Context<Self>, table: bool) -> Drawing {
        (ctx.props().chart.draw)(Sheet { width: self.width, table })
    }

    fn watch(&mut self, ctx: &Context<Self>) {
        let Some(plot) = self.plot.cast::<Element>() else { return };
        let (to, measured) = (ctx.link().clone(), plot.clone());
        let heard = Closure::<dyn Fn()>::new(move || {
            to.send_message(Message::Sized(f64::from(measured.client_width())));
        });
        if let Ok(observer) = ResizeObserver::new(heard.as_ref().unchecked_ref()) {
            // It tells the present size at once.
            observer.observe(&plot);
            self.watch = Some(Watch { observer, _heard: heard });
        }
    }

    fn save(&mut self, ctx: &Context<Self>, kind: Kind) {
        let (drawing, to) = (self.drawn(ctx, true), ctx.link().clone());
        let name = ctx.props().chart.id.clone();
        self.said = "";
        spawn_local(async move {
            let saved = export(&drawing, kind, &name).await;
            if let Err(error) = &saved {
                web_sys::console::warn_1(error);
            }
            to.send_message(Message::Saved(saved.is_ok()));
        });
    }

    /// The picture; where its rows are many, in a box that scrolls, above their axis.
    fn plot(&self, ctx: &Context<Self>) -> Html {
        let (id, drawing) = (&ctx.props().chart.id, &self.drawing);
        let long = sight::long(drawing);
        let class = if long.is_some() { "chart__rows chart__rows--long" } else { "chart__rows" };
        let whole = Part::whole(0.0, drawing.height);
        let part =
            long.map_or(whole, |end| Part { top: 0.0, bottom: end, drawn: sight::drawn(self.scrolled) });
        let below = long.map(|end| Part::whole(end, drawing.height));
        let svg =
            |id: Option<AttrValue>, part: Part| yew::html! { <Svg {id} drawing={drawing.clone()} {part} /> };
        let onscroll = ctx.link().batch_callback(|event: Event| {
            let rows = event.target_dyn_into::<Element>()?;
            Some(Message::Scrolled(f64::from(rows.scroll_top())))
        });
        html! {
            <div class="chart__plot">
                <div {class} ref={&self.plot} {onscroll}>
                    if self.width > 0.0 {
                        <div class="chart__sheet">
                            { svg(Some(id.clone()), part) }
                            { self.cursor(part.bottom) }
                            { self.values(ctx) }
                        </div>
                    }
                </div>
                // There always, so that the box above it stays the element that is watched.
                <div>{ for below.map(|part| svg(None, part)) }</div>
            </div>
        }
    }

    /// Scrolls to the value that is reached, where it is out of sight.
    fn follow(&self) {
        let reached = self.at.and_then(|at| self.drawing.focus.get(at));
        let rows = self.plot.cast::<Element>().filter(|_| sight::long(&self.drawing).is_some());
        let Some((focus, rows)) = reached.zip(rows) else { return };
        if let Some(to) = sight::follow(focus.y, f64::from(rows.scroll_top())) {
            rows.set_scroll_top(to as i32);
        }
    }

    /// What the value reached says, or how to reach one.
    fn value(&self) -> &str {
        let reached = self.at.and_then(|at| self.drawing.focus.get(at));
        let how = if sight::long(&self.drawing).is_some() {
            "Scroll the rows for the rest. Point at them, or go along them with the arrow keys, to read their values."
        } else {
            "Point at the chart, or go along it with the arrow keys, to read its values."
        };
        reached.map_or(how, |focus| &focus.label)
    }

    /// A ring around the value reached.
    fn cursor(&self, height: f64) -> Html {
        let Some(focus) = self.at.and_then(|at| self.drawing.focus.get(at)) else { return Html::default() };
        let [width, height] = [self.drawing.width, height].map(number);
        let [cx, cy] = [focus.x, focus.y].map(number);
        html! {
            <svg class="chart__cursor" aria-hidden="true" viewBox={format!("0 0 {width} {height}")} {width} {height}>
                <circle {cx} {cy} r="10" />
            </svg>
        }
    }

    /// What takes the keys and the pointer: a slider over the values, so that a screen reader passes
    /// the arrow keys on and says each value. Elements inside a picture would be silent to it.
    fn values(&self, ctx: &Context<Self>) -> Html {
        let count = self.drawing.focus.len();
        if count == 0 {
            return Html::default();
        }
        let (at, drawing, id) = (self.at, self.drawing.clone(), &ctx.props().chart.id);
        let onkeydown = ctx.link().batch_callback(move |event: KeyboardEvent| {
            let to = by_key(&event.key(), at, count);
            if to.is_some() {
                event.prevent_default();
            }
            to.map(Message::Go)
        });
        let onmousemove = ctx.link().batch_callback(move |event: MouseEvent| {
            let at = [event.offset_x(), event.offset_y()].map(f64::from);
            nearest(&drawing.focus, at).map(Message::Reach)
        });
        let leave = ctx.link().callback(|_: MouseEvent| Message::Leave);
        yew::html! {
            <div
                class="chart__reach"
                id={format!("{id}-values")}
                role="slider"
                tabindex="0"
                aria-label={format!("Values: {}", self.drawing.title)}
                aria-valuemin="1"
                aria-valuemax={count.to_string()}
                aria-valuenow={(at.unwrap_or_default() + 1).to_string()}
                aria-valuetext={self.value().to_owned()}
                {onkeydown}
                onclick={onmousemove.clone()}
                {onmousemove}
                onmouseleave={leave}
            />
        }
    }

    /// The table's button, and those for files.
    fn foot(&self, ctx: &Context<Self>) -> Html {
        let title = &self.drawing.title;
        let toggle = ctx.link().callback(|_: MouseEvent| Message::Toggle);
        let save = |kind: Kind| {
            let onclick = ctx.link().callback(move |_: MouseEvent| Message::Save(kind));
            let label = format!("Download {}: {title}", kind.word());
            html! {
                <button type="button" class="button button--plain" aria-label={label} {onclick}>{ kind.word() }</button>
            }
        };
        html! {
            <div class="chart__foot small">
                <button type="button" class="button button--plain" aria-expanded={self.is_open.to_string()} onclick={toggle}>
                    { if self.is_open { "Hide the table" } else { "Show as table" } }
                </button>
                <span class="chart__files" role="group" aria-label={format!("Download: {title}")}>
                    <span class="quiet" aria-hidden="true">{ "Download" }</span>
                    { for Kind::ALL.map(save) }
                </span>
                <span role="status">{ self.said }</span>
            </div>
        }
    }
}
