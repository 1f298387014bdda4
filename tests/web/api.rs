//! The JavaScript surface as a caller meets it.
#![allow(clippy::unwrap_used, reason = "clippy knows tests by #[test], which these do not have")]

use js_sys::{Array, Error, Function, JSON, Object, Reflect, Uint8Array};
use sluice::api::{ApiError, check, import_manifest, judge, simulate, version};
use sluice::workflow::KINDS;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const SAMPLE: &str = include_str!("../../www/examples/sample-for-review.json");
const MANIFEST: &str = include_str!("../fixtures/manifests/encord-seed-aws-mixed.json");
const TYPES: &str = include_str!("../../src/api/types.d.ts");
const NOT_GIVEN: JsValue = JsValue::UNDEFINED;

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})")).call0(&JsValue::NULL).unwrap()
}

/// The value at a path such as `stages.2.id`.
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn bytes(text: &str) -> JsValue {
    Uint8Array::from(text.as_bytes()).into()
}

/// The error that JavaScript would catch.
fn thrown(result: Result<JsValue, ApiError>) -> JsValue {
    let error: JsValue = result.unwrap_err().into();
    assert!(error.is_instance_of::<Error>());
    error
}

fn kind(result: Result<JsValue, ApiError>) -> String {
    at(&thrown(result), "kind").as_string().unwrap()
}

#[wasm_bindgen_test]
fn the_engine_tells_its_version() {
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn names_are_camel_case_and_data_is_as_it_was() {
    let report = simulate(&SAMPLE.into(), &js("{seed: 7, runs: 3}")).unwrap();
    let output = at(&report, "stages.2.outputs.0");
    let names: Vec<String> =
        Object::keys(output.unchecked_ref::<Object>()).iter().map(|n| n.as_string().unwrap()).collect();
    assert_eq!(
        names.join(" "),
        "name to intended effective observed share judged law expected deviationTasks deviationPoints \
         range95 range999 interval95 pValue verdict sentence runs"
    );
    assert_eq!(at(&report, "stages.2.split.firstVisitsOnly"), JsValue::TRUE);
    assert_eq!(json(&at(&report, "stages.2.split.test")), "\"exact_binomial\"");
    let import =
        import_manifest(&bytes(MANIFEST), &"mixed.json".into(), &js("{strict: false, list: true}")).unwrap();
    assert_eq!(at(&import, "units.image_sequence").as_f64(), Some(2.0));
    assert_eq!(
        f64::from(at(&import, "items").unchecked_into::<Array>().length()),
        at(&import, "tasks").as_f64().unwrap()
    );
}

#[wasm_bindgen_test]
fn one_seed_gives_one_report() {
    let run = |options: &str| json(&simulate(&SAMPLE.into(), &js(options)).unwrap());
    assert_eq!(run("undefined"), run("{seed: 1, runs: 1}"));
    assert_ne!(run("{seed: 2}"), run("{seed: 3}"));
}

#[wasm_bindgen_test]
fn a_manifest_feeds_its_stage() {
    // It asks that what was loaded before be left out; without that it is loaded again.
    let again = MANIFEST.replace("\"skip_duplicate_urls\": true", "\"skip_duplicate_urls\": false");
    assert_ne!(again, MANIFEST);
    let run = |second: &str| {
        let [first, second] = [MANIFEST, second].map(|text| {
            let file = Object::new();
            Reflect::set(&file, &"bytes".into(), &bytes(text)).unwrap();
            file
        });
        let files = Object::new();
        Reflect::set(&files, &"data".into(), &Array::of2(&first, &second)).unwrap();
        let options = Object::new();
        Reflect::set(&options, &"manifests".into(), &files).unwrap();
        simulate(&SAMPLE.into(), &options).unwrap()
    };
    let import = import_manifest(&bytes(MANIFEST), &NOT_GIVEN, &NOT_GIVEN).unwrap();
    let tasks = |report: &JsValue| at(report, "tasks").as_f64().unwrap();
    let report = run(&again);
    assert_eq!(tasks(&report), 2.0 * tasks(&import));
    assert_eq!(json(&at(&report, "manifests.1.units")), json(&at(&import, "units")));
    assert_eq!(tasks(&run(MANIFEST)), tasks(&import));
}

#[wasm_bindgen_test]
fn counts_are_judged() {
    let report = judge(&js("[20, 80]"), &js("[17, 83]")).unwrap();
    assert_eq!(json(&at(&report, "outputs.0.range95")), "[12,28]");
    assert_eq!(json(&at(&report, "split.verdict")), "\"ordinary\"");
}

#[wasm_bindgen_test]
fn what_does_not_fit_is_an_error_with_a_kind() {
    assert_eq!(kind(check(&5.into())), "bad-argument");
    assert_eq!(kind(check(&js("'\\ud800'"))), "not-utf8");
    assert_eq!(kind(import_manifest(&"x".into(), &NOT_GIVEN, &NOT_GIVEN)), "bad-argument");
    assert_eq!(kind(simulate(&SAMPLE.into(), &js("{seed: NaN}"))), "bad-option");
    assert_eq!(kind(simulate(&SAMPLE.into(), &js("{seed: 2 ** 53}"))), "bad-option");
    assert_eq!(kind(judge(&js("[50, 50]"), &js("[1, -1]"))), "bad-argument");
    assert_eq!(kind(judge(&js("[50, 40]"), &js("[1, 1]"))), "bad-split");
}

#[wasm_bindgen_test]
fn a_broken_file_has_a_place_and_its_problems() {
    let broken = SAMPLE.replace("\"independent\"", "7");
    let error = thrown(simulate(&broken.into(), &NOT_GIVEN));
    assert_eq!(json(&at(&error, "kind")), "\"workflow-file\"");
    assert_eq!(at(&error, "line").as_f64(), Some(12.0));
    assert_eq!(json(&at(&error, "problems.0.pointer")), "\"/stages/2/method\"");
    let uneven = SAMPLE.replace("\"share\": 20", "\"share\": 30");
    let error = thrown(simulate(&uneven.into(), &NOT_GIVEN));
    assert_eq!(json(&at(&error, "kind")), "\"workflow-problems\"");
    assert!(at(&error, "line").is_undefined());
    assert_eq!(json(&at(&error, "problems.0.stage")), "\"qa\"");
}

#[wasm_bindgen_test]
fn the_types_name_every_kind_of_stage() {
    let (_, rest) = TYPES.split_once("type StageKind").unwrap();
    let declared = rest.split(';').next().unwrap();
    for kind in KINDS {
        assert!(declared.contains(&format!("\"{kind}\"")), "{kind}");
    }
    assert_eq!(declared.matches('|').count(), KINDS.len());
}
