//! Laws of a count beyond the binomial: against `hypergeometric.csv`, by hand, and by listing.

use proptest::prelude::*;
use sluice::stats::{
    Binomial, CountLaw, Hypergeometric, LawKind, SplitError, SplitTest, Verdict, judge_count,
    judge_count_under, judge_split_under, output_sentence, split_sentence,
};

use super::table::{Worst, count, number, rows};

fn urn(population: u64, marked: u64, draws: u64) -> Hypergeometric {
    Hypergeometric::new(population, marked, draws).unwrap()
}

/// A law with something of every kind, all of 20 of 100.
fn laws() -> Vec<CountLaw> {
    vec![
        CountLaw::hypergeometric(19, urn(10, 2, 5)),
        CountLaw::listed([(20, 0.75), (21, 0.25)]).unwrap(),
        CountLaw::fixed(20),
        CountLaw::within(19, 21),
    ]
}

#[test]
fn hypergeometric_tails_and_p_values_match_the_table() {
    let mut worst: [Worst; 4] = Default::default();
    let mut seen = 0;
    for row in rows(include_str!("hypergeometric.csv")) {
        let law = urn(count(row[0]), count(row[1]), count(row[2]));
        let k = count(row[3]);
        let results = [law.pmf(k), law.cdf(k), law.sf(k), law.two_sided_p(k)];
        for ((worst, result), reference) in worst.iter_mut().zip(results).zip(&row[4..8]) {
            worst.note(result, number(reference), || row[..4].join(","));
        }
        let range = (count(row[8]), count(row[9]));
        assert_eq!(law.central_range(0.95), range, "{}", row.join(","));
        seen += 1;
    }
    assert!(seen > 300);
    for (worst, what) in worst.iter().zip(["pmf", "cdf", "sf", "two-sided p"]) {
        worst.at_most(1e-11, what);
    }
}

#[test]
fn hypergeometric_by_hand() {
    // 2 of 5 marked, 2 drawn: 3, 6 and 1 of 10 ways.
    let law = urn(5, 2, 2);
    for (k, ways) in [(0, 0.3), (1, 0.6), (2, 0.1), (3, 0.0)] {
        assert!((law.pmf(k) - ways).abs() < 1e-15);
    }
    assert!((law.two_sided_p(2) - 0.1).abs() < 1e-15);
    assert!((law.two_sided_p(0) - 0.4).abs() < 1e-15);
    assert_eq!((law.two_sided_p(1), law.two_sided_p(3), law.mean()), (1.0, 0.0, 0.8));
    assert_eq!((law.least(), law.most(), urn(5, 4, 3).least()), (0, 2, 2));
    assert_eq!(Hypergeometric::new(5, 6, 1), None);
    assert_eq!(Hypergeometric::new(5, 1, 6), None);
    assert_eq!(urn(0, 0, 0).mean(), 0.0);
}

#[test]
fn what_leaves_nothing_to_chance_is_fixed() {
    assert_eq!(CountLaw::hypergeometric(3, urn(10, 2, 10)), CountLaw::fixed(5));
    assert_eq!(CountLaw::hypergeometric(3, urn(10, 0, 4)), CountLaw::fixed(3));
    assert_eq!(CountLaw::hypergeometric(3, urn(10, 10, 4)), CountLaw::fixed(7));
    assert_eq!(CountLaw::listed([(4, 1.0), (5, 0.0)]), Some(CountLaw::fixed(4)));
    assert_eq!(CountLaw::within(6, 6), CountLaw::fixed(6));
    assert_eq!(CountLaw::within(7, 5), CountLaw::within(5, 7));
    for wrong in [vec![], vec![(1, 0.5)], vec![(1, -0.5), (2, 1.5)], vec![(1, f64::NAN)]] {
        assert_eq!(CountLaw::listed(wrong), None);
    }
    let twice = CountLaw::listed([(4, 0.5), (5, 0.25), (4, 0.25)]);
    assert_eq!(twice, CountLaw::listed([(4, 0.75), (5, 0.25)]));
}

