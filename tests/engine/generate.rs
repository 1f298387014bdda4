//! Random workflows that can be run, of 3 to 12 stages of every kind, with loops.

use proptest::prelude::*;
use serde_json::json;
use sluice::workflow::{
    Agent, AgentRun, Annotate, Batch, Batches, Checked, Choice, Class, ClassKind, ClassTest, Comparison,
    Condition, Consensus, Dataset, DurationScope, Extra, Hold, HoldRelease, Logic, Method, Model, ModelClass,
    OnReturn, Ontology, Pathway, Person, Polarity, Release, Review, ReviewMode, Rule, SampleOutput, Sampler,
    Sampling, Share, Stage, StageKind, Target, Webhook, WhichAnnotator, Workflow,
};

/// A workflow without errors; its loops end, and its visit limit is small.
pub fn workflows() -> impl Strategy<Value = Workflow> {
    let numbers = || prop::collection::vec(any::<u32>(), 40);
    (prop::collection::vec(numbers(), 1..=10), numbers(), any::<bool>())
        .prop_map(|(stages, settings, extras)| build(stages, settings, extras))
        .prop_filter("the workflow has errors", |workflow| Checked::new(workflow.clone()).is_ok())
}

/// Hands out numbers one after another, from the start again when they are used up.
struct Dice {
    numbers: Vec<u32>,
    next: usize,
    extras: bool,
}

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        let number = self.numbers[self.next % self.numbers.len()] as usize;
        self.next += 1;
        number % n.max(1)
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// Mostly round percentages, with the ends and odd millionths among them.
    fn share(&mut self) -> Share {
        let millionths = match self.below(8) {
            0 => 0,
            1 => 1_000_000,
            2 => self.below(1_000_001),
            _ => self.below(101) * 10_000,
        };
        Share::from_millionths(u32::try_from(millionths).unwrap()).unwrap()
    }

    /// Seconds, in tenths or with every digit that a number can have.
    fn seconds(&mut self) -> f64 {
        match self.below(3) {
            0 => self.below(2_000) as f64 / 10.0,
            1 => 60.0,
            _ => 1e-3 + self.below(usize::MAX) as f64 / 9.7e6,
        }
    }

    fn text(&mut self) -> String {
        let texts = ["", "Review", "a, b", "say \"so\"", "ärgerlich / ~1", "line\nbreak", "評価 🦆", "\\"];
        self.pick(&texts).to_owned()
    }

    /// Keys that no version knows.
    fn extra(&mut self) -> Extra {
        if !self.extras || self.below(3) > 0 {
            return Extra::new();
        }
        let values = [json!(null), json!(0.1), json!({"a": [1, {"b": "ü"}]}), json!("text"), json!([])];
        Extra::from_iter([
            ("x-note".to_owned(), self.pick(&values)),
            ("x/~ é".to_owned(), self.pick(&values)),
        ])
    }
}

/// What rules can name.
struct Names {
    classes: Vec<String>,
    people: Vec<String>,
    batches: Vec<String>,
    datasets: Vec<String>,
}

fn build(stages: Vec<Vec<u32>>, settings: Vec<u32>, extras: bool) -> Workflow {
    let mut dice = Dice { numbers: settings, next: 0, extras };
    let count = stages.len() + 2;
    let name = |prefix: &str, i: usize| format!("{prefix} {i}");
    let names = Names {
        classes: (0..dice.below(4)).map(|i| name("class", i)).collect(),
        people: (0..dice.below(5)).map(|i| name("person, \"", i)).collect(),
        batches: (0..dice.below(3)).map(|i| name("batch", i)).collect(),
        datasets: vec!["stage 0".to_owned()],
    };
    let mut all = vec![Stage {
        id: "stage 0".to_owned(),
        name: dice.text(),
        kind: dataset(&mut dice, count),
        extra: dice.extra(),
    }];
    for (i, numbers) in stages.into_iter().enumerate() {
        let mut dice = Dice { numbers, next: 0, extras };
        let kind = kind(&mut dice, i + 1, count, &names);
        all.push(Stage { id: format!("stage {}", i + 1), name: dice.text(), kind, extra: dice.extra() });
    }
    let end = dice.pick(&[StageKind::Complete, StageKind::Archive, StageKind::Discard]);
    all.push(Stage {
        id: format!("stage {}", count - 1),
        name: String::new(),
        kind: end,
        extra: dice.extra(),
    });
    Workflow {
        name: dice.text(),
        description: dice.text(),
        ontology: ontology(&mut dice, &names),
        people: names.people.iter().enumerate().map(|(i, name)| person(&mut dice, i, name)).collect(),
        batches: batches(&mut dice, &names),
        visit_limit: 1 + u32::try_from(dice.below(12)).unwrap(),
        extra: dice.extra(),
        stages: all,
    }
}

