//! How counts lie over runs that are added one after another.

use serde_json::json;
use sluice::simulate::{Gathered, Spread, Study};
use sluice::workflow::{Checked, read};

fn study(file: &serde_json::Value, seed: u64, runs: u64) -> Study {
    Study::new(Checked::new(read(&file.to_string()).unwrap().workflow).unwrap(), &[], seed, runs)
}

/// Two samplings in a row: how many reach the second differs from run to run.
fn two() -> serde_json::Value {
    json!({"sluice": 1, "stages": [
        {"id": "data", "kind": "dataset", "release": "automatic", "tasks": 100, "next": "first"},
        {"id": "first", "kind": "sampling", "outputs": [
            {"name": "On", "share": 50, "to": "second"}, {"name": "Out", "share": 50, "to": "end"}]},
        {"id": "second", "kind": "sampling", "outputs": [
            {"name": "Review", "share": 20, "to": "end"}, {"name": "Pass", "share": 80, "to": "end"}]},
        {"id": "end", "kind": "complete"}]})
}

/// The first runs of a study, done one by one.
fn one_by_one(study: &Study, runs: u64) -> Gathered {
    let mut all = study.begin_part(0..0).gathered();
    for run in 0..runs {
        let mut progress = study.begin_part(run..run + 1);
        while !progress.step(1_000, &mut ()).unwrap() {}
        all.merge(progress.gathered());
    }
    all
}

fn spread(study: &Study, gathered: &Gathered, stage: &str, output: &str) -> Spread {
    study.spread(gathered, stage, output).unwrap()
}

#[test]
fn runs_one_by_one_are_those_of_a_report() {
    let (few, many) = (study(&two(), 7, 40), study(&two(), 7, 1_000_000));
    let report = few.report(&mut ()).unwrap();
    let gathered = one_by_one(&many, 40);
    for stage in &report.stages {
        for output in stage.outputs.iter().filter(|output| output.judgement.is_some()) {
            let spread = spread(&many, &gathered, &stage.id, &output.name);
            let runs = output.runs.as_ref().unwrap();
            assert_eq!((spread.runs, &spread.counts), (40, &runs.counts), "{} {}", stage.id, output.name);
            assert_eq!(spread.inside95, runs.inside95);
        }
    }
    assert!(many.spread(&gathered, "first", "Nowhere").is_none());
    assert!(many.spread(&gathered, "nowhere", "On").is_none());
}

#[test]
fn the_law_of_a_fixed_number_of_tasks_is_binomial() {
    let study = study(&two(), 7, 10);
    let spread = spread(&study, &one_by_one(&study, 3), "first", "On");
    let law = spread.law.unwrap();
    let at = |count: u64| law.p[(count - law.first) as usize];
    // Python: math.comb(100, 40) / 2**100, and of 50.
    assert!((at(40) - 0.010_843_866_711_637_981).abs() < 1e-15, "{}", at(40));
    assert!((at(50) - 0.079_589_237_387_178_73).abs() < 1e-15, "{}", at(50));
    assert!((law.p.iter().sum::<f64>() - 1.0).abs() < 2e-6);
    assert_eq!((spread.visits, spread.range95), ([100, 100], Some([40, 60])));
}

#[test]
fn where_runs_differ_in_tasks_the_law_is_the_mean_of_theirs() {
    let study = study(&two(), 7, 200);
    let gathered = one_by_one(&study, 200);
    let second = spread(&study, &gathered, "second", "Review");
    assert!(second.visits[0] < second.visits[1]);
    let law = second.law.unwrap();
    let mean: f64 = (law.first..).zip(&law.p).map(|(count, p)| count as f64 * p).sum();
    // The mean of 0.2 · n over the runs' own n.
    let on = spread(&study, &gathered, "first", "On");
    let tasks: u64 = on.counts.iter().map(|(n, runs)| n * runs).sum();
    assert!((mean - 0.2 * tasks as f64 / 200.0).abs() < 1e-4, "{mean}");
    assert!((law.p.iter().sum::<f64>() - 1.0).abs() < 2e-6);
}

#[test]
fn an_output_without_a_law_has_its_counts_alone() {
    let file = json!({"sluice": 1, "ontology": {"classes": [{"name": "car", "kind": "object", "prevalence": 50}]},
        "people": [{"name": "Ann", "weight": 1}],
        "stages": [
            {"id": "data", "kind": "dataset", "release": "automatic", "tasks": 60, "next": "label"},
            {"id": "label", "kind": "annotate", "next": "look"},
            {"id": "look", "kind": "logic", "rules": [
                {"name": "Cars", "kind": "annotation_type", "conditions": [{"has": "car"}], "to": "end"}], "else": "end"},
            {"id": "end", "kind": "complete"}]});
    let study = study(&file, 3, 9);
    let gathered = one_by_one(&study, 9);
    let spread = spread(&study, &gathered, "look", "Cars");
    assert_eq!((spread.intended, &spread.law, spread.range95, spread.inside95), (None, &None, None, None));
    assert_eq!(spread.counts.iter().map(|(_, runs)| runs).sum::<u64>(), 9);
    assert_eq!(spread.first.unwrap().n, 60);
}

#[test]
fn one_runs_split_is_found_by_stage() {
    let study = study(&two(), 7, 10);
    let mut progress = study.begin_part(4..5);
    while !progress.step(1_000, &mut ()).unwrap() {}
    let run = progress.gathered();
    let first = &run.left()[study.outputs_of("first").unwrap()];
    let second = &run.left()[study.outputs_of("second").unwrap()];
    assert_eq!((first.iter().sum::<u64>(), second.iter().sum::<u64>(), run.runs()), (100, first[0], 1));
    assert!(study.outputs_of("nowhere").is_none());
}
