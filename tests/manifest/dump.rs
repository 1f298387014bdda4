use sluice::manifest::*;
#[test]
fn dump() {
    let mut names: Vec<_> =
        std::fs::read_dir("tests/fixtures/manifests").unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    for p in names {
        let name = p.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".md") {
            continue;
        }
        let i = import(&std::fs::read(&p).unwrap(), &name, &Options::default());
        println!(
            "{name} {:?} {:?} {:?} refused {} {:?}",
            i.format,
            i.outcome,
            i.report(false).units,
            i.refused,
            i.diagnostics
                .iter()
                .map(|d| format!(
                    "{}@{}:{} {:?} {} | {:?}",
                    d.code, d.line, d.column, d.pointer, d.message, d.hint
                ))
                .collect::<Vec<_>>()
        );
    }
}
