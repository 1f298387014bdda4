//! `sluice report`

use std::fs;

use serde_json::{Value, json};

use crate::command::{BENCHMARK, EXAMPLES, LOGIC, SAMPLE, file, sluice};

/// Reports as they were noted down, without the version.
const NOTED: [(&str, &str); 2] = [
    ("html", "tests/golden/reports/sample-for-review.html"),
    ("markdown", "tests/golden/reports/sample-for-review.md"),
];

fn noted(format: &str) -> String {
    let came = sluice(&["report", SAMPLE, "--seed", "77", "--runs", "100", "--format", format]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    came.out.replace(concat!("Sluice ", env!("CARGO_PKG_VERSION")), "Sluice X")
}

/// A change here changes what people have kept: look at it before noting it down anew.
#[test]
fn a_report_is_what_was_noted_down() {
    for (format, path) in NOTED {
        assert_eq!(noted(format), fs::read_to_string(path).unwrap(), "{path}");
    }
}

#[test]
#[ignore = "notes the reports down anew"]
fn write() {
    for (format, path) in NOTED {
        fs::write(path, noted(format)).unwrap();
    }
}

/// A workflow in which every name would mean something to a format.
fn nasty() -> String {
    file(
        "report-nasty.json",
        r##"{"sluice": 1, "name": "<script>alert('x')</script> & | *a* `b` \"c\"", "description": "# not a heading\n| x |",
            "stages": [
            {"id": "d", "kind": "dataset", "name": "=cmd()", "tasks": 40, "next": "s"},
            {"id": "s", "kind": "sampling", "name": "<b>bold</b> | _x_", "method": "quota", "outputs": [
                {"name": "</td><img src=x>", "share": 20, "to": "c"}, {"name": "a,\"b\"\n|c", "share": 80}]},
            {"id": "c", "kind": "complete"}]}"##,
    )
}

#[test]
fn names_mean_nothing_in_html() {
    let html = sluice(&["report", &nasty(), "--seed", "1", "--format", "html"]).out;
    for tag in ["<script", "<b>", "<img", "</td><img"] {
        assert!(!html.contains(tag), "{tag}");
    }
    assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; | *a* `b` &quot;c&quot;"));
    // Every tag that is opened is closed, in order.
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let name: String =
            tag.chars().take_while(|c| c.is_ascii_alphanumeric() || "/!".contains(*c)).collect();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{tag}"),
            None if matches!(name.as_str(), "meta" | "!doctype") => {}
            // What SVG closes at once.
            None if tag.split('>').next().is_some_and(|tag| tag.ends_with('/')) => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, Vec::<String>::new());
    // Nothing is loaded.
    for reference in ["src=\"", "href=", "url(", "@import", "http:", "https:"] {
        assert!(!html.contains(reference), "{reference}");
    }
    assert!(html.contains("@media print") && html.contains("light dark"));
}

#[test]
fn names_mean_nothing_in_markdown() {
    let text = sluice(&["report", &nasty(), "--seed", "1"]).out;
    assert!(text.starts_with(
        "# \\<script>alert('x')\\</script> \\& \\| \\*a\\* \\`b\\` \"c\"\n\n\\# not a heading \\| x \\|\n"
    ));
    // Every row of a table has as many cells as its headings.
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut width = None;
    for line in text.lines() {
        width = line.starts_with('|').then(|| width.unwrap_or_else(|| cells(line)));
        assert!(width.is_none_or(|width| width == cells(line)), "{line}");
    }
    assert!(text.contains("quota, exactly the rounded shares of all that arrive"));
}

/// Rows of a CSV text, by RFC 4180.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    assert!(field.is_empty() && row.is_empty() && !quoted);
    rows
}

fn table(workflow: &str, name: &str, runs: &str) -> Vec<Vec<String>> {
    let args = ["report", workflow, "--seed", "5", "--runs", runs, "--format", "csv", "--table", name];
    rows(&sluice(&args).out)
}

