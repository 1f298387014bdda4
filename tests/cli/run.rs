//! `sluice run`

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::command::{BENCHMARK, EXAMPLES, LOGIC, SAMPLE, file, has_keys, sluice};

fn run(args: &[&str]) -> Value {
    sluice(&[&["run"], args, &["--format", "json"]].concat()).json()
}

fn stage<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["stages"].as_array().unwrap().iter().find(|stage| stage["id"] == id).unwrap()
}

fn total(list: &Value) -> f64 {
    list.as_array().unwrap().iter().map(|place| place["count"].as_f64().unwrap()).sum()
}

#[test]
fn the_report_has_its_shape() {
    let report = run(&[SAMPLE, "--seed", "7"]);
    has_keys(&report, &["workflow", "seed", "tasks", "runs", "stages", "ended", "waiting", "stopped"]);
    assert_eq!(report["workflow"], "Sample for review");
    assert_eq!((&report["seed"], &report["tasks"], &report["runs"]), (&json!(7), &json!(100), &json!(1)));
    for stage in report["stages"].as_array().unwrap() {
        has_keys(stage, &["id", "name", "kind", "arrived", "outputs"]);
        for output in stage["outputs"].as_array().unwrap() {
            has_keys(output, &["name", "to", "intended", "observed", "share"]);
        }
    }
    let qa = stage(&report, "qa");
    assert_eq!((&qa["name"], &qa["kind"]), (&json!("QA sample"), &json!("sampling")));
    let output = &qa["outputs"][0];
    has_keys(output, &["judged", "expected", "range95", "interval95", "p_value"]);
    assert_eq!(
        (&output["name"], &output["to"], &output["intended"]),
        (&json!("Review"), &json!("review"), &json!(0.2))
    );
    assert!(output["observed"].is_u64() && qa["arrived"].is_u64(), "counts of one run are whole");
    let (k, n) = (output["judged"]["k"].as_u64().unwrap(), output["judged"]["n"].as_u64().unwrap());
    assert_eq!(n, 100, "first visits alone are judged where tasks can come back");
    assert!(k <= output["observed"].as_u64().unwrap());
    assert_eq!(output["expected"], 20.0);
    assert_eq!(output["range95"], json!([12, 28]));
    has_keys(&qa["split"], &["test", "p_value", "verdict"]);
    assert_eq!(
        report["ended"],
        json!([{"stage": "complete", "name": "Complete", "kind": "complete", "count": 100}])
    );
    assert_eq!((&report["waiting"], &report["stopped"]), (&json!([]), &json!([])));
    assert!(output.get("runs").is_none(), "one run has no quantiles");
}

#[test]
fn sums_add_up_on_every_example() {
    for example in EXAMPLES {
        let report = run(&[example, "--seed", "3"]);
        let tasks = report["tasks"].as_f64().unwrap();
        let places = total(&report["ended"]) + total(&report["waiting"]) + total(&report["stopped"]);
        assert_eq!(places, tasks, "{example}");
        let stages = report["stages"].as_array().unwrap();
        for stage in stages {
            let outputs = stage["outputs"].as_array().unwrap();
            let left: f64 = outputs.iter().map(|output| output["observed"].as_f64().unwrap()).sum();
            let arrived = stage["arrived"].as_f64().unwrap();
            if !outputs.is_empty() {
                assert_eq!(left, arrived, "{example} {}", stage["id"]);
            }
            let into = stages.iter().flat_map(|from| from["outputs"].as_array().unwrap());
            let came: f64 =
                into.filter(|o| o["to"] == stage["id"]).map(|o| o["observed"].as_f64().unwrap()).sum();
            if stage["kind"] != "dataset" {
                assert_eq!(came, arrived, "{example} {}", stage["id"]);
            }
        }
    }
}

#[test]
fn several_runs_give_means_and_quantiles() {
    let report = run(&[SAMPLE, "--seed", "7", "--runs", "40"]);
    assert_eq!(report["runs"], 40);
    let output = &stage(&report, "qa")["outputs"][0];
    has_keys(&output["runs"], &["min", "q025", "median", "q975", "max", "sd", "counts"]);
    let counts = output["runs"]["counts"].as_array().unwrap();
    let sum = |weigh: fn(u64) -> u64| -> u64 {
        counts.iter().map(|row| weigh(row[0].as_u64().unwrap()) * row[1].as_u64().unwrap()).sum()
    };
    assert_eq!(sum(|_| 1), 40);
    assert_eq!(output["observed"], json!(sum(|count| count) as f64 / 40.0));
    assert_eq!(output["judged"]["n"], 4_000);
    // Each run is the run of its number: the first is the only one of `--runs 1`.
    let first = run(&[SAMPLE, "--seed", "7"]);
    let count = stage(&first, "qa")["outputs"][0]["observed"].as_u64().unwrap();
    assert!(counts.iter().any(|row| row[0] == count));
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for format in ["text", "json", "csv"] {
        let bytes = |seed: &str| sluice(&["run", LOGIC, "--seed", seed, "--format", format]).out;
        assert_eq!(bytes("5"), bytes("5"), "{format}");
        assert_ne!(bytes("5"), bytes("6"), "{format}");
    }
}

