//! Every way to take a percentage against its own law.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::engine::{Balanced, Group, Visit};

use crate::budget::{binomial, counts, holds, least};
use crate::lab::Lab;

/// All methods, with the settings that change what they do.
fn methods() -> Vec<Value> {
    vec![
        json!({"method": "independent"}),
        json!({"method": "quota"}),
        json!({"method": "block", "block": 7}),
        json!({"method": "every_kth"}),
        json!({"method": "every_kth", "random_start": true}),
        json!({"method": "sticky"}),
        json!({"method": "balanced"}),
    ]
}

fn with(how: &Value, key: &str, value: Value) -> Value {
    let mut how = how.clone();
    how[key] = value;
    how
}

/// The shares of `n` rounded by largest remainder, of equal remainders the first output's up.
fn rounded(percents: &[f64], n: u64) -> Vec<u64> {
    let millionths: Vec<u64> = percents.iter().map(|percent| (percent * 1e4).round() as u64).collect();
    let mut counts: Vec<u64> = millionths.iter().map(|share| share * n / 1_000_000).collect();
    let mut up: Vec<usize> = (0..counts.len()).collect();
    up.sort_by(|a, b| (millionths[*b] * n % 1_000_000).cmp(&(millionths[*a] * n % 1_000_000)).then(a.cmp(b)));
    let missing = n - counts.iter().sum::<u64>();
    up.iter().take(usize::try_from(missing).unwrap()).for_each(|i| counts[*i] += 1);
    counts
}

fn tally<'a>(outputs: impl IntoIterator<Item = &'a usize>, len: usize) -> Vec<u64> {
    outputs.into_iter().fold(vec![0; len], |mut counts, output| {
        counts[*output] += 1;
        counts
    })
}

/// The outputs of one run of a split, in the order of arrival.
fn outputs(lab: &Lab, seed: u64, run: u64) -> Vec<usize> {
    lab.first_outputs(&lab.visits_of_run(seed, run), "s").into_iter().map(Option::unwrap).collect()
}

/// The p-value of all arrangements of so many of each output being equally likely.
fn equally_likely(of_each: &[u64], seen: impl Iterator<Item = Vec<usize>>) -> f64 {
    let factorial = |n: u64| (1..=n).product::<u64>();
    let number = factorial(of_each.iter().sum()) / of_each.iter().map(|k| factorial(*k)).product::<u64>();
    let mut arrangements: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    for outputs in seen {
        assert_eq!(tally(&outputs, of_each.len()), of_each);
        *arrangements.entry(outputs).or_default() += 1;
    }
    let number = usize::try_from(number).unwrap();
    let mut seen: Vec<u64> = arrangements.into_values().collect();
    seen.resize(number.max(seen.len()), 0);
    counts(&vec![1.0 / number as f64; number], &seen)
}

const SPLITS: [&[f64]; 7] = [
    &[20.0, 80.0],
    &[50.0, 50.0],
    &[33.3333, 66.6667],
    &[0.0, 100.0],
    &[12.5, 37.5, 50.0],
    &[10.0, 0.0, 20.0, 70.0],
    &[0.0001, 33.3333, 33.3333, 33.3333],
];

#[test]
fn a_quota_is_the_largest_remainder_of_any_number() {
    for percents in SPLITS {
        let lab = Lab::sampled(percents, &json!({"method": "quota"}));
        for n in 0..300 {
            let lab = lab.tasks(n);
            assert_eq!(lab.left(&lab.run(n), "s"), rounded(percents, n), "{percents:?} of {n}");
        }
    }
}

#[test]
fn a_quota_takes_every_subset_equally_often() {
    let cases: [(u64, &[f64]); 6] = [
        (2, &[50.0, 50.0]),
        (4, &[20.0, 80.0]),
        (5, &[40.0, 60.0]),
        (6, &[50.0, 50.0]),
        (6, &[33.3333, 66.6667]),
        (5, &[40.0, 20.0, 40.0]),
    ];
    holds("subsets of a quota", |look| {
        let p_values = cases.map(|(n, percents)| {
            let lab = Lab::sampled(percents, &json!({"method": "quota"})).tasks(n);
            // Runs of one seed, and first runs of seeds in a row.
            let runs = (0..15_000 * look.scale).map(|i| outputs(&lab, look.seed, i));
            let seeds = (0..15_000 * look.scale).map(|i| outputs(&lab, 1_000_000 * look.seed + i, 0));
            equally_likely(&rounded(percents, n), runs.chain(seeds))
        });
        least(&p_values)
    });
}

