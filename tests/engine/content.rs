//! What is in a task, what is found in it, and what a review makes of that.

use serde_json::{Value, json};

use crate::budget::{binomial, counts, holds, least};
use crate::lab::{Lab, person};

const TASKS: u64 = 100_000;

/// One class; a person or a model annotates; then rules read off what was found.
fn found(prevalence: u32, work: Value, people: Value) -> Lab {
    Lab::of(json!({"sluice": 1, "name": "w", "people": people,
        "ontology": {"classes": [{"name": "Car", "prevalence": prevalence}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
            work,
            {"id": "l", "kind": "logic", "rules": [
                {"name": "car", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]}))
}

fn yes(lab: &Lab, look: crate::budget::Look) -> (u64, u64) {
    let lab = lab.tasks(TASKS * look.scale);
    (lab.left(&lab.run(look.seed), "l")[0], lab.supply.len())
}

#[test]
fn a_model_finds_and_adds_with_its_chances() {
    for (prevalence, share) in [(100, 0.85), (0, 0.04), (30, 0.3 * 0.85 + 0.7 * 0.04)] {
        let model = json!({"id": "work", "kind": "model", "recall": 85, "false_positive": 4, "next": "l"});
        let lab = found(prevalence, model, json!([]));
        holds(&format!("a model at a prevalence of {prevalence} %"), |look| {
            let (k, n) = yes(&lab, look);
            binomial(share, k, n)
        });
    }
}

#[test]
fn a_person_finds_and_adds_with_their_chances() {
    let people = json!([person("A", 1, 90.0, 5.0), person("B", 3, 70.0, 1.0)]);
    for (prevalence, share) in [(100, 0.25 * 0.9 + 0.75 * 0.7), (0, 0.25 * 0.05 + 0.75 * 0.01)] {
        let lab = found(prevalence, json!({"id": "work", "kind": "annotate", "next": "l"}), people.clone());
        holds(&format!("people at a prevalence of {prevalence} %"), |look| {
            let (k, n) = yes(&lab, look);
            binomial(share, k, n)
        });
    }
}

#[test]
fn a_model_does_on_each_class_as_its_settings_say() {
    let classes = ["Car", "Van", "Bus"];
    let rule = |class: &str, to: &str| json!([{"name": "yes", "kind": "annotation_type", "conditions": [{"has": class}], "to": to}]);
    // Car is listed, Van falls back to the general chances, Bus is never there and listed.
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}, {"name": "Van", "prevalence": 100},
            {"name": "Bus", "prevalence": 0}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
            {"id": "work", "kind": "model", "recall": 90, "false_positive": 50,
             "classes": [{"class": "Bus", "recall": 90, "false_positive": 2}, {"class": "Car", "recall": 60}],
             "next": "Car"},
            {"id": "Car", "kind": "logic", "rules": rule("Car", "Van"), "else": "Van"},
            {"id": "Van", "kind": "logic", "rules": rule("Van", "Bus"), "else": "Bus"},
            {"id": "Bus", "kind": "logic", "rules": rule("Bus", "c"), "else": "c"},
            {"id": "c", "kind": "complete"}]}));
    holds("a model's classes", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let tally = lab.run(look.seed);
        let shares = [0.6, 0.9, 0.02];
        let p = |i: usize| binomial(shares[i], lab.left(&tally, classes[i])[0], lab.supply.len());
        least(&[p(0), p(1), p(2)])
    });
}

