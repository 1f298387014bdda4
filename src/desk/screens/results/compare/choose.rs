//! Choosing the design to compare with.

use yew::prelude::{AttrValue, Callback, Html, MouseEvent};

use super::design::{Against, TEMPLATES};
use super::kept::{Act, Kept, UnderWay};
use crate::desk::shell::Told;
use crate::exchange::Route;
use crate::simulate::MOST_COMPARED;
use crate::view::file_button::FileButton;
use crate::view::form::{NumberField, SelectField, ShareField};
use crate::view::format;
use crate::view::html::html;

/// The form.
#[derive(Debug)]
pub struct Choose<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// What is chosen.
    pub kept: &'a Kept,
    /// Receives choices.
    pub act: &'a Callback<Act>,
}

impl Choose<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        html! {
            <section class="panel" aria-labelledby="compare-what">
                <h3 id="compare-what">{ "What would another design change?" }</h3>
                <p class="results__text">
                    { "The workflow in the Lab and another design are run side by side. In each pair of runs both get \
                       the same tasks and the same draws: what differs then comes from the change, and not from chance." }
                </p>
                <div class="results__choices results__choices--wide">
                    { self.against() }
                    if self.kept.against == Against::Share {
                        { self.share() }
                    }
                    { self.runs() }
                </div>
                if self.kept.against == Against::File {
                    { self.file() }
                }
                { self.turn() }
                { self.state() }
            </section>
        }
    }

    fn against(&self) -> Html {
        let mut options = Vec::new();
        if !self.kept.settable.is_empty() {
            options.push((Against::Share, AttrValue::Static("The same with another share")));
        }
        let earlier = self.kept.earlier.iter().enumerate();
        let other = earlier.filter(|(_, earlier)| earlier.text != self.told.snapshot.workflow);
        options.extend(other.map(|(at, earlier)| (Against::Earlier(at), AttrValue::from(earlier.label()))));
        let templates = TEMPLATES.iter().enumerate();
        options.extend(
            templates.map(|(at, (name, _))| (Against::Template(at), format!("Template: {name}").into())),
        );
        options.push((Against::File, AttrValue::Static("A workflow file")));
        SelectField {
            label: AttrValue::Static("Compare with"),
            value: self.kept.against,
            options,
            on_change: self.act.reform(Act::Against),
            hint: None,
        }
        .view()
    }

    fn share(&self) -> Html {
        let Some(picked) = self.kept.picked() else { return Html::default() };
        let option = |one: &super::design::Settable| {
            let label = format!("{} ({})", one.name, format::percent(one.share.fraction()));
            ((one.stage.clone(), one.output), AttrValue::from(label))
        };
        html! {
            <>
                {
                    SelectField {
                        label: AttrValue::Static("Output"),
                        value: (picked.stage.clone(), picked.output),
                        options: self.kept.settable.iter().map(option).collect(),
                        on_change: self.act.reform(Act::Output),
                        hint: None,
                    }.view()
                }
                {
                    ShareField {
                        label: format!("Share in place of {}", format::percent(picked.share.fraction())).into(),
                        value: self.kept.share(),
                        on_change: self.act.reform(Act::Share),
                        slider: false,
                        hint: Some(AttrValue::Static("The other outputs of a Sampling stage share the rest as before.")),
                    }.view()
                }
            </>
        }
    }

    fn runs(&self) -> Html {
        NumberField {
            label: AttrValue::Static("Pairs of runs"),
            value: self.kept.runs(self.told.snapshot.tasks),
            min: 1,
            max: MOST_COMPARED,
            on_change: self.act.reform(Act::Runs),
            hint: Some(AttrValue::Static("More pairs show the range of the difference more finely.")),
        }
        .view()
    }

    fn file(&self) -> Html {
        let chosen = self.kept.file.as_ref().map(|(name, _)| name.as_str());
        html! {
            <div class="results__turn">
                {
                    FileButton {
                        label: AttrValue::Static("Choose a workflow file"),
                        accept: AttrValue::Static(".json,application/json"),
                        multiple: false,
                        on_files: self.act.reform(Act::Choose),
                    }.view()
                }
                <span role="status">{ chosen.unwrap_or("No file is chosen.") }</span>
            </div>
        }
    }

    fn turn(&self) -> Html {
        let busy = self.kept.under_way.is_some() || self.kept.fetching;
        let can = self.told.snapshot.can_run && !busy;
        let walked = self.kept.under_way.as_ref().and_then(|it| it.walked);
        html! {
            <div class="results__turn">
                <button
                    type="button"
                    class="button button--primary"
                    disabled={!can}
                    onclick={self.act.reform(|_: MouseEvent| Act::Begin)}
                >{ "Compare" }</button>
                <button
                    type="button"
                    class="button"
                    aria-label="Cancel comparing"
                    disabled={!busy}
                    onclick={self.act.reform(|_: MouseEvent| Act::Cancel)}
                >{ "Cancel" }</button>
                if let Some((done, total)) = walked {
                    <progress aria-label="Tasks walked" max={total.to_string()} value={done.to_string()} />
                }
            </div>
        }
    }

    /// How far it is, or why it goes no further.
    fn state(&self) -> Html {
        let words = match (&self.kept.failed, &self.kept.under_way) {
            _ if !self.told.snapshot.can_run => {
                return html! {
                    <p role="status">
                        { "The workflow has errors, so it cannot be compared. " }
                        <a href={Route::Lab.hash()}>{ "Mend them in the Lab" }</a>{ "." }
                    </p>
                };
            }
            (Some(why), None) => why.clone(),
            (_, Some(UnderWay { walked: Some((done, total)), .. })) => {
                let [done, total] = [*done, *total].map(|tasks| format::count(tasks as f64));
                format!("Both designs are being run: {done} of {total} tasks…")
            }
            (_, Some(_)) => "Both designs are being run…".to_owned(),
            _ => String::new(),
        };
        html! { <p class="small" role="status">{ words }</p> }
    }
}
