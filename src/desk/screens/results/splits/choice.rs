//! Which splits are shown, and in which order.

use crate::simulate::{RunReport, StageReport};
use crate::stats::Verdict;
use crate::view::format;

/// How many outputs a page has, about: a split is never torn.
const OUTPUTS: usize = 24;

/// What a person chooses.
#[derive(Debug)]
pub enum Act {
    /// Splits with this text in their names.
    Text(String),
    /// Splits of such a verdict.
    Said(Said),
    /// An order.
    Order(Order),
    /// A page, counted from 0.
    Page(usize),
}

/// An order of splits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The oddest first.
    #[default]
    Worst,
    /// As in the workflow.
    Stages,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::Worst, Self::Stages];

    /// What it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worst => "Oddest first",
            Self::Stages => "As in the workflow",
        }
    }
}

/// What was said of a split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Said {
    /// Whatever it was.
    #[default]
    Anything,
    /// That it is not ordinary.
    Odd,
    /// A verdict.
    Verdict(Verdict),
    /// Nothing: no share is intended.
    Nothing,
}

impl Said {
    /// Every choice.
    pub const ALL: [Self; 8] = [
        Self::Anything,
        Self::Odd,
        Self::Verdict(Verdict::Leak),
        Self::Verdict(Verdict::Suspicious),
        Self::Verdict(Verdict::Unusual),
        Self::Verdict(Verdict::Ordinary),
        Self::Verdict(Verdict::NotEnoughTasks),
        Self::Nothing,
    ];

    /// What it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Anything => "Any",
            Self::Odd => "Looks odd",
            Self::Verdict(verdict) => crate::view::verdict::verdict_word(verdict),
            Self::Nothing => "Not judged",
        }
    }

    fn is_said(self, of: Option<Verdict>) -> bool {
        match self {
            Self::Anything => true,
            Self::Odd => {
                matches!(of, Some(Verdict::Leak | Verdict::Suspicious | Verdict::Unusual))
            }
            Self::Verdict(verdict) => of == Some(verdict),
            Self::Nothing => of.is_none(),
        }
    }
}

/// What is chosen.
#[derive(Debug, Default)]
pub struct Kept {
    /// A text that names must have in them.
    pub text: String,
    /// What must have been said.
    pub said: Said,
    /// The order.
    pub order: Order,
    /// The page, counted from 0.
    pub page: usize,
}

impl Kept {
    /// Does what a person chooses.
    pub fn act(&mut self, act: Act) {
        let page = match act {
            Act::Page(page) => page,
            Act::Text(text) => {
                self.text = text;
                0
            }
            Act::Said(said) => {
                self.said = said;
                0
            }
            Act::Order(order) => {
                self.order = order;
                0
            }
        };
        self.page = page;
    }

    /// The splits that are chosen, in their order.
    #[must_use]
    pub fn chosen<'r>(&self, report: &'r RunReport) -> Vec<&'r StageReport> {
        let text = self.text.trim().to_lowercase();
        let named = |stage: &StageReport| {
            let outputs = stage.outputs.iter().map(|output| &output.name);
            let mut names = std::iter::once(&stage.name).chain(outputs);
            text.is_empty() || names.any(|name| name.to_lowercase().contains(&text))
        };
        let stages = report.stages.iter().filter(|stage| splits(stage));
        let mut chosen: Vec<&StageReport> =
            stages.filter(|stage| self.said.is_said(verdict(stage)) && named(stage)).collect();
        if self.order == Order::Worst {
            chosen.sort_by(|a, b| badness(b).cmp(&badness(a)).then(p_value(a).total_cmp(&p_value(b))));
        }
        chosen
    }

    /// The page that is shown, and how many there are.
    #[must_use]
    pub fn page<'a, 'r>(&self, chosen: &'a [&'r StageReport]) -> (&'a [&'r StageReport], usize) {
        let (mut starts, mut outputs) = (vec![0], 0);
        for (at, stage) in chosen.iter().enumerate() {
            if outputs > 0 && outputs + stage.outputs.len() > OUTPUTS {
                starts.push(at);
                outputs = 0;
            }
            outputs += stage.outputs.len();
        }
        let page = self.page.min(starts.len() - 1);
        let start = starts.get(page).copied().unwrap_or_default();
        let end = starts.get(page + 1).copied().unwrap_or(chosen.len());
        (chosen.get(start..end).unwrap_or_default(), starts.len())
    }
}