#[test]
fn without_a_seed_a_fresh_one_is_drawn_and_told() {
    let (one, other) = (run(&[SAMPLE]), run(&[SAMPLE]));
    assert_ne!(one["seed"], other["seed"]);
    let seed = one["seed"].as_u64().unwrap();
    assert!(seed < 1 << 53);
    assert_eq!(run(&[SAMPLE, "--seed", &seed.to_string()]), one);
    assert_eq!(run(&[SAMPLE, "--seed", "9007199254740991"])["seed"].as_u64(), Some((1 << 53) - 1));
}

#[test]
fn tasks_scale_to_so_many_in_all() {
    for tasks in [0, 1, 7, 100_000] {
        let report = run(&[BENCHMARK, "--seed", "1", "--tasks", &tasks.to_string()]);
        assert_eq!(report["tasks"], tasks);
        let starts = ["benchmark", "production"].map(|id| stage(&report, id)["arrived"].as_u64().unwrap());
        assert_eq!(starts.iter().sum::<u64>(), tasks);
        // 24 and 96 of 120.
        assert!(starts[0].abs_diff(tasks / 5) <= 1, "{starts:?}");
    }
}

#[test]
fn a_manifest_is_for_the_dataset_it_names() {
    let benchmark = "benchmark=www/examples/benchmark-qa.benchmark.json";
    let production = "production=www/examples/benchmark-qa.production.csv";
    let both = run(&[BENCHMARK, "--seed", "1", "--manifest", benchmark, "--manifest", production]);
    let arrived = |report: &Value, id: &str| stage(report, id)["arrived"].clone();
    assert_eq!((arrived(&both, "benchmark"), arrived(&both, "production")), (json!(24), json!(96)));
    // The order of the arguments says nothing.
    assert_eq!(run(&[BENCHMARK, "--seed", "1", "--manifest", production, "--manifest", benchmark]), both);
    // A dataset without a manifest keeps its plain tasks.
    let swapped = "production=www/examples/benchmark-qa.benchmark.json";
    let report = run(&[BENCHMARK, "--seed", "1", "--manifest", swapped]);
    assert_eq!((arrived(&report, "benchmark"), arrived(&report, "production")), (json!(24), json!(24)));
    // Two manifests of one dataset follow one another.
    let report = run(&[BENCHMARK, "--seed", "1", "--manifest", swapped, "--manifest", production]);
    assert_eq!(arrived(&report, "production"), 120);
}

#[test]
fn one_dataset_needs_no_name() {
    let report = run(&[LOGIC, "--seed", "1", "--manifest", "www/examples/logic-rules.manifest.json"]);
    let named = run(&[LOGIC, "--seed", "1", "--manifest", "data=www/examples/logic-rules.manifest.json"]);
    assert_eq!(report["tasks"], 400);
    assert_eq!(report, named);
}

#[test]
fn metadata_of_a_manifest_decides_where_a_task_goes() {
    let workflow = file(
        "run-metadata.json",
        r#"{"sluice": 1, "name": "w", "stages": [
            {"id": "data", "kind": "dataset", "tasks": 1, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "night", "kind": "metadata", "key": "batch", "op": "is", "value": "night-shift", "to": "c"}],
             "else": "d"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}]}"#,
    );
    let manifest = "www/examples/logic-rules.manifest.json";
    let night = std::fs::read_to_string(manifest).unwrap().matches("\"night-shift\"").count();
    let report = run(&[&workflow, "--manifest", manifest]);
    assert_eq!(stage(&report, "l")["outputs"][0]["observed"], night);
}