#[test]
fn a_quota_takes_every_place_equally_often() {
    const N: u64 = 53;
    let lab = Lab::sampled(&[20.0, 80.0], &json!({"method": "quota"})).tasks(N);
    holds("places of a quota", |look| {
        let mut taken = vec![0; usize::try_from(N).unwrap()];
        let runs = 10_000 * look.scale;
        for run in 0..runs {
            outputs(&lab, look.seed, run)
                .iter()
                .zip(&mut taken)
                .for_each(|(output, taken)| *taken += u64::from(*output == 0));
        }
        least(&taken.iter().map(|k| binomial(11.0 / 53.0, *k, runs)).collect::<Vec<_>>())
    });
}

#[test]
fn every_block_is_exact_and_blocks_that_cannot_be_make_up_for_each_other() {
    for percents in SPLITS {
        for size in [1, 4, 5, 10, 33] {
            let lab = Lab::sampled(percents, &json!({"method": "block", "block": size})).tasks(330);
            let all = outputs(&lab, 4, 0);
            for end in (size..=330).step_by(size) {
                let so_far = tally(&all[..end], percents.len());
                // Of more than three outputs one may have more already than its rounded share.
                if percents.len() <= 3 {
                    assert_eq!(so_far, rounded(percents, end as u64), "{percents:?} {size} {end}");
                }
                let most = |percent: &f64| ((percent * 1e4).round() as u64 * end as u64).div_ceil(1_000_000);
                assert!(so_far.iter().zip(percents).all(|(count, percent)| *count <= most(percent)));
            }
        }
    }
}

#[test]
fn all_arrangements_of_a_block_are_equally_likely() {
    // Two whole blocks, and three arrivals of a third.
    let lab = Lab::sampled(&[40.0, 60.0], &json!({"method": "block", "block": 5})).tasks(13);
    holds("arrangements of blocks", |look| {
        let runs: Vec<Vec<usize>> =
            (0..30_000 * look.scale).map(|run| outputs(&lab, look.seed, run)).collect();
        let block =
            |from: usize| equally_likely(&[2, 3], runs.iter().map(|run| run[from..from + 5].to_vec()));
        // Hypergeometric: of five with two marked, three are drawn.
        let mut last = vec![0; 3];
        runs.iter().for_each(|run| last[run[10..].iter().filter(|output| **output == 0).count()] += 1);
        // The first places of both blocks: nothing of the one says anything of the other.
        let mut pairs = vec![0; 4];
        runs.iter().for_each(|run| pairs[run[4] * 2 + run[5]] += 1);
        least(&[
            block(0),
            block(5),
            counts(&[0.1, 0.6, 0.3], &last),
            counts(&[0.16, 0.24, 0.24, 0.36], &pairs),
        ])
    });
}

/// Which arrivals systematic sampling takes, from the places m·k themselves: the first arrival
/// at or after each. Whole numbers throughout.
fn systematic(percents: &[f64], n: usize) -> Vec<usize> {
    let mut outputs = vec![usize::MAX; n];
    let mut whole = 1_000_000;
    for (output, percent) in percents.iter().enumerate() {
        let share = (percent * 1e4).round() as usize;
        let free: Vec<usize> = (0..n).filter(|i| outputs[*i] == usize::MAX).collect();
        if share > 0 {
            let places = (0..free.len()).map(|m| (m * whole).div_ceil(share));
            places.take_while(|place| *place < free.len()).for_each(|place| outputs[free[place]] = output);
        }
        whole -= share;
    }
    outputs
}

