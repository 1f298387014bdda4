//! The shapes of a drawing as SVG.

use std::rc::Rc;

use yew::prelude::{Component, Context, Html, Properties};

use crate::chart::{Drawing, Ink, Mark, Shape, number};
use crate::view::html::{classes, html};

/// A part of a drawing, from one height to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// The heights between which its shapes are drawn.
    pub drawn: [f64; 2],
}

impl Part {
    /// All that is between two heights.
    #[must_use]
    pub const fn whole(top: f64, bottom: f64) -> Self {
        Self { top, bottom, drawn: [top, bottom] }
    }
}

/// A part of a drawing, and what its element ids begin with.
#[derive(Debug, Clone, Properties)]
pub struct Drawn {
    /// What its element ids begin with; a part without belongs to the picture of one that has it.
    pub id: Option<yew::AttrValue>,
    /// The drawing.
    pub drawing: Rc<Drawing>,
    /// The part.
    pub part: Part,
}

impl PartialEq for Drawn {
    /// A drawing never changes, so the same one need not be looked through.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.drawing, &other.drawing) && self.part == other.part && self.id == other.id
    }
}

/// A drawing as SVG. A component, so that what stands around it can be drawn anew without it.
#[derive(Debug)]
pub struct Svg;

impl Component for Svg {
    type Message = ();
    type Properties = Drawn;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Drawn { id, drawing, part } = ctx.props();
        let [top, width, height] = [part.top, drawing.width, part.bottom - part.top].map(number);
        let named = |part: &str| id.as_ref().map(|id| format!("{id}-{part}"));
        let words = id.as_ref().map(|_| {
            html! {
                <>
                    <title id={named("title")}>{ &drawing.title }</title>
                    <desc id={named("desc")}>{ &drawing.description }</desc>
                </>
            }
        });
        html! {
            <svg
                class="drawing"
                role={id.as_ref().map(|_| "img")}
                aria-hidden={id.is_none().then_some("true")}
                aria-labelledby={named("title")}
                aria-describedby={named("desc")}
                viewBox={format!("0 {top} {width} {height}")}
                {width}
                {height}
            >
                { for words }
                { for drawing.between(part.drawn).map(element) }
            </svg>
        }
    }
}

fn element(mark: &Mark) -> Html {
    let class =
        |filled: bool| classes!(if filled { "drawing__fill" } else { "drawing__line" }, mark.ink.class());
    match &mark.shape {
        Shape::Rect { x, y, w, h, r } => {
            let [x, y, width, height] = [x, y, w, h].map(|value| number(*value));
            let rx = (*r > 0.0).then(|| number(*r));
            html! { <rect class={class(true)} {x} {y} {width} {height} {rx} /> }
        }
        Shape::Line { from, to } => {
            let ([x1, y1], [x2, y2]) = (from.map(number), to.map(number));
            html! { <line class={class(false)} {x1} {y1} {x2} {y2} /> }
        }
        Shape::Path { filled, .. } => html! { <path class={class(*filled)} d={mark.shape.d()} /> },
        Shape::Circle { at, r, filled } => {
            let [cx, cy] = at.map(number);
            html! { <circle class={class(*filled)} {cx} {cy} r={number(*r)} /> }
        }
        Shape::Text { at, anchor, size, strong, text } => {
            let [x, y] = at.map(number);
            // The rim of the text above it is no text to a screen reader or a search.
            let hidden = (mark.ink == Ink::Surface).then_some("true");
            html! {
                <text
                    class={class(true)}
                    {x}
                    {y}
                    text-anchor={anchor.word()}
                    font-size={number(*size)}
                    font-weight={strong.then_some("700")}
                    aria-hidden={hidden}
                >{ text }</text>
            }
        }
    }
}
