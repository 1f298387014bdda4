//! The strips of the splits that are shown.

use std::rc::Rc;

use crate::chart::{Caption, Flag, Marks, Sheet, SplitRow, splits};
use crate::desk::drawing::{Draw, Numbers};
use crate::simulate::{OutputReport, StageReport};
use crate::view::format;
use crate::view::judged::{flag, marks, range};

/// What is drawn and written for one output.
struct Strip {
    name: String,
    marks: Marks,
    flag: Option<Flag>,
    observed: String,
    intended: String,
    range: String,
}

/// The chart of some splits.
pub fn draw(stages: &[&StageReport]) -> Draw {
    let several = stages.len() > 1;
    let outputs = stages.iter().flat_map(|stage| stage.outputs.iter().map(move |output| (stage, output)));
    let strips: Vec<Strip> = outputs.map(|(stage, output)| strip(stage, output, several)).collect();
    let title = match stages {
        [only] => format!("Split of {}", only.name),
        _ => "Splits beside what was intended".to_owned(),
    };
    Rc::new(move |sheet: Sheet| {
        let rows: Vec<SplitRow> = strips.iter().map(Strip::row).collect();
        splits(Caption { title: &title, description: "" }, &rows, sheet, &Numbers)
    })
}

impl Strip {
    fn row(&self) -> SplitRow<'_> {
        SplitRow {
            name: &self.name,
            marks: self.marks,
            flag: self.flag,
            observed: &self.observed,
            intended: &self.intended,
            range: &self.range,
        }
    }
}

fn strip(stage: &StageReport, output: &OutputReport, several: bool) -> Strip {
    let marks = marks(output);
    let judged = output.judgement.as_ref().filter(|judgement| judgement.judged.n > 0);
    let share = marks.observed.map(format::percent).unwrap_or_default();
    let count = judged.map_or_else(
        || format::count(output.observed),
        |said| {
            let [k, n] = [said.judged.k, said.judged.n].map(|count| format::count(count as f64));
            format!("{k} of {n}")
        },
    );
    Strip {
        name: if several { format!("{}: {}", stage.name, output.name) } else { output.name.clone() },
        marks,
        flag: output.judgement.as_ref().map(|said| flag(said.verdict)),
        observed: if share.is_empty() { count } else { format!("{count} · {share}") },
        intended: marks.intended.map_or_else(
            || "the tasks decide".to_owned(),
            |share| format!("asked {}", format::percent(share)),
        ),
        range: judged.map(range).unwrap_or_default(),
    }
}
