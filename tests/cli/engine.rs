//! What the command line shows of the engine: explanations, threads, methods, shared data units.

use serde_json::{Value, json};

use crate::command::{LOGIC, SAMPLE, file, sluice};

fn json_of(args: &[&str]) -> Value {
    sluice(&[args, &["--format", "json"]].concat()).json()
}

#[test]
fn a_task_is_explained_by_number_title_and_url_alike() {
    let manifest = format!("data={}", "www/examples/logic-rules.manifest.json");
    let explain =
        |task: &str| json_of(&["run", LOGIC, "--manifest", &manifest, "--seed", "3", "--explain", task]);
    let by_number = explain("3");
    assert_eq!(by_number["task"], 3);
    assert_eq!(by_number["visits"][0]["stage"], "data");
    assert_eq!(explain("cam 3 · 00003"), by_number);
    let url = "https://storage.cloud.google.com/street-scenes/2026-09/cam-3/00003.jpg";
    assert_eq!(explain(url), by_number);
}

#[test]
fn an_explanation_agrees_with_the_trace() {
    let trace = file("explained.csv", "");
    sluice(&["run", SAMPLE, "--seed", "5", "--trace", &trace, "--format", "csv"]);
    let rows = std::fs::read_to_string(&trace).unwrap();
    for task in [1, 17, 100] {
        let explained = json_of(&["run", SAMPLE, "--seed", "5", "--explain", &task.to_string()]);
        let visits = explained["visits"].as_array().unwrap();
        let traced: Vec<Vec<&str>> = rows
            .lines()
            .skip(1)
            .map(|row| row.split(',').collect::<Vec<_>>())
            .filter(|row| row[0] == task.to_string())
            .collect();
        assert_eq!(traced.len(), visits.len());
        for (row, visit) in traced.iter().zip(visits) {
            assert_eq!(
                (row[2], row[4]),
                (visit["stage"].as_str().unwrap(), visit["output"].as_str().unwrap_or(""))
            );
        }
        let qa = visits.iter().find(|visit| visit["stage"] == "qa").unwrap();
        let reason = &qa["reason"];
        assert_eq!(reason["kind"], "drawn");
        let [number, from, to] = ["number", "from", "to"].map(|key| reason[key].as_f64().unwrap());
        assert!(from <= number && number <= to, "{qa}");
        assert!(qa["sentence"].as_str().unwrap().starts_with("It drew 0."));
    }
}

#[test]
fn a_task_that_is_not_there_is_refused() {
    sluice(&["run", SAMPLE, "--explain", "0"]).refused(1, &["no task \"0\"", "1 to 100"]);
    sluice(&["run", SAMPLE, "--explain", "101"]).refused(1, &["no task \"101\""]);
    sluice(&["run", SAMPLE, "--explain", "1", "--runs", "2"]).refused(2, &["--runs"]);
}

#[test]
fn threads_change_nothing() {
    let with = |threads: &str| {
        json_of(&["run", LOGIC, "--seed", "9", "--runs", "37", "--tasks", "300", "--threads", threads])
    };
    let one = with("1");
    for threads in ["2", "3", "8", "64"] {
        assert_eq!(with(threads), one, "{threads} threads");
    }
}

/// One Sampling stage of 20 % with these settings.
fn sampled(settings: &Value) -> String {
    let mut stage = json!({"id": "qa", "kind": "sampling", "outputs": [
        {"name": "Review", "share": 20, "to": "a"}, {"name": "Pass", "share": 80, "to": "b"}]});
    stage.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    json!({"sluice": 1, "stages": [
        {"id": "data", "kind": "dataset", "tasks": 103, "next": "qa"}, stage,
        {"id": "a", "kind": "complete"}, {"id": "b", "kind": "complete"}]})
    .to_string()
}

#[test]
fn every_method_is_judged_by_its_own_law() {
    for (name, settings, law, range) in [
        ("independent", json!({}), "binomial", [13, 29]),
        ("quota", json!({"method": "quota"}), "fixed", [21, 21]),
        ("block", json!({"method": "block", "block": 10}), "hypergeometric", [20, 22]),
        ("every_kth", json!({"method": "every_kth"}), "fixed", [21, 21]),
        ("start", json!({"method": "every_kth", "random_start": true}), "systematic", [20, 21]),
        ("balanced", json!({"method": "balanced"}), "fixed", [21, 21]),
        ("sticky", json!({"method": "sticky"}), "binomial", [13, 29]),
    ] {
        let workflow = file(&format!("method-{name}.json"), &sampled(&settings));
        let report = json_of(&["run", &workflow, "--seed", "4"]);
        let output = &report["stages"][1]["outputs"][0];
        assert_eq!((&output["law"], &output["range95"]), (&json!(law), &json!(range)), "{name}");
        assert_ne!(output["p_value"], 0.0, "{name}");
        assert_eq!(output["interval95"].is_null(), law != "binomial", "{name}");
    }
}

#[test]
fn a_unit_of_two_datasets_is_one_task_of_the_benchmark() {
    let workflow = json!({"sluice": 1, "stages": [
        {"id": "production", "kind": "dataset", "name": "Production", "next": "end"},
        {"id": "gold", "kind": "dataset", "name": "Gold", "benchmark": true, "next": "end"},
        {"id": "end", "kind": "complete"}]});
    let workflow = file("shared.json", &workflow.to_string());
    let manifest = |names: &[&str]| {
        let images: Vec<Value> = names
            .iter()
            .map(|name| json!({"objectUrl": format!("https://x.org/{name}.jpg"), "title": name}))
            .collect();
        json!({"images": images}).to_string()
    };
    let production = format!("production={}", file("production.json", &manifest(&["a", "b", "c"])));
    let gold = format!("gold={}", file("gold.json", &manifest(&["b", "z"])));
    let args = ["run", &workflow, "--manifest", &production, "--manifest", &gold, "--seed", "1"];
    let report = json_of(&args);
    assert_eq!(report["tasks"], 4);
    let arrived: Vec<&Value> = report["stages"].as_array().unwrap().iter().map(|s| &s["arrived"]).collect();
    assert_eq!(arrived, [2, 2, 4]);
    assert_eq!(report["notes"][0]["code"], "in-several-datasets");
    assert_eq!(
        report["notes"][0]["message"],
        "1 data unit is in Gold and in Production: it is one task, which starts in Gold."
    );
    let explained = json_of(&[&args[..], &["--explain", "b"]].concat());
    assert_eq!(explained["dataset"], "gold");
    // The titles of those that stay are still their own.
    assert_eq!(json_of(&[&args[..], &["--explain", "c"]].concat())["task"], 2);
}

#[test]
fn wrong_tasks_that_are_delivered_are_told() {
    let report = json_of(&["run", LOGIC, "--seed", "3"]);
    let delivered = &report["delivered"];
    let wrong: f64 = report["routes"].as_array().unwrap().iter().filter_map(|r| r["wrong"].as_f64()).sum();
    assert_eq!(wrong + 0.0, delivered["wrong"].as_f64().unwrap());
    assert!(wrong > 0.0);
    let text = sluice(&["run", LOGIC, "--seed", "3"]).out;
    assert!(text.contains("Wrong of those delivered: "), "{text}");
    assert!(text.contains("The ways they went"), "{text}");
}
