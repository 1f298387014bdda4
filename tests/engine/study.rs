//! Reports of whole studies: parts, routes, what is delivered wrong, and units in several datasets.

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::manifest::{DataUnit, Options, import};
use sluice::simulate::{Feed, Gathered, RunReport, Study};
use sluice::workflow::{Checked, Workflow, read};

use crate::budget::{binomial, counts, holds, least};
use crate::generate::workflows;
use crate::lab::Lab;

const CASES: u32 = 200;

fn study(workflow: &Workflow, tasks: u64, seed: u64, runs: u64) -> Study {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    Study::new(Checked::new(workflow).unwrap(), &[], seed, runs)
}

fn part(study: &Study, runs: std::ops::Range<u64>, slice: u64) -> Gathered {
    let mut progress = study.begin_part(runs);
    while !progress.step(slice, &mut ()).unwrap() {}
    progress.gathered()
}

/// The study as someone makes it who is sent its tasks.
fn sent(study: &Study, workflow: &Workflow, tasks: u64, seed: u64, runs: u64) -> Study {
    // Other numbers of tasks, which are not to matter.
    let other = self::study(workflow, tasks + 1, seed, runs);
    other.with_packed_tasks(&study.packed_tasks()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn merged_parts_are_the_whole_however_they_are_parted(
        workflow in workflows(), tasks in 0u64..40, seed in 0u64..1 << 53, runs in 1u64..12,
        cuts in prop::collection::vec(0u64..14, 0..4), order in any::<prop::sample::Index>(), slice in 1u64..100,
    ) {
        let study = study(&workflow, tasks, seed, runs);
        let whole = study.report(&mut ()).unwrap();
        let mut ends: Vec<u64> = cuts.into_iter().chain([0, runs]).map(|cut| cut.min(runs)).collect();
        ends.sort_unstable();
        // Each is done by someone who was sent the tasks, and sends back what they came to.
        let other = sent(&study, &workflow, tasks, seed, runs);
        let part_sent = |ends: &[u64]| study.gathered(part(&other, ends[0]..ends[1], slice).into_lists()).unwrap();
        let mut parts: Vec<Gathered> = ends.windows(2).map(part_sent).collect();
        // They may come in any order.
        let first = order.index(parts.len());
        parts.rotate_left(first);
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap();
        parts.for_each(|part| all.merge(part));
        prop_assert_eq!(&all, &part(&study, 0..runs, u64::MAX));
        prop_assert_eq!(study.report_of(&all), whole);
    }

    #[test]
    fn routes_add_up_to_tasks_and_wrong_routes_to_wrong_tasks(
        workflow in workflows(), tasks in 0u64..80, seed in 0u64..1 << 53, runs in 1u64..4,
    ) {
        let report = study(&workflow, tasks, seed, runs).report(&mut ()).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let listed: f64 = report.routes.iter().map(|route| route.tasks).sum();
        prop_assert!(near(listed + report.other_routes, tasks as f64), "{} and {}", listed, report.other_routes);
        prop_assert!(report.routes.iter().all(|route| near(route.share * tasks as f64, route.tasks)));
        prop_assert!(report.routes.windows(2).all(|two| two[0].tasks >= two[1].tasks));
        for stage in &report.ended {
            let here = || report.routes.iter().filter(|route| route.rests.as_ref() == Some(&stage.stage));
            let over: f64 = report.stopped.iter().filter(|stopped| stopped.stage == stage.stage).map(|s| s.count).sum();
            if report.other_routes == 0.0 {
                prop_assert!(near(here().map(|route| route.tasks).sum::<f64>(), stage.count + over), "{}", stage.stage);
                let wrong: f64 = here().filter_map(|route| route.wrong).sum();
                prop_assert!(near(wrong, stage.wrong.unwrap_or(0.0)), "{} {:?}", wrong, stage);
            }
        }
        if let Some(delivered) = &report.delivered {
            let ends = || report.ended.iter().filter(|end| end.kind == "complete");
            prop_assert!(near(ends().map(|end| end.count).sum(), delivered.tasks));
            prop_assert!(near(ends().filter_map(|end| end.wrong).sum(), delivered.wrong));
            prop_assert!(delivered.share.is_none_or(|share| near(share * delivered.tasks, delivered.wrong)));
        }
    }
}

fn report(file: &Value, seed: u64) -> RunReport {
    let read = read(&file.to_string()).unwrap();
    Study::new(Checked::new(read.workflow).unwrap(), &[], seed, 1).report(&mut ()).unwrap()
}

#[test]
fn a_route_intends_the_product_of_its_shares_and_has_it() {
    let file = |tasks: u64| {
        json!({"sluice": 1, "name": "w", "stages": [
        {"id": "one", "kind": "dataset", "tasks": tasks, "next": "s"}, {"id": "two", "kind": "dataset", "tasks": 3 * tasks, "next": "w"},
        {"id": "s", "kind": "sampling", "outputs": [{"name": "a", "share": 20, "to": "x"}, {"name": "b", "share": 80, "to": "c"}]},
        {"id": "x", "kind": "annotate", "next": "w"},
        {"id": "w", "kind": "webhook", "failure_share": 50, "retries": 1, "success": "l", "failure": "c"},
        {"id": "l", "kind": "logic", "rules": [{"name": "r", "kind": "random_sample", "share": 40, "to": "c"}], "else": "c"},
        {"id": "c", "kind": "complete"}]})
    };
    let law = [
        0.25 * 0.8,
        0.25 * 0.2 * 0.25,
        0.25 * 0.2 * 0.75 * 0.4,
        0.25 * 0.2 * 0.75 * 0.6,
        0.75 * 0.25,
        0.75 * 0.75 * 0.4,
        0.75 * 0.75 * 0.6,
    ];
    holds("routes", |look| {
        let report = report(&file(10_000 * look.scale), look.seed);
        let mut routes = report.routes;
        routes.sort_by_key(|route| {
            route.steps.iter().map(|step| (step.stage.clone(), step.output.clone())).rev().collect::<Vec<_>>()
        });
        assert_eq!(routes.len(), 7);
        let mut intended: Vec<f64> = routes.iter().map(|route| route.intended.unwrap()).collect();
        let p_value = counts(&intended, &routes.iter().map(|route| route.tasks as u64).collect::<Vec<_>>());
        let mut expected = law.to_vec();
        intended.sort_by(f64::total_cmp);
        expected.sort_by(f64::total_cmp);
        assert!(intended.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-12), "{intended:?}");
        p_value
    });
}