fn ontology(dice: &mut Dice, names: &Names) -> Ontology {
    let classes = names.classes.iter().map(|name| Class {
        name: name.clone(),
        kind: dice.pick(&[ClassKind::Object, ClassKind::Classification]),
        prevalence: dice.share(),
        extra: dice.extra(),
    });
    let classes = classes.collect();
    Ontology { classes, key: (dice.below(3) == 0).then(|| "classes".to_owned()), extra: dice.extra() }
}

fn batches(dice: &mut Dice, names: &Names) -> Batches {
    let list = names.batches.iter();
    let list =
        list.map(|name| Batch { name: name.clone(), share: dice.share(), extra: dice.extra() }).collect();
    Batches { list, key: (dice.below(3) == 0).then(|| "batch".to_owned()), extra: dice.extra() }
}

fn person(dice: &mut Dice, i: usize, name: &str) -> Person {
    Person {
        name: name.to_owned(),
        // The first few have work, so that any consensus finds its people.
        weight: u32::try_from(dice.below(9)).unwrap() + u32::from(i < 3),
        recall: dice.share(),
        false_positive: dice.share(),
        median_seconds: dice.seconds(),
        spread: dice.below(20) as f64 / 10.0,
        extra: dice.extra(),
    }
}

/// A stage further down; now and then none.
fn onward(dice: &mut Dice, from: usize, count: usize) -> Target {
    if dice.below(12) == 0 {
        None
    } else {
        Some(format!("stage {}", from + 1 + dice.below(count - from - 1)))
    }
}

/// Any stage but the dataset, back up too.
fn anywhere(dice: &mut Dice, count: usize) -> Target {
    Some(format!("stage {}", 1 + dice.below(count - 1)))
}

fn dataset(dice: &mut Dice, count: usize) -> StageKind {
    StageKind::Dataset(Dataset {
        release: dice.pick(&[Release::Manager, Release::Workers, Release::Automatic]),
        benchmark: dice.below(2) == 0,
        tasks: dice.below(200) as u64,
        next: onward(dice, 0, count),
    })
}

fn kind(dice: &mut Dice, at: usize, count: usize, names: &Names) -> StageKind {
    match dice.below(12) {
        0 => StageKind::Annotate(Annotate {
            annotators: some(dice, &names.people),
            sticky: dice.below(2) == 0,
            next: onward(dice, at, count),
        }),
        1 => {
            let (catch, false_alarm) = (dice.share(), dice.share());
            let mode = match dice.below(2) {
                0 => ReviewMode::Plain { reject: catch },
                _ => ReviewMode::Judged { catch, false_alarm },
            };
            let (approve, reject) = (onward(dice, at, count), anywhere(dice, count));
            StageKind::Review(Review { mode, approve, reject })
        }
        2 => StageKind::Consensus(Consensus {
            annotators: Vec::new(),
            copies: 2 + u32::try_from(dice.below(2)).unwrap(),
            quorum: dice.share(),
            agree: onward(dice, at, count),
            disagree: anywhere(dice, count),
        }),
        3 => {
            let classes = some(dice, &names.classes).into_iter().map(|class| ModelClass {
                class,
                recall: dice.share(),
                false_positive: dice.share(),
                extra: dice.extra(),
            });
            let classes = classes.collect();
            let (recall, false_positive) = (dice.share(), dice.share());
            StageKind::Model(Model { recall, false_positive, classes, next: onward(dice, at, count) })
        }
        4 | 5 => sampling(dice, at, count),
        6 | 7 => {
            let rules = (0..dice.below(4)).map(|i| Rule {
                name: format!("rule {i}"),
                when: condition(dice, names),
                to: anywhere(dice, count),
                extra: dice.extra(),
            });
            let rules = rules.collect();
            StageKind::Logic(Logic { rules, otherwise: onward(dice, at, count) })
        }
        8 => agent(dice, at, count, names),
        9 => StageKind::Webhook(Webhook {
            failure_share: dice.share(),
            retries: u32::try_from(dice.below(6)).unwrap(),
            success: onward(dice, at, count),
            failure: anywhere(dice, count),
        }),
        10 => StageKind::Hold(Hold {
            release: dice.pick(&[HoldRelease::Never, HoldRelease::WhenAllArrived]),
            next: onward(dice, at, count),
        }),
        _ => dice.pick(&[StageKind::Complete, StageKind::Archive, StageKind::Discard]),
    }
}

