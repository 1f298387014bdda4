//! The state without a browser.

use super::*;
use crate::exchange::{FedBy, Placing};
use crate::worker::protocol::{Event, FileFeed, ImportSummary, Request};
use crate::workflow::edit::Edit;

fn summary(outcome: &str, tasks: u64) -> ImportSummary {
    ImportSummary {
        format: "encord-json".into(),
        outcome: outcome.into(),
        tasks,
        urls: tasks,
        units: vec![("image".into(), tasks)],
        counts: [0, 0, 0],
        diagnostics: Vec::new(),
        first: Vec::new(),
        keys: Vec::new(),
        skips: false,
    }
}

fn rename(state: &mut State, name: &str, burst: Option<&str>) {
    state.apply(Action::Edit { edit: Edit::Name(name.into()), burst: burst.map(str::to_owned) });
}

fn run_id(effects: &[Effect]) -> u64 {
    let run = effects.iter().find_map(|effect| match effect {
        Effect::Send(Request::Run { run, .. }) => Some(*run),
        _ => None,
    });
    run.expect("a run was sent")
}

#[test]
fn every_template_reads_and_has_no_problems() {
    for template in TEMPLATES {
        let workflow = template.workflow();
        assert_eq!(workflow.name, template.name);
        assert_eq!(check(&workflow), []);
        for (dataset, _) in template.manifests {
            assert!(workflow.datasets().any(|(stage, _)| stage.id == *dataset));
        }
    }
}

#[test]
fn typing_is_one_step_to_undo() {
    let mut state = State::new(1);
    let before = state.workflow().name.clone();
    for name in ["a", "ab", "abc"] {
        rename(&mut state, name, Some("name"));
    }
    rename(&mut state, "other", None);
    state.apply(Action::Undo);
    assert_eq!(state.workflow().name, "abc");
    state.apply(Action::Undo);
    assert_eq!(state.workflow().name, before);
    state.apply(Action::Redo);
    assert_eq!(state.workflow().name, "abc");
}

#[test]
fn a_broken_workflow_file_leaves_everything_as_it_was() {
    let mut state = State::new(1);
    let before = state.workflow().clone();
    let effects = state.apply(Action::OpenWorkflow { name: "x.json".into(), text: "{\"sluice\": 1,".into() });
    assert_eq!(effects, []);
    assert_eq!(*state.workflow(), before);
    let notice = state.notice.clone().unwrap();
    assert!(notice.is_error && notice.text.contains("line 1"), "{}", notice.text);
}

#[test]
fn opening_a_workflow_can_be_undone() {
    let mut state = State::new(1);
    let before = state.workflow().clone();
    state.apply(Action::OpenTemplate(3));
    assert_ne!(*state.workflow(), before);
    state.apply(Action::Undo);
    assert_eq!(*state.workflow(), before);
}

#[test]
fn a_result_of_an_older_run_is_not_taken() {
    let mut state = State::new(1);
    let first = run_id(&state.apply(Action::Run));
    let second = run_id(&state.apply(Action::Run));
    state.apply(Action::Worker(Event::Failed { run: first, message: "old".into() }));
    assert_eq!(state.notice, None);
    assert!(matches!(state.run, RunState::Running { run, .. } if run == second));
    state.apply(Action::Worker(Event::Cancelled { run: second }));
    assert_eq!(state.run, RunState::Idle);
}

#[test]
fn a_workflow_with_errors_is_not_run() {
    let mut state = State::new(1);
    state.apply(Action::Edit { edit: Edit::RemoveStage("data".into()), burst: None });
    assert_eq!(state.apply(Action::Run), []);
    assert_eq!(state.panel, Some(Panel::Problems));
}

#[test]
fn a_refused_manifest_does_not_feed_and_a_good_one_before_it_still_does() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["good.json".into(), "bad.json".into()]));
    state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 6) }));
    state.apply(Action::Worker(Event::Imported { file: 2, summary: summary("rejected", 0) }));
    assert_eq!(state.feeds(), [FileFeed { dataset: "data".into(), key: None, file: 1, batch: None }]);
    assert_eq!(state.tasks(), 6);
    assert!(state.notice.as_ref().is_some_and(|notice| notice.is_error));
}

#[test]
fn a_template_runs_once_all_its_manifests_are_there() {
    let mut state = State::new(1);
    let effects = state.apply(Action::OpenTemplate(3));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Send(Request::Run { .. }))));
    for (dataset, name) in TEMPLATES[3].manifests {
        state.apply(Action::Fetched { dataset: (*dataset).into(), name: (*name).into() });
    }
    let early = state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 24) }));
    assert_eq!(early, []);
    let effects = state.apply(Action::Worker(Event::Imported { file: 2, summary: summary("accepted", 96) }));
    run_id(&effects);
    assert_eq!(state.tasks(), 120);
}