#[test]
fn p_values_means_and_ranges_by_hand() {
    let listed = CountLaw::listed([(3, 0.01), (4, 0.79), (5, 0.2)]).unwrap();
    assert_eq!((listed.p_value(4), listed.p_value(6), listed.smallest_p()), (1.0, 0.0, 0.0));
    assert!((listed.p_value(3) - 0.01).abs() < 1e-15 && (listed.p_value(5) - 0.21).abs() < 1e-15);
    assert_eq!((listed.central_range(0.95), listed.central_range(0.999)), ((4, 5), (3, 5)));
    assert!((listed.mean().unwrap() - 4.19).abs() < 1e-12);
    // Exactly a fortieth on either side: the definition keeps the lower one and leaves out the upper.
    let even = CountLaw::listed([(0, 0.025), (1, 0.95), (2, 0.025)]).unwrap();
    assert_eq!(even.central_range(0.95), (0, 1));
    // Ten tenths are not one for a double; the range of all of them covers everything all the same.
    let tenths = CountLaw::listed((15..25).map(|k| (k, 0.1))).unwrap();
    assert_eq!(judge_count_under(0.2, &tenths, 20, 100).unwrap().coverage95, 1.0);
    // Ties in spite of rounding.
    let tie = CountLaw::listed([(0, 0.1 + 0.2), (1, 0.3), (2, 0.4)]).unwrap();
    assert_eq!(tie.p_value(0), tie.p_value(1));
    for law in [CountLaw::fixed(20), CountLaw::within(19, 21)] {
        assert_eq!((law.p_value(20), law.p_value(18), law.p_value(22)), (1.0, 0.0, 0.0));
        assert_eq!(law.central_range(0.95), law.possible());
    }
    assert_eq!((CountLaw::fixed(20).mean(), CountLaw::within(19, 21).mean()), (Some(20.0), None));
    let block = CountLaw::hypergeometric(18, urn(10, 2, 5));
    assert_eq!((block.mean(), block.possible()), (Some(19.0), (18, 20)));
    assert_eq!((block.p_value(17), block.pmf(17), block.pmf(21)), (0.0, Some(0.0), Some(0.0)));
}

#[test]
fn under_the_binomial_law_nothing_changes() {
    for (p, k, n) in [(0.2, 17, 100), (0.0, 1, 5), (1.0, 5, 5), (0.5, 1, 1), (0.2, 0, 0)] {
        let law = CountLaw::binomial(Binomial::with_share(n, p).unwrap());
        let under = judge_count_under(p, &law, k, n).unwrap();
        assert_eq!(under, judge_count(p, k, n).unwrap());
        assert_eq!(under.law, LawKind::Binomial);
    }
}

#[test]
fn verdicts_under_a_method() {
    for law in laws() {
        let verdict = |k| judge_count_under(0.2, &law, k, 100).unwrap().verdict;
        assert_eq!(verdict(20), Verdict::Ordinary);
        assert_eq!(verdict(22), Verdict::Suspicious);
        assert_eq!(verdict(18), Verdict::Suspicious);
        let judged = judge_count_under(0.2, &law, 22, 100).unwrap();
        assert_eq!((judged.p_value, judged.interval95), (0.0, None));
        // One task is enough to see a fault, none is not.
        let one = judge_count_under(0.2, &CountLaw::fixed(0), 1, 1).unwrap();
        assert_eq!(one.verdict, Verdict::Suspicious);
        let none = judge_count_under(0.2, &CountLaw::fixed(0), 0, 0).unwrap();
        assert_eq!(none.verdict, Verdict::NotEnoughTasks);
    }
    let rare = CountLaw::listed([(20, 0.98), (21, 0.0195), (22, 0.0005)]).unwrap();
    let verdict = |k| judge_count_under(0.2, &rare, k, 100).unwrap().verdict;
    assert_eq!((verdict(21), verdict(22)), (Verdict::Unusual, Verdict::Suspicious));
    let leak = |share, count, k| judge_count_under(share, &CountLaw::fixed(count), k, 100).unwrap();
    assert_eq!(leak(0.0, 0, 1).verdict, Verdict::Leak);
    assert_eq!(leak(1.0, 100, 99).verdict, Verdict::Leak);
    assert_eq!(leak(1.0, 100, 100).verdict, Verdict::Ordinary);
    let above = SplitError::CountAboveTasks { count: 6, tasks: 5 };
    assert_eq!(judge_count_under(0.2, &CountLaw::fixed(1), 6, 5), Err(above));
}