#[test]
fn every_kth_takes_the_first_arrival_at_or_after_each_kth_place() {
    for percents in SPLITS.into_iter().chain([&[30.0, 70.0][..], &[41.0, 59.0], &[7.0, 22.0, 71.0]]) {
        let lab = Lab::sampled(percents, &json!({"method": "every_kth"})).tasks(1_000);
        assert_eq!(outputs(&lab, 1, 0), systematic(percents, 1_000), "{percents:?}");
        assert_eq!(outputs(&lab, 2, 3), systematic(percents, 1_000), "{percents:?}");
    }
}

#[test]
fn a_random_start_is_any_start_equally_often() {
    // 20, 30 and 50 %: the first output has five starts; of the rest, the second has eight.
    let lab =
        Lab::sampled(&[20.0, 30.0, 50.0], &json!({"method": "every_kth", "random_start": true})).tasks(50);
    let odd =
        Lab::sampled(&[33.3333, 66.6667], &json!({"method": "every_kth", "random_start": true})).tasks(4);
    holds("random starts", |look| {
        let mut starts = vec![0; 5];
        let mut seconds = vec![0; 8];
        let mut pairs = vec![0; 40];
        let mut first_four = [0; 4];
        let runs = 20_000 * look.scale;
        for run in 0..runs {
            let all = outputs(&lab, look.seed, run);
            let start = all.iter().position(|output| *output == 0).unwrap();
            assert!((0..50).all(|i| (all[i] == 0) == (i % 5 == start)), "{all:?}");
            starts[start] += 1;
            // Of the rest 3 in 8, at most three apart; which three of the first eight says where it began.
            let rest: Vec<usize> = all.iter().copied().filter(|output| *output != 0).collect();
            assert!((8..40).all(|i| rest[i] == rest[i - 8]), "{rest:?}");
            assert_eq!(tally(&rest[..8], 3), [0, 3, 5]);
            let shift = (0..8).find(|shift| (0..8).all(|i| (rest[i] == 1) == ((shift + i) * 3 % 8 < 3)));
            seconds[shift.unwrap()] += 1;
            pairs[start * 8 + shift.unwrap()] += 1;
            let first = outputs(&odd, look.seed, run);
            (0..4).filter(|i| first[*i] == 0).for_each(|i| first_four[i] += 1);
        }
        let odd: Vec<f64> = first_four.iter().map(|k| binomial(0.333_333, *k, runs)).collect();
        least(&[
            counts(&[0.2; 5], &starts),
            counts(&[0.125; 8], &seconds),
            counts(&[0.025; 40], &pairs),
            least(&odd),
        ])
    });
}

#[test]
fn balanced_stays_within_one_task_of_its_share_and_comes_round() {
    for millionths in [1u32, 7, 125_000, 200_000, 333_333, 500_000, 618_034, 999_999] {
        let percents = [f64::from(millionths) / 1e4, f64::from(1_000_000 - millionths) / 1e4];
        let lab = Lab::sampled(&percents, &json!({"method": "balanced"})).tasks(5_000);
        let mut taken = 0;
        for (i, output) in outputs(&lab, 1, 0).into_iter().enumerate() {
            taken += u64::from(output == 0);
            let due = (i as u64 + 1) * u64::from(millionths);
            assert!((taken * 1_000_000).abs_diff(due) < 1_000_000, "{millionths} of {}", i + 1);
        }
    }
    for percents in SPLITS.iter().filter(|percents| percents[0] >= 1.0) {
        // After a period every output has its share.
        let lab = Lab::sampled(percents, &json!({"method": "balanced"}));
        let period = if percents[0] == 33.3333 { 1_000_000 } else { 40 };
        assert_eq!(lab.left(&lab.tasks(period).run(1), "s"), rounded(percents, period), "{percents:?}");
    }
}