#[test]
fn the_wrong_share_follows_from_model_and_review() {
    // Two classes. A model annotates; a review rejects 60 % of what is wrong and 5 % of what is
    // right, and somebody annotates that afresh, without another review.
    let file = |tasks: u64, mend: &str| {
        json!({"sluice": 1, "name": "w",
        "people": [{"name": "A", "recall": 90, "false_positive": 2}],
        "ontology": {"classes": [{"name": "Car", "prevalence": 30}, {"name": "Van", "prevalence": 50}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": tasks, "next": "m"},
            {"id": "m", "kind": "model", "recall": 80, "false_positive": 10, "next": "r"},
            {"id": "r", "kind": "review", "catch": 60, "false_alarm": 5, "approve": "c", "reject": mend},
            {"id": "mend", "kind": "annotate", "next": "d"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "complete"}, {"id": "x", "kind": "archive"}]})
    };
    let right = |recall: f64, false_positive: f64| {
        let class = |prevalence: f64| prevalence * recall + (1.0 - prevalence) * (1.0 - false_positive);
        class(0.3) * class(0.5)
    };
    let (model, person) = (right(0.8, 0.1), right(0.9, 0.02));
    let approved = [model * 0.95, (1.0 - model) * 0.4];
    // Who mends sees the same truth: given what is there, model and person err apart.
    let mut mended = [0.0; 2];
    for (truth, p) in
        [([true, true], 0.15), ([true, false], 0.15), ([false, true], 0.35), ([false, false], 0.35)]
    {
        let right = |recall: f64, false_positive: f64| -> f64 {
            truth.iter().map(|there| if *there { recall } else { 1.0 - false_positive }).product()
        };
        let (model, person) = (right(0.8, 0.1), right(0.9, 0.02));
        let rejected = model * 0.05 + (1.0 - model) * 0.6;
        mended = [mended[0] + p * rejected * person, mended[1] + p * rejected * (1.0 - person)];
    }
    assert!((approved.iter().chain(&mended).sum::<f64>() - 1.0).abs() < 1e-12 && person > 0.8);
    holds("delivered wrong", |look| {
        let tasks = 50_000 * look.scale;
        let report = report(&file(tasks, "mend"), look.seed);
        let end = |id: &str| report.ended.iter().find(|end| end.stage == id).unwrap();
        let wrong = |id: &str| end(id).wrong.unwrap() as u64;
        let right = |id: &str| end(id).count as u64 - wrong(id);
        let delivered = report.delivered.clone().unwrap();
        assert_eq!((delivered.tasks, delivered.wrong as u64), (tasks as f64, wrong("c") + wrong("d")));
        // What is archived is not delivered, and not wrong.
        let archived = self::report(&file(tasks, "x"), look.seed).delivered.unwrap();
        assert_eq!((archived.tasks as u64, archived.wrong as u64), (right("c") + wrong("c"), wrong("c")));
        least(&[
            counts(
                &[approved[0], approved[1], mended[0], mended[1]],
                &[right("c"), wrong("c"), right("d"), wrong("d")],
            ),
            binomial(approved[1] + mended[1], delivered.wrong as u64, tasks),
        ])
    });
}

/// Data units of these numbers.
fn units(numbers: &[usize]) -> Vec<DataUnit> {
    let images: Vec<Value> = numbers.iter().map(|i| crate::lab::image(*i, json!({}))).collect();
    import(json!({"images": images}).to_string().as_bytes(), "m.json", &Options::default()).units
}

/// A study of two Dataset stages with these settings and units, both leading to a sticky split.
fn two_datasets(settings: [Value; 2], numbers: [&[usize]; 2]) -> (Study, [Vec<DataUnit>; 2]) {
    let mut stages: Vec<Value> = settings.to_vec();
    for stage in &mut stages {
        stage["kind"] = json!("dataset");
        stage["next"] = json!("c");
    }
    let ids = settings.map(|settings| settings["id"].as_str().unwrap().to_owned());
    stages.push(json!({"id": "c", "kind": "complete"}));
    let file = json!({"sluice": 1, "name": "w", "stages": stages});
    let units = numbers.map(units);
    let feeds = [0, 1].map(|i| Feed { dataset: &ids[i], units: units[i].as_slice().into(), batch: None });
    let workflow = read(&file.to_string()).unwrap().workflow;
    let study = Study::new(Checked::new(workflow).unwrap(), &feeds, 1, 1);
    (study, units)
}

/// For each task of a study its dataset and the number in its unit's URL.
fn origins(study: &Study, units: &[Vec<DataUnit>; 2]) -> Vec<(usize, String)> {
    let origin = |task: u64| {
        let (dataset, unit) = study.origin(task).unwrap();
        let urls = units[dataset][usize::try_from(unit).unwrap()].joined_urls().to_string();
        (dataset, urls.rsplit('/').next().unwrap().trim_end_matches(".jpg").to_owned())
    };
    (0..study.tasks()).map(origin).collect()
}

#[test]
fn a_unit_in_two_datasets_is_one_task_in_the_benchmark() {
    let (first, second): (&[usize], &[usize]) = (&[1, 2, 3, 4, 5, 6], &[9, 2, 5, 7, 6]);
    for (settings, home) in [
        ([json!({"id": "a"}), json!({"id": "b"})], 0),
        ([json!({"id": "a"}), json!({"id": "b", "benchmark": true})], 1),
        ([json!({"id": "a", "benchmark": true}), json!({"id": "b"})], 0),
        ([json!({"id": "a", "benchmark": true}), json!({"id": "b", "benchmark": true})], 0),
        ([json!({"id": "a"}), json!({"id": "b", "name": "Our Benchmark set"})], 1),
        ([json!({"id": "a"}), json!({"id": "BENCHMARK"})], 1),
        // What is said counts for more than what it is called.
        ([json!({"id": "a", "benchmark": true}), json!({"id": "b", "name": "Benchmark"})], 0),
    ] {
        let (study, units) = two_datasets(settings.clone(), [first, second]);
        let kept: Vec<(usize, String)> = [first, second]
            .iter()
            .enumerate()
            .flat_map(|(dataset, numbers)| {
                let mine = move |number: &&usize| dataset == home || ![2, 5, 6].contains(*number);
                numbers.iter().filter(mine).map(move |number| (dataset, number.to_string()))
            })
            .collect();
        assert_eq!(origins(&study, &units), kept, "{settings:?}");
        assert_eq!(study.origin(8), None);
        let counts: Vec<u64> = study.datasets().map(|(_, tasks)| tasks).collect();
        assert_eq!(counts, if home == 0 { [6, 2] } else { [3, 5] });
        let notes = study.report(&mut ()).unwrap().notes;
        let name =
            |i: usize| settings[i].get("name").unwrap_or(&settings[i]["id"]).as_str().unwrap().to_owned();
        let message = format!(
            "3 data units are in {} and in {}: each is one task, which starts in {}.",
            name(home),
            name(1 - home),
            name(home)
        );
        assert_eq!(notes.len(), 1);
        assert_eq!((notes[0].code.as_str(), &notes[0].message), ("in-several-datasets", &message));
    }
}

#[test]
fn units_of_one_dataset_alone_are_left_as_they_are() {
    let settings = || [json!({"id": "a"}), json!({"id": "b", "benchmark": true})];
    let (study, units) = two_datasets(settings(), [&[1, 2, 2, 3], &[4, 4]]);
    assert_eq!(study.tasks(), 6);
    assert!(study.report(&mut ()).unwrap().notes.is_empty());
    assert_eq!(
        origins(&study, &units).iter().map(|(dataset, _)| *dataset).collect::<Vec<_>>(),
        [0, 0, 0, 0, 1, 1]
    );
    // One that the benchmark lists twice is two tasks there, and none elsewhere.
    let (study, units) = two_datasets(settings(), [&[1, 2, 3], &[2, 2, 4]]);
    let numbers: Vec<(usize, String)> = origins(&study, &units);
    let expected = [(0, "1"), (0, "3"), (1, "2"), (1, "2"), (1, "4")];
    assert_eq!(numbers, expected.map(|(dataset, number)| (dataset, number.to_owned())));
    assert_eq!(
        study.report(&mut ()).unwrap().notes[0].message,
        "1 data unit is in b and in a: it is one task, which starts in b."
    );
}

#[test]
fn a_shared_unit_goes_the_way_it_goes_in_its_home_alone() {
    let file = json!({"sluice": 1, "name": "w", "stages": [
        {"id": "a", "kind": "dataset", "next": "s"}, {"id": "b", "kind": "dataset", "benchmark": true, "next": "s"},
        {"id": "s", "kind": "sampling", "outputs": [{"name": "1", "share": 50, "to": "c"}, {"name": "2", "share": 50, "to": "c"}]},
        {"id": "c", "kind": "complete"}]});
    let manifest = |numbers: std::ops::Range<usize>| json!({"images": numbers.map(|i| crate::lab::image(i, json!({}))).collect::<Vec<_>>()});
    let both = Lab::fed(file.clone(), &[("a", manifest(0..100)), ("b", manifest(50..150))]);
    let alone = Lab::fed(
        file,
        &[("a", json!({"images": [crate::lab::image(999, json!({}))]})), ("b", manifest(50..150))],
    );
    let of = |lab: &Lab| lab.first_outputs(&lab.visits(3), "s");
    assert_eq!(both.supply.len(), 150);
    assert_eq!(of(&both)[50..], of(&alone)[1..]);
}

/// A study of listed and plain tasks, with facts that its rules ask about.
fn mixed(feeds: bool) -> Study {
    let file = json!({"sluice": 1, "name": "w", "stages": [
        {"id": "a", "kind": "dataset", "next": "l"}, {"id": "b", "kind": "dataset", "tasks": 7, "next": "s"},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "r", "kind": "metadata", "key": "site", "op": "is", "value": "north", "to": "s"}], "else": "c"},
        {"id": "s", "kind": "sampling", "outputs": [
            {"name": "p", "share": 20, "to": "c"}, {"name": "q", "share": 80, "to": "l2"}]},
        {"id": "l2", "kind": "complete"}, {"id": "c", "kind": "complete"}]});
    let videos: Vec<Value> = (0..50)
        .map(|i| json!({"objectUrl": format!("https://h/{i}"), "clientMetadata": {"site": if i % 3 == 0 { "north" } else { "south" }}}))
        .collect();
    let list = json!({ "videos": videos }).to_string();
    let units: Vec<DataUnit> = import(list.as_bytes(), "m.json", &Options::default()).units;
    let feed = [Feed { dataset: "a", units: units.as_slice().into(), batch: None }];
    let checked = Checked::new(read(&file.to_string()).unwrap().workflow).unwrap();
    Study::new(checked, if feeds { &feed } else { &[] }, 3, 4)
}

