use std::rc::Rc;

use super::*;
use crate::worker::protocol::{ImportSummary, Request};
use crate::worker::wire::{decode, encode};

#[test]
fn every_screen_is_found_by_its_own_address() {
    for route in Route::ALL {
        assert_eq!(Route::of(&route.hash()), *route);
        assert_eq!(Route::of(route.hash().trim_start_matches('#')), *route);
    }
    assert_eq!(Route::of("#/manifests/"), Route::Manifests);
    assert_eq!(Route::of("#/manifests?x=1"), Route::Manifests);
}

#[test]
fn an_unknown_address_leads_to_the_lab() {
    for hash in ["", "#", "#/", "#result", "#/nowhere", "#/manifests/all", "#/Manifests"] {
        assert_eq!(Route::of(hash), Route::Lab, "{hash}");
    }
}

#[test]
fn a_link_is_kept_behind_its_screen() {
    let link = |link: &str| Route::Plausible { link: link.into() };
    assert_eq!(link("i=20,80&o=17,83").hash(), "#/plausible?i=20,80&o=17,83");
    assert_eq!(link("").hash(), "#/plausible");
    assert!(link("a").is_same_screen(&link("b")) && !link("a").is_same_screen(&Route::Lab));
}

#[test]
fn a_part_of_the_result_has_an_address_of_its_own() {
    let part = |part: &str| Route::Results { part: part.into() };
    assert_eq!((part("tasks").hash().as_str(), part("").hash().as_str()), ("#/results/tasks", "#/results"));
    for (hash, route) in [("#/results", ""), ("#/results/", ""), ("#/results/across", "across")] {
        assert_eq!(Route::of(hash), part(route), "{hash}");
    }
    assert!(part("a").is_same_screen(&part("b")));
    assert_eq!(Route::of("#/resultsx/a"), Route::Lab);
}

fn placing() -> Placing {
    Placing { dataset: Some("data".into()), key: Some("shift".into()), batch: Some("day".into()) }
}

fn snapshot() -> Snapshot {
    let summary = ImportSummary {
        format: "encord-json".into(),
        outcome: "partial".into(),
        tasks: 6,
        urls: 13,
        units: vec![("image".into(), 6)],
        counts: [1, 0, 0],
        diagnostics: Vec::new(),
        first: vec![("image".into(), "ä".into())],
        keys: Vec::new(),
        skips: false,
    };
    let entry = |id, state| FileEntry {
        id,
        name: format!("{id}.json"),
        placing: placing(),
        strict: true,
        bytes: 7,
        state,
    };
    Snapshot {
        workflow: "{}".into(),
        name: "Sample".into(),
        seed: u64::MAX,
        runs: 3,
        tasks: 6,
        can_run: true,
        running: true,
        stale: false,
        report: None,
        strict: true,
        files: vec![
            entry(1, FileState::Reading),
            entry(2, FileState::Read { summary: Rc::new(summary) }),
            entry(3, FileState::Unreadable { why: "gone".into() }),
        ],
        datasets: vec![Dataset {
            stage: "data".into(),
            name: "Data".into(),
            plain: 100,
            files: vec![FedBy { file: 2, tasks: 6 }],
        }],
    }
}

#[test]
fn what_is_told_arrives_whole_or_not_at_all() {
    let told = Tell::Snapshot { snapshot: Box::new(snapshot()) };
    let bytes = encode(&told);
    assert_eq!(decode(&bytes), Some(told));
    for length in 0..bytes.len() {
        assert_eq!(decode::<Tell>(&bytes[..length]), None, "{length} bytes");
    }
    for told in [Tell::Progress { walked: 1, total: 2 }, Tell::Show { route: Route::Manifests }] {
        assert_eq!(decode(&encode(&told)), Some(told));
    }
}

#[test]
fn wishes_arrive() {
    for wish in [
        Wish::Load { placing: None, sort: true },
        Wish::Load { placing: Some(placing()), sort: false },
        Wish::Remove { file: 3 },
        Wish::Place { file: 3, placing: Placing::default() },
        Wish::Run { seed: None, runs: Some(1_000) },
        Wish::RunAgain,
        Wish::Cancel,
        Wish::Select { stage: "qa".into() },
        Wish::Go { route: Route::Lab },
        Wish::Ask { request: Request::Cancel },
        Wish::OpenWorkflow { name: "a".into(), text: "{}".into() },
    ] {
        assert_eq!(decode(&encode(&wish)), Some(wish));
    }
}

#[test]
fn a_manifest_that_was_refused_cannot_be_used() {
    let mut snapshot = snapshot();
    assert_eq!(snapshot.files.iter().map(FileEntry::is_usable).collect::<Vec<_>>(), [false, true, false]);
    if let FileState::Read { summary } = &mut snapshot.files[1].state {
        Rc::make_mut(summary).outcome = "rejected".into();
    }
    assert!(!snapshot.files[1].is_usable());
}