fn sampling(dice: &mut Dice, at: usize, count: usize) -> StageKind {
    let more = 1 + dice.below(4);
    let mut left = 1_000_000;
    let mut outputs = Vec::new();
    for i in 0..=more {
        let part = if i == more { left } else { dice.share().millionths().min(left) };
        left -= part;
        outputs.push(SampleOutput {
            name: format!("output {i}"),
            share: Share::from_millionths(part).unwrap(),
            to: if i == 0 { onward(dice, at, count) } else { anywhere(dice, count) },
            extra: dice.extra(),
        });
    }
    StageKind::Sampling(Sampling { sampler: sampler(dice), outputs })
}

/// Any way to take a percentage.
fn sampler(dice: &mut Dice) -> Sampler {
    let methods = [
        Method::Independent,
        Method::Independent,
        Method::Quota,
        Method::Block,
        Method::EveryKth,
        Method::Sticky,
        Method::Balanced,
    ];
    Sampler {
        method: dice.pick(&methods),
        block: dice.pick(&[1, 3, 10]),
        random_start: dice.below(2) == 0,
        on_return: dice.pick(&[OnReturn::Draw, OnReturn::Draw, OnReturn::Keep]),
    }
}

fn agent(dice: &mut Dice, at: usize, count: usize, names: &Names) -> StageKind {
    let pathways = ["YES", "NO", "Yes"].map(|name| Pathway {
        name: name.to_owned(),
        to: if name == "YES" { onward(dice, at, count) } else { anywhere(dice, count) },
        extra: dice.extra(),
    });
    let script = (0..dice.below(3)).map(|_| Choice {
        pathway: dice.pick(&["YES", "NO", "Yes"]).to_owned(),
        when: condition(dice, names),
        extra: dice.extra(),
    });
    let script = script.collect();
    let otherwise = dice.pick(&[None, Some("YES"), Some("NO")]).map(str::to_owned);
    let often = AgentRun::WhenAllArrived;
    let runs = dice.pick(&[often, often, often, AgentRun::EveryK, AgentRun::Never]);
    let every = dice.pick(&[1, 2, 7]);
    StageKind::Agent(Agent { pathways: pathways.to_vec(), script, otherwise, runs, every })
}

/// Some of these names, in their order.
fn some(dice: &mut Dice, names: &[String]) -> Vec<String> {
    names.iter().filter(|_| dice.below(2) == 0).cloned().collect()
}

fn condition(dice: &mut Dice, names: &Names) -> Condition {
    let named = |dice: &mut Dice, names: &[String]| match names {
        [] => None,
        _ => Some(vec![dice.pick(names)]),
    };
    let found = match dice.below(7) {
        0 => named(dice, &names.classes).map(|classes| {
            let polarity = dice.pick(&[Polarity::Has, Polarity::HasNot]);
            let tests = classes.into_iter().map(|class| ClassTest { polarity, class });
            Condition::AnnotationType(tests.collect())
        }),
        1 => named(dice, &names.people).map(|annotators| {
            let which = dice.pick(&[WhichAnnotator::Latest, WhichAnnotator::Any]);
            Condition::Annotator { annotators, which }
        }),
        2 => named(dice, &names.people).map(|_| {
            let from = dice.seconds();
            let at_least = (dice.below(2) == 0).then_some(from);
            let below = (at_least.is_none() || dice.below(2) == 0).then_some(from + 1.0 + dice.seconds());
            Condition::Duration {
                at_least,
                below,
                scope: dice.pick(&[DurationScope::Total, DurationScope::Last]),
            }
        }),
        3 => named(dice, &names.batches).map(Condition::Batch),
        4 => named(dice, &names.datasets).map(Condition::Dataset),
        5 => {
            let ops = [
                Comparison::Is,
                Comparison::IsNot,
                Comparison::Contains,
                Comparison::Less,
                Comparison::Greater,
            ];
            let (key, value) =
                (dice.pick(&["k", "clé"]).to_owned(), dice.pick(&["", "3", "é\"", "true"]).to_owned());
            Some(Condition::Metadata { key, op: dice.pick(&ops), value })
        }
        _ => None,
    };
    found.unwrap_or_else(|| Condition::RandomSample { share: dice.share(), sampler: sampler(dice) })
}
