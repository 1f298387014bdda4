//! Many splits from a pasted table.

use proptest::prelude::*;
use sluice::simulate::plausible::{MOST_SPLITS, judge_asked, read_table};

use super::{plain, split};

#[test]
fn a_wide_table_has_a_row_for_each_split() {
    let two = vec![plain("QA", &[(20.0, 17), (80.0, 83)]), plain("Spot", &[(50.0, 6), (50.0, 4)])];
    for text in [
        "QA,20,80,17,83\nSpot,50,50,6,4",
        "QA;20;80;17;83\nSpot;50;50;6;4\n",
        "QA\t20 %\t80 %\t17\t83\r\n\r\nSpot\t50\t50\t6\t4\r\n",
        "\u{feff}Split;Intended 1;Intended 2;Observed 1;Observed 2\nQA;20;80;17;83\nSpot;50;50;6;4",
        "\"QA\",\"20\",\"80\",\"17\",\"83\"\n\"Spot\",50,50,6,4",
        "QA\t20,0\t80,0\t17\t83\t\t\nSpot\t50\t50\t6\t4",
        "QA,20/80,17/83\nSpot,50/50,6/4",
        "name;intended;observed\nQA;20/80;17/83\nSpot;50/50;6/4",
        "QA;20, 80;17, 83\nSpot;50, 50;6, 4",
    ] {
        let mut read = read_table(text).unwrap();
        if text.contains("Intended 1") {
            for output in read.iter_mut().flat_map(|split| &mut split.outputs) {
                assert!(["1", "2"].contains(&output.name.as_str()));
                output.name.clear();
            }
        }
        assert_eq!(read, two, "{text:?}");
    }
}

#[test]
fn headers_name_outputs_and_say_which_column_is_what() {
    let named = vec![split("QA", &[("Review", 20.0, 17), ("Pass", 80.0, 83)])];
    for text in [
        "Stage;Intended Review;Intended Pass;Observed Review;Observed Pass\nQA;20;80;17;83",
        "Stage;Review (intended);Review (observed);Pass (intended);Pass (observed)\nQA;20;17;80;83",
        "Stage;Review_target;Pass_target;Pass_actual;Review_actual\nQA;20;80;83;17",
        "Stage;Review;Pass;Review;Pass\nQA;20;80;17;83",
        "Split,Output,Intended,Observed\nQA,Review,20,17\nQA,Pass,80,83",
        "Tasks,Share,Output,Split\n17,20,Review,QA\n83,80,Pass,QA",
        "QA\tReview\t20\t17\n\tPass\t80\t83",
    ] {
        assert_eq!(read_table(text), Ok(named.clone()), "{text:?}");
    }
}

#[test]
fn a_long_table_has_a_row_for_each_output() {
    let text = "QA,Review,20,17\nSpot,A,50,6\nQA,Pass,80,83\nSpot,B,50,4";
    let two = vec![
        split("QA", &[("Review", 20.0, 17), ("Pass", 80.0, 83)]),
        split("Spot", &[("A", 50.0, 6), ("B", 50.0, 4)]),
    ];
    assert_eq!(read_table(text), Ok(two));
    // Three cells: names that are all different are outputs, else splits.
    assert_eq!(read_table("Review 20 %,20,17\nPass,80,83").unwrap()[0].outputs[0].name, "Review 20 %");
    assert_eq!(
        read_table("Review;20;17\nPass;80;83"),
        Ok(vec![split("", &[("Review", 20.0, 17), ("Pass", 80.0, 83)])])
    );
    let unnamed = vec![plain("QA", &[(20.0, 17), (80.0, 83)]), plain("Spot", &[(50.0, 6), (50.0, 4)])];
    assert_eq!(read_table("QA;20;17\nQA;80;83\nSpot;50;6\n;50;4"), Ok(unnamed));
    assert_eq!(read_table("20;17\n80;83"), Ok(vec![plain("", &[(20.0, 17), (80.0, 83)])]));
}

