//! Repeats of what was loaded before, and units that go on while their file is still being read.

use std::cell::RefCell;
use std::fmt::Write;

use sluice::manifest::{DataUnit, Earlier, Import, Options, Outcome, Outlet, Severity, import, import_to};

use crate::{brief, json};

const N: Severity = Severity::Note;

fn after(earlier: &Import, text: &str) -> Import {
    let mut known = Earlier::default();
    known.extend(&earlier.units);
    import(text.as_bytes(), "list.json", &Options { earlier: Some(&known), ..Options::default() })
}

const FIRST: &str = r#"{"images": [{"objectUrl": "h/a"}, {"objectUrl": "h/b"}],
  "image_groups": [{"title": "G", "objectUrl_0": "h/1", "objectUrl_1": "h/2"}]}"#;

#[test]
fn what_was_loaded_before_is_left_out_where_the_file_says_so() {
    let first = json(FIRST);
    let text = r#"{"images": [{"objectUrl": "h/c"},
 {"objectUrl": "h/b", "title": "again"}], "videos": [{"objectUrl": "h/a"}],
 "image_groups": [{"title": "other", "objectUrl_0": "h/1", "objectUrl_1": "h/2"}, {"title": "G", "objectUrl_0": "h/1"}],
 "skip_duplicate_urls": true}"#;
    let second = after(&first, text);
    let titles: Vec<_> = second.units.iter().map(DataUnit::title).collect();
    assert_eq!(titles, ["h/c", "h/a", "G"]);
    assert_eq!((second.skipped, second.tasks, second.outcome), (2, 3, Outcome::Accepted));
    assert_eq!(brief(&second), [(N, "loaded-before", 2, 2)]);
    assert!(second.diagnostics[0].message.starts_with("2 items have the URLs"), "{:?}", second.diagnostics);

    let plain = after(&first, &text.replace("true", "false"));
    assert_eq!((plain.units.len(), plain.skipped, brief(&plain)), (5, 0, vec![]));
}

#[test]
fn a_file_of_nothing_new_is_no_bad_file() {
    let again = after(&json(FIRST), &FIRST.replacen('{', "{\"skip_duplicate_urls\": true, ", 1));
    assert_eq!((again.outcome, again.tasks, again.skipped), (Outcome::Accepted, 0, 3));
    assert_eq!(brief(&again).len(), 1);
}

/// Keeps what comes, as the page's reader does.
#[derive(Default)]
struct Taken {
    units: RefCell<Vec<DataUnit>>,
    batches: RefCell<usize>,
    far: RefCell<usize>,
}

impl Outlet for Taken {
    fn progress(&self, bytes: usize) {
        let before = self.far.replace(bytes);
        assert!(bytes > before || self.units.borrow().is_empty());
    }

    fn units(&self, units: &[DataUnit]) {
        *self.batches.borrow_mut() += 1;
        self.units.borrow_mut().extend_from_slice(units);
    }

    fn void(&self) {
        self.units.borrow_mut().clear();
    }
}

#[track_caller]
fn goes_on_as_it_is_kept(text: &str, options: &Options<'_>) -> Import {
    let kept = import(text.as_bytes(), "list.json", options);
    let taken = Taken::default();
    let gone = import_to(text.as_bytes(), "list.json", options, &taken);
    assert_eq!(*taken.units.borrow(), kept.units);
    assert_eq!(gone, Import { units: Vec::new(), ..kept.clone() });
    assert!(*taken.batches.borrow() > 2, "it is too small to say anything");
    assert!((text.len() / 2..text.len()).contains(&taken.far.borrow()));
    kept
}

fn images(count: usize) -> String {
    let mut text = String::new();
    for index in 0..count {
        writeln!(text, "{{\"objectUrl\": \"h/{index}\", \"title\": \"{index}\"}},").unwrap();
    }
    text
}

#[test]
fn units_go_on_while_the_file_is_read() {
    let items = images(10_000);
    let plain = format!("{{\"images\": [{items}]}}");
    assert_eq!(goes_on_as_it_is_kept(&plain, &Options::default()).tasks, 10_000);

    // Repeats that are known at the end alone are left out all the same.
    let again = format!("{{\"images\": [{items} {items}], \"skip_duplicate_urls\": true}}");
    let import = goes_on_as_it_is_kept(&again, &Options::default());
    assert_eq!((import.tasks, import.skipped), (10_000, 10_000));

    let mut known = Earlier::default();
    known.extend(json(&format!("{{\"images\": [{}]}}", images(7_000))).units.iter());
    let import = goes_on_as_it_is_kept(&again, &Options { earlier: Some(&known), ..Options::default() });
    assert_eq!((import.tasks, import.skipped), (3_000, 17_000));

    let bad = format!("{{\"images\": [{items} {{\"objectUrl\": 5}}]}}");
    assert_eq!(goes_on_as_it_is_kept(&bad, &Options::default()).tasks, 10_000);
    assert_eq!(goes_on_as_it_is_kept(&bad, &Options { strict: true, earlier: None }).tasks, 0);
    assert_eq!(goes_on_as_it_is_kept(&plain[..plain.len() - 2], &Options::default()).tasks, 0);
}

#[test]
fn rows_of_groups_wait_for_the_end() {
    let mut text = String::from("ObjectUrl,Image title\n");
    (0..9_000).for_each(|index| writeln!(text, "h/{index},{index}").unwrap());
    text += "ObjectUrl,Series title\n";
    (0..5_000).for_each(|index| writeln!(text, "h/{index}.dcm,S{}", index % 2_500).unwrap());
    text += ",S7\nObjectUrl,Video title\n";
    (0..9_000).for_each(|index| writeln!(text, "h/{index}.mp4,V").unwrap());
    let import = goes_on_as_it_is_kept(&text, &Options::default());
    assert_eq!((import.tasks, import.refused, import.units[9_007].title()), (20_499, 1, "S8"));
    assert_eq!(import.units[9_007].url_count(), 2);
}