#[test]
fn all_tasks_of_a_manifest_can_be_put_in_a_batch() {
    let workflow = file(
        "run-batches.json",
        r#"{"sluice": 1, "name": "w",
            "batches": {"list": [{"name": "night", "share": 0}, {"name": "day", "share": 0}]}, "stages": [
            {"id": "data", "kind": "dataset", "tasks": 1, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "n", "kind": "batch", "batches": ["night"], "to": "c"},
                {"name": "d", "kind": "batch", "batches": ["day"], "to": "c"}], "else": "e"},
            {"id": "c", "kind": "complete"}, {"id": "e", "kind": "discard"}]}"#,
    );
    let [first, second] = [("a=1.json", 2), ("b.json", 3)].map(|(name, count)| {
        let image = |i| json!({"objectUrl": format!("https://h/{name}/{i}.jpg")});
        file(name, &json!({"images": (0..count).map(image).collect::<Vec<_>>()}).to_string())
    });
    let went = |args: &[&str]| -> Vec<u64> {
        let all =
            [&[workflow.as_str(), "--seed", "1", "--manifest", &first, "--manifest", &second], args].concat();
        let report = run(&all);
        (0..3).map(|i| stage(&report, "l")["outputs"][i]["observed"].as_u64().unwrap()).collect()
    };
    let named = |file: &str, batch: &str| format!("{file}={batch}");
    assert_eq!(went(&[]), [0, 0, 5]);
    assert_eq!(went(&["--batch", "night"]), [5, 0, 0]);
    assert_eq!(went(&["--batch", &named(&first, "night"), "--batch", &named(&second, " day ")]), [2, 3, 0]);
    assert_eq!(went(&["--batch", &named(&second, "day=night")]), [0, 0, 5], "a batch nobody asks for");

    let base = ["run", workflow.as_str(), "--manifest", &first];
    let refused = |args: &[&str], words: &[&str]| sluice(&[&base, args].concat()).refused(2, words);
    refused(&["--batch", "other.json=day"], &["say which manifest it is for", &first]);
    refused(&["--batch", " "], &["NAME is empty"]);
    refused(&["--batch", "day", "--batch", &named(&first, "night")], &["has day already"]);
    sluice(&["run", &workflow, "--batch", "day"]).refused(2, &["--manifest"]);
}

#[test]
fn a_key_says_at_which_dataset_a_task_starts() {
    let workflow = file(
        "run-datasets.json",
        r#"{"sluice": 1, "name": "w", "stages": [
            {"id": "day", "kind": "dataset", "name": "Day shift", "tasks": 7, "next": "c"},
            {"id": "night", "kind": "dataset", "tasks": 9, "next": "c"},
            {"id": "dusk", "kind": "dataset", "tasks": 11, "next": "c"},
            {"id": "c", "kind": "complete"}]}"#,
    );
    let values = ["night", " Day shift", "DAY SHIFT", "night", "noon", "night"];
    let list = |name: &str, values: &[&str]| {
        let image = |(i, value)| json!({"objectUrl": format!("https://h/{name}/{i}"), "clientMetadata": {"shift": value}});
        let images: Vec<Value> = values.iter().enumerate().map(image).collect();
        file(name, &json!({"images": images}).to_string())
    };
    let mixed = list("run-datasets-all.json", &values);
    let named = list("run-datasets-named.json", &values[..4]);
    let went = |args: &[&str]| -> Vec<u64> {
        let said = sluice(&[&["run", workflow.as_str(), "--seed", "1", "--format", "json"], args].concat());
        let report: Value = serde_json::from_str(&said.out).unwrap();
        ["day", "night", "dusk"].map(|id| stage(&report, id)["arrived"].as_u64().unwrap()).to_vec()
    };
    assert_eq!(went(&["--manifest", &named, "--dataset-key", "shift"]), [2, 2, 11]);
    let dusk = format!("dusk={mixed}");
    assert_eq!(went(&["--manifest", &dusk, "--dataset-key", "shift"]), [2, 3, 1], "who names none");
    assert_eq!(went(&["--manifest", &dusk, "--dataset-key", "Shift"]), [7, 9, 6], "all stay");
    let key = format!("{mixed}=shift");
    let day = format!("day={named}");
    assert_eq!(went(&["--manifest", &day, "--manifest", &dusk, "--dataset-key", &key]), [6, 3, 1]);

    let said = sluice(&["run", &workflow, "--seed", "1", "--manifest", &dusk, "--dataset-key", "shift"]);
    let told = "1 of its 6 tasks, from here on, name no Dataset stage of the workflow under \"shift\": they start at dusk.";
    assert!(said.err.contains(told), "{}", said.err);
    let base = ["run", workflow.as_str(), "--manifest", &mixed];
    sluice(&base).refused(2, &["DATASET=FILE", "--dataset-key", "day, night, dusk"]);
    sluice(&[&base[..], &["--dataset-key", "shift"]].concat())
        .refused(1, &["1 of its 6 tasks", "--manifest DATASET=", "day, night, dusk"]);
}