#[test]
fn every_table_is_csv_and_agrees_with_the_run() {
    for (workflow, runs) in [(SAMPLE, "1"), (LOGIC, "9"), (BENCHMARK, "9"), (&nasty(), "3")] {
        let run = sluice(&["run", workflow, "--seed", "5", "--runs", runs, "--format", "json"]);
        let run: Value = serde_json::from_str(&run.out).unwrap();
        for name in ["outputs", "places", "ways", "runs", "counts", "remarks"] {
            let rows = table(workflow, name, runs);
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{name}: {rows:?}");
        }
        let column = |rows: &[Vec<String>], heading: &str| -> Vec<f64> {
            let at = rows[0].iter().position(|name| name == heading).unwrap();
            rows[1..].iter().map(|row| row[at].parse().unwrap()).collect()
        };
        let tasks = run["tasks"].as_f64().unwrap();
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} and {b}");
        near(column(&table(workflow, "places", runs), "tasks").iter().sum(), tasks);
        near(column(&table(workflow, "ways", runs), "tasks").iter().sum(), tasks);
        let observed: Vec<f64> = run["stages"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|stage| stage["outputs"].as_array().unwrap())
            .map(|output| output["observed"].as_f64().unwrap())
            .collect();
        assert_eq!(column(&table(workflow, "outputs", runs), "observed"), observed);
        if runs != "1" {
            assert_eq!(column(&table(workflow, "runs", runs), "mean"), observed);
            let counts = table(workflow, "counts", runs);
            let all: f64 = column(&counts, "runs").iter().sum();
            near(all, observed.len() as f64 * runs.parse::<f64>().unwrap());
        }
    }
}

#[test]
fn the_command_in_a_report_gives_it_again() {
    let manifest = "production=www/examples/benchmark-qa.production.csv";
    for args in
        [vec![LOGIC], vec![BENCHMARK, "--manifest", manifest, "--runs", "3"], vec![SAMPLE, "--tasks", "33"]]
    {
        let first = sluice(&[&["report"], &args[..], &["--format", "json"]].concat()).json();
        let command = first["command"].as_str().unwrap();
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        assert_eq!(sluice(&words).json(), first, "{command}");
    }
}

#[test]
fn json_is_the_run_with_how_it_was_done() {
    let report = sluice(&["report", LOGIC, "--seed", "3", "--format", "json"]).json();
    let run = sluice(&["run", LOGIC, "--seed", "3", "--format", "json"]).json();
    assert_eq!(report["report"], run);
    assert_eq!(report["version"], env!("CARGO_PKG_VERSION"));
    let methods = report["methods"].as_array().unwrap();
    assert!(methods.iter().any(|method| method["method"].as_str().unwrap().contains("first that matches")));
}

#[test]
fn the_files_ending_says_how_it_is_written() {
    for (ending, begins) in [("html", "<!doctype html>"), ("md", "# "), ("json", "{\n"), ("csv", "stage,")] {
        let path = file(&format!("report-ending.{ending}"), "");
        let came = sluice(&["report", SAMPLE, "--seed", "1", "--output", &path]);
        assert_eq!((came.code, came.out.as_str(), came.err.as_str()), (0, "", ""));
        assert!(fs::read_to_string(&path).unwrap().starts_with(begins), "{ending}");
    }
    // What is said wins over the ending.
    let path = file("report-said.html", "");
    sluice(&["report", SAMPLE, "--seed", "1", "--output", &path, "--format", "markdown"]);
    assert!(fs::read_to_string(&path).unwrap().starts_with("# "));
    assert!(sluice(&["report", SAMPLE, "--output", "-"]).out.starts_with("# "));
}

#[test]
fn what_cannot_be_written_is_refused() {
    sluice(&["report", SAMPLE, "--output", "report.docx"]).refused(2, &["report.docx", "--format"]);
    sluice(&["report", SAMPLE, "--table", "ways"]).refused(2, &["--table", "csv"]);
    sluice(&["report", SAMPLE, "--output", "no/such/folder/r.html"]).refused(1, &["no/such/folder/r.html"]);
    sluice(&["report", "missing.json"]).refused(1, &["missing.json"]);
}

#[test]
fn every_example_has_a_report() {
    for example in EXAMPLES {
        for runs in ["1", "20"] {
            let text = sluice(&["report", example, "--seed", "2", "--runs", runs]).out;
            for part in ["## Splits", "## Where tasks are", "## Ways", "## Repeat it", "Seed: 2"] {
                assert!(text.contains(part), "{example}: {part}");
            }
            assert_eq!(text.contains("over 20 runs"), runs == "20", "{example}");
        }
    }
}

#[test]
fn problems_and_notes_are_told() {
    let shared = "benchmark=www/examples/benchmark-qa.benchmark.json";
    let again = "production=www/examples/benchmark-qa.benchmark.json";
    let args = ["report", BENCHMARK, "--seed", "1", "--manifest", shared, "--manifest", again];
    assert!(sluice(&args).out.contains("## Problems and notes"));
    let came = sluice(&[&args[..], &["--format", "csv", "--table", "remarks"]].concat());
    assert!(came.out.contains("in-several-datasets"), "{}", came.out);
    assert_eq!(json!(sluice(&["report", SAMPLE, "--seed", "1"]).out.contains("## Problems")), json!(false));
}
