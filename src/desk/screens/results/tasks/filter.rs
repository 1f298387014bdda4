//! Choosing tasks: each list has the number of tasks behind each of its values.

use yew::prelude::{AttrValue, Callback, Html};

use super::{Act, words};
use crate::simulate::{Belongs, RunReport, TaskFacets, TaskFilter, TookOutput};
use crate::view::form::SelectField;
use crate::view::format;
use crate::view::html::html;

/// The lists to choose from: those that have a choice.
pub fn view(report: &RunReport, facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    html! {
        <div class="results__choices">
            { way(report, facets, filter, act) }
            { took(report, facets, filter, act) }
            { rests(facets, filter, act) }
            { annotator(facets, filter, act) }
            { batch(facets, filter, act) }
            { dataset(report, facets, filter, act) }
            { wrong(facets, filter, act) }
        </div>
    }
}

/// A list of the values of one condition, where there are several or one is chosen.
fn list<T: Clone + PartialEq + 'static>(
    label: &'static str,
    value: &Option<T>,
    options: Vec<(T, String, u64)>,
    filter: &TaskFilter,
    act: &Callback<Act>,
    put: fn(&mut TaskFilter, Option<T>),
) -> Html {
    if options.len() < 2 && value.is_none() {
        return Html::default();
    }
    let option = |(value, name, count): (T, String, u64)| {
        (Some(value), AttrValue::from(format!("{name} ({})", format::count(count as f64))))
    };
    let any = (None, AttrValue::Static("Any"));
    let filter = filter.clone();
    let on_change = act.reform(move |value| {
        let mut filter = filter.clone();
        put(&mut filter, value);
        Act::Filter(filter)
    });
    SelectField {
        label: AttrValue::Static(label),
        value: value.clone(),
        options: std::iter::once(any).chain(options.into_iter().map(option)).collect(),
        on_change,
        hint: None,
    }
    .view()
}

fn way(report: &RunReport, facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    let ways = facets.ways.iter().map(|way| (way.way, words::way(report, way), way.count));
    list("Path", &filter.way, ways.collect(), filter, act, |filter, way| filter.way = way)
}

fn took(report: &RunReport, facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    let outputs =
        |id: &str| report.stages.iter().find(|stage| stage.id == id).map_or(0, |stage| stage.outputs.len());
    let several = facets.took.iter().filter(|(step, _)| outputs(&step.stage) > 1);
    let option = |(step, count): &(crate::simulate::RouteStep, u64)| {
        let value = TookOutput { stage: step.stage.clone(), output: step.output.clone() };
        (value, format!("{}: {}", words::stage_name(report, &step.stage), step.output), *count)
    };
    let options = several.map(option).collect();
    list("Took the output", &filter.took, options, filter, act, |filter, took| filter.took = took)
}

fn rests(facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    let value = filter.stage.clone().zip(filter.rest);
    let option = |place: &crate::simulate::TaskPlace| {
        ((place.stage.clone(), place.rest), words::rests(&place.name, place.rest), place.count)
    };
    let options = facets.rests.iter().map(option).collect();
    list("Rests at", &value, options, filter, act, |filter, place| {
        (filter.stage, filter.rest) = place.unzip()
    })
}

fn belongs(belongs: &Belongs, none: &str) -> String {
    match belongs {
        Belongs::ToNone => none.to_owned(),
        Belongs::To(name) => name.clone(),
    }
}

fn annotator(facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    let option = |(who, count): &(Belongs, u64)| (who.clone(), belongs(who, "nobody"), *count);
    let options = facets.annotators.iter().map(option).collect();
    list("Worked on last by", &filter.annotator, options, filter, act, |filter, who| filter.annotator = who)
}

fn batch(facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    let option = |tasks: &crate::simulate::BatchTasks| {
        (tasks.batch.clone(), belongs(&tasks.batch, "none"), tasks.count)
    };
    let options = facets.batches.iter().map(option).collect();
    list("Batch", &filter.batch, options, filter, act, |filter, batch| filter.batch = batch)
}

fn dataset(report: &RunReport, facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    let option = |(id, count): &(String, u64)| (id.clone(), words::stage_name(report, id), *count);
    let options = facets.datasets.iter().map(option).collect();
    list("Started in", &filter.dataset, options, filter, act, |filter, dataset| filter.dataset = dataset)
}

fn wrong(facets: &TaskFacets, filter: &TaskFilter, act: &Callback<Act>) -> Html {
    if facets.wrong == 0 && filter.wrong.is_none() {
        return Html::default();
    }
    let filter_now = filter.clone();
    let label = format!("delivered wrong ({})", format::count(facets.wrong as f64));
    SelectField {
        label: AttrValue::Static("Annotations"),
        value: filter.wrong,
        options: vec![(None, AttrValue::Static("Any")), (Some(true), AttrValue::from(label))],
        on_change: act.reform(move |wrong| Act::Filter(TaskFilter { wrong, ..filter_now.clone() })),
        hint: None,
    }
    .view()
}