/// Images in an order, through one sticky stage after another; for each its two outputs.
fn sticky_routes(order: &[usize], seed: u64, run: u64) -> BTreeMap<usize, (usize, usize)> {
    let sampling = |id: &str, to: &str| {
        json!({"id": id, "kind": "sampling", "method": "sticky", "outputs": [
            {"name": "1", "share": 30, "to": to}, {"name": "2", "share": 50, "to": to}, {"name": "3", "share": 20, "to": to}]})
    };
    let file = json!({"sluice": 1, "name": "w", "stages": [
        {"id": "data", "kind": "dataset", "tasks": 1, "next": "s"}, sampling("s", "t"), sampling("t", "c"),
        {"id": "c", "kind": "complete"}]});
    let images: Vec<Value> = order.iter().map(|i| crate::lab::image(*i, json!({}))).collect();
    let lab = Lab::fed(file, &[("data", json!({"images": images}))]);
    let visits = lab.visits_of_run(seed, run);
    let pairs = lab.first_outputs(&visits, "s").into_iter().zip(lab.first_outputs(&visits, "t"));
    order.iter().copied().zip(pairs.map(|(s, t)| (s.unwrap(), t.unwrap()))).collect()
}

#[test]
fn a_sticky_task_goes_the_same_way_in_every_run_of_every_seed_in_any_order() {
    let sorted: Vec<usize> = (0..500).collect();
    let routes = sticky_routes(&sorted, 1, 0);
    assert_eq!(sticky_routes(&sorted, 1, 1), routes);
    assert_eq!(sticky_routes(&sorted, 99, 0), routes);
    let shuffled: Vec<usize> = (0..500).map(|i| i * 77 % 500).collect();
    assert_eq!(sticky_routes(&shuffled, 3, 2), routes);
    let few = sticky_routes(&(200..300).collect::<Vec<_>>(), 1, 0);
    assert!(few.iter().all(|(image, route)| routes[image] == *route));
}

#[test]
fn sticky_shares_are_binomial_over_tasks_and_stages_hash_apart() {
    holds("sticky stages", |look| {
        // The seed says nothing here: other images are other hashes.
        let first = usize::try_from(look.seed).unwrap() * 1_000_000;
        let routes = sticky_routes(
            &(first..first + 20_000 * usize::try_from(look.scale).unwrap()).collect::<Vec<_>>(),
            1,
            0,
        );
        let mut pairs = vec![0; 9];
        routes.values().for_each(|(s, t)| pairs[s * 3 + t] += 1);
        let law: Vec<f64> = [0.3, 0.5, 0.2].iter().flat_map(|a| [0.3, 0.5, 0.2].map(|b| a * b)).collect();
        counts(&law, &pairs)
    });
}

/// A split whose outputs all lead to a review that sends half back to it.
fn returning(percents: &[f64], how: &Value) -> Lab {
    let mut lab = Lab::sampled(percents, how).workflow;
    for stage in &mut lab.stages {
        if let sluice::workflow::StageKind::Sampling(sampling) = &mut stage.kind {
            sampling.outputs.iter_mut().for_each(|output| output.to = Some("o0".to_owned()));
        }
        if stage.id == "o0" {
            stage.kind = sluice::workflow::StageKind::Review(sluice::workflow::Review {
                mode: sluice::workflow::ReviewMode::Plain {
                    reject: sluice::workflow::Share::from_percent(50.0).unwrap(),
                },
                approve: Some("o1".to_owned()),
                reject: Some("s".to_owned()),
            });
        }
    }
    Lab::checked(lab, &[])
}

#[test]
fn what_is_kept_is_the_first_way_and_kept_arrivals_do_not_count() {
    for percents in [&[20.0, 80.0][..], &[41.0, 59.0], &[25.0, 25.0, 50.0]] {
        for how in methods() {
            let lab = returning(percents, &with(&how, "on_return", json!("keep"))).tasks(500);
            let visits = lab.visits(5);
            let first: Vec<usize> = lab.first_outputs(&visits, "s").into_iter().map(Option::unwrap).collect();
            let again = visits.iter().filter(|visit| visit.stage == lab.position("s") && visit.visit > 0);
            assert!(again.clone().count() > 300);
            for visit in again {
                assert_eq!(
                    visit.output,
                    Some(first[usize::try_from(visit.task).unwrap()]),
                    "{how} {visit:?}"
                );
            }
            // Without a way back, everybody comes once.
            let once = Lab::sampled(percents, &how).tasks(500);
            assert_eq!(first, outputs(&once, 5, 0), "{how}");
        }
    }
}