#[test]
fn a_manifest_that_is_read_before_the_next_one_is_fetched_does_not_start_the_run() {
    let mut state = State::new(1);
    state.apply(Action::OpenTemplate(3));
    let fetched = |state: &mut State, i: usize| {
        let (dataset, name) = TEMPLATES[3].manifests[i];
        state.apply(Action::Fetched { dataset: dataset.into(), name: name.into() });
    };
    fetched(&mut state, 0);
    let early = state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 24) }));
    assert_eq!(early, []);
    fetched(&mut state, 1);
    let effects = state.apply(Action::Worker(Event::Imported { file: 2, summary: summary("accepted", 96) }));
    run_id(&effects);
}

#[test]
fn a_manifest_of_a_template_that_was_left_is_dropped() {
    let mut state = State::new(1);
    state.apply(Action::OpenTemplate(3));
    state.apply(Action::OpenTemplate(0));
    let (dataset, name) = TEMPLATES[3].manifests[0];
    let effects = state.apply(Action::Fetched { dataset: dataset.into(), name: name.into() });
    assert_eq!(effects, [Effect::KeepFile(1), Effect::DropFile(1)]);
    assert_eq!(state.files, []);
}

#[test]
fn files_find_their_dataset_by_name() {
    let mut state = State::new(1);
    state.apply(Action::OpenTemplate(3));
    let names = ["benchmark-qa.production.csv", "my-benchmark.json", "other.json"];
    state.apply(Action::LoadFiles(names.map(str::to_owned).to_vec()));
    let datasets: Vec<_> = state.files.iter().map(|file| file.placing.dataset.clone().unwrap()).collect();
    assert_eq!(datasets, ["production", "benchmark", "benchmark"]);
}

#[test]
fn a_lost_worker_is_replaced_and_given_the_files_again() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["a.json".into()]));
    state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 6) }));
    state.apply(Action::Run);
    let effects = state.apply(Action::WorkerDied("out of memory".into()));
    assert_eq!(effects, [Effect::Restart, Effect::SendFile(1)]);
    assert_eq!(state.run, RunState::Idle);
}

#[test]
fn a_worker_that_never_said_a_word_is_not_replaced_without_end() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["a.json".into()]));
    state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 6) }));
    assert_eq!(state.apply(Action::WorkerDied("gone".into())), [Effect::Restart, Effect::SendFile(1)]);
    assert_eq!(state.apply(Action::WorkerDied("gone".into())), [Effect::Restart]);
    assert!(matches!(state.files[0].state, Loaded::Unreadable(_)));
}

#[test]
fn a_run_waits_for_the_manifests_that_are_being_read() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["a.json".into()]));
    assert_eq!(state.apply(Action::Run), []);
    let effects = state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 6) }));
    run_id(&effects);
}

#[test]
fn closing_the_inspector_moves_the_focus_to_the_result() {
    let mut state = State::new(1);
    state.apply(Action::Select(Some("qa".into())));
    assert_eq!(state.apply(Action::Select(None)), [Effect::FocusResult]);
    state.apply(Action::Select(Some("qa".into())));
    let removed = state.apply(Action::Edit { edit: Edit::RemoveStage("qa".into()), burst: None });
    assert_eq!(removed, [Effect::FocusResult]);
}

#[test]
fn a_result_is_stale_once_the_workflow_changes_and_fresh_again_after_undo() {
    let mut state = State::new(1);
    let run = run_id(&state.apply(Action::Run));
    let report = crate::simulate::Study::new(
        crate::workflow::Checked::new(crate::workflow::Workflow::clone(state.workflow())).unwrap(),
        &[],
        1,
        1,
    );
    let report = Box::new(report.report(&mut ()).unwrap());
    state.apply(Action::Worker(Event::Finished { run, report }));
    assert!(!state.is_stale());
    rename(&mut state, "changed", None);
    assert!(state.is_stale());
    state.apply(Action::Undo);
    assert!(!state.is_stale());
}

#[test]
fn a_file_is_put_in_a_batch_and_the_next_run_is_of_that() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["a.json".into()]));
    state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 6) }));
    let before = state.inputs();
    let placing = Placing { batch: Some("day".into()), ..state.files[0].placing.clone() };
    state.apply(Action::PlaceFile { file: 1, placing });
    assert_ne!(state.inputs(), before, "a result from before is out of date");
    let fed = vec![FileFeed { dataset: "data".into(), key: None, file: 1, batch: Some("day".into()) }];
    assert_eq!((&state.feeds(), &state.snapshot().feeds()), (&fed, &fed));
    let effects = state.apply(Action::Run);
    assert!(
        matches!(&effects[..], [Effect::Send(Request::Run { feeds, .. })] if *feeds == fed),
        "{effects:?}"
    );
}

