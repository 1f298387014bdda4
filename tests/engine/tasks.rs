//! The index of every task, against what the visits of the same run say.

use proptest::prelude::*;
use serde_json::json;
use sluice::engine::{Rest, Visit};
use sluice::manifest::{DataUnit, Options, import};
use sluice::simulate::{
    Belongs, Feed, RouteStep, RunReport, Study, TaskFacets, TaskFilter, TaskRow, Tasks, TookOutput, Units,
};
use sluice::workflow::{Checked, StageKind, Workflow, read};

use crate::generate::workflows;
use crate::lab::{Log, manifest};

const CASES: u32 = 150;

/// A task as its visits tell of it.
#[derive(Debug, Clone)]
struct Seen {
    row: TaskRow,
    steps: Vec<RouteStep>,
    visited: Vec<String>,
}

fn study(workflow: &Workflow, tasks: u64, seed: u64) -> Study {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    Study::new(Checked::new(workflow).unwrap(), &[], seed, 1)
}

/// Every visit of a run, task by task, and its report.
pub fn visits(study: &Study) -> (Vec<Vec<Visit>>, RunReport) {
    let mut log = Log(Vec::new());
    let report = study.report(&mut log).unwrap();
    let mut tasks = vec![Vec::new(); usize::try_from(study.tasks()).unwrap()];
    for visit in log.0 {
        tasks[usize::try_from(visit.task).unwrap()].push(visit);
    }
    (tasks, report)
}

/// Whoever worked on a task last: at a model nobody did.
pub fn latest<'v>(workflow: &Workflow, visits: impl DoubleEndedIterator<Item = &'v Visit>) -> Option<usize> {
    let manned = |visit: &&Visit| {
        matches!(workflow.stages[visit.stage].kind, StageKind::Annotate(_) | StageKind::Consensus(_))
    };
    visits.rev().find(manned).and_then(|visit| visit.annotator)
}