/// All arrivals at a stage with a queue in their order: those that come back join its end.
fn arrivals(lab: &Lab, visits: &[Visit], id: &str) -> Vec<usize> {
    let mut here: Vec<&Visit> = visits.iter().filter(|visit| visit.stage == lab.position(id)).collect();
    here.sort_by_key(|visit| (visit.visit, visit.task));
    here.iter().map(|visit| visit.output.unwrap()).collect()
}

#[test]
fn tasks_that_draw_again_are_new_arrivals_at_the_end() {
    let percents = [20.0, 30.0, 50.0];
    for how in methods() {
        let lab = returning(&percents, &how).tasks(500);
        let visits = lab.visits(6);
        let all = arrivals(&lab, &visits, "s");
        let n = all.len();
        assert!(n > 900, "{how}: {n}");
        match how["method"].as_str().unwrap() {
            "quota" => assert_eq!(tally(&all, 3), rounded(&percents, n as u64)),
            "block" => {
                for end in (7..n).step_by(7) {
                    assert_eq!(tally(&all[..end], 3), rounded(&percents, end as u64));
                }
            }
            "every_kth" if how["random_start"].is_null() => assert_eq!(all, systematic(&percents, n)),
            "every_kth" => assert!((5..n).all(|i| (all[i] == 0) == (all[i - 5] == 0))),
            "balanced" => {
                let mut balanced = Balanced::new(&[200_000, 300_000, 500_000]);
                assert_eq!(all, (0..n).map(|_| balanced.take()).collect::<Vec<_>>());
                // Every ten arrivals are two, three and five.
                assert!(all.chunks_exact(10).all(|ten| tally(ten, 3) == [2, 3, 5]));
            }
            // A hash of the task knows no visits.
            "sticky" => assert!(visits.iter().filter(|visit| visit.stage == 1).all(|visit| {
                visit.output == lab.first_outputs(&visits, "s")[usize::try_from(visit.task).unwrap()]
            })),
            _ => assert!(visits.iter().any(|visit| {
                visit.stage == 1
                    && visit.output != lab.first_outputs(&visits, "s")[usize::try_from(visit.task).unwrap()]
            })),
        }
    }
}

/// A Logic stage `l` of these rules behind the dataset; all its outputs lead to `to`, and `more`
/// stages follow.
fn logic(rules: &[Value], to: &str, more: &[Value]) -> Lab {
    let mut rules = rules.to_vec();
    for (i, rule) in rules.iter_mut().enumerate() {
        rule["name"] = json!(format!("rule {i}"));
        rule["kind"] = json!("random_sample");
        rule["to"] = json!(to);
    }
    let mut stages = vec![
        json!({"id": "data", "kind": "dataset", "tasks": 1, "next": "l"}),
        json!({"id": "l", "kind": "logic", "rules": rules, "else": to}),
    ];
    stages.extend(more.iter().cloned());
    stages.push(json!({"id": "c", "kind": "complete"}));
    Lab::stages(Value::Array(stages))
}

fn share(percent: f64, how: &Value) -> Value {
    with(how, "share", json!(percent))
}

#[test]
fn rules_take_their_quota_of_what_reaches_them() {
    let quota = json!({"method": "quota"});
    let two = logic(&[share(20.0, &quota), share(20.0, &quota)], "c", &[]);
    let after = logic(&[share(35.0, &json!({})), share(20.0, &quota), share(50.0, &quota)], "c", &[]);
    for n in 0..200 {
        let left = two.left(&two.tasks(n).run(n), "l");
        let first = rounded(&[20.0, 80.0], n)[0];
        let second = rounded(&[20.0, 80.0], n - first)[0];
        assert_eq!(left, [first, second, n - first - second], "of {n}");
        let left = after.left(&after.tasks(n).run(n), "l");
        let second = rounded(&[20.0, 80.0], n - left[0])[0];
        let third = rounded(&[50.0, 50.0], n - left[0] - second)[0];
        assert_eq!(left[1..3], [second, third], "of {n}, {left:?}");
    }
}

/// Rule by rule: whether each arrival that reached it matched, in the order of arrival.
fn reached(arrivals: &[usize], rule: usize) -> Vec<usize> {
    arrivals.iter().filter(|output| **output >= rule).map(|output| usize::from(*output != rule)).collect()
}

