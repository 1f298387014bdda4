//! What the ranges cover and how often the tests give a false alarm: worked out exactly, and
//! written down in `docs/method/coverage.md`.

mod one;
mod pearson;
mod splits;

/// The p-values at which a result is called unusual and suspicious.
const ALPHAS: [f64; 2] = [0.05, 0.001];

/// A row of a table.
fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The page, from what is measured now.
fn page() -> String {
    let exact = splits::section(splits::exact());
    let fallback = splits::section(splits::fallback());
    let approximate = splits::section(splits::approximate());
    format!(
        "# What the ranges cover, and how often a test is wrong\n\n\
         Every figure here is exact: probabilities of outcomes added up, nothing simulated. A program in the tests \
         writes this page, and a test fails when it would write another one. To write it anew:\n\n\
         ```\ncargo test --test stats -- --ignored write_the_page\n```\n\n\
         ## One output, tasks drawn one by one\n\n\
         The ranges are those of the count. Counts come whole, so the ranges cover more than their level, with few \
         tasks much more. The last two columns are the true rates at which a right split is called at least unusual \
         (p < 0.05) and suspicious (p < 0.001) by the exact binomial test. They are never above 5 % and 0.1 %.\n\n\
         {}\n{}\
         The Wilson interval is an approximation for the share behind a count: its coverage swings about 95 %, and \
         with few tasks, or few expected, it can fall well below. No verdict depends on it.\n\n\
         ## One output, other ways of sampling\n\n\
         {}\n\
         Where a method fixes the count there is nothing to cover, and any other count is a fault.\n\n\
         ## Three outputs: the exact multinomial test\n\n{exact}\n\
         ## Many outputs, few tasks: exact binomial tests by Holm's first step\n\n{fallback}\n\
         ## Many outputs, many tasks: Pearson's chi-square test\n\n\
         Each split with the least number of tasks for which Sluice uses this test, and two with more. It is an approximation and the one test that can be wrong too often: in these splits p < 0.05 comes \
         in up to 0.01 points more of the cases than it should, and p < 0.001 up to a tenth more often. Uneven splits are left to Holm's step until that holds: 96 / 1 / 1 / 1 / 1 % \
         already has 20 expected tasks in each output with 2,000 tasks, where Pearson's test would give p < 0.001 in \
         {:.4} % of the cases.\n\n{approximate}",
        one::section(),
        one::wilson_section(),
        one::methods_section(),
        100.0 * pearson::size(&[96, 1, 1, 1, 1], 2_000, ALPHAS)[1],
    )
}

#[test]
fn the_page_says_what_is_measured() {
    let written = include_str!("../../../docs/method/coverage.md");
    for (written, measured) in written.lines().zip(page().lines()) {
        assert_eq!(written, measured);
    }
    assert_eq!(written.lines().count(), page().lines().count());
}

/// Run this after a change that is meant to change the figures:
/// `cargo test --test stats -- --ignored write_the_page`
#[test]
#[ignore = "writes docs/method/coverage.md anew"]
fn write_the_page() {
    std::fs::write("docs/method/coverage.md", page()).unwrap();
}