#[test]
fn listed_tasks_are_sent_with_what_is_known_of_them() {
    let study = mixed(true);
    let bytes = study.packed_tasks();
    // A kind and a number for each source, the tasks, and two rows of facts of two words.
    assert_eq!(bytes.len(), 9 + 50 * 12 + 9 + 2 * 2 * 8);
    let other = mixed(false).with_packed_tasks(&bytes).unwrap();
    assert_eq!(other.tasks(), 57);
    assert_eq!(part(&other, 0..4, 10), part(&study, 0..4, 10));
    assert_ne!(part(&mixed(false), 0..4, 10), part(&study, 0..4, 10), "the tasks do not matter here");
}

#[test]
fn tasks_that_were_damaged_are_refused() {
    let bytes = mixed(true).packed_tasks();
    let rows = 2 * 8;
    for length in 0..bytes.len() {
        // Whole rows may be missing that no task has: here both are had.
        assert!(
            mixed(false).with_packed_tasks(&bytes[..length]).is_none(),
            "{length} of {} bytes",
            bytes.len()
        );
    }
    for more in [1, 8, rows - 1] {
        let longer = [&bytes[..], &vec![0; more]].concat();
        assert!(mixed(false).with_packed_tasks(&longer).is_none(), "{more} bytes more");
    }
    // A number of tasks that no memory holds, and a row of facts that is not there.
    for (at, byte) in [(8, 0xff), (9 + 8, 2)] {
        let mut wrong = bytes.clone();
        wrong[at] = byte;
        assert!(mixed(false).with_packed_tasks(&wrong).is_none(), "byte {at}");
    }
}

#[test]
fn counts_that_were_damaged_are_refused() {
    let study = mixed(true);
    let gathered = part(&study, 0..4, 10);
    let lists = gathered.clone().into_lists();
    assert_eq!(study.gathered(lists.clone()), Some(gathered));
    let routes = study.report(&mut ()).unwrap().routes.len();
    let refused = |lists: Vec<Vec<u64>>| study.gathered(lists).is_none();
    for length in 0..lists.len() - routes {
        assert!(refused(lists[..length].to_vec()), "{length} lists");
    }
    for i in 0..lists.len() {
        let mut wrong = lists.clone();
        wrong[i].push(u64::MAX);
        assert!(refused(wrong), "a number more in list {i}");
        let mut wrong = lists.clone();
        if wrong[i].pop().is_some() && i < lists.len() - routes {
            assert!(refused(wrong), "a number less in list {i}");
        }
    }
    // Counts of another workflow.
    let other = Lab::split(&[20.0, 80.0]);
    let other = Study::new(Checked::new(other.workflow).unwrap(), &[], 3, 4);
    assert_eq!(other.gathered(lists), None);
}