#[test]
fn rules_take_every_method_of_what_reaches_them() {
    let review = json!({"id": "r", "kind": "review", "reject_share": 50, "approve": "c", "reject": "l"});
    for back in [false, true] {
        for how in methods() {
            let rules = [share(20.0, &json!({})), share(40.0, &how), share(30.0, &how)];
            let (to, more) = if back { ("r", vec![review.clone()]) } else { ("c", Vec::new()) };
            let lab = logic(&rules, to, &more).tasks(400);
            let all = arrivals(&lab, &lab.visits(8), "l");
            assert!(all.len() == 400 || back && all.len() > 700);
            for (rule, percents) in [(1, [40.0, 60.0]), (2, [30.0, 70.0])] {
                let here = reached(&all, rule);
                let n = here.len();
                match how["method"].as_str().unwrap() {
                    "quota" => assert_eq!(tally(&here, 2), rounded(&percents, n as u64)),
                    "block" => (7..n).step_by(7).for_each(|end| {
                        assert_eq!(tally(&here[..end], 2), rounded(&percents, end as u64), "{rule}");
                    }),
                    "every_kth" if how["random_start"].is_null() => {
                        assert_eq!(here, systematic(&percents, n))
                    }
                    "every_kth" => assert!((10..n).all(|i| here[i] == here[i - 10])),
                    "balanced" => {
                        assert!(here.chunks_exact(10).all(|ten| tally(ten, 2)[0] == percents[0] as u64 / 10))
                    }
                    _ => assert!(tally(&here, 2).iter().all(|count| *count > 40)),
                }
            }
        }
    }
}

#[test]
fn a_rule_that_keeps_says_again_what_it_said_first() {
    let review = json!({"id": "r", "kind": "review", "reject_share": 60, "approve": "c", "reject": "l"});
    for how in methods() {
        let keep = with(&how, "on_return", json!("keep"));
        // Half of the visits do not get past the first rule, so that the second is often first
        // reached on a later visit.
        let lab = logic(&[share(50.0, &json!({})), share(30.0, &keep)], "r", std::slice::from_ref(&review))
            .tasks(600);
        let visits = lab.visits(9);
        let mut said: BTreeMap<u64, Option<usize>> = BTreeMap::new();
        let mut late = 0;
        for visit in visits.iter().filter(|visit| visit.stage == lab.position("l") && visit.output != Some(0))
        {
            late += u32::from(visit.visit > 0 && !said.contains_key(&visit.task));
            assert_eq!(*said.entry(visit.task).or_insert(visit.output), visit.output, "{how} {visit:?}");
        }
        assert!(late > 50);
        let matched = said.values().filter(|output| **output == Some(1)).count() as u64;
        let n = said.len() as u64;
        match how["method"].as_str().unwrap() {
            "independent" | "sticky" => assert!(matched > 100),
            "quota" => assert_eq!(matched, rounded(&[30.0, 70.0], n)[0]),
            "every_kth" if how["random_start"].is_null() => assert_eq!(matched, ((n - 1) * 3) / 10 + 1),
            // No more than one off: the last block or period may not be full.
            "balanced" | "every_kth" => assert!((matched * 10).abs_diff(n * 3) < 10, "{matched} of {n}"),
            _ => assert!((matched * 10).abs_diff(n * 3) < 40, "{matched} of {n}"),
        }
    }
}

