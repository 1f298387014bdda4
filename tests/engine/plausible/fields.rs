//! One split from two fields.

use proptest::prelude::*;
use sluice::simulate::plausible::{judge_asked, judge_one, read_fields, read_shares, together};

use super::{plain, split};

#[test]
fn lists_are_read_however_they_are_parted() {
    let twenty = plain("", &[(20.0, 17), (80.0, 83)]);
    for (intended, observed) in [
        ("20/80", "17/83"),
        ("20,80", "17,83"),
        (" 20 , 80 ", "17, 83"),
        ("20% 80%", "17 83"),
        ("20 % 80 %", "17   83"),
        ("20 %; 80 %", "17; 83;"),
        ("20\n80\n", "17\r\n83\r\n"),
        ("20\t80", "17\t83"),
        ("20 | 80", "17|83"),
        ("20.0/80.00", "17/83"),
        ("20,0;80,0", "17/83"),
        ("20,\n80", "17,\n83"),
    ] {
        assert_eq!(read_fields(intended, observed), Ok(twenty.clone()), "{intended:?} {observed:?}");
    }
    assert_eq!(read_fields("12,5/87,5", "1,234/8 766"), Ok(plain("", &[(12.5, 1_234), (87.5, 8_766)])));
    assert_eq!(
        read_fields("12.5 87.5", "1'234;8\u{202f}766"),
        Ok(plain("", &[(12.5, 1_234), (87.5, 8_766)]))
    );
    assert_eq!(read_fields("100", "5"), Ok(plain("", &[(100.0, 5)])));
}

#[test]
fn shares_alone_are_read_as_beside_counts() {
    for (intended, observed) in
        [("20/80", "17/83"), ("Review 20, Pass 80", "17, 83"), ("12,5; 87,5", "1/2"), ("100", "3")]
    {
        let both = read_fields(intended, observed).unwrap().outputs;
        let both: Vec<_> = both.into_iter().map(|output| (output.name, output.share)).collect();
        assert_eq!(read_shares(intended), Ok(both), "{intended}");
    }
    for wrong in ["", "20/70", "0.2/0.8", "20/x", "20/180", "20.00001/79.99999"] {
        assert_eq!(read_shares(wrong).unwrap_err(), read_fields(wrong, "17/83").unwrap_err(), "{wrong}");
    }
}

#[test]
fn splits_judged_one_by_one_come_to_the_same_together() {
    let splits = [("20/80", "17/83"), ("50/50", "2/18"), ("20/30/50", "30/25/45"), ("50/50", "1/1")];
    let splits = splits.map(|(intended, observed)| read_fields(intended, observed).unwrap());
    let one_by_one = splits.iter().map(|split| judge_one(split).unwrap()).collect();
    let all = judge_asked(&splits).unwrap();
    assert!(all.splits[1].report.split.adjusted_p_value > all.splits[1].report.split.p_value);
    assert_eq!(together(one_by_one), all);
}

#[test]
fn names_stand_before_or_after_the_number() {
    let named = split("", &[("Review", 20.0, 17), ("Pass on", 80.0, 83)]);
    for (intended, observed) in [
        ("Review 20, Pass on 80", "17, 83"),
        ("Review: 20; Pass on = 80 %", "17/83"),
        ("20 % Review, 80% Pass on", "17/83"),
        ("20% Review 80% Pass on", "17 83"),
        ("Review 20% Pass on 80%", "17 83"),
        ("20/80", "Review 17/Pass on 83"),
        ("Review 20/Pass on 80", "pass ON 83/review 17"),
        ("Review\t20\nPass on\t80", "17\n83"),
    ] {
        assert_eq!(read_fields(intended, observed), Ok(named.clone()), "{intended:?} {observed:?}");
    }
    let stages = split("", &[("Stage 2", 20.0, 17), ("Stage 3", 80.0, 1_083)]);
    assert_eq!(read_fields("Stage 2 20, Stage 3 80", "17; 1 083"), Ok(stages.clone()));
    assert_eq!(read_fields("20/80", "Stage 2: 17; Stage 3: 1 083"), Ok(stages));
}