fn seen(workflow: &Workflow, study: &Study, task: &[Visit]) -> Seen {
    let stage = |position: usize| &workflow.stages[position];
    let last = task.last().unwrap();
    let outputs = stage(last.stage).outputs();
    let (at, rest) = match last.output.map(|output| outputs[output].to) {
        None if stage(last.stage).kind.is_end() => (last.stage, Rest::Ended),
        None => (last.stage, Rest::Waiting),
        Some(None) => (last.stage, Rest::Unconnected),
        Some(Some(to)) => (workflow.position(to).unwrap(), Rest::OverLimit),
    };
    let mut steps = Vec::new();
    let mut visited: Vec<String> = task.iter().map(|visit| stage(visit.stage).id.clone()).collect();
    visited.push(stage(at).id.clone());
    for visit in task {
        let Some(output) = visit.output else { continue };
        let here = stage(visit.stage);
        let step = RouteStep { stage: here.id.clone(), output: here.outputs()[output].name.to_string() };
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    let person = latest(workflow, task.iter());
    let row = TaskRow {
        task: last.task + 1,
        dataset: stage(task[0].stage).id.clone(),
        stage: stage(at).id.clone(),
        name: stage(at).title().to_owned(),
        rest,
        way: 0,
        visits: u16::try_from(task.len()).unwrap(),
        annotator: person.map(|person| study.plan().person(person).unwrap().to_owned()),
        batches: Vec::new(),
        wrong: None,
    };
    Seen { row, steps, visited }
}

/// Tasks as their visits tell of them, with what visits do not tell taken from the index: which
/// way has which number, the batches, and what is wrong.
fn all_seen(workflow: &Workflow, study: &Study, tasks: &Tasks) -> (Vec<Seen>, RunReport) {
    let (visits, report) = visits(study);
    let selection = tasks.select(&TaskFilter::default());
    let page = tasks.page(&selection, 0, usize::MAX);
    assert_eq!((page.rows.len(), page.tasks, page.selected), (visits.len(), study.tasks(), study.tasks()));
    let seen = visits.iter().zip(&page.rows).map(|(visits, row)| {
        let mut seen = seen(workflow, study, visits);
        (seen.row.way, seen.row.batches, seen.row.wrong) = (row.way, row.batches.clone(), row.wrong);
        assert_eq!(&seen.row, row);
        seen
    });
    (seen.collect(), report)
}

fn belongs(wanted: &Belongs, names: &[String]) -> bool {
    match wanted {
        Belongs::ToNone => names.is_empty(),
        Belongs::To(name) => names.contains(name),
    }
}

fn passes(filter: &TaskFilter, task: &Seen) -> bool {
    let row = &task.row;
    let step = |took: &TookOutput| RouteStep { stage: took.stage.clone(), output: took.output.clone() };
    filter.visited.as_ref().is_none_or(|id| task.visited.contains(id))
        && filter.took.as_ref().is_none_or(|took| task.steps.contains(&step(took)))
        && filter.way.is_none_or(|way| way == row.way)
        && filter.stage.as_ref().is_none_or(|id| *id == row.stage)
        && filter.rest.is_none_or(|rest| rest == row.rest)
        && filter.annotator.as_ref().is_none_or(|a| belongs(a, row.annotator.as_slice()))
        && filter.batch.as_ref().is_none_or(|b| belongs(b, &row.batches))
        && filter.dataset.as_ref().is_none_or(|id| *id == row.dataset)
        && filter.wrong.is_none_or(|wrong| wrong == row.wrong.unwrap_or(false))
}

/// Every count of the facets, from the tasks themselves.
fn check_facets(facets: &TaskFacets, filter: &TaskFilter, tasks: &[Seen]) {
    let count = |filter: TaskFilter| tasks.iter().filter(|task| passes(&filter, task)).count() as u64;
    assert_eq!((facets.tasks, facets.selected), (tasks.len() as u64, count(filter.clone())));
    for (id, tasks) in &facets.visited {
        assert_eq!(*tasks, count(TaskFilter { visited: Some(id.clone()), ..filter.clone() }), "{id}");
    }
    for (step, tasks) in &facets.took {
        let took = TookOutput { stage: step.stage.clone(), output: step.output.clone() };
        assert_eq!(*tasks, count(TaskFilter { took: Some(took), ..filter.clone() }), "{step:?}");
    }
    for place in &facets.rests {
        let here = TaskFilter { stage: Some(place.stage.clone()), rest: Some(place.rest), ..filter.clone() };
        assert_eq!(place.count, count(here), "{place:?}");
    }
    let anywhere = TaskFilter { stage: None, rest: None, ..filter.clone() };
    assert_eq!(facets.rests.iter().map(|place| place.count).sum::<u64>(), count(anywhere));
    for way in &facets.ways {
        let filter = TaskFilter { way: Some(way.way), ..filter.clone() };
        assert_eq!(way.count, count(filter.clone()), "{way:?}");
        for task in tasks.iter().filter(|task| passes(&filter, task)) {
            assert_eq!((&task.steps, &task.row.stage, task.row.rest), (&way.steps, &way.stage, way.rest));
        }
    }
    let any_way = count(TaskFilter { way: None, ..filter.clone() });
    assert_eq!(facets.ways.iter().map(|way| way.count).sum::<u64>() + facets.other_ways, any_way);
    for (person, tasks) in &facets.annotators {
        let filter = TaskFilter { annotator: Some(person.clone()), ..filter.clone() };
        assert_eq!(*tasks, count(filter), "{person:?}");
    }
    for in_batch in &facets.batches {
        let filter = TaskFilter { batch: Some(in_batch.batch.clone()), ..filter.clone() };
        assert_eq!(in_batch.count, count(filter), "{in_batch:?}");
    }
    for (id, tasks) in &facets.datasets {
        assert_eq!(*tasks, count(TaskFilter { dataset: Some(id.clone()), ..filter.clone() }), "{id}");
    }
    assert_eq!(facets.wrong, count(TaskFilter { wrong: Some(true), ..filter.clone() }));
}

/// A filter of things that there are in a run, and of some that there are not.
fn filter(dice: &mut impl FnMut(usize) -> usize, facets: &TaskFacets) -> TaskFilter {
    fn pick<T: Clone>(dice: &mut impl FnMut(usize) -> usize, from: &[T]) -> Option<T> {
        if dice(3) > 0 || from.is_empty() { None } else { Some(from[dice(from.len())].clone()) }
    }
    let nobody = || Belongs::To("nobody of that name".to_owned());
    let took = pick(dice, &facets.took);
    let annotators: Vec<Belongs> =
        facets.annotators.iter().map(|(who, _)| who.clone()).chain([nobody()]).collect();
    let batches: Vec<Belongs> = facets.batches.iter().map(|b| b.batch.clone()).chain([nobody()]).collect();
    TaskFilter {
        visited: pick(dice, &facets.visited).map(|(id, _)| id),
        took: took.map(|(step, _)| TookOutput { stage: step.stage, output: step.output }),
        way: pick(dice, &facets.ways).map(|way| way.way),
        stage: pick(dice, &facets.rests).map(|place| place.stage),
        rest: pick(dice, &[Rest::Ended, Rest::Waiting, Rest::Unconnected, Rest::OverLimit]),
        annotator: pick(dice, &annotators),
        batch: pick(dice, &batches),
        dataset: pick(dice, &facets.datasets).map(|(id, _)| id),
        wrong: pick(dice, &[true, false]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn the_index_is_what_the_visits_say(
        workflow in workflows(), tasks in 0u64..80, seed in 0u64..1 << 53, slice in 1u64..100,
        numbers in prop::collection::vec(any::<prop::sample::Index>(), 60),
        window in (0u64..90, 0usize..90),
    ) {
        let study = study(&workflow, tasks, seed);
        let units = Units::new(&study, &[]);
        let index = study.index(&units).unwrap();
        let (seen, report) = all_seen(&workflow, &study, &index);
        let all = index.facets(&index.select(&TaskFilter::default()));
        check_facets(&all, &TaskFilter::default(), &seen);
        agrees(&all, &report);

        let mut next = 0;
        let mut dice = |n: usize| { next += 1; numbers[next % numbers.len()].index(n) };
        for _ in 0..4 {
            let filter = filter(&mut dice, &all);
            let selection = index.select(&filter);
            check_facets(&index.facets(&selection), &filter, &seen);
            let page = index.page(&selection, window.0, window.1);
            let (from, most) = (usize::try_from(window.0).unwrap(), window.1);
            let wanted = seen.iter().filter(|task| passes(&filter, task)).map(|task| task.row.clone());
            prop_assert_eq!(page.selected, wanted.clone().count() as u64);
            prop_assert_eq!(page.rows, wanted.skip(from).take(most).collect::<Vec<_>>());
        }

        // However it is sliced.
        let mut pass = study.begin_tasks(&units);
        while !pass.step(slice) {}
        let sliced = pass.tasks(&study).unwrap();
        let whole = |tasks: &Tasks| tasks.page(&tasks.select(&TaskFilter::default()), 0, usize::MAX);
        prop_assert_eq!(whole(&sliced), whole(&index));
    }
}

/// That an index of all tasks counts what the report of the same run counts.
fn agrees(facets: &TaskFacets, report: &RunReport) {
    let at = |stage: &str, rest: Rest| {
        let here = facets.rests.iter().filter(|place| place.stage == stage && place.rest == rest);
        here.map(|place| place.count).sum::<u64>() as f64
    };
    for ended in &report.ended {
        assert_eq!(at(&ended.stage, Rest::Ended), ended.count, "{}", ended.stage);
    }
    for waiting in &report.waiting {
        assert_eq!(at(&waiting.stage, Rest::Waiting), waiting.count, "{}", waiting.stage);
    }
    let sum = |stage: &str, open: bool| -> f64 {
        let here = report.stopped.iter().filter(|s| s.stage == stage && s.output.is_some() == open);
        here.map(|stopped| stopped.count).sum()
    };
    for stage in &report.stages {
        assert_eq!(at(&stage.id, Rest::Unconnected), sum(&stage.id, true), "{}", stage.id);
        assert_eq!(at(&stage.id, Rest::OverLimit), sum(&stage.id, false), "{}", stage.id);
    }
    let resting = |rest: Rest| facets.rests.iter().filter(move |place| place.rest == rest);
    let waiting: f64 = report.waiting.iter().map(|waiting| waiting.count).sum();
    assert_eq!(resting(Rest::Waiting).map(|place| place.count).sum::<u64>() as f64, waiting);
    if let Some(delivered) = &report.delivered {
        assert_eq!(facets.wrong as f64, delivered.wrong);
    }
    if report.other_routes == 0.0 {
        for route in &report.routes {
            let here = facets.ways.iter().filter(|way| {
                way.steps == route.steps
                    && (way.rest == Rest::Unconnected) == route.rests.is_none()
                    && route.rests.as_ref().is_none_or(|rests| *rests == way.stage)
            });
            // A route is told apart by where tasks rest, and not by how.
            let tasks = here.map(|way| way.count).sum::<u64>() as f64;
            assert!(facets.other_ways > 0 || tasks == route.tasks, "{route:?}");
        }
    }
}

/// A million times more paths than a run keeps: tasks on paths of their own are indexed too.
#[test]
fn tasks_on_paths_of_their_own_are_indexed() {
    let stage = |i: usize| {
        let next = if i == 23 { "end".to_owned() } else { format!("s{}", i + 1) };
        json!({"id": format!("s{i}"), "kind": "sampling", "outputs": [
            {"name": "a", "share": 50, "to": next}, {"name": "b", "share": 50, "to": next}]})
    };
    let mut stages = vec![json!({"id": "d", "kind": "dataset", "tasks": 9_000, "next": "s0"})];
    stages.extend((0..24).map(stage));
    stages.push(json!({"id": "end", "kind": "complete"}));
    let file = json!({"sluice": 1, "name": "w", "stages": stages});
    let workflow = read(&file.to_string()).unwrap().workflow;
    let study = study(&workflow, 9_000, 5);
    let index = study.index(&Units::new(&study, &[])).unwrap();
    let (seen, _) = all_seen(&workflow, &study, &index);
    let took = |i: usize| TookOutput { stage: format!("s{i}"), output: "a".to_owned() };
    for i in [0, 23] {
        let filter = TaskFilter { took: Some(took(i)), ..TaskFilter::default() };
        let selection = index.select(&filter);
        assert_eq!(selection.len(), seen.iter().filter(|task| passes(&filter, task)).count() as u64);
        check_facets(&index.facets(&selection), &filter, &seen[..]);
        // Windows beyond the first chunk.
        let page = index.page(&selection, 4_090, 20);
        let wanted = seen.iter().filter(|task| passes(&filter, task)).skip(4_090).take(20);
        assert_eq!(page.rows, wanted.map(|task| task.row.clone()).collect::<Vec<_>>());
    }
    assert!(index.facets(&index.select(&TaskFilter::default())).other_ways > 0);
}

#[test]
fn a_task_takes_no_more_than_sixteen_bytes() {
    assert!(Tasks::bytes_per_task() <= 16);
}

fn batched(key: bool) -> Workflow {
    let mut file = json!({"sluice": 1, "name": "w",
        "batches": {"list": [{"name": "night", "share": 30}, {"name": "day", "share": 50}]},
        "stages": [
            {"id": "d", "kind": "dataset", "tasks": 300, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "both", "kind": "batch", "batches": ["night"], "to": "n"}], "else": "m"},
            {"id": "m", "kind": "logic", "rules": [
                {"name": "day", "kind": "batch", "batches": ["day"], "to": "c"}], "else": "e"},
            {"id": "n", "kind": "complete"}, {"id": "c", "kind": "complete"}, {"id": "e", "kind": "complete"}]});
    if key {
        file["batches"]["key"] = json!("batch");
    }
    read(&file.to_string()).unwrap().workflow
}

#[test]
fn batches_are_those_that_rules_see() {
    let workflow = batched(false);
    let study = study(&workflow, 300, 3);
    let index = study.index(&Units::new(&study, &[])).unwrap();
    let page = index.page(&index.select(&TaskFilter::default()), 0, 300);
    for row in &page.rows {
        let is_in = |batch: &str| row.batches.iter().any(|name| name == batch);
        let end = match (is_in("night"), is_in("day")) {
            (true, _) => "n",
            (false, true) => "c",
            (false, false) => "e",
        };
        assert_eq!(row.stage, end, "{row:?}");
    }
    assert!(page.rows.iter().any(|row| row.batches == ["night", "day"]));
}

#[test]
fn batches_are_read_from_metadata_where_the_workflow_says_so() {
    let workflow = batched(true);
    let given = [
        json!({"batch": "night"}),
        json!({"batch": ["late", "day", "late"]}),
        json!({"other": 1}),
        json!({"batch": "early"}),
    ];
    let manifest = manifest(given).to_string();
    let units: Vec<DataUnit> = import(manifest.as_bytes(), "m.json", &Options::default()).units;
    let feeds = [Feed { dataset: "d", units: units.as_slice().into(), batch: None }];
    let study = Study::new(Checked::new(workflow).unwrap(), &feeds, 1, 1);
    let index = study.index(&Units::new(&study, &feeds)).unwrap();
    let page = index.page(&index.select(&TaskFilter::default()), 0, 10);
    let batches: Vec<Vec<String>> = page.rows.iter().map(|row| row.batches.clone()).collect();
    assert_eq!(batches, [vec!["night"], vec!["day", "late"], vec![], vec!["early"]]);
    assert_eq!(page.rows.iter().map(|row| row.stage.as_str()).collect::<Vec<_>>(), ["n", "c", "e", "e"]);
    let facets = index.facets(&index.select(&TaskFilter::default()));
    let counts: Vec<u64> = facets.batches.iter().map(|batch| batch.count).collect();
    assert_eq!(counts, [1, 1, 1, 1, 1], "none, night, day, early, late");
}

/// Where each task ended, and the batches that it was in, of files that were each put in a batch.
fn put_in(key: bool, files: &[(&[DataUnit], Option<&str>)]) -> Vec<(String, Vec<String>)> {
    let feeds: Vec<Feed<'_>> =
        files.iter().map(|&(units, batch)| Feed { dataset: "d", units: units.into(), batch }).collect();
    let study = Study::new(Checked::new(batched(key)).unwrap(), &feeds, 1, 1);
    let index = study.index(&Units::new(&study, &feeds)).unwrap();
    let page = index.page(&index.select(&TaskFilter::default()), 0, 1_000);
    page.rows.into_iter().map(|row| (row.stage, row.batches)).collect()
}

/// The data units of images with these metadata, of a name of their own.
fn images(name: &str, metadata: impl IntoIterator<Item = serde_json::Value>) -> Vec<DataUnit> {
    let image =
        |(i, metadata)| json!({"objectUrl": format!("https://h/{name}/{i}.jpg"), "clientMetadata": metadata});
    let file = json!({"images": metadata.into_iter().enumerate().map(image).collect::<Vec<_>>()});
    import(file.to_string().as_bytes(), "m.json", &Options::default()).units
}

#[test]
fn a_whole_file_is_in_the_batch_that_it_was_put_in() {
    let first = images("first", [json!({"batch": "night"}), json!({})]);
    let second = images("second", [json!({"batch": "day"}), json!({"batch": "day"}), json!({})]);
    let files = [(first.as_slice(), Some("day")), (second.as_slice(), Some("special"))];
    let row =
        |stage: &str, batches: &[&str]| (stage.to_owned(), batches.iter().map(|&b| b.to_owned()).collect());
    let with_key = [
        row("n", &["night", "day"]),
        row("c", &["day"]),
        row("c", &["day", "special"]),
        row("c", &["day", "special"]),
        row("e", &["special"]),
    ];
    assert_eq!(put_in(true, &files), with_key);
    let without = [
        row("c", &["day"]),
        row("c", &["day"]),
        row("e", &["special"]),
        row("e", &["special"]),
        row("e", &["special"]),
    ];
    assert_eq!(put_in(false, &files), without, "metadata says nothing where the workflow names no key");
}

#[test]
fn batches_are_drawn_for_the_files_that_were_put_in_none() {
    let [first, second] = ["first", "second"].map(|name| images(name, std::iter::repeat_n(json!({}), 200)));
    let drawn = put_in(false, &[(&first, None), (&second, None)]);
    let mixed = put_in(false, &[(&first, Some("day")), (&second, None)]);
    assert!(mixed[..200].iter().all(|(stage, batches)| stage == "c" && batches == &["day"]));
    assert_eq!(mixed[200..], drawn[200..]);
    assert!(drawn[..200].iter().any(|(_, batches)| batches != &["day"]));
}
