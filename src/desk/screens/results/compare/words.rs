//! What is said of two designs.

use crate::simulate::{Change, CompareReport, OutputChange, Paired};
use crate::view::format;

/// The most outputs that something is said of.
const MOST: usize = 6;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What became of the tasks of the first run.
    pub sentence: String,
    /// What became of the outputs that differ, those that differ most first.
    pub answers: Vec<Answer>,
    /// What has to be known to read it right.
    pub notes: Vec<String>,
}

/// What became of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The stage and the output.
    pub name: String,
    /// How its counts differ.
    pub said: String,
    /// Whether single runs would show it.
    pub by_chance: String,
}

/// Says how two designs differ.
#[must_use]
pub fn words(report: &CompareReport, designs: &[String; 2]) -> Words {
    let mut differing: Vec<&OutputChange> = report.outputs.iter().filter(|output| differs(output)).collect();
    let same =
        report.outputs.iter().filter(|output| output.change.difference.is_some()).count() - differing.len();
    let size = |output: &OutputChange| output.change.difference.as_ref().map_or(0.0, |d| d.mean.abs());
    differing.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let (unmirrored, all) = (unmirrored(&differing), differing.len());
    let answers: Vec<Answer> = unmirrored.iter().take(MOST).map(|output| answer(output, designs)).collect();
    let mut notes = Vec::new();
    if unmirrored.len() > MOST {
        notes.push(format!(
            "{all} outputs differ; those that differ most are above, and all are in the table."
        ));
    }
    if same > 0 && all > 0 {
        let outputs = format::many(same as f64, "output", "outputs");
        notes.push(format!("{outputs} came to the same in every pair of runs."));
    }
    notes.push(if report.runs > 1 {
        "A range is of the difference within a pair, where both have the same draws: it is narrower than what two runs with draws of their own would differ by.".to_owned()
    } else {
        "One pair shows what became of these very tasks. More pairs show how much the difference itself varies.".to_owned()
    });
    Words { sentence: format::sentence(&first_run(report)), answers, notes }
}

fn first_run(report: &CompareReport) -> String {
    if report.runs > 1 {
        format!("In the first pair of runs: {}", lower(&report.sentence))
    } else {
        report.sentence.clone()
    }
}

/// A sentence that goes on after a colon.
fn lower(sentence: &str) -> String {
    let mut lower = sentence.to_owned();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    lower
}

fn differs(output: &OutputChange) -> bool {
    output.change.difference.as_ref().is_some_and(|d| d.min < 0.0 || d.max > 0.0)
}

/// Without the second of two outputs that share what one gains and the other loses.
fn unmirrored<'r>(differing: &[&'r OutputChange]) -> Vec<&'r OutputChange> {
    let mut kept: Vec<&OutputChange> = Vec::new();
    for output in differing {
        let mean = |output: &OutputChange| output.change.difference.as_ref().map_or(0.0, |d| d.mean);
        let mirrors = |other: &&OutputChange| other.stage == output.stage && mean(other) == -mean(output);
        if !kept.iter().any(mirrors) {
            kept.push(output);
        }
    }
    kept
}

fn answer(output: &OutputChange, designs: &[String; 2]) -> Answer {
    let change = &output.change;
    let said = change.difference.as_ref().map_or_else(String::new, |difference| said(change, difference));
    Answer {
        name: format!("{}: {}", output.name, output.output),
        said,
        by_chance: by_chance(change, designs).unwrap_or_default(),
    }
}

/// `10 tasks more on average, 30 in place of 20. In 95 of 100 pairs of runs 5 to 16 more.`
fn said(change: &Change, difference: &Paired) -> String {
    let [first, second] = change.counts.map(|count| format::count(tenth(count.unwrap_or_default())));
    let mean = tenth(difference.mean);
    let many = format::many(mean.abs(), "task", "tasks");
    let way = if mean < 0.0 { "fewer" } else { "more" };
    if difference.runs == 1 {
        return format!("{many} {way}: {second} in place of {first}.");
    }
    let pairs = pairs(difference);
    format!("{many} {way} on average: {second} in place of {first}. {pairs}")
}

/// Where the differences of most pairs lie, and whether the sign was always the same.
fn pairs(difference: &Paired) -> String {
    let runs = format::count(difference.runs as f64);
    let [low, high] = [difference.q025, difference.q975];
    let ends = format!("In 95 of 100 pairs of runs {} to {}", format::signed(low), format::signed(high));
    let same = if difference.more == difference.runs {
        format!("; more in all {runs}.")
    } else if difference.less == difference.runs {
        format!("; fewer in all {runs}.")
    } else {
        let [more, less] = [difference.more, difference.less].map(|pairs| format::count(pairs as f64));
        format!("; more in {more} of {runs}, fewer in {less}.")
    };
    ends + &same
}

