//! What a control keeps from one drawing to the next. It is one component for all of them, because
//! every further kind of component would make the page's download larger.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::draft::Typed;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static WORD: Cell<&'static str> = const { Cell::new("field") };
}

/// The word that the ids of this module's controls begin with: another module draws on the same
/// page and counts for itself.
pub fn begin_ids_with(word: &'static str) {
    WORD.set(word);
}

/// What a control keeps.
#[derive(Debug, Clone)]
pub struct Held {
    /// An element id of the control's own, the same for all its life.
    pub id: AttrValue,
    /// The element that the control works on, where it has drawn one with this reference.
    pub node: NodeRef,
    /// What is being typed, or was chosen and is nobody else's business.
    pub typed: Option<Typed>,
    /// Changes `typed`, which draws the control anew.
    pub keep: Callback<Option<Typed>>,
}

/// How a control is drawn.
#[derive(Clone, Properties)]
pub struct ControlProps {
    draw: Rc<dyn Fn(&Held) -> Html>,
    chosen: Option<usize>,
}

impl fmt::Debug for ControlProps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ControlProps").field("chosen", &self.chosen).finish_non_exhaustive()
    }
}

impl PartialEq for ControlProps {
    /// Two ways to draw are never known to be the same.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The component behind [`control`].
#[derive(Debug)]
pub struct Control(Held);

impl Component for Control {
    type Message = Option<Typed>;
    type Properties = ControlProps;

    fn create(ctx: &Context<Self>) -> Self {
        let number = NEXT.get();
        NEXT.set(number.wrapping_add(1));
        Self(Held {
            id: format!("{}-{number}", WORD.get()).into(),
            node: NodeRef::default(),
            typed: None,
            keep: ctx.link().callback(|typed| typed),
        })
    }

    fn update(&mut self, _: &Context<Self>, typed: Option<Typed>) -> bool {
        let changed = self.0.typed != typed;
        self.0.typed = typed;
        changed
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        (ctx.props().draw)(&self.0)
    }

    /// Puts a list on the model's value: once a person has chosen, a browser no longer heeds the
    /// `selected` attribute.
    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let chosen = ctx.props().chosen.and_then(|chosen| i32::try_from(chosen).ok()).unwrap_or(-1);
        if let Some(select) = self.0.node.cast::<HtmlSelectElement>()
            && select.selected_index() != chosen
        {
            select.set_selected_index(chosen);
        }
    }
}

/// Something drawn with what it keeps.
pub fn control(draw: impl Fn(&Held) -> Html + 'static) -> Html {
    choosing(None, draw)
}

/// A control whose element is a drop-down list with the entry at `chosen` on show.
pub fn choosing(chosen: Option<usize>, draw: impl Fn(&Held) -> Html + 'static) -> Html {
    let draw: Rc<dyn Fn(&Held) -> Html> = Rc::new(draw);
    yew::html! { <Control {draw} {chosen} /> }
}
