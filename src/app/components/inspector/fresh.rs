//! What a new row, rule or person holds before anything is set.

use super::kinds::condition_title;
use crate::view::form::free_name;
use crate::workflow::{
    Batch, Batches, Class, ClassTest, Comparison, Condition, DurationScope, Logic, Ontology, Person,
    Polarity, Rule, SampleOutput, Share, WhichAnnotator, Workflow,
};

/// A condition of a kind that asks for the first there is to ask for.
pub fn condition(kind: &str, workflow: &Workflow) -> Condition {
    match kind {
        "annotation_type" => Condition::AnnotationType(class_test(workflow).into_iter().collect()),
        "annotator" => Condition::Annotator {
            annotators: workflow.people.first().map(|person| person.name.clone()).into_iter().collect(),
            which: WhichAnnotator::default(),
        },
        "duration" => {
            Condition::Duration { at_least: Some(60.0), below: None, scope: DurationScope::default() }
        }
        "batch" => Condition::Batch(
            workflow.batches.list.first().map(|batch| batch.name.clone()).into_iter().collect(),
        ),
        "dataset" => Condition::Dataset(
            workflow.datasets().next().map(|(stage, _)| stage.id.clone()).into_iter().collect(),
        ),
        "metadata" => Condition::Metadata {
            key: "priority".to_owned(),
            op: Comparison::default(),
            value: "high".to_owned(),
        },
        _ => Condition::random_sample(percent(20)),
    }
}

/// A test for the first class; none where there are no classes.
pub fn class_test(workflow: &Workflow) -> Option<ClassTest> {
    let class = workflow.ontology.classes.first()?;
    Some(ClassTest { polarity: Polarity::Has, class: class.name.clone() })
}

/// A rule to go below those of `logic`: a random sample of 20 % that leads where Else does.
pub fn rule(logic: &Logic, workflow: &Workflow) -> Rule {
    let when = condition("random_sample", workflow);
    let name = rule_name(&when, logic.rules.iter().map(|rule| rule.name.as_str()));
    Rule { name, when, to: logic.otherwise.clone(), extra: Default::default() }
}

fn rule_name<'a>(when: &Condition, taken: impl Iterator<Item = &'a str>) -> String {
    free_name(condition_title(when.kind()), taken)
}

/// The name of a rule whose condition changes to `when`: one that it was given stays, one that
/// only said the kind follows it.
pub fn renamed<'a>(rule: &Rule, when: &Condition, taken: impl Iterator<Item = &'a str>) -> String {
    let rest = rule.name.strip_prefix(condition_title(rule.when.kind()));
    let numbered = rest.is_some_and(|rest| rest.trim_start().chars().all(|c| c.is_ascii_digit()));
    let own = rule.when.kind() == when.kind() || !numbered && !rule.name.is_empty();
    if own { rule.name.clone() } else { rule_name(when, taken) }
}

/// An output to go below `outputs`, with the share that they leave; it leads where the last does.
pub fn output(outputs: &[SampleOutput]) -> SampleOutput {
    let taken: u32 = outputs.iter().fold(0, |sum, output| sum.saturating_add(output.share.millionths()));
    let left = Share::ONE.millionths().saturating_sub(taken);
    SampleOutput {
        name: free_name("Output", outputs.iter().map(|output| output.name.as_str())),
        share: Share::from_millionths(left).unwrap_or_default(),
        to: outputs.last().and_then(|output| output.to.clone()),
        ..SampleOutput::default()
    }
}

/// Somebody new among the people.
pub fn person(people: &[Person]) -> Person {
    let name = numbered("Person", people.len(), people.iter().map(|person| person.name.as_str()));
    Person { name, ..Person::default() }
}

/// A new class, in half of the tasks.
pub fn class(ontology: &Ontology) -> Class {
    let names = ontology.classes.iter().map(|class| class.name.as_str());
    let name = numbered("Class", ontology.classes.len(), names);
    Class { name, prevalence: percent(50), ..Class::default() }
}

/// A new batch, with half of the tasks.
pub fn batch(batches: &Batches) -> Batch {
    let names = batches.list.iter().map(|batch| batch.name.as_str());
    Batch { name: numbered("Batch", batches.list.len(), names), share: percent(50), ..Batch::default() }
}

/// `Person 1` in an empty list, `Person 2` after one, and on to the first that is not taken.
fn numbered<'a>(base: &str, count: usize, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let names = (count + 1..).map(|n| format!("{base} {n}"));
    names.into_iter().find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}

fn percent(percent: u32) -> Share {
    Share::from_millionths(percent * 10_000).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::kinds::CONDITIONS;
    use super::*;
    use crate::workflow::read;

    fn workflow() -> Workflow {
        let text = r#"{"sluice": 1, "people": [{"name": "Ana"}], "ontology": {"classes": [{"name": "Car"}]},
          "batches": {"list": [{"name": "A"}]}, "stages": [
            {"id": "data", "kind": "dataset", "next": "l"}, {"id": "l", "kind": "logic", "rules": []}]}"#;
        read(text).unwrap().workflow
    }

    #[test]
    fn a_fresh_condition_of_every_kind_is_whole() {
        let workflow = workflow();
        for (kind, _) in CONDITIONS {
            let mut with_rule = workflow.clone();
            let when = condition(kind, &workflow);
            assert_eq!(when.kind(), kind);
            if let crate::workflow::StageKind::Logic(logic) = &mut with_rule.stages[1].kind {
                logic.rules.push(Rule { name: kind.into(), when, to: None, extra: Default::default() });
            }
            let problems = crate::workflow::check(&with_rule);
            assert!(problems.iter().all(|problem| problem.code != "empty-rule"), "{kind}: {problems:?}");
        }
    }

    #[test]
    fn an_empty_workflow_gives_empty_conditions_and_no_panic() {
        for (kind, _) in CONDITIONS {
            assert_eq!(condition(kind, &Workflow::default()).kind(), kind);
        }
    }

    #[test]
    fn a_rules_name_follows_its_kind_until_it_is_named() {
        let workflow = workflow();
        let batch = condition("batch", &workflow);
        let mut logic = Logic { rules: Vec::new(), otherwise: Some("end".to_owned()) };
        logic.rules.push(rule(&logic, &workflow));
        logic.rules.push(rule(&logic, &workflow));
        let rules = &mut logic.rules;
        assert_eq!(rules[1].to.as_deref(), Some("end"));
        assert_eq!(rules[1].name, "Random sample 2");
        assert_eq!(renamed(&rules[1], &batch, [].into_iter()), "Batch");
        assert_eq!(renamed(&rules[1], &batch, ["Batch"].into_iter()), "Batch 2");
        rules[1].name = "Night shift".to_owned();
        assert_eq!(renamed(&rules[1], &batch, [].into_iter()), "Night shift");
    }

    #[test]
    fn a_new_output_takes_what_is_left() {
        let mut outputs = vec![output(&[])];
        assert_eq!(outputs[0].share, Share::ONE);
        outputs[0].share = percent(20);
        assert_eq!(output(&outputs).share, percent(80));
        outputs.push(SampleOutput { share: percent(90), ..SampleOutput::default() });
        assert_eq!(output(&outputs).share, Share::ZERO);
    }

    #[test]
    fn people_are_numbered_without_repeats() {
        let mut people = vec![person(&[])];
        people.push(person(&people));
        assert_eq!(people[1].name, "Person 2");
        people.remove(0);
        assert_eq!(person(&people).name, "Person 3");
    }
}
