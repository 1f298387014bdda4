//! What more tasks do to a share and to a count, with the bounds that hold however often somebody
//! looks, and beside other runs.
//!
//! In: choosing an output, and drawing how it ran. Out: the running counts, which the desk's worker
//! has, and the bounds, which are the statistics'.

mod kept;
mod trail;

pub use kept::{Act, Kept};

use self::kept::OTHERS;

use yew::prelude::{AttrValue, Callback, Html, MouseEvent};

use crate::desk::screens::results::frame;
use crate::view::form::SelectField;
use crate::view::format;
use crate::view::html::html;

/// The part.
#[derive(Debug)]
pub struct Over<'a> {
    /// What is known.
    pub kept: &'a Kept,
    /// Tasks walked and tasks in all, until it is known.
    pub walked: Option<(u64, u64)>,
    /// Receives choices.
    pub act: Callback<Act>,
}

impl Over<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Some(over) = &self.kept.over else { return frame::walking(self.walked) };
        let Some(shown) = &self.kept.shown else {
            return html! {
                <section class="panel" aria-label="No share">
                    <p>{ "No output of this workflow has a share intended for it, so there is nothing that could settle." }</p>
                </section>
            };
        };
        let outputs =
            over.stages.iter().flat_map(|stage| stage.outputs.iter().map(move |output| (stage, output)));
        let option = |(stage, output): (&crate::simulate::StageOver, &crate::simulate::OutputOver)| {
            let label = AttrValue::from(format!("{}: {}", stage.name, output.name));
            ((stage.id.clone(), output.name.clone()), label)
        };
        let axes = [(false, AttrValue::Static("Equal steps")), (true, AttrValue::Static("Equal factors"))];
        html! {
            <>
                <section class="panel" aria-labelledby="over-said">
                    <h3 id="over-said">{ "Task after task" }</h3>
                    <p class="results__sentence">{ &shown.sentence }</p>
                    <div class="results__choices">
                        {
                            SelectField {
                                label: AttrValue::Static("Output"),
                                value: self.kept.pick.clone(),
                                options: outputs.map(option).collect(),
                                on_change: self.act.reform(|(stage, output)| Act::Pick(stage, output)),
                                hint: None,
                            }.view()
                        }
                        {
                            SelectField {
                                label: AttrValue::Static("Tasks along the axis"),
                                value: self.kept.log,
                                options: axes.to_vec(),
                                on_change: self.act.reform(Act::Log),
                                hint: None,
                            }.view()
                        }
                    </div>
                </section>
                <section class="panel" aria-label="Over tasks">
                    { shown.chart.clone().view() }
                    { self.others() }
                    <ul class="results__notes small">
                        { for shown.notes.iter().map(|note| html! { <li>{ note }</li> }) }
                    </ul>
                </section>
            </>
        }
    }

    /// Which other runs are drawn, and having them drawn or not.
    fn others(&self) -> Html {
        let (there, walking) = (self.kept.others.len(), self.kept.walking);
        let (count, all) = (format::count(there as f64), format::count(OTHERS as f64));
        let words = match there {
            _ if walking => format!("Other runs are being walked: {count} of {all}…"),
            0 => "This run is drawn alone.".to_owned(),
            1 => "The faint line is run 2 of this seed.".to_owned(),
            _ => format!(
                "The faint lines are the runs 2 to {} of this seed: the same tasks, drawn anew.",
                there + 1
            ),
        };
        let act = self.act.reform(move |_: MouseEvent| Act::Others(!walking));
        let button = if walking { "Stop".to_owned() } else { format!("Draw {all} other runs") };
        html! {
            <div class="results__others small">
                <p class="quiet" role="status">{ words }</p>
                if walking || there < OTHERS {
                    <button type="button" class="button" onclick={act}>{ button }</button>
                }
            </div>
        }
    }
}