#[test]
fn what_is_refused_says_where_and_what_to_do() {
    for (intended, observed, said) in [
        (
            "",
            "17/83",
            "Intended shares: There is nothing here. Write a number for each output, such as 20/80.",
        ),
        ("20/80", " ", "Observed counts: There is nothing here."),
        (
            "0.2/0.8",
            "17/83",
            "Intended shares: The shares add up to 1, not to 100 %. If they are fractions, write them in percent: 20 for 0.2.",
        ),
        (
            "20/70",
            "17/83",
            "Intended shares: The shares add up to 90 %, not to 100 %. 10 points are missing.",
        ),
        (
            "33.4/33.4/33.4",
            "1/2/3",
            "The shares add up to 100.2 %, not to 100 %. That is 0.2 points too many.",
        ),
        ("20/80", "17", "Observed counts: There are 2 shares but 1 count. Give a count for each share"),
        (
            "20,80",
            "1,234,8,766",
            "Observed counts: There are 2 shares but 4 counts. Give a count for each share; where commas or spaces part thousands",
        ),
        (
            "20,80",
            "17,083",
            "Observed count 2: 083 begins with 0. If it is the end of a longer number, part the counts with ; or /",
        ),
        ("12,5 87,5", "17,83", "Observed counts: There are 3 shares but 2 counts."),
        (
            "12,5 87,5",
            "17,83,4",
            "Intended share 2: \"5 87\" is no percentage. If a comma in it is a decimal comma",
        ),
        ("20/eighty", "17/83", "Intended share 2: \"eighty\" is no number. Write a number for each output"),
        ("20/8x", "17/83", "Intended share 2: \"8x\" is no number."),
        ("20//80", "17/1/83", "Intended share 2: There is no share."),
        ("-20/120", "17/83", "Intended share 1: \"-20\" is no number."),
        ("20/180", "17/83", "Intended share 2: 180 is more than 100 %."),
        ("33.33333/66.66667", "17/83", "Intended share 1: 33.33333 has more than four decimals."),
        ("20/80", "17 %/83 %", "Observed count 1: \"17%\" is a share. Write the number of tasks"),
        ("20/80", "17.5/82.5", "Observed count 1: \"17.5\" is no whole number of tasks."),
        ("20/80", "1.234/8.766", "Observed count 1: \"1.234\" is no whole number of tasks."),
        ("20/80", "12,34/1", "Observed count 1: \"12,34\" is no whole number of tasks."),
        ("20/80", "99999999999999999999/1", "Observed count 1: 99999999999999999999 is too large."),
        (
            "20/80",
            "Stage 2 200/5",
            "Observed count 1: \"Stage 2 200\" could end in 2200 or in 200. Put a colon",
        ),
        (
            "a 20/b 80",
            "a 17/c 83",
            "Observed counts: There is no count for \"b\". Give shares and counts the same names",
        ),
    ] {
        let error = read_fields(intended, observed).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(said), "{intended:?} {observed:?}: {error:?} is not {said:?}");
    }
}

#[test]
fn names_are_in_the_judgement() {
    let asked = read_fields("Review 20, Pass 80", "17, 83").unwrap();
    let report = judge_asked(&[asked]).unwrap();
    let judged = &report.splits[0].report;
    assert_eq!(
        judged.sentence,
        "You asked for 20 % to Review. This run sent 17 of 100. Ordinary: 95 of 100 runs send 12 to 28."
    );
    assert_eq!(judged.outputs[1].name, "Pass");
    assert_eq!(report.summary.sentence, "The one split judged here is what chance gives.");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    /// Any text is an answer or a refusal, and what is an answer has shares of 100 %.
    #[test]
    fn no_text_breaks_it(intended in "[0-9a-z %.,;/|:=\n\t'-]{0,20}", observed in "[0-9a-z %.,;/|:=\n\t'-]{0,20}") {
        if let Ok(split) = read_fields(&intended, &observed) {
            let sum: u32 = split.outputs.iter().map(|output| output.share.millionths()).sum();
            prop_assert_eq!(sum, 1_000_000);
        }
    }
}