#[test]
fn whole_splits_under_a_method() {
    let two = [
        CountLaw::listed([(20, 0.98), (21, 0.02)]).unwrap(),
        CountLaw::listed([(80, 0.98), (79, 0.02)]).unwrap(),
    ];
    let split = judge_split_under(&[0.2, 0.8], &two, &[21, 79]).unwrap();
    assert_eq!((split.test, split.n, split.verdict), (SplitTest::ExactMethod, 100, Verdict::Unusual));
    assert!((split.p_value - 0.02).abs() < 1e-15);
    let three: Vec<CountLaw> =
        [20, 30, 50].map(|k| CountLaw::listed([(k, 0.98), (k + 1, 0.02)]).unwrap()).into();
    let shares = [0.2, 0.3, 0.5];
    let split = judge_split_under(&shares, &three, &[21, 30, 50]).unwrap();
    assert!((split.p_value - 0.06).abs() < 1e-15);
    assert_eq!(split.verdict, Verdict::Ordinary);
    assert_eq!(judge_split_under(&shares, &three, &[20, 30, 50]).unwrap().p_value, 1.0);
    assert_eq!(judge_split_under(&shares, &three, &[20, 30, 52]).unwrap().verdict, Verdict::Suspicious);
    // The second of two outputs alone is forbidden: still a fault.
    let bounds = [CountLaw::within(0, 50), CountLaw::within(79, 81)];
    assert_eq!(judge_split_under(&[0.2, 0.8], &bounds, &[22, 78]).unwrap().p_value, 0.0);
    let leak = [20, 0, 80].map(CountLaw::fixed);
    let split = judge_split_under(&[0.2, 0.0, 0.8], &leak, &[20, 1, 79]).unwrap();
    assert_eq!((split.verdict, split.p_value), (Verdict::Leak, 0.0));
    // Where no law of a positive share is broken, the leak alone decides.
    let blind = [CountLaw::within(0, 100), CountLaw::fixed(0), CountLaw::within(0, 100)];
    let split = judge_split_under(&[0.2, 0.0, 0.8], &blind, &[20, 1, 79]).unwrap();
    assert_eq!((split.verdict, split.p_value), (Verdict::Leak, 0.0));
    let none = judge_split_under(&[0.2, 0.8], &[0, 0].map(CountLaw::fixed), &[0, 0]).unwrap();
    assert_eq!(none.verdict, Verdict::NotEnoughTasks);
    let error = judge_split_under(&shares, &two, &[20, 30, 50]).unwrap_err();
    assert_eq!(error, SplitError::LawsDiffer { intended: 3, laws: 2 });
    assert_eq!(error.to_string(), "3 shares but 2 laws");
}

#[test]
fn names_in_json() {
    let kinds: Vec<LawKind> = laws().iter().map(CountLaw::kind).collect();
    let names = serde_json::to_value(&kinds).unwrap();
    assert_eq!(names, serde_json::json!(["hypergeometric", "systematic", "fixed", "bounded"]));
    let judged = judge_count_under(0.2, &CountLaw::within(19, 21), 20, 100).unwrap();
    let json = serde_json::to_value(judged).unwrap();
    assert_eq!((&json["law"], &json["possible"]), (&"bounded".into(), &serde_json::json!([19, 21])));
    assert_eq!(serde_json::to_value(judge_count(0.2, 17, 100).unwrap()).unwrap()["law"], "binomial");
    assert_eq!(serde_json::to_value(SplitTest::ExactMethod).unwrap(), "exact_method");
}

#[test]
fn sentences() {
    let says = |law: &CountLaw, k| output_sentence(&judge_count_under(0.2, law, k, 100).unwrap(), None);
    let fault = "This run sent 25 of 100. Suspicious: this method cannot give that count, only";
    let block = CountLaw::hypergeometric(10, urn(1000, 200, 50));
    let cases = [
        (laws()[0].clone(), 20, "This run sent 20 of 100. Ordinary: every run sends 19 to 21.", "19 to 21"),
        (laws()[1].clone(), 20, "This run sent 20 of 100. Ordinary: every run sends 20 to 21.", "20 to 21"),
        (laws()[2].clone(), 20, "This run sent 20 of 100: exactly what this method gives every time.", "20"),
        (
            laws()[3].clone(),
            20,
            "This run sent 20 of 100. As it must: this method sends 19 to 21.",
            "19 to 21",
        ),
    ];
    for (law, k, rest, only) in cases {
        assert_eq!(says(&law, k), format!("You asked for 20 %. {rest}"));
        assert_eq!(says(&law, 25), format!("You asked for 20 %. {fault} {only}."));
    }
    assert_eq!(
        says(&block, 20),
        "You asked for 20 %. This run sent 20 of 100. Ordinary: 95 of 100 runs send 15 to 26."
    );
    assert_eq!(
        says(&block, 35),
        "You asked for 20 %. This run sent 35 of 100. Suspicious: 999 of 1,000 runs send 12 to 30."
    );
    let gap = CountLaw::listed([(18, 0.5), (20, 0.5)]).unwrap();
    assert_eq!(
        says(&gap, 19),
        "You asked for 20 %. This run sent 19 of 100. Suspicious: this method cannot give that count."
    );
    // Rare is not impossible, not even where the chance is too small for a number.
    let rare = CountLaw::listed([(20, 1.0 - 1e-6), (25, 1e-6)]).unwrap();
    let said = says(&rare, 25);
    assert!(said.contains("Suspicious") && !said.contains("cannot"), "{said}");
    let judged = judge_count(0.5, 0, 1_000_000).unwrap();
    assert_eq!(judged.p_value, 0.0);
    let said = output_sentence(&judged, None);
    assert!(said.contains("Suspicious") && !said.contains("cannot"), "{said}");
    let nothing = |share, count, k| {
        output_sentence(&judge_count_under(share, &CountLaw::fixed(count), k, 100).unwrap(), None)
    };
    assert_eq!(
        nothing(0.0, 0, 0),
        "You asked for 0 %. This run sent 0 of 100. Ordinary: every run sends none."
    );
    assert_eq!(
        nothing(0.0, 0, 3),
        "You asked for 0 %. This run sent 3 of 100. Leak: an output of 0 % should receive none."
    );
}

