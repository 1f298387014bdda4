//! Explanations: what is told of a task is what became of it, and every number says why.

use proptest::prelude::*;
use sluice::engine::{Explained, RuleTried, Seen, Supply, TurnTaken, Visit, Why, explain};
use sluice::workflow::{
    Condition, DurationScope, Polarity, Sampler, Stage, StageKind, WhichAnnotator, Workflow,
};

use crate::bench::Bench;
use crate::generate::workflows;

/// Whether the output on which the number falls, of so many places left for each, is as it should
/// be; a method that only counts has no number.
fn fits(turn: &TurnTaken, is_right: impl Fn(usize) -> bool) -> bool {
    let Some(number) = turn.number else { return turn.left.is_empty() };
    let places: u64 = turn.left.iter().sum();
    let mut at = number * places as f64;
    let place = turn.left.iter().position(|left| {
        let here = at < *left as f64;
        at -= *left as f64;
        here
    });
    place.is_some_and(is_right)
}

/// Whether a rule matched follows from what it looked at, as far as that can be told.
fn follows(workflow: &Workflow, when: &Condition, tried: &RuleTried, source: usize) -> bool {
    let class = |name: &str| workflow.ontology.classes.iter().position(|class| class.name == name).unwrap();
    match (&tried.seen, when) {
        (Seen::Number { number, below, sticky }, Condition::RandomSample { share, sampler }) => {
            let right = (below - share.fraction()).abs() < 1e-15
                && *sticky == (sampler.method == sluice::workflow::Method::Sticky);
            right && tried.matched == (number < below)
        }
        (Seen::Turn(turn), Condition::RandomSample { share, sampler }) => {
            let ends = (share.millionths() > 0 || !tried.matched)
                && (share.millionths() < 1_000_000 || tried.matched);
            sampler.method.is_ordered() && ends && fits(turn, |place| tried.matched == (place == 0))
        }
        (Seen::Kept, Condition::RandomSample { sampler, .. }) => keeps(sampler),
        (Seen::Annotations(found), Condition::AnnotationType(tests)) => {
            let holds = tests
                .iter()
                .all(|test| (found >> class(&test.class) & 1 == 1) == (test.polarity == Polarity::Has));
            tried.matched == holds
        }
        (Seen::Annotator(latest), Condition::Annotator { annotators, which }) => {
            let named = latest.is_some_and(|person| annotators.contains(&workflow.people[person].name));
            // Anyone so far includes the latest.
            if *which == WhichAnnotator::Any { tried.matched || !named } else { tried.matched == named }
        }
        (Seen::Seconds(seconds), Condition::Duration { at_least, below, .. }) => {
            let inside = at_least.is_none_or(|from| from <= *seconds) && below.is_none_or(|to| *seconds < to);
            tried.matched == inside
        }
        (Seen::Given, Condition::Dataset(ids)) => {
            tried.matched == ids.contains(&workflow.datasets().nth(source).unwrap().0.id)
        }
        (Seen::Given, Condition::Batch(_) | Condition::Metadata { .. }) => true,
        _ => false,
    }
}

fn keeps(sampler: &Sampler) -> bool {
    sampler.on_return == sluice::workflow::OnReturn::Keep
}

/// Whether the rules tried are all up to the one that matched, and that is the first.
fn is_first_match(tried: &[RuleTried], rules: usize) -> Option<usize> {
    assert!(tried.iter().enumerate().all(|(i, rule)| rule.rule == i), "{tried:?}");
    let matched = tried.iter().position(|rule| rule.matched);
    assert_eq!(tried.len(), matched.map_or(rules, |i| i + 1), "{tried:?}");
    matched
}

