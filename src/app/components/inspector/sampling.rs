//! The form of a Sampling stage.

use std::rc::Rc;

use crate::view::html::{classes, html};
use yew::prelude::*;

use super::fresh;
use super::proportion::Proportion;
use super::sampler::sampler_form;
use super::settings::FormProps;
use crate::view::form::{
    AddRow, Held, RowButtons, RowEdit, ShareField, TargetField, TextField, add_row, change, change_row,
    control, edit_rows, focus,
};
use crate::workflow::{SampleOutput, Sampling, Share, Stage, StageKind, Workflow, balance};

/// The id of the sum of the shares, which takes the focus when the shares are made even. Only
/// one stage is shown at a time.
pub const SUM: &str = "sum-of-shares";

/// How the shares are taken, and the outputs that get them.
pub fn sampling_form(props: &FormProps<Sampling>) -> Html {
    let props = props.clone();
    control(move |held| sampling_form_drawn(&props, held))
}

fn sampling_form_drawn(props: &FormProps<Sampling>, held: &Held) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = held.id.clone();
    let on_outputs = change(settings, on_change, |s: &mut Sampling, outputs| s.outputs = outputs);
    let on_sampler = change(settings, on_change, |s: &mut Sampling, sampler| s.sampler = sampler);
    let outputs = &settings.outputs;
    let parts: Vec<_> = outputs.iter().map(|o| (o.name.clone(), o.share.fraction())).collect();
    html! {
        <>
            { sampler_form(settings.sampler, &on_sampler) }
            <h3>{ "Outputs" }</h3>
            { Proportion { parts }.view() }
            <ol class="rows">
                { for outputs.iter().enumerate().map(|(i, output)| html! {
                    <key={i}>{
                        OutputRow {
                            row: i,
                            rows: outputs.len(),
                            list: list.clone(),
                            workflow: workflow.clone(),
                            output: output.clone(),
                            on_change: change_row(outputs, &on_outputs, i),
                            on_row: edit_rows(outputs, &on_outputs),
                        }.view()
                    }</>
                }) }
            </ol>
            { sum_line(settings, on_change) }
            {
                AddRow {
                    list,
                    label: AttrValue::Static("Add an output"),
                    on_add: add_row(outputs, &on_outputs, fresh::output(outputs)),
                }.view()
            }
        </>
    }
}

#[derive(Debug, Clone, PartialEq)]
struct OutputRow {
    row: usize,
    rows: usize,
    list: AttrValue,
    workflow: Rc<Workflow>,
    output: SampleOutput,
    on_change: Callback<SampleOutput>,
    on_row: Callback<RowEdit>,
}

impl OutputRow {
    fn view(&self) -> Html {
        let OutputRow { row, rows, list, workflow, output, on_change, on_row } = self;
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--output">
                    <legend class="visually-hidden">{ format!("Output {}: {}", row + 1, output.name) }</legend>
                    <span class="row__number" aria-hidden="true">{ row + 1 }</span>
                    {
                        TextField {
                            label: AttrValue::Static("Name"),
                            value: output.name.clone(),
                            on_change: change(output, on_change, |o: &mut SampleOutput, name| o.name = name),
                            hint: None,
                            placeholder: None,
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: *rows,
                            what: format!("output {}", output.name).into(),
                            on_edit: on_row.clone(),
                            movable: true,
                        }.view()
                    }
                    {
                        ShareField {
                            label: AttrValue::Static("Share"),
                            slider: true,
                            value: output.share,
                            on_change: change(output, on_change, |o: &mut SampleOutput, share| o.share = share),
                            hint: None,
                        }.view()
                    }
                    {
                        TargetField {
                            label: AttrValue::Static("Goes to"),
                            workflow: workflow.clone(),
                            value: output.to.clone(),
                            on_change: change(output, on_change, |o: &mut SampleOutput, to| o.to = to),
                        }.view()
                    }
                </fieldset>
            </li>
        }
    }
}