/// Whether a stage sends tasks different ways.
#[must_use]
pub fn splits(stage: &StageReport) -> bool {
    matches!(stage.kind.as_str(), "sampling" | "logic" | "review" | "agent" | "consensus" | "webhook")
        && !stage.outputs.is_empty()
}

/// What to say of a split that has no intended shares.
#[must_use]
pub fn undecided(stage: &StageReport) -> String {
    if stage.arrived > 0.0 {
        let arrived = format::many(stage.arrived, "task", "tasks");
        format!("No share is intended here: the tasks decide. {arrived} arrived.")
    } else {
        "Nothing arrived here.".to_owned()
    }
}

fn verdict(stage: &StageReport) -> Option<Verdict> {
    stage.split.as_ref().map(|split| split.verdict)
}

fn p_value(stage: &StageReport) -> f64 {
    stage.split.as_ref().map_or(1.0, |split| split.p_value)
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Leak => 5,
        Verdict::Suspicious => 4,
        Verdict::Unusual => 3,
        Verdict::Ordinary => 2,
        Verdict::NotEnoughTasks => 1,
    }
}

fn badness(stage: &StageReport) -> u8 {
    verdict(stage).map_or(0, rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::judge_counts;

    /// A report of splits of two outputs each, by what came out of 1 000.
    fn report(counts: &[u64]) -> RunReport {
        let stage = |(i, k): (usize, &u64)| {
            let judged = judge_counts(&[0.2, 0.8], &[*k, 1_000 - k]).unwrap();
            StageReport {
                id: format!("s{i}"),
                name: format!("Stage {i}"),
                kind: "sampling".into(),
                arrived: 1_000.0,
                outputs: judged.outputs,
                split: Some(judged.split),
            }
        };
        RunReport {
            workflow: String::new(),
            seed: 1,
            tasks: 1_000,
            runs: 1,
            stages: counts.iter().enumerate().map(stage).collect(),
            ended: Vec::new(),
            waiting: Vec::new(),
            stopped: Vec::new(),
            summary: crate::simulate::Summary { judged: 0, odd: 0, sentence: String::new() },
            routes: Vec::new(),
            other_routes: 0.0,
            delivered: None,
            warnings: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn ids(chosen: &[&StageReport]) -> Vec<String> {
        chosen.iter().map(|stage| stage.id.clone()).collect()
    }

    #[test]
    fn the_oddest_comes_first() {
        let report = report(&[200, 230, 300, 205]);
        let mut kept = Kept::default();
        assert_eq!(ids(&kept.chosen(&report)), ["s2", "s1", "s3", "s0"]);
        kept.act(Act::Order(Order::Stages));
        assert_eq!(ids(&kept.chosen(&report)), ["s0", "s1", "s2", "s3"]);
    }

    #[test]
    fn splits_are_found_by_verdict_and_name() {
        let report = report(&[200, 230, 300, 205]);
        let mut kept = Kept::default();
        kept.act(Act::Page(3));
        kept.act(Act::Said(Said::Odd));
        assert_eq!((ids(&kept.chosen(&report)), kept.page), (vec!["s2".to_owned(), "s1".to_owned()], 0));
        kept.act(Act::Said(Said::Verdict(Verdict::Suspicious)));
        assert_eq!(ids(&kept.chosen(&report)), ["s2"]);
        kept.act(Act::Said(Said::Anything));
        kept.act(Act::Text(" STAGE 3".into()));
        assert_eq!(ids(&kept.chosen(&report)), ["s3"]);
        kept.act(Act::Text("output 2".into()));
        assert_eq!(kept.chosen(&report).len(), 4);
        kept.act(Act::Text("nowhere".into()));
        assert!(kept.chosen(&report).is_empty());
    }

    #[test]
    fn pages_hold_whole_splits_and_all_of_them() {
        let report = report(&[200; 30]);
        let mut kept = Kept { order: Order::Stages, ..Kept::default() };
        let chosen = kept.chosen(&report);
        let (first, pages) = kept.page(&chosen);
        assert_eq!((first.len(), pages), (12, 3));
        let mut seen = Vec::new();
        for page in 0..pages {
            kept.page = page;
            seen.extend(ids(kept.page(&chosen).0));
        }
        assert_eq!(seen, ids(&chosen));
        kept.page = 99;
        assert_eq!(kept.page(&chosen).0.len(), 6);
        assert_eq!(kept.page(&[]), (&[][..], 1));
    }
}