#[test]
fn a_key_that_no_task_has_is_warned_of() {
    let path = file("run-keys.csv", "ObjectURL,Image title,Batch\nhttps://h/a.jpg,A,Mon\n");
    let args = ["run", LOGIC, "--seed", "1", "--manifest", &path];
    let warning =
        "warning: The workflow asks for \"batch\", which none of its tasks has; they have \"Batch\".";
    let said = sluice(&args);
    assert!(said.err.contains(&format!("{path}: {warning}")), "{}", said.err);
    let said = sluice(&[&args[..], &["--batch", "night-shift"]].concat());
    assert!(!said.err.contains("asks for"), "{}", said.err);
}

#[test]
fn a_trace_has_a_row_for_each_visit() {
    for (example, more) in [(SAMPLE, ""), (BENCHMARK, "production=www/examples/benchmark-qa.production.csv")]
    {
        let path = file("trace.csv", "");
        let mut args = vec![example, "--seed", "1", "--trace", &path];
        if !more.is_empty() {
            args.extend(["--manifest", more]);
        }
        let report = run(&args);
        let trace = std::fs::read_to_string(&path).unwrap();
        let mut lines = trace.lines();
        assert_eq!(lines.next(), Some("task,title,stage,visit,output,annotator,seconds"));
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
        assert!(rows.iter().all(|row| row.len() == 7));
        for stage in report["stages"].as_array().unwrap() {
            let id = stage["id"].as_str().unwrap();
            let here: Vec<_> = rows.iter().filter(|row| row[2] == id).collect();
            assert_eq!(here.len() as u64, stage["arrived"].as_u64().unwrap(), "{id}");
            for output in stage["outputs"].as_array().unwrap() {
                let name = output["name"].as_str().unwrap();
                let took = here.iter().filter(|row| row[4] == name).count();
                assert_eq!(took as u64, output["observed"].as_u64().unwrap(), "{id} {name}");
            }
        }
        // Tasks and visits are counted from 1, and only manifest tasks have titles.
        let number = |text: &str| text.parse::<u64>().unwrap();
        let tasks: BTreeSet<u64> = rows.iter().map(|row| number(row[0])).collect();
        assert_eq!(tasks, (1..=report["tasks"].as_u64().unwrap()).collect());
        assert_eq!(rows.iter().map(|row| number(row[3])).min(), Some(1));
        assert_eq!(rows.iter().any(|row| !row[1].is_empty()), !more.is_empty());
        // Watching changes nothing.
        let unwatched: Vec<&str> =
            args.iter().copied().filter(|arg| *arg != "--trace" && *arg != path).collect();
        assert_eq!(run(&unwatched), report);
    }
}

#[test]
fn csv_has_a_row_for_each_output() {
    let came = sluice(&["run", LOGIC, "--seed", "1", "--format", "csv"]);
    let report = run(&[LOGIC, "--seed", "1"]);
    let outputs: Vec<(&Value, &Value)> = report["stages"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|stage| stage["outputs"].as_array().unwrap().iter().map(move |output| (stage, output)))
        .collect();
    let mut lines = came.out.lines();
    assert!(lines.next().unwrap().starts_with("stage,name,kind,arrived,output,to,intended,observed,share,"));
    let rows: Vec<&str> = lines.collect();
    assert_eq!(rows.len(), outputs.len());
    for (row, (stage, output)) in rows.iter().zip(outputs) {
        let fields: Vec<&str> = row.split(',').collect();
        assert_eq!(fields.len(), 16, "{row}");
        assert_eq!(
            (fields[0], fields[3]),
            (stage["id"].as_str().unwrap(), stage["arrived"].to_string().as_str())
        );
        assert_eq!(
            (fields[4], fields[7]),
            (output["name"].as_str().unwrap(), output["observed"].to_string().as_str())
        );
    }
}