#[test]
fn splits_without_names_and_with_numbers_for_names() {
    let unnamed = vec![plain("", &[(20.0, 17), (80.0, 83)]), plain("", &[(50.0, 6), (50.0, 4)])];
    assert_eq!(read_table("20;80;17;83\n50;50;6;4"), Ok(unnamed));
    let numbered = vec![plain("1", &[(20.0, 17), (80.0, 83)]), plain("2", &[(50.0, 6), (50.0, 4)])];
    assert_eq!(read_table("1;20;80;17;83\n2;50;50;6;4"), Ok(numbered));
    let uneven = vec![plain("A", &[(20.0, 17), (80.0, 83)]), plain("B", &[(25.0, 1), (25.0, 2), (50.0, 3)])];
    assert_eq!(read_table("A,20,80,17,83\nB,25,25,50,1,2,3"), Ok(uneven.clone()));
    let header = "Split,intended 1,intended 2,intended 3,observed 1,observed 2,observed 3\nA,20,80,,17,83,\nB,25,25,50,1,2,3";
    let read = read_table(header).unwrap();
    assert_eq!(read.iter().map(|split| split.outputs.len()).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn thousands_and_decimal_commas_where_the_sign_allows_them() {
    let read = read_table("QA;12,5;87,5;1 234;8,766\n");
    assert_eq!(read, Ok(vec![plain("QA", &[(12.5, 1_234), (87.5, 8_766)])]));
    let quoted = read_table("\"QA, first\",\"12,5\",87.5,\"1,234\",8766");
    assert_eq!(quoted, Ok(vec![plain("QA, first", &[(12.5, 1_234), (87.5, 8_766)])]));
    assert_eq!(read_table("\"a \"\"b\"\"\",100,5").unwrap()[0].outputs[0].name, "a \"b\"");
}

#[test]
fn what_is_refused_says_which_line_and_cell() {
    for (text, said) in [
        ("", "Table: There are no splits in it."),
        ("\n \n", "Table: There are no splits in it."),
        ("name,intended,observed", "Table: There are no splits in it."),
        (
            "QA,20,80,17,83\nSpot,50,40,6,4",
            "Line 2: The shares add up to 90 %, not to 100 %. 10 points are missing.",
        ),
        ("QA,0.2,0.8,17,83", "Line 1: The shares add up to 1, not to 100 %. If they are fractions"),
        ("QA;20;80;17;83\n\nSpot;50;50;6;x", "Line 3, cell 5: \"x\" is no whole number of tasks."),
        ("QA;20;80;17;83\nSpot;50;5o;6;4", "Line 2, cell 3: \"5o\" is no percentage."),
        ("QA;20;80;17;83\nSpot;50;;6;4", "Line 2, cell 3: There is no share. Write a percentage such as 20."),
        (
            "QA;20;80;17;83\nSpot;50;50;6",
            "Line 2: Of 3 cells after the name, half cannot be shares and half counts.",
        ),
        ("QA;20;80;17.5;82.5", "Line 1, cell 4: \"17.5\" is no whole number of tasks."),
        ("QA;20/80;17/83\nB;20/80;17", "Line 2, cell 3: There are 2 shares but 1 count."),
        (
            "QA\t20,80\t17,83",
            "Line 1, cell 3: \"17,83\" is no whole number of tasks. Write digits alone, such as 17 or 1234, and part several counts with ; or /.",
        ),
        ("\"QA;20;80;17;83", "Line 1: A quotation mark is not closed."),
        (
            "S;intended a;intended b;observed a\nQA;20;80;17",
            "Line 1: The header has 2 columns of shares but 1 of counts.",
        ),
        ("S;intended a;intended b\nQA;20;80", "Line 1: The header has 2 columns of shares but 0 of counts."),
    ] {
        let error = read_table(text).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(said), "{text:?}: {error:?} is not {said:?}");
    }
    let many = "A,20,80,17,83\n".repeat(MOST_SPLITS + 1);
    assert!(read_table(&many).unwrap_err().to_string().contains("more than 1000 splits"));
}

#[test]
fn one_odd_split_of_many_is_expected() {
    let odd = "Odd,20,80,31,69\n";
    let text = format!("{}{odd}", "Fair,20,80,19,81\n".repeat(11));
    let report = judge_asked(&read_table(&text).unwrap()).unwrap();
    assert_eq!((report.summary.judged, report.summary.odd), (12, 1));
    assert_eq!(report.summary.sentence, "1 of 12 splits looks odd on its own: with that many, expected.");
    let split = &report.splits[11].report.split;
    assert!((split.adjusted_p_value - 12.0 * split.p_value).abs() < 1e-12);
    let bad = format!("{}Odd,20,80,45,55\n", "Fair,20,80,19,81\n".repeat(11));
    let report = judge_asked(&read_table(&bad).unwrap()).unwrap();
    assert_eq!(report.summary.sentence, "1 of 12 splits stands out, even among that many.");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn no_text_breaks_it(text in "[0-9a-c \"%.,;/\n\t]{0,60}") {
        if let Ok(splits) = read_table(&text) {
            for split in splits {
                let sum: u32 = split.outputs.iter().map(|output| output.share.millionths()).sum();
                prop_assert_eq!(sum, 1_000_000);
            }
        }
    }
}