#[test]
fn classes_have_their_prevalence() {
    // Somebody who is always right shows the truth.
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "ontology": {"classes": [{"name": "Car", "prevalence": 30}, {"name": "Van", "prevalence": 45}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
            {"id": "work", "kind": "annotate", "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "both", "kind": "annotation_type", "conditions": [{"has": "Car"}, {"has": "Van"}], "to": "c"},
                {"name": "car", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "c"},
                {"name": "van", "kind": "annotation_type", "conditions": [{"has": "Van"}], "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]}));
    holds("prevalences of 30 and 45 %", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        counts(&[0.3 * 0.45, 0.3 * 0.55, 0.7 * 0.45, 0.7 * 0.55], &lab.left(&lab.run(look.seed), "l"))
    });
}

#[test]
fn new_annotations_replace_the_old() {
    // A model that finds everything, then a person who finds nothing.
    let lab = Lab::of(json!({"sluice": 1, "name": "w", "people": [person("A", 1, 0.0, 0.0)],
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 100, "next": "model"},
            {"id": "model", "kind": "model", "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "car", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "work"}], "else": "d"},
            {"id": "work", "kind": "annotate", "next": "m"},
            {"id": "m", "kind": "logic", "rules": [
                {"name": "car", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "d"}], "else": "c"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}]}));
    assert_eq!(lab.ended(&lab.run(1), "c"), 100);
}

/// A judged review behind one worker with the given recall, on a class that is always there.
fn judged(recall: f64) -> Lab {
    Lab::of(json!({"sluice": 1, "name": "w", "people": [person("A", 1, recall, 0.0)],
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
            {"id": "work", "kind": "annotate", "next": "r"},
            {"id": "r", "kind": "review", "catch": 85, "false_alarm": 3, "approve": "c", "reject": "d"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}]}))
}

#[test]
fn a_review_catches_mistakes_and_raises_false_alarms() {
    for (recall, share) in [(100.0, 0.03), (0.0, 0.85), (60.0, 0.6 * 0.03 + 0.4 * 0.85)] {
        let lab = judged(recall);
        holds(&format!("a review of work that is right in {recall} %"), |look| {
            let lab = lab.tasks(TASKS * look.scale);
            binomial(share, lab.left(&lab.run(look.seed), "r")[1], lab.supply.len())
        });
    }
}

#[test]
fn one_wrong_class_makes_a_task_wrong_whether_missed_or_added() {
    let lab = |recall: u32, false_positive: u32| {
        Lab::of(json!({"sluice": 1, "name": "w", "people": [person("A", 1, 100.0, 0.0)],
            "ontology": {"classes": [{"name": "Car", "prevalence": 100}, {"name": "Van", "prevalence": 0}]},
            "stages": [
                {"id": "data", "kind": "dataset", "tasks": 100, "next": "model"},
                {"id": "model", "kind": "model", "recall": recall, "false_positive": false_positive, "next": "r"},
                {"id": "r", "kind": "review", "catch": 100, "false_alarm": 0, "approve": "c", "reject": "d"},
                {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}]}))
    };
    for (recall, false_positive, rejected) in [(100, 0, 0), (0, 0, 100), (100, 100, 100)] {
        let lab = lab(recall, false_positive);
        assert_eq!(lab.left(&lab.run(1), "r")[1], rejected, "{recall} {false_positive}");
    }
}

#[test]
fn work_done_again_is_judged_again() {
    // Rejected work is done anew by the same people: the loop ends as a geometric series.
    let lab = Lab::of(json!({"sluice": 1, "name": "w", "people": [person("A", 1, 50.0, 0.0)],
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
            {"id": "work", "kind": "annotate", "next": "r"},
            {"id": "r", "kind": "review", "catch": 100, "false_alarm": 0, "approve": "c", "reject": "work"},
            {"id": "c", "kind": "complete"}]}));
    holds("judged loop", |look| {
        let lab = lab.tasks(TASKS / 4 * look.scale);
        let review = lab.position("r");
        let mut rejected = vec![0usize; usize::try_from(lab.supply.len()).unwrap()];
        for visit in lab.visits(look.seed).iter().filter(|v| v.stage == review && v.output == Some(1)) {
            rejected[usize::try_from(visit.task).unwrap()] += 1;
        }
        let mut law: Vec<f64> = (1..=12).map(|k| libm::pow(0.5, f64::from(k))).collect();
        law.push(libm::pow(0.5, 12.0));
        let mut seen = vec![0; 13];
        rejected.iter().for_each(|&k| seen[k.min(12)] += 1);
        counts(&law, &seen)
    });
}

#[test]
fn a_workflow_without_people_has_one_who_is_always_right() {
    let lab = found(100, json!({"id": "work", "kind": "annotate", "next": "l"}), json!([])).tasks(100);
    assert_eq!(lab.left(&lab.run(1), "l"), [100, 0]);
}
