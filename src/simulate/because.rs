//! The sentence that says why a task left a stage the way it did.

use super::explanation::{Reason, Saw, Tried, Turn};
use crate::workflow::{Condition, Stage, StageKind};

/// What a person would say of one visit.
pub fn sentence(stage: &Stage, output: Option<&str>, reason: &Reason) -> String {
    let output = output.unwrap_or_default();
    match reason {
        Reason::OnlyWay => "There is only one way on.".to_owned(),
        Reason::Waits => "It waits here.".to_owned(),
        Reason::Ends => "It has arrived.".to_owned(),
        Reason::OverLimit => "It has been here too often, and is stopped.".to_owned(),
        Reason::Kept => format!("It goes the way it went the first time: {output}."),
        Reason::Drawn { number, from, to, sticky } => {
            let drew = if *sticky { "Its hash is" } else { "It drew" };
            format!("{drew} {}; {output} takes {} to {}.", short(*number), short(*from), short(*to))
        }
        Reason::Turn(turn) => took_turn(stage, output, turn),
        Reason::Reviewed { number, reject, right } => reviewed(*number, *reject, *right),
        Reason::Voted { answers, votes, needed } => {
            format!("{votes} of {} answered alike, and {needed} must.", answers.len())
        }
        Reason::Called { numbers, fails } => called(numbers, *fails),
        Reason::Rules { tried } => rules(stage, output, tried),
    }
}

/// A number from 0 to 1 as people read it: with enough digits to tell it from 0 and 1.
fn short(number: f64) -> String {
    let text = format!("{number:.4}");
    if (text == "1.0000" && number < 1.0) || (text == "0.0000" && number > 0.0) {
        return format!("{number:e}");
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn took_turn(stage: &Stage, output: &str, turn: &Turn) -> String {
    let Some(number) = turn.number else { return format!("It was the turn of {output}.") };
    let names = stage.outputs();
    let places = names.iter().zip(&turn.left).map(|(name, left)| format!("{left} for {}", name.name));
    let whole: u64 = turn.left.iter().sum();
    let places = places.collect::<Vec<_>>().join(", ");
    format!("It drew {} among the {whole} places left in its group ({places}): {output}.", short(number))
}

fn reviewed(number: f64, reject: f64, right: Option<bool>) -> String {
    let looked = match right {
        Some(true) => "Its annotations are right. ",
        Some(false) => "Its annotations are wrong. ",
        None => "",
    };
    let verdict = if number < reject { "below" } else { "not below" };
    format!("{looked}It drew {}, which is {verdict} the {} that are rejected.", short(number), short(reject))
}

fn called(numbers: &[f64], fails: f64) -> String {
    let drew: Vec<String> = numbers.iter().map(|number| short(*number)).collect();
    let answered = numbers.last().is_some_and(|number| *number >= fails);
    let last = if answered { "The last call was answered" } else { "No call was answered" };
    let calls = if numbers.len() == 1 { "call" } else { "calls" };
    format!(
        "{} {calls}, which drew {}; below {} a call fails. {last}.",
        numbers.len(),
        drew.join(", "),
        short(fails)
    )
}

fn rules(stage: &Stage, output: &str, tried: &[Tried]) -> String {
    let mut all: Vec<String> = tried.iter().map(|tried| one_rule(stage, tried)).collect();
    if tried.iter().all(|tried| !tried.matched) {
        all.push(if output.is_empty() {
            "Nothing else picks a way.".to_owned()
        } else {
            format!("So it takes {output}.")
        });
    }
    all.join(" ")
}

fn one_rule(stage: &Stage, tried: &Tried) -> String {
    let saw = match &tried.saw {
        Saw::Number { number, below, sticky } => {
            let drew = if *sticky { "its hash is" } else { "it drew" };
            format!("{drew} {}, and below {} matches", short(*number), short(*below))
        }
        Saw::Kept => "as the first time".to_owned(),
        Saw::Turn(Turn { number: Some(number), left }) => {
            let places: u64 = left.iter().sum();
            let matching = left.first().copied().unwrap_or(0);
            format!(
                "it drew {} among {places} places left in its group, {matching} of which match",
                short(*number)
            )
        }
        Saw::Turn(_) => "by whose turn it was".to_owned(),
        Saw::Annotations { classes } if classes.is_empty() => "nothing is annotated".to_owned(),
        Saw::Annotations { classes } => format!("annotated: {}", classes.join(", ")),
        Saw::Annotator { person: Some(person) } => format!("annotated by {person}"),
        Saw::Annotator { person: None } => "nobody annotated it".to_owned(),
        Saw::Duration { seconds } => format!("it took {seconds:.1} s"),
        Saw::Given => given(stage, &tried.rule).to_owned(),
    };
    format!("\"{}\": {saw}: {}.", tried.rule, if tried.matched { "yes" } else { "no" })
}

/// What a rule looks at that came with the task.
fn given(stage: &Stage, rule: &str) -> &'static str {
    let condition = match &stage.kind {
        StageKind::Logic(logic) => logic.rules.iter().find(|known| known.name == rule).map(|rule| &rule.when),
        StageKind::Agent(agent) => {
            agent.script.iter().find(|line| line.pathway == rule).map(|line| &line.when)
        }
        _ => None,
    };
    match condition {
        Some(Condition::Batch(_)) => "its batch",
        Some(Condition::Dataset(_)) => "where it started",
        _ => "its metadata",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_look_like_the_ends() {
        assert_eq!(short(0.2), "0.2");
        assert_eq!(short(0.0), "0");
        assert_eq!(short(1.0), "1");
        assert_eq!(short(0.123_456), "0.1235");
        assert_eq!(short(0.000_000_1), "1e-7");
        assert_ne!(short(0.999_999_9), "1");
    }

    #[test]
    fn reviews_say_what_they_looked_at() {
        assert_eq!(
            reviewed(0.05, 0.9, Some(false)),
            "Its annotations are wrong. It drew 0.05, which is below the 0.9 that are rejected."
        );
        assert_eq!(
            called(&[0.01, 0.7], 0.05),
            "2 calls, which drew 0.01, 0.7; below 0.05 a call fails. The last call was answered."
        );
    }
}
