//! The top level of a JSON manifest: its shape, its keys, what is missing.

use sluice::manifest::{Outcome, Severity};

use crate::json_syntax::{ITEM, accepted, refused};
use crate::{brief, json};

const W: Severity = Severity::Warning;
const E: Severity = Severity::Error;

#[test]
fn several_values() {
    let line = format!("{{\"videos\": [{ITEM}]}}\n");
    // A manifest on each line is joined; the same collection in both is not a repeated key.
    let import = json(&line.repeat(3));
    assert_eq!(brief(&import)[0], (W, "several-manifests", 2, 1));
    assert_eq!(import.units.len(), 3);
    assert_eq!(import.counts.warnings, 1);
    refused(&format!("{line}{{\"videos\": ["), "ends-early", 2, 13);
    refused(&format!("{line}[]"), "several-values", 2, 1);
    refused(&format!("{ITEM}\n{ITEM}\n"), "missing-type-key", 1, 1);
    refused(&format!("[{ITEM}]"), "missing-type-key", 1, 1);
    assert!(json(&format!("[{ITEM}]")).diagnostics[0].hint.as_ref().unwrap().contains("{\"videos\": [ … ]}"));
    refused(r#"[{"title": "g", "objectUrl_0": "h"}]"#, "missing-type-key", 1, 1);
    refused("[]", "nothing-to-import", 1, 1);
    refused("[\"a.mp4\"]", "not-a-manifest", 1, 1);
    refused(&format!("[{line}]"), "list-of-manifests", 1, 1);
    refused("\"text\"", "not-a-manifest", 1, 1);
    refused("  12 ", "not-a-manifest", 1, 3);
}

#[test]
fn nothing_to_import() {
    refused("{}", "nothing-to-import", 1, 1);
    refused("\n {\"videos\": [], \"images\": []}", "nothing-to-import", 2, 2);
    assert_eq!(
        brief(&json("{\"image_group\": []}")),
        [(E, "nothing-to-import", 1, 1), (W, "unknown-key", 1, 2)]
    );
}

#[test]
fn unknown_keys() {
    let import = json(
        "{\"image_group\": [],\n \"x/y~z\": {\"a\": [1]}, \"videos\": [{\"objectUrl\": \"h\", \"titel\": 1}, {\"objectUrl\": \"h2\", \"titel\": 2}]}",
    );
    let list: Vec<_> = import
        .diagnostics
        .iter()
        .map(|d| (d.code, d.line, d.column, d.pointer.as_deref(), d.hint.as_deref()))
        .collect();
    assert_eq!(
        list,
        [
            ("unknown-key", 1, 2, Some("/image_group"), Some("Did you mean \"image_groups\"?")),
            ("unknown-key", 2, 2, Some("/x~1y~0z"), None),
            ("unknown-key", 2, 53, Some("/videos/0/titel"), Some("Did you mean \"title\"?")),
        ]
    );
    assert_eq!(import.outcome, Outcome::AcceptedWithWarnings);
}

#[test]
fn top_level_values_of_the_wrong_type() {
    let good = format!("\"images\": [{ITEM}]");
    let import = json(&format!("{{\"videos\": {{\"objectUrl\": \"h\"}},\n{good}}}"));
    assert_eq!(brief(&import)[0], (E, "collection-not-list", 1, 12));
    assert_eq!(import.outcome, Outcome::Partial);
    let import = json("{\"videos\": null, \"pdf\": [{\"objectUrl\": \"h\"}]}");
    assert_eq!(brief(&import), [(W, "null-value", 1, 12)]);
    let import = json(
        "{\"skip_duplicate_urls\": \"true\", \"text\": [{\"objectUrl\": \"h\"}, {\"objectUrl\": \"h\"}]}",
    );
    assert!(brief(&import).contains(&(W, "not-a-boolean", 1, 25)));
    assert_eq!(import.units.len(), 1);
    accepted("{\"upsert_metadata\": 1, \"audio\": [{\"objectUrl\": \"h\"}]}", &[("not-a-boolean", 1, 21)]);
    accepted(
        "{\"image_groups_from_items\": [{\"image_items\": [\"u\"]}], \"nifti\": [{\"objectUrl\": \"h\"}]}",
        &[("stored-items", 1, 2)],
    );
    accepted("{\"imageGroupsFromItems\": [ ], \"pdfs\": [{\"objectUrl\": \"h\"}]}", &[]);
    accepted("{\"time_series\": [{\"objectUrl\": \"h\", \"settings\": {}}]}", &[("undocumented-key", 1, 2)]);
}

#[test]
fn keys_of_the_authors_own_tools() {
    let text = "{\n  \"project_hash\": \"p\",\n  \"storage_folder_hash\": \"f\",\n  \"videos\": [{\"objectUrl\": \"h\"}]}";
    accepted(text, &[("unknown-key", 2, 3), ("unknown-key", 3, 3)]);
}

#[test]
fn indexes_go_on_through_a_repeated_collection() {
    let import = json("{\"videos\": [{\"objectUrl\": \"h\"}, 1],\n\"videos\": [2]}");
    let pointers: Vec<_> = import.diagnostics.iter().map(|d| d.pointer.as_deref().unwrap()).collect();
    assert_eq!(pointers, ["/videos/1", "/videos", "/videos/2"]);
}
