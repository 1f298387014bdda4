//! The shapes of a drawing as SVG.

use std::rc::Rc;

use yew::prelude::{Component, Context, Html, Properties};

use crate::chart::{Drawing, Ink, Mark, Shape, number};
use crate::view::html::{classes, html};

/// A drawing, and what its element ids begin with.
#[derive(Debug, Clone, Properties)]
pub struct Drawn {
    /// What its element ids begin with.
    pub id: yew::AttrValue,
    /// The drawing.
    pub drawing: Rc<Drawing>,
}

impl PartialEq for Drawn {
    /// A drawing never changes, so the same one need not be looked through.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.drawing, &other.drawing) && self.id == other.id
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
        let Drawn { id, drawing } = ctx.props();
        let [width, height] = [drawing.width, drawing.height].map(number);
        let [title, desc] = ["title", "desc"].map(|part| format!("{id}-{part}"));
        html! {
            <svg
                class="drawing"
                role="img"
                aria-labelledby={title.clone()}
                aria-describedby={desc.clone()}
                viewBox={format!("0 0 {width} {height}")}
                {width}
                {height}
            >
                <title id={title}>{ &drawing.title }</title>
                <desc id={desc}>{ &drawing.description }</desc>
                { for drawing.marks.iter().map(element) }
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