/// The sum of the shares, and where it is not 100 % the ways to make it so.
fn sum_line(settings: &Sampling, on_change: &Callback<Sampling>) -> Html {
    let shares = shares(settings);
    let sum: u64 = shares.iter().map(|share| u64::from(share.millionths())).sum();
    let uneven = sum != u64::from(Share::ONE.millionths());
    let press = |shares: Vec<Share>| {
        let next = with_shares(settings, &shares);
        on_change.reform(move |_: MouseEvent| {
            // The button is about to go.
            focus(SUM);
            next.clone()
        })
    };
    // A few thousand outputs of 100 % are far inside what f64 holds exactly.
    let percent = sum as f64 / 10_000.0;
    html! {
        <div class={classes!("sum", uneven.then_some("sum--uneven"))}>
            <output id={SUM} tabindex="-1">{ format!("Sum: {percent}\u{a0}%") }</output>
            if uneven {
                <button type="button" class="button" onclick={press(balance(&shares))}>{ "Balance" }</button>
                if let Some(rest) = rest_to_last(&shares) {
                    <button type="button" class="button" onclick={press(rest)}>
                        { "Give the rest to " }{ settings.outputs.last().map(|output| &output.name) }
                    </button>
                }
            }
        </div>
    }
}

fn shares(settings: &Sampling) -> Vec<Share> {
    settings.outputs.iter().map(|output| output.share).collect()
}

fn with_shares(settings: &Sampling, shares: &[Share]) -> Sampling {
    let mut next = settings.clone();
    for (output, share) in next.outputs.iter_mut().zip(shares) {
        output.share = *share;
    }
    next
}

/// The shares with the last one set to what the others leave; `None` where they leave nothing.
fn rest_to_last(shares: &[Share]) -> Option<Vec<Share>> {
    let (_, others) = shares.split_last()?;
    let taken = others.iter().try_fold(0_u32, |sum, share| sum.checked_add(share.millionths()))?;
    let rest = Share::from_millionths(Share::ONE.millionths().checked_sub(taken)?).ok()?;
    let some = !others.is_empty() && rest > Share::ZERO;
    some.then(|| others.iter().copied().chain([rest]).collect())
}

/// A Sampling stage with its shares balanced; `None` for any other.
pub fn balanced(stage: &Stage) -> Option<Stage> {
    let StageKind::Sampling(sampling) = &stage.kind else { return None };
    let even = with_shares(sampling, &balance(&shares(sampling)));
    Some(Stage { kind: StageKind::Sampling(even), ..stage.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percents(percents: &[u32]) -> Vec<Share> {
        percents.iter().map(|p| Share::from_millionths(p * 10_000).unwrap()).collect()
    }

    #[test]
    fn the_last_output_can_take_the_rest() {
        assert_eq!(rest_to_last(&percents(&[30, 80])), Some(percents(&[30, 70])));
        assert_eq!(rest_to_last(&percents(&[60, 60, 5])), None);
        assert_eq!(rest_to_last(&percents(&[60, 40, 5])), None);
        assert_eq!(rest_to_last(&percents(&[60])), None);
        assert_eq!(rest_to_last(&[]), None);
    }

    #[test]
    fn a_stage_is_balanced_whole() {
        let outputs =
            percents(&[10, 30]).into_iter().map(|share| SampleOutput { share, ..Default::default() });
        let kind = StageKind::Sampling(Sampling { outputs: outputs.collect(), ..Sampling::default() });
        let stage = Stage { id: "qa".into(), name: String::new(), kind, extra: Default::default() };
        let StageKind::Sampling(even) = balanced(&stage).unwrap().kind else { panic!("the kind changed") };
        assert_eq!(shares(&even), percents(&[25, 75]));
        assert_eq!(balanced(&Stage { kind: StageKind::Complete, ..stage }), None);
    }
}
