//! What can become of a task, by trying every way it can go: an independent reading of the file,
//! with nothing of the engine in it.

use std::collections::BTreeMap;

use serde_json::Value;

/// Where a task can come to rest, each place with its probability.
pub type Law = BTreeMap<String, f64>;

/// The law of one task that starts in the Dataset stage `data` of a workflow file, in which every
/// stage is a dataset, a sampling stage, a plain review, a logic stage or an agent of random
/// samples, a webhook, an annotate stage, a hold or an end. A task that goes over the visit limit rests at `over:` the stage.
pub fn task(file: &Value) -> Law {
    let mut law = Law::new();
    let limit = file["visit_limit"].as_u64().unwrap_or(1_000);
    follow(file, limit, "data", 1.0, &mut BTreeMap::new(), &mut law);
    law
}

fn follow(file: &Value, limit: u64, id: &str, p: f64, visits: &mut BTreeMap<String, u64>, law: &mut Law) {
    let before = visits.get(id).copied().unwrap_or(0);
    if before >= limit {
        *law.entry(format!("over:{id}")).or_default() += p;
        return;
    }
    visits.insert(id.to_owned(), before + 1);
    let ways = ways(stage(file, id));
    if ways.is_empty() {
        *law.entry(id.to_owned()).or_default() += p;
    }
    for (chance, to) in ways.into_iter().filter(|(chance, _)| *chance > 0.0) {
        match to {
            Some(to) => follow(file, limit, &to, p * chance, visits, law),
            None => *law.entry(format!("open:{id}")).or_default() += p * chance,
        }
    }
    visits.insert(id.to_owned(), before);
}

fn stage<'a>(file: &'a Value, id: &str) -> &'a Value {
    file["stages"].as_array().unwrap().iter().find(|stage| stage["id"] == id).unwrap()
}

/// The ways out of a stage: each with its chance and where it leads.
pub fn ways(stage: &Value) -> Vec<(f64, Option<String>)> {
    let to = |target: &Value| target.as_str().map(str::to_owned);
    let share = |holder: &Value, key: &str| holder[key].as_f64().unwrap() / 100.0;
    match stage["kind"].as_str().unwrap() {
        "dataset" | "annotate" => vec![(1.0, to(&stage["next"]))],
        "hold" if stage["release"] == "when_all_arrived" => vec![(1.0, to(&stage["next"]))],
        // Where nobody releases tasks they wait, as they do at an end.
        "hold" => Vec::new(),
        "webhook" => {
            let calls = i32::try_from(stage["retries"].as_i64().unwrap()).unwrap() + 1;
            let fails = (0..calls).fold(1.0, |p, _| p * share(stage, "failure_share"));
            vec![(1.0 - fails, to(&stage["success"])), (fails, to(&stage["failure"]))]
        }
        "agent" => {
            let mut left = 1.0;
            let mut ways = Vec::new();
            let pathway = |name: &Value| {
                let known =
                    stage["pathways"].as_array().unwrap().iter().find(|pathway| pathway["name"] == *name);
                to(&known.unwrap()["to"])
            };
            for line in stage["script"].as_array().unwrap() {
                assert_eq!(line["kind"], "random_sample");
                ways.push((left * share(line, "share"), pathway(&line["pathway"])));
                left *= 1.0 - share(line, "share");
            }
            ways.push((left, pathway(&stage["otherwise"])));
            ways
        }
        "sampling" => {
            let outputs = stage["outputs"].as_array().unwrap();
            outputs.iter().map(|output| (share(output, "share"), to(&output["to"]))).collect()
        }
        "review" => {
            let reject = share(stage, "reject_share");
            vec![(1.0 - reject, to(&stage["approve"])), (reject, to(&stage["reject"]))]
        }
        "logic" => {
            let mut left = 1.0;
            let mut ways = Vec::new();
            for rule in stage["rules"].as_array().unwrap() {
                assert_eq!(rule["kind"], "random_sample");
                ways.push((left * share(rule, "share"), to(&rule["to"])));
                left *= 1.0 - share(rule, "share");
            }
            ways.push((left, to(&stage["else"])));
            ways
        }
        "complete" | "archive" | "discard" => Vec::new(),
        kind => panic!("{kind} is not enumerated"),
    }
}

/// The law of how many of `n` tasks rest at each place, by going through all `places ^ n` ways
/// that n tasks can take, put together by their counts.
pub fn counts(law: &Law, n: u32) -> BTreeMap<Vec<u64>, f64> {
    let chances: Vec<f64> = law.values().copied().collect();
    let mut table = BTreeMap::from([(vec![0; chances.len()], 1.0)]);
    for _ in 0..n {
        let mut next = BTreeMap::new();
        for (counts, p) in &table {
            for (place, chance) in chances.iter().enumerate() {
                let mut counts = counts.clone();
                counts[place] += 1;
                *next.entry(counts).or_default() += p * chance;
            }
        }
        table = next;
    }
    table
}

#[test]
fn chained_samples_enumerate_to_twenty_sixteen_sixty_four() {
    let file = serde_json::json!({"stages": [
        {"id": "data", "kind": "dataset", "next": "l"},
        {"id": "l", "kind": "logic", "rules": [
            {"kind": "random_sample", "share": 20, "to": "a"}, {"kind": "random_sample", "share": 20, "to": "b"}],
            "else": "c"},
        {"id": "a", "kind": "complete"}, {"id": "b", "kind": "complete"}, {"id": "c", "kind": "complete"}]});
    let law = task(&file);
    for (id, p) in [("a", 0.2), ("b", 0.16), ("c", 0.64)] {
        assert!((law[id] - p).abs() < 1e-15);
    }
    let two = counts(&law, 2);
    assert_eq!(two.len(), 6);
    assert!((two[&vec![1, 1, 0]] - 2.0 * 0.2 * 0.16).abs() < 1e-15);
    assert!((two.values().sum::<f64>() - 1.0).abs() < 1e-12);
}
