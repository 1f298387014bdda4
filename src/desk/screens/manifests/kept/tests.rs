use std::cell::RefCell;
use std::rc::Rc;

use super::*;
use crate::desk::shell::Asked;
use crate::worker::protocol::{ImportSummary, Request};

fn summary(tasks: u64) -> ImportSummary {
    ImportSummary {
        format: "encord-json".into(),
        outcome: "accepted".into(),
        tasks,
        urls: tasks,
        units: vec![("image".into(), tasks)],
        counts: [0; 3],
        diagnostics: Vec::new(),
        first: Vec::new(),
        keys: Vec::new(),
        skips: false,
    }
}

fn entry(id: FileId, tasks: Option<u64>) -> FileEntry {
    let state =
        tasks.map_or(FileState::Reading, |tasks| FileState::Read { summary: Rc::new(summary(tasks)) });
    FileEntry { id, name: format!("{id}.json"), placing: Placing::default(), strict: false, bytes: 0, state }
}

/// What is told, and the wishes that it hears.
fn told(files: Vec<FileEntry>) -> (Told, Rc<RefCell<Vec<Wish>>>) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ask = {
        let heard = heard.clone();
        Callback::from(move |(wish, _): Asked| heard.borrow_mut().push(wish))
    };
    let snapshot = Rc::new(Snapshot { files, ..Snapshot::default() });
    (Told { snapshot, files: Rc::default(), progress: None, ask }, heard)
}

/// The first rows of the lists asked for, with their file.
fn asked(wishes: &RefCell<Vec<Wish>>) -> Vec<(FileId, u64)> {
    let units = |wish: &Wish| match wish {
        Wish::Ask { request: Request::Units { file, from, .. } } => Some((*file, *from)),
        _ => None,
    };
    wishes.borrow().iter().filter_map(units).collect()
}

fn act(kept: &mut Kept, act: Act, told: &Told) {
    kept.act(act, told, &Callback::noop());
}

#[test]
fn the_first_of_the_files_that_have_come_is_looked_at() {
    let mut kept = Kept::default();
    kept.meet(&told(vec![entry(1, None)]).0);
    assert_eq!(kept.chosen, Some(1));
    kept.meet(&told(vec![entry(1, None), entry(2, None), entry(3, None)]).0);
    assert_eq!(kept.chosen, Some(2));
    let (all, _) = told(vec![entry(1, Some(6)), entry(2, None), entry(3, None)]);
    act(&mut kept, Act::Choose(1), &all);
    kept.meet(&all);
    assert_eq!(kept.chosen, Some(1), "what a person chose stays");
}

#[test]
fn another_file_is_looked_at_when_the_one_looked_at_is_gone() {
    let mut kept = Kept::default();
    kept.meet(&told(vec![entry(1, Some(6)), entry(2, Some(6))]).0);
    kept.meet(&told(vec![entry(2, Some(6))]).0);
    assert_eq!(kept.chosen, Some(2));
    kept.meet(&told(Vec::new()).0);
    assert_eq!(kept.chosen, None);
}

#[test]
fn tasks_are_asked_for_where_the_list_is_scrolled_and_once() {
    let mut kept = Kept::default();
    let (told, wishes) = told(vec![entry(1, Some(100_000))]);
    kept.meet(&told);
    assert_eq!(asked(&wishes), [(1, 0)]);
    act(&mut kept, Act::Scrolled(32.0 * 50_000.0, 480.0), &told);
    act(&mut kept, Act::Scrolled(32.0 * 50_001.0, 480.0), &told);
    assert_eq!(asked(&wishes)[1..], [(1, 49_750), (1, 50_000)]);
}

#[test]
fn tasks_are_asked_for_anew_when_a_file_is_read_again() {
    let mut kept = Kept::default();
    for tasks in [Some(6), None, Some(6)] {
        let (told, wishes) = told(vec![entry(1, tasks)]);
        kept.meet(&told);
        assert_eq!(asked(&wishes).len(), usize::from(tasks.is_some()));
    }
}

#[test]
fn rows_of_another_file_are_not_taken() {
    let mut kept = Kept::default();
    let (told, _) = told(vec![entry(1, Some(6)), entry(2, Some(6))]);
    kept.meet(&told);
    let row = UnitRow { title: "a".into(), ..UnitRow::default() };
    kept.heard(2, 0, vec![row.clone()]);
    assert_eq!(kept.list.row(0), None);
    kept.heard(1, 0, vec![row.clone()]);
    assert_eq!(kept.list.row(0), Some(&row));
    act(&mut kept, Act::Choose(2), &told);
    assert_eq!(kept.list.row(0), None);
}

#[test]
fn what_is_unfolded_is_folded_again_with_another_file() {
    let mut kept = Kept::default();
    let (told, _) = told(vec![entry(1, Some(6)), entry(2, Some(6))]);
    kept.meet(&told);
    act(&mut kept, Act::Unfold("a".into()), &told);
    act(&mut kept, Act::Unfold("b".into()), &told);
    act(&mut kept, Act::Unfold("a".into()), &told);
    assert_eq!(kept.unfolded, ["b"]);
    act(&mut kept, Act::Choose(2), &told);
    assert!(kept.unfolded.is_empty());
}