#[test]
fn the_desk_is_told_what_feeds_what() {
    let mut state = State::new(7);
    state.apply(Action::OpenTemplate(3));
    state.apply(Action::LoadFilesFor {
        names: vec!["a.json".into()],
        placing: Placing { dataset: Some("production".into()), ..Placing::default() },
    });
    state.apply(Action::LoadFilesFor { names: vec!["b.json".into()], placing: Placing::default() });
    state.apply(Action::LoadFiles(vec!["benchmark.json".into()]));
    for file in [1, 2] {
        state.apply(Action::Worker(Event::Imported { file, summary: summary("accepted", 6) }));
    }
    let snapshot = state.snapshot();
    let fed = |i: usize| (snapshot.datasets[i].stage.as_str(), snapshot.datasets[i].files.as_slice());
    assert_eq!(fed(0), ("benchmark", &[][..]), "the third is not read yet");
    assert_eq!(fed(1), ("production", &[FedBy { file: 1, tasks: 6 }][..]));
    let asked: Vec<Option<&str>> =
        snapshot.files.iter().map(|file| file.placing.dataset.as_deref()).collect();
    assert_eq!(asked, [Some("production"), None, Some("benchmark")]);
    assert_eq!((snapshot.seed, snapshot.can_run, snapshot.running), (7, true, false));
    assert_eq!(snapshot.name, "Benchmark QA");
    assert_eq!(crate::workflow::read(&snapshot.workflow).unwrap().workflow, **state.workflow());
}

#[test]
fn a_screen_that_cannot_be_loaded_leaves_the_lab() {
    let mut state = State::new(1);
    assert_eq!(state.apply(Action::Show(Route::Lab)), []);
    assert_eq!(state.apply(Action::Show(Route::Manifests)), [Effect::Show]);
    assert_eq!(state.apply(Action::NoDesk), [Effect::LeaveAddress, Effect::Show]);
    assert_eq!(state.screen, Route::Lab);
    assert!(state.notice.as_ref().is_some_and(|notice| notice.is_error && notice.text.contains("Manifests")));
}

#[test]
fn the_workflow_is_not_changed_by_undo_where_nobody_sees_it() {
    let mut state = State::new(1);
    rename(&mut state, "other", None);
    state.apply(Action::Show(Route::Manifests));
    state.apply(Action::Undo);
    assert_eq!(state.workflow().name, "other");
    state.apply(Action::Show(Route::Lab));
    state.apply(Action::Undo);
    assert_ne!(state.workflow().name, "other");
}

#[test]
fn a_reply_of_the_worker_goes_on_to_the_desk() {
    let mut state = State::new(1);
    let effects = state.apply(Action::Worker(Event::Replied { bytes: vec![1, 2] }));
    assert_eq!(effects, [Effect::Pass(vec![1, 2])]);
}

/// A manifest that says `skip_duplicate_urls` has been read.
fn read_skipping(state: &mut State, file: u64, tasks: u64) -> Vec<Effect> {
    let summary = ImportSummary { skips: true, ..summary("accepted", tasks) };
    state.apply(Action::Worker(Event::Imported { file, summary }))
}

fn asked(state: &State, file: u64) -> (bool, Vec<u64>) {
    match state.import(file) {
        Some(Request::Import { strict, earlier, .. }) => (strict, earlier),
        other => panic!("{other:?}"),
    }
}

#[test]
fn strictness_is_that_of_the_moment_of_loading_and_can_be_taken_back_for_one_file() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["a.json".into()]));
    state.apply(Action::SetStrict(true));
    state.apply(Action::LoadFiles(vec!["b.json".into()]));
    assert_eq!((asked(&state, 1).0, asked(&state, 2).0), (false, true));
    state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 5) }));
    state.apply(Action::Worker(Event::Imported { file: 2, summary: summary("rejected", 0) }));
    assert_eq!(state.tasks(), 5);
    assert_eq!(state.apply(Action::TakeGood(2)), [Effect::SendFile(2)]);
    assert!(!asked(&state, 2).0 && state.files[1].state == Loaded::Reading);
}

#[test]
fn a_manifest_that_leaves_repeats_out_is_read_against_those_before_it() {
    let mut state = State::new(1);
    state.apply(Action::LoadFiles(vec!["a.json".into(), "b.json".into(), "c.json".into()]));
    assert_eq!(asked(&state, 2), (false, vec![]));
    // What is before it is not known yet, so that it waits.
    assert_eq!(read_skipping(&mut state, 2, 9), []);
    let again = state.apply(Action::Worker(Event::Imported { file: 1, summary: summary("accepted", 5) }));
    assert_eq!((again, asked(&state, 2).1), (vec![Effect::SendFile(2)], vec![1]));
    assert_eq!(read_skipping(&mut state, 2, 6), []);
    // And so on.
    assert_eq!(read_skipping(&mut state, 3, 6), [Effect::SendFile(3)]);
    assert_eq!(asked(&state, 3).1, [1, 2]);
    assert_eq!(read_skipping(&mut state, 3, 1), []);
    assert_eq!(state.tasks(), 12);
    // Where one goes, those after it hold more than they did, and so on in turn.
    let gone = state.apply(Action::RemoveFile(1));
    assert!(gone.contains(&Effect::SendFile(2)) && !gone.contains(&Effect::SendFile(3)), "{gone:?}");
    assert_eq!(read_skipping(&mut state, 2, 9), [Effect::SendFile(3)]);
    assert_eq!(asked(&state, 3).1, [2]);
    assert_eq!(read_skipping(&mut state, 3, 1), []);
    // Files of another stage, or of none, do not count.
    assert_eq!(
        state.apply(Action::PlaceFile { file: 3, placing: Placing::default() }),
        [Effect::SendFile(3)]
    );
    assert!(asked(&state, 3).1.is_empty());
}
