//! Ticks: one, or some of a list.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::id::use_id;

/// What a [`CheckField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CheckProps {
    /// What a tick says.
    pub label: AttrValue,
    /// Whether it is ticked.
    pub checked: bool,
    /// Receives the new state.
    pub on_change: Callback<bool>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A box to tick.
#[component]
pub fn CheckField(props: &CheckProps) -> Html {
    let id = use_id();
    let hint_id = props.hint.as_ref().map(|_| format!("{id}-hint"));
    let on_change = props.on_change.clone();
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
                checked={props.checked}
                aria-describedby={hint_id.clone()}
                {onchange}
            />
            <label for={id}>{ &props.label }</label>
            if let Some(hint) = &props.hint {
                <p class="check__hint" id={hint_id}>{ hint }</p>
            }
        </div>
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

/// What a [`CheckList`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CheckListProps {
    /// What is chosen from.
    pub legend: AttrValue,
    /// The things to choose from.
    pub items: Vec<CheckItem>,
    /// The names chosen.
    pub chosen: Vec<String>,
    /// Receives the names chosen, in the list's order.
    pub on_change: Callback<Vec<String>>,
    /// What the choice means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What to say where there is nothing to choose from.
    #[prop_or_default]
    pub empty: Option<AttrValue>,
    /// What to add to a chosen name that is not among the items.
    #[prop_or(AttrValue::Static("not in the list"))]
    pub stray: AttrValue,
}

/// A list to tick some of. A name that is chosen but not offered is shown too, to be taken out.
#[component]
pub fn CheckList(props: &CheckListProps) -> Html {
    let hint_id = use_id();
    let items = offered(&props.items, &props.chosen, &props.stray);
    let described = props.hint.as_ref().map(|_| hint_id.clone());
    html! {
        <fieldset class="field field--group" aria-describedby={described}>
            <legend class="field__label">{ &props.legend }</legend>
            if items.is_empty() {
                <p class="field__hint">{ props.empty.clone().unwrap_or_default() }</p>
            }
            <div class="check-list">
                { for items.iter().map(|item| check_item(props, &items, item)) }
            </div>
            if let Some(hint) = &props.hint {
                <p class="field__hint" id={hint_id}>{ hint }</p>
            }
        </fieldset>
    }
}

fn check_item(props: &CheckListProps, items: &[CheckItem], item: &CheckItem) -> Html {
    let checked = props.chosen.contains(&item.name);
    let after = toggled(items, &props.chosen, &item.name);
    html! {
        <CheckField
            key={item.name.clone()}
            label={item.label.clone()}
            {checked}
            on_change={props.on_change.reform(move |_| after.clone())}
        />
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