/// Whether one run of each, with draws of its own, would show it.
fn by_chance(change: &Change, designs: &[String; 2]) -> Option<String> {
    let [Some(first), Some(second)] = change.ranges else { return None };
    change.difference.as_ref().filter(|difference| difference.runs > 1)?;
    let [a, b] = [first, second].map(format::range);
    let ends =
        format!("From run to run chance alone gives {a} with “{}”, {b} with “{}”: ", designs[0], designs[1]);
    let overlap = first[0] <= second[1] && second[0] <= first[1];
    // Ranges that only touch say little either way, and are said to overlap.
    let verdict = if overlap {
        "the ranges overlap, so that one run of each can hide the difference or turn it round."
    } else {
        "the ranges are apart, so that one run of each nearly always shows the difference."
    };
    Some(ends + verdict)
}

/// `+10 points (+5 to +16)`.
#[must_use]
pub fn difference(change: &Change) -> String {
    told(change, format::points)
}

/// The same where there is little room: `+10 (+5 to +16)`.
#[must_use]
pub fn short_difference(change: &Change) -> String {
    told(change, format::signed)
}

fn told(change: &Change, write: fn(f64) -> String) -> String {
    match &change.points {
        None => match change.counts {
            [Some(_), None] => "only in the first".to_owned(),
            [None, Some(_)] => "only in the second".to_owned(),
            _ => String::new(),
        },
        Some(points) if points.min == 0.0 && points.max == 0.0 => "no difference".to_owned(),
        Some(points) if points.runs == 1 => write(points.mean),
        Some(points) => {
            let [low, high] = [points.q025, points.q975].map(format::signed);
            format!("{} ({low} to {high})", write(points.mean))
        }
    }
}

/// A mean with one decimal, so that it is written without one where it has none.
fn tenth(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::Moved;

    fn paired(runs: u64, mean: f64, [low, high]: [f64; 2], [more, less]: [u64; 2]) -> Paired {
        Paired { runs, mean, min: low, q025: low, median: mean, q975: high, max: high, more, less }
    }

    fn output(name: &str, mean: f64, ends: [f64; 2], more: [u64; 2], ranges: [[u64; 2]; 2]) -> OutputChange {
        let difference = paired(100, mean, ends, more);
        OutputChange {
            stage: "qa".into(),
            name: "QA sample".into(),
            output: name.into(),
            intended: [None; 2],
            change: Change {
                counts: [Some(20.0), Some(20.0 + mean)],
                shares: [Some(0.2), Some(0.2 + mean / 100.0)],
                ranges: ranges.map(Some),
                difference: Some(difference),
                points: Some(difference),
            },
        }
    }

    fn report(outputs: Vec<OutputChange>) -> CompareReport {
        CompareReport {
            workflows: Default::default(),
            seed: 1,
            tasks: [100; 2],
            runs: 100,
            outputs,
            places: Vec::new(),
            wrong: None,
            moved: Moved {
                both: 100,
                another_way: 8,
                another_place: 0,
                through_others: 0,
                flows: Vec::new(),
            },
            sentence: "8 of 100 tasks went another way; all came to rest in the same place.".into(),
        }
    }

    #[test]
    fn it_is_said_whether_one_run_of_each_would_show_it() {
        let designs = ["20 %".to_owned(), "30 %".to_owned()];
        let more = output("Review", 10.0, [5.0, 16.0], [100, 0], [[12, 28], [21, 39]]);
        let less = output("Pass", -10.0, [-16.0, -5.0], [0, 100], [[72, 88], [61, 79]]);
        let none = output("Else", 0.0, [0.0, 0.0], [0, 0], [[0, 5], [0, 5]]);
        let words = words(&report(vec![less.clone(), more.clone(), none]), &designs);
        assert_eq!(words.answers.len(), 1, "what one gains the other loses: {words:?}");
        let twice = super::words(&report(vec![more]), &designs);
        assert_eq!(
            twice.answers[0].said,
            "10\u{a0}tasks more on average: 30 in place of 20. In 95 of 100 pairs of runs +5 to +16; more in all 100."
        );
        assert!(twice.answers[0].by_chance.ends_with(
            "the ranges overlap, so that one run of each can hide the difference or turn it round."
        ));
        let apart = output("Review", 30.0, [25.0, 36.0], [100, 0], [[12, 28], [41, 59]]);
        assert!(
            super::words(&report(vec![apart]), &designs).answers[0].by_chance.contains("nearly always shows")
        );
        assert!(words.notes[0].starts_with("1\u{a0}output came to the same"), "{words:?}");
        assert_eq!(difference(&less.change), "\u{2212}10\u{a0}points (\u{2212}16 to \u{2212}5)");
    }

    #[test]
    fn a_mean_between_pairs_that_differ_either_way_is_said_so() {
        let either = output("Review", 0.4, [-3.0, 4.0], [55, 40], [[12, 28], [12, 29]]);
        let said = &words(&report(vec![either]), &["a".into(), "b".into()]).answers[0].said;
        assert!(said.ends_with("\u{2212}3 to +4; more in 55 of 100, fewer in 40."), "{said}");
    }
}
