//! Ticks: one, or some of a list.

use crate::view::html::html;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::control::{Held, control};

/// A box to tick.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckField {
    /// What a tick says.
    pub label: AttrValue,
    /// Whether it is ticked.
    pub checked: bool,
    /// Receives the new state.
    pub on_change: Callback<bool>,
    /// What it means.
    pub hint: Option<AttrValue>,
}

impl CheckField {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let id = held.id.clone();
        let hint_id = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let on_change = self.on_change.clone();
        let onchange = Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_change.emit(input.checked());
            }
        });
        html! {
            <div class="check">
                <input
                    type="checkbox"
                    id={id.clone()}
                    checked={self.checked}
                    aria-describedby={hint_id.clone()}
                    {onchange}
                />
                <label for={id}>{ &self.label }</label>
                if let Some(hint) = &self.hint {
                    <p class="check__hint" id={hint_id}>{ hint }</p>
                }
            </div>
        }
    }
}

/// A thing that a [`CheckList`] offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckItem {
    /// The name that the model uses.
    pub name: String,
    /// The name to show.
    pub label: String,
}

impl From<&str> for CheckItem {
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), label: name.to_owned() }
    }
}

/// A list to tick some of. A name that is chosen but not offered is shown too, to be taken out.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckList {
    /// What is chosen from.
    pub legend: AttrValue,
    /// The things to choose from.
    pub items: Vec<CheckItem>,
    /// The names chosen.
    pub chosen: Vec<String>,
    /// Receives the names chosen, in the list's order.
    pub on_change: Callback<Vec<String>>,
    /// What the choice means.
    pub hint: Option<AttrValue>,
    /// What to say where there is nothing to choose from.
    pub empty: Option<AttrValue>,
    /// What to add to a chosen name that is not among the items.
    pub stray: AttrValue,
}

impl CheckList {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let hint_id = held.id.clone();
        let items = offered(&self.items, &self.chosen, &self.stray);
        let described = self.hint.as_ref().map(|_| hint_id.clone());
        html! {
            <fieldset class="field field--group" aria-describedby={described}>
                <legend class="field__label">{ &self.legend }</legend>
                if items.is_empty() {
                    <p class="field__hint">{ self.empty.clone().unwrap_or_default() }</p>
                }
                <div class="check-list">
                    { for items.iter().map(|item| check_item(self, &items, item)) }
                </div>
                if let Some(hint) = &self.hint {
                    <p class="field__hint" id={hint_id}>{ hint }</p>
                }
            </fieldset>
        }
    }
}

fn check_item(props: &CheckList, items: &[CheckItem], item: &CheckItem) -> Html {
    let checked = props.chosen.contains(&item.name);
    let after = toggled(items, &props.chosen, &item.name);
    html! {
        <key={item.name.clone()}>{
            CheckField {
                label: item.label.clone().into(),
                checked,
                on_change: props.on_change.reform(move |_| after.clone()),
                hint: None,
            }.view()
        }</>
    }
}

/// The items, then what is chosen and not among them.
fn offered(items: &[CheckItem], chosen: &[String], stray: &str) -> Vec<CheckItem> {
    let known = |name: &String| items.iter().any(|item| item.name == *name);
    let strays = chosen.iter().filter(|name| !known(name));
    let strays = strays.map(|name| CheckItem { name: name.clone(), label: format!("{name} ({stray})") });
    items.iter().cloned().chain(strays).collect()
}

/// The names chosen once `name` is ticked or unticked, in the list's order.
fn toggled(items: &[CheckItem], chosen: &[String], name: &str) -> Vec<String> {
    let kept = items.iter().filter(|item| chosen.contains(&item.name) != (item.name == name));
    kept.map(|item| item.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticking_keeps_the_lists_order() {
        let items = ["Ana", "Bo", "Cy"].map(CheckItem::from);
        let chosen = ["Cy".to_owned()];
        assert_eq!(toggled(&items, &chosen, "Ana"), ["Ana", "Cy"]);
        assert_eq!(toggled(&items, &chosen, "Cy"), [""; 0]);
    }

    #[test]
    fn a_stray_name_can_be_taken_out() {
        let items = ["Ana"].map(CheckItem::from);
        let chosen = ["Zed".to_owned()];
        let all = offered(&items, &chosen, "gone");
        assert_eq!(all[1].label, "Zed (gone)");
        assert_eq!(toggled(&all, &chosen, "Zed"), [""; 0]);
    }
}