#[test]
fn a_line_that_keeps_says_again_what_it_said_first() {
    // Two pathways to the same review, taken by three lines: which line it was, the pathway does
    // not tell. The first line draws anew, so that the others are reached on any visit.
    for how in methods().iter().map(|how| with(how, "on_return", json!("keep"))) {
        let line = |pathway: &str, rule: Value| {
            let mut line = rule;
            line["pathway"] = json!(pathway);
            line["kind"] = json!("random_sample");
            line
        };
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 600, "next": "l"},
            {"id": "l", "kind": "agent", "pathways": [{"name": "1", "to": "r"}, {"name": "2", "to": "r"}, {"name": "3", "to": "r"}],
             "script": [line("3", share(50.0, &json!({}))), line("2", share(30.0, &how)), line("1", share(40.0, &how))], "otherwise": "2"},
            {"id": "r", "kind": "review", "reject_share": 60, "approve": "c", "reject": "l"}, {"id": "c", "kind": "complete"}]));
        let visits = lab.visits(9);
        let mut said: BTreeMap<u64, Option<usize>> = BTreeMap::new();
        let mut again = 0;
        for visit in visits.iter().filter(|visit| visit.stage == lab.position("l") && visit.output != Some(2))
        {
            again += u32::from(said.contains_key(&visit.task));
            assert_eq!(*said.entry(visit.task).or_insert(visit.output), visit.output, "{how} {visit:?}");
        }
        assert!(again > 100 && said.values().filter(|output| **output == Some(0)).count() > 100);
        if how["method"] == "quota" {
            let n = said.len() as u64;
            let second = n - rounded(&[30.0, 70.0], n)[0];
            let first = said.values().filter(|output| **output == Some(0)).count() as u64;
            assert_eq!(first, rounded(&[40.0, 60.0], second)[0]);
        }
    }
}

#[test]
fn a_rules_quota_takes_every_subset_equally_often() {
    let quota = json!({"method": "quota"});
    let lab = logic(&[share(40.0, &quota), share(33.3333, &quota)], "c", &[]).tasks(5);
    let agent = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 5, "next": "l"},
        {"id": "l", "kind": "agent", "pathways": [{"name": "1", "to": "c"}, {"name": "2", "to": "c"}, {"name": "3", "to": "c"}],
         "script": [{"pathway": "1", "kind": "random_sample", "share": 40, "method": "quota"},
                    {"pathway": "2", "kind": "random_sample", "share": 33.3333, "method": "quota"}], "otherwise": "3"},
        {"id": "c", "kind": "complete"}]));
    holds("subsets of a rule's quota", |look| {
        let p_values = [&lab, &agent].map(|lab| {
            let runs = (0..20_000 * look.scale).map(|run| {
                lab.first_outputs(&lab.visits_of_run(look.seed, run), "l")
                    .into_iter()
                    .map(Option::unwrap)
                    .collect()
            });
            equally_likely(&[2, 1, 2], runs)
        });
        least(&p_values)
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    /// Of three outputs each has its share rounded up or down after every group. Of more, one
    /// that has its share rounded up early keeps it, and another may have to wait
    /// (`an_output_may_wait_for_four_others`); none ever has more than its share rounded up.
    #[test]
    fn groups_keep_every_output_at_its_rounded_share(
        weights in prop::collection::vec(prop_oneof![0u32..4, 0u32..1_000_000], 1..7),
        groups in prop::collection::vec(prop_oneof![0u64..12, 0u64..1_000], 1..40),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        let mut group = Group::new(&weights, 1);
        let mut before = vec![0; weights.len()];
        let mut n = 0u128;
        for size in groups {
            group.open(size);
            n += u128::from(size);
            let given: Vec<u128> = group.given().iter().map(|count| u128::from(*count)).collect();
            prop_assert_eq!(given.iter().sum::<u128>(), n);
            let most: Vec<u128> = weights.iter().map(|weight| (n * u128::from(*weight)).div_ceil(whole)).collect();
            for (i, weight) in weights.iter().enumerate() {
                let least = if weights.len() <= 3 {
                    n * u128::from(*weight) / whole
                } else {
                    n.saturating_sub(most.iter().sum::<u128>() - most[i])
                };
                prop_assert!(given[i] >= before[i] && (least..=most[i]).contains(&given[i]), "{:?} of {}", given, n);
                prop_assert_eq!(u128::from(group.left()[i]), given[i] - before[i]);
            }
            before = given;
        }
    }
}

#[test]
fn an_output_may_wait_for_four_others() {
    let mut group = Group::new(&[450, 10, 450, 80, 10], 1);
    for (size, given) in [(30, [14, 0, 14, 2, 0]), (29, [26, 1, 26, 5, 1]), (1, [27, 1, 26, 5, 1])] {
        group.open(size);
        assert_eq!(group.given(), given, "after {size} more");
    }
    // The third has 26 of 60, and 27 is its due.
}
