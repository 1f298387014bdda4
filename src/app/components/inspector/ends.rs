//! Complete, Archive and Discard.

use crate::view::html::html;
use yew::prelude::*;

/// An end has nothing to set.
pub fn end_form() -> Html {
    html! { <p class="quiet">{ "Tasks stay here. There is nothing to set." }</p> }
}