/// Fails where what is said of a visit does not lead to the output taken. `earlier` are the visits before.
fn check(bench: &Bench, stage: &Stage, visit: &Explained, source: usize, earlier: &[Explained]) {
    let rules = |conditions: Vec<&Condition>, tried: &[RuleTried]| {
        for (when, tried) in conditions.iter().zip(tried) {
            assert!(follows(&bench.workflow, when, tried, source), "{when:?} {tried:?}");
        }
        is_first_match(tried, conditions.len())
    };
    let before = || earlier.iter().filter(|before| before.stage == visit.stage);
    match (&stage.kind, &visit.why) {
        (_, Why::OverLimit) => {
            assert!(visit.visit == bench.workflow.visit_limit && visit.output.is_none());
            assert!(visit.annotator.is_none() && visit.seconds == 0.0, "nobody works on it here: {visit:?}");
        }
        (StageKind::Complete | StageKind::Archive | StageKind::Discard, Why::Ends) => {
            assert!(visit.output.is_none())
        }
        (StageKind::Dataset(_) | StageKind::Agent(_) | StageKind::Hold(_), Why::Waits) => {
            assert!(visit.output.is_none())
        }
        (
            StageKind::Dataset(_) | StageKind::Annotate(_) | StageKind::Model(_) | StageKind::Hold(_),
            Why::OnlyWay,
        ) => {
            assert_eq!(visit.output, Some(0));
        }
        (StageKind::Consensus(_), Why::OnlyWay) => assert!(bench.workflow.people.is_empty()),
        (StageKind::Sampling(s), why) => {
            let output = visit.output.unwrap();
            let shares: Vec<f64> = s.outputs.iter().map(|output| output.share.fraction()).collect();
            assert!(shares[output] > 0.0);
            match why {
                Why::Drawn { number, from, to, sticky } => {
                    let start: f64 = shares[..output].iter().sum();
                    assert!(from <= number && number <= to, "{why:?}");
                    assert!(
                        (from - start).abs() < 1e-9 && (to - start - shares[output]).abs() < 1e-9,
                        "{why:?}"
                    );
                    assert_eq!(*sticky, s.sampler.method == sluice::workflow::Method::Sticky);
                }
                Why::Kept => assert!(keeps(&s.sampler) && before().next().unwrap().output == Some(output)),
                Why::Turn(turn) => {
                    assert!(s.sampler.method.is_ordered() && !(keeps(&s.sampler) && visit.visit > 0));
                    assert!(fits(turn, |place| place == output), "{turn:?} to {output}");
                }
                _ => panic!("{why:?}"),
            }
        }
        (StageKind::Review(_), Why::Reviewed { number, reject, right }) => {
            assert_eq!(visit.output, Some(usize::from(number < reject)));
            let chance = match &stage.kind {
                StageKind::Review(review) => match review.mode {
                    sluice::workflow::ReviewMode::Plain { reject } => reject,
                    sluice::workflow::ReviewMode::Judged { catch, false_alarm } => {
                        if right.unwrap() {
                            false_alarm
                        } else {
                            catch
                        }
                    }
                },
                _ => unreachable!(),
            };
            assert!((chance.fraction() - reject).abs() < 1e-15);
        }
        (StageKind::Consensus(s), Why::Voted { members, answers, votes, needed }) => {
            let most =
                answers.iter().map(|answer| answers.iter().filter(|other| *other == answer).count()).max();
            assert_eq!((members.len(), most), (s.copies as usize, Some(*votes as usize)));
            assert_eq!((*needed, visit.output), (s.needed(), Some(usize::from(votes < needed))));
        }
        (StageKind::Webhook(s), Why::Called { numbers, fails }) => {
            assert!((s.failure_share.fraction() - fails).abs() < 1e-15);
            let (last, others) = numbers.split_last().unwrap();
            assert!(others.iter().all(|number| number < fails) && numbers.len() <= s.retries as usize + 1);
            assert_eq!(visit.output, Some(usize::from(last < fails)));
            assert!(visit.output == Some(0) || numbers.len() == s.retries as usize + 1);
        }
        (StageKind::Logic(s), Why::Tried(tried)) => {
            let matched = rules(s.rules.iter().map(|rule| &rule.when).collect(), tried);
            assert_eq!(visit.output, Some(matched.unwrap_or(s.rules.len())));
        }
        (StageKind::Agent(s), Why::Tried(tried)) => {
            let matched = rules(s.script.iter().map(|line| &line.when).collect(), tried);
            let name = matched.map(|line| &s.script[line].pathway).or(s.otherwise.as_ref());
            assert_eq!(
                visit.output,
                name.and_then(|name| s.pathways.iter().position(|p| p.name == *name)),
                "{tried:?} {:#?}",
                s.script
            );
        }
        (_, why) => panic!("{} says {why:?}", stage.kind.word()),
    }
}

/// Times of all visits so far, or of the last, as a rule asks for them.
fn seconds(visits: &[Explained], scope: DurationScope) -> f64 {
    let times = visits.iter().rev().filter(|visit| visit.seconds > 0.0).map(|visit| visit.seconds);
    times.take(if scope == DurationScope::Last { 1 } else { usize::MAX }).sum()
}

fn same(explained: &Explained, visit: &Visit) -> bool {
    (explained.stage, explained.visit, explained.output, explained.annotator, explained.seconds.to_bits())
        == (visit.stage, visit.visit, visit.output, visit.annotator, visit.seconds.to_bits())
}

fn check_task(bench: &Bench, supply: &Supply, seed: u64, task: u64, traced: &[&Visit]) {
    let explanation = explain(&bench.plan, supply, seed, 0, task).unwrap();
    assert_eq!(explanation.task, task);
    let visits = &explanation.visits;
    let over = visits.iter().filter(|visit| visit.why == Why::OverLimit).count();
    // Only the very last visit can be one too many; it is not traced.
    assert!(over == 0 || over == 1 && visits.last().unwrap().why == Why::OverLimit);
    assert_eq!(visits.len() - over, traced.len());
    for (i, (explained, visit)) in visits.iter().zip(traced).enumerate() {
        assert!(same(explained, visit), "{explained:?} {visit:?}");
        let stage = &bench.workflow.stages[explained.stage];
        check(bench, stage, explained, explanation.source, &visits[..i]);
        if let (StageKind::Logic(logic), Why::Tried(tried)) = (&stage.kind, &explained.why) {
            for (rule, tried) in logic.rules.iter().zip(tried) {
                if let (Condition::Duration { scope, .. }, Seen::Seconds(seen)) = (&rule.when, &tried.seen) {
                    assert!((seen - seconds(&visits[..i], *scope)).abs() < 1e-9 * (1.0 + seen));
                }
            }
        }
    }
    if over == 1 {
        let last = visits.last().unwrap();
        check(bench, &bench.workflow.stages[last.stage], last, explanation.source, visits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    #[test]
    fn an_explanation_says_what_was_traced_and_why(
        workflow in workflows(), tasks in 1u64..60, seed in any::<u64>(), some in prop::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let bench = Bench::new(&workflow).unwrap();
        let supply = bench.plain(tasks);
        let (_, visits) = bench.run(&supply, seed);
        for index in some {
            let task = index.index(usize::try_from(tasks).unwrap()) as u64;
            let traced: Vec<&Visit> = visits.iter().filter(|visit| visit.task == task).collect();
            check_task(&bench, &supply, seed, task, &traced);
        }
        prop_assert!(explain(&bench.plan, &supply, seed, 0, tasks).is_none());
    }
}
