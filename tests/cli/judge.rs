//! `sluice judge`

use crate::command::{file, has_keys, sluice, sluice_fed};

#[test]
fn seventeen_of_a_hundred_is_ordinary() {
    let report = sluice(&["judge", "--intended", "20,80", "--observed", "17,83", "--format", "json"]).json();
    has_keys(&report, &["outputs", "split"]);
    let output = &report["outputs"][0];
    has_keys(
        output,
        &[
            "name",
            "to",
            "intended",
            "observed",
            "share",
            "judged",
            "expected",
            "range95",
            "interval95",
            "p_value",
        ],
    );
    assert_eq!(output["intended"], 0.2);
    assert_eq!(output["observed"], 17);
    assert_eq!(output["share"], 0.17);
    assert_eq!(output["judged"], serde_json::json!({"n": 100, "k": 17}));
    assert_eq!(output["expected"], 20.0);
    assert_eq!(output["range95"], serde_json::json!([12, 28]));
    // Figures of R: prop.test's Wilson interval without correction, and binom.test's p-value.
    let close = |value: &serde_json::Value, to: f64| (value.as_f64().unwrap() - to).abs() < 5e-5;
    assert!(close(&output["interval95"][0], 0.10894) && close(&output["interval95"][1], 0.25548), "{output}");
    assert!(close(&output["p_value"], 0.53226), "{output}");
    assert_eq!(report["outputs"][1]["observed"], 83);
    has_keys(&report["split"], &["test", "p_value", "verdict"]);
    assert_eq!(report["split"]["test"], "exact_binomial");
    assert_eq!(report["split"]["p_value"], output["p_value"]);
    assert_eq!(report["split"]["verdict"], "ordinary");
}

#[test]
fn the_sentence_is_what_a_person_would_say() {
    let came = sluice(&["judge", "--intended", "20,80", "--observed", "17,83"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(
        came.out.starts_with(
            "You asked for 20 %. This run sent 17 of 100. Ordinary: 95 of 100 runs send 12 to 28.\n"
        ),
        "{}",
        came.out
    );
}

#[test]
fn each_test_and_verdict_has_its_word() {
    for (intended, observed, test, verdict) in [
        ("20,80", "17,83", "exact_binomial", "ordinary"),
        ("20,80", "31,69", "exact_binomial", "unusual"),
        ("20,80", "50,50", "exact_binomial", "suspicious"),
        ("0,100", "1,99", "exact_binomial", "leak"),
        ("50,50", "3,2", "exact_binomial", "not_enough_tasks"),
        ("20,20,60", "5,5,20", "exact_multinomial", "ordinary"),
        ("20,20,10,10,40", "200000,200000,100000,100000,400000", "chi_square", "ordinary"),
        ("20,20,10,10,40", "204000,200000,100000,100000,396000", "chi_square", "suspicious"),
    ] {
        let report =
            sluice(&["judge", "--intended", intended, "--observed", observed, "--format", "json"]).json();
        let split = &report["split"];
        assert_eq!(
            (split["test"].as_str(), split["verdict"].as_str()),
            (Some(test), Some(verdict)),
            "{observed}"
        );
    }
}

#[test]
fn percentages_may_carry_their_sign() {
    let plain = sluice(&["judge", "--intended", "20,80", "--observed", "17,83"]);
    let signed = sluice(&["judge", "--intended", "20%,80 %", "--observed", "17,83"]);
    assert_eq!((signed.code, signed.out), (0, plain.out));
}

#[test]
fn what_cannot_be_judged_is_refused() {
    sluice(&["judge", "--intended", "20,70", "--observed", "1,2"]).refused(1, &["cannot be judged", "90 %"]);
    sluice(&["judge", "--intended", "20,80", "--observed", "1,2,3"]).refused(1, &["cannot be judged"]);
}

#[test]
fn a_table_has_many_splits_that_are_judged_together() {
    let text = format!("{}Odd,20,80,31,69\n", "Fair,20,80,19,81\n".repeat(11));
    let path = file("judge-many.csv", &text);
    let report = sluice(&["judge", "--table", &path, "--format", "json"]).json();
    has_keys(&report, &["splits", "summary"]);
    let odd = &report["splits"][11];
    has_keys(odd, &["name", "outputs", "split", "sentence"]);
    assert_eq!((odd["name"].as_str(), odd["split"]["verdict"].as_str()), (Some("Odd"), Some("unusual")));
    let (own, adjusted) = (&odd["split"]["p_value"], &odd["split"]["adjusted_p_value"]);
    assert!((adjusted.as_f64().unwrap() / own.as_f64().unwrap() - 12.0).abs() < 1e-9, "{odd}");
    assert_eq!(report["summary"]["odd"], 1);
    let came = sluice(&["judge", "--table", &path]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(
        came.out.starts_with("Fair: You asked for 20 %. This run sent 19 of 100. Ordinary"),
        "{}",
        came.out
    );
    assert!(
        came.out.ends_with("1 of 12 splits looks odd on its own: with that many, expected.\n"),
        "{}",
        came.out
    );
}

#[test]
fn a_table_can_come_from_standard_input() {
    let came = sluice_fed(&["judge", "--table", "-"], "Review;20;17\nPass;80;83\n");
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(
        came.out.starts_with("Split 1: You asked for 20 % to Review. This run sent 17 of 100."),
        "{}",
        came.out
    );
}

#[test]
fn a_table_that_cannot_be_read_is_refused_with_its_place() {
    let path = file("judge-bad.csv", "QA,20,80,17,83\nSpot,50,50,6,x\n");
    sluice(&["judge", "--table", &path]).refused(1, &["judge-bad.csv: Line 2, cell 5:", "no whole number"]);
    sluice(&["judge", "--table", "no-such-file.csv"]).refused(1, &["no-such-file.csv"]);
    sluice(&["judge", "--table", &path, "--intended", "20,80"]).refused(2, &["--table"]);
    sluice(&["judge", "--intended", "20,80"]).refused(2, &["--observed"]);
}