#[test]
fn text_says_what_came_out() {
    let came = sluice(&["run", SAMPLE, "--seed", "7"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    for said in
        ["Sample for review: 100 tasks, seed 7", "QA sample (sampling)", "You asked for 20 %", "100  in all"]
    {
        assert!(came.out.contains(said), "{said:?} is not in {}", came.out);
    }
}

#[test]
fn waiting_and_stopped_tasks_are_told_with_the_reason() {
    let path = file(
        "run-waits.json",
        r#"{"sluice": 1, "name": "w", "visit_limit": 2, "stages": [
            {"id": "w", "kind": "dataset", "release": "workers", "tasks": 3, "next": "s"},
            {"id": "m", "kind": "dataset", "tasks": 5, "next": "open"},
            {"id": "n", "kind": "dataset", "tasks": 7, "next": "r"},
            {"id": "s", "kind": "logic", "rules": [], "else": "c"},
            {"id": "open", "kind": "annotate"},
            {"id": "r", "kind": "review", "catch": 100, "false_alarm": 99.9999, "approve": "c", "reject": "r"},
            {"id": "c", "kind": "complete"}]}"#,
    );
    let came = sluice(&["run", &path, "--seed", "1", "--format", "json"]);
    assert_eq!(came.code, 0);
    let report: Value = serde_json::from_str(&came.out).unwrap();
    let waiting = &report["waiting"][0];
    assert_eq!((&waiting["stage"], &waiting["count"]), (&json!("w"), &json!(3)));
    assert_eq!(waiting["reason"], "needs a User, Admin or Workforce Manager");
    let stopped = &report["stopped"];
    assert_eq!(
        (&stopped[0]["stage"], &stopped[0]["output"], &stopped[0]["count"]),
        (&json!("open"), &json!("Next"), &json!(5))
    );
    assert_eq!(
        (&stopped[1]["stage"], &stopped[1]["output"], &stopped[1]["count"]),
        (&json!("r"), &Value::Null, &json!(7))
    );
    assert!(stopped[1]["reason"].as_str().unwrap().contains("more than 2 times"));
    // Warnings are no part of the result.
    assert!(came.err.contains("warning: ") && came.err.contains("not connected"), "{}", came.err);
}

#[test]
fn a_broken_workflow_is_one_and_says_where() {
    let path = file(
        "run-broken.json",
        "{\"sluice\": 1, \"stages\": [\n  {\"id\": \"a\", \"kind\": \"sampling\",\n   \"outputs\": [{\"name\": \"A\", \"share\": 120}]}]}",
    );
    sluice(&["run", &path]).refused(1, &[&path, "line 3, column 39", "between 0 and 100"]);
    let path = file("run-syntax.json", "{\"sluice\": 1,\n");
    sluice(&["run", &path]).refused(1, &[&path, "line 2", "not valid JSON"]);
    let path =
        file("run-no-end.json", r#"{"sluice": 1, "stages": [{"id": "a", "kind": "annotate", "next": "a"}]}"#);
    sluice(&["run", &path]).refused(1, &["cannot be run", "Add a Dataset stage."]);
    sluice(&["run", "no-such-workflow.json"]).refused(1, &["no-such-workflow.json"]);
}

#[test]
fn a_workflow_that_is_no_text_is_one() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("run-bytes.json");
    std::fs::write(&path, [0x7b, 0xff, 0xfe]).unwrap();
    sluice(&["run", path.to_str().unwrap()]).refused(1, &["run-bytes.json", "UTF-8"]);
}

#[test]
fn a_broken_manifest_is_one_and_says_where() {
    let path = file("run-manifest.json", "{\"images\": [\n  {\"objectUrl\" \"x\"}]}");
    sluice(&["run", SAMPLE, "--manifest", &path]).refused(1, &["was refused", &format!("{path}:2:")]);
    sluice(&["run", SAMPLE, "--manifest", "no-such-manifest.json"]).refused(1, &["no-such-manifest.json"]);
    // With several datasets it has to be said which one.
    sluice(&["run", BENCHMARK, "--manifest", &path]).refused(2, &["DATASET=FILE", "benchmark, production"]);
    sluice(&["run", BENCHMARK, "--manifest", &format!("nobody={path}")]).refused(2, &["DATASET=FILE"]);
}

#[test]
fn a_manifest_taken_in_part_says_so_and_runs() {
    let path = file(
        "run-partly.json",
        "{\"images\": [\n  {\"objectUrl\": \"https://example.com/1.jpg\"},\n  {\"title\": \"nowhere\"}]}",
    );
    let came = sluice(&["run", SAMPLE, "--manifest", &path, "--seed", "1", "--format", "json"]);
    assert_eq!(came.code, 0);
    assert!(came.err.contains(&format!("{path}:3:")), "{}", came.err);
    assert_eq!(serde_json::from_str::<Value>(&came.out).unwrap()["tasks"], 1);
}

#[test]
fn a_trace_that_cannot_be_written_is_one() {
    sluice(&["run", SAMPLE, "--trace", "no/such/folder/trace.csv"]).refused(1, &["no/such/folder/trace.csv"]);
}