#[test]
fn sentences_of_whole_splits() {
    let says = |laws: [CountLaw; 3], counts: [u64; 3]| {
        let split = judge_split_under(&[0.2, 0.3, 0.5], &laws, &counts).unwrap();
        let sentence = split_sentence(&split, &["A", "B", "C"]);
        sentence
            .strip_prefix("You asked for 20 % to A, 30 % to B and 50 % to C. This run sent ")
            .unwrap()
            .to_owned()
    };
    let fixed = || [20, 30, 50].map(CountLaw::fixed);
    let listed = || [20, 30, 50].map(|k| CountLaw::listed([(k, 0.98), (k + 1, 0.02)]).unwrap());
    let bounded = || [CountLaw::within(19, 21), CountLaw::fixed(30), CountLaw::within(49, 51)];
    assert_eq!(
        says(fixed(), [20, 30, 50]),
        "20, 30 and 50 of 100: exactly what this method gives every time."
    );
    assert_eq!(
        says(fixed(), [20, 31, 49]),
        "20, 31 and 49 of 100. Suspicious: this method cannot send 31 to B, only 30."
    );
    assert_eq!(
        says(bounded(), [19, 30, 51]),
        "19, 30 and 51 of 100. As it must: this method sends 19 to 21, 30 and 49 to 51."
    );
    assert_eq!(
        says(listed(), [20, 30, 50]),
        "20, 30 and 50 of 100. Ordinary: this method often gives such counts."
    );
    assert_eq!(
        says(listed(), [21, 30, 50]),
        "21, 30 and 50 of 101. Ordinary: at most about 6 of 100 runs are at least this far off."
    );
}

/// Any law of each kind, with every count that it could be asked about.
fn any_law() -> impl Strategy<Value = CountLaw> {
    let urns = (0..5_u64, 1..60_u64).prop_flat_map(|(sure, population)| {
        (0..=population, 0..=population)
            .prop_map(move |(marked, draws)| CountLaw::hypergeometric(sure, urn(population, marked, draws)))
    });
    let listed = prop::collection::vec(0..9_u32, 1..6).prop_filter_map("no weight", |weights| {
        let total: u32 = weights.iter().sum();
        let row = |(k, w): (usize, &u32)| (k as u64 + 3, f64::from(*w) / f64::from(total));
        (total > 0).then(|| CountLaw::listed(weights.iter().enumerate().map(row))).flatten()
    });
    let binomial = (0..60_u64, 0..=20_u32)
        .prop_map(|(n, p)| CountLaw::binomial(Binomial::with_share(n, f64::from(p) / 20.0).unwrap()));
    prop_oneof![urns, listed, binomial, (0..70_u64).prop_map(CountLaw::fixed)]
}

proptest! {
    /// Every method of a law follows from its probabilities alone.
    #[test]
    fn a_law_is_its_probabilities(law in any_law(), level in 0.5..0.9999_f64) {
        let p: Vec<f64> = (0..=70).map(|k| law.pmf(k).unwrap()).collect();
        prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let mean: f64 = p.iter().enumerate().map(|(k, p)| k as f64 * p).sum();
        prop_assert!((law.mean().unwrap() - mean).abs() < 1e-10);
        let (least, most) = law.possible();
        let tail = (1.0 - level) / 2.0;
        let up_to = |k: usize| p[..=k].iter().sum::<f64>();
        let first = |enough: f64| (0..=70).find(|k| up_to(*k) >= enough - 1e-11).unwrap() as u64;
        prop_assert_eq!(law.central_range(level), (first(tail), first(1.0 - tail)));
        for k in 0..=70_u64 {
            prop_assert_eq!(p[k as usize] > 0.0, law.p_value(k) > 0.0);
            prop_assert!(p[k as usize] == 0.0 || (least..=most).contains(&k));
            let bound = p[k as usize] * (1.0 + 1e-7);
            let listed: f64 = p.iter().filter(|p| **p <= bound).sum();
            prop_assert!((law.p_value(k) - listed).abs() < 1e-12, "{} {}", law.p_value(k), listed);
            prop_assert!((law.excess(k).unwrap() - (k as f64 - mean)).abs() < 1e-9);
        }
        prop_assert!(p[least as usize] > 0.0 && p[most as usize] > 0.0);
    }
}
