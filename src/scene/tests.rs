use super::*;
use crate::workflow::{
    Agent, Annotate, Condition, Consensus, Dataset, Logic, Model, Pathway, Review, ReviewMode, Rule,
    SampleOutput, Sampling, Share, Stage, StageKind, Target,
};

fn to(id: &str) -> Target {
    (!id.is_empty()).then(|| id.to_owned())
}

fn stage(id: &str, kind: StageKind) -> Stage {
    Stage { id: id.to_owned(), name: String::new(), kind, extra: Default::default() }
}

fn dataset(id: &str, next: &str) -> Stage {
    stage(id, StageKind::Dataset(Dataset { tasks: 100, next: to(next), ..Default::default() }))
}

fn annotate(id: &str, next: &str) -> Stage {
    stage(id, StageKind::Annotate(Annotate { next: to(next), ..Default::default() }))
}

fn review(id: &str, approve: &str, reject: &str) -> Stage {
    let mode = ReviewMode::Plain { reject: Share::ZERO };
    stage(id, StageKind::Review(Review { mode, approve: to(approve), reject: to(reject) }))
}

fn sampling(id: &str, targets: &[&str]) -> Stage {
    let output = |(i, target): (usize, &&str)| SampleOutput {
        name: format!("Output {i}"),
        to: to(target),
        ..Default::default()
    };
    let outputs = targets.iter().enumerate().map(output).collect();
    stage(id, StageKind::Sampling(Sampling { outputs, ..Default::default() }))
}

fn logic(id: &str, targets: &[&str], otherwise: &str) -> Stage {
    let rule = |target: &&str| Rule {
        name: format!("Rule for {target}"),
        when: Condition::Batch(Vec::new()),
        to: to(target),
        extra: Default::default(),
    };
    let rules = targets.iter().map(rule).collect();
    stage(id, StageKind::Logic(Logic { rules, otherwise: to(otherwise) }))
}

fn agent(id: &str, targets: &[&str]) -> Stage {
    let pathway =
        |target: &&str| Pathway { name: (*target).to_owned(), to: to(target), ..Default::default() };
    stage(
        id,
        StageKind::Agent(Agent { pathways: targets.iter().map(pathway).collect(), ..Default::default() }),
    )
}

fn consensus(id: &str, agree: &str, disagree: &str) -> Stage {
    let kind = Consensus {
        annotators: Vec::new(),
        copies: 3,
        quorum: Share::ONE,
        agree: to(agree),
        disagree: to(disagree),
    };
    stage(id, StageKind::Consensus(kind))
}

fn model(id: &str, next: &str) -> Stage {
    let kind = Model { recall: Share::ONE, false_positive: Share::ZERO, classes: Vec::new(), next: to(next) };
    stage(id, StageKind::Model(kind))
}

fn complete() -> Stage {
    stage("complete", StageKind::Complete)
}

fn workflow(stages: Vec<Stage>) -> Workflow {
    Workflow { stages, ..Default::default() }
}

fn samples() -> Vec<Workflow> {
    vec![
        workflow(vec![
            dataset("data", "annotate"),
            annotate("annotate", "qa"),
            sampling("qa", &["review", "complete"]),
            review("review", "complete", "annotate"),
            complete(),
        ]),
        workflow(vec![
            dataset("data", "logic"),
            logic("logic", &["a", "b", "c", "d", "e"], "complete"),
            annotate("a", "complete"),
            annotate("b", "complete"),
            annotate("c", "complete"),
            review("d", "complete", "logic"),
            review("e", "complete", "e"),
            complete(),
        ]),
        workflow(vec![
            dataset("benchmark", "agent"),
            dataset("production", "agent"),
            agent("agent", &["consensus", "annotate"]),
            consensus("consensus", "archive", "archive"),
            stage("archive", StageKind::Archive),
            annotate("annotate", "review"),
            review("review", "complete", "annotate"),
            complete(),
        ]),
        workflow(vec![
            dataset("data", "model"),
            model("model", "first"),
            sampling("first", &["second", "complete", "nowhere"]),
            sampling("second", &["review", "complete", "complete"]),
            review("review", "complete", "first"),
            annotate("left-over", ""),
            complete(),
        ]),
    ]
}

fn long_chain(count: usize) -> Workflow {
    let mut stages = vec![dataset("data", "s0")];
    for i in 0..count {
        let (next, skip) = (format!("s{}", i + 1), format!("s{}", (i * 7 + 5) % count));
        stages.push(sampling(&format!("s{i}"), &[&next, &skip]));
    }
    stages.push(stage(&format!("s{count}"), StageKind::Complete));
    workflow(stages)
}

fn assert_clear(scene: &Scene) {
    let everything = Area { x: 0.0, y: 0.0, w: scene.width, h: scene.height };
    let nodes: Vec<Area> = scene.nodes.iter().map(|node| node.area).collect();
    let labels: Vec<Area> = scene.edges.iter().filter_map(|edge| edge.label).collect();
    let all: Vec<Area> = nodes.into_iter().chain(labels).collect();
    for (i, a) in all.iter().enumerate() {
        assert!(a.x >= 0.0 && a.y >= 0.0, "{a:?} leaves the scene");
        assert!(a.x + a.w <= everything.w && a.y + a.h <= everything.h, "{a:?} leaves {everything:?}");
        for b in &all[i + 1..] {
            assert!(!a.overlaps(b), "{a:?} overlaps {b:?}");
        }
    }
}

#[test]
fn nothing_overlaps() {
    for workflow in samples().into_iter().chain([long_chain(60)]) {
        for orientation in [Orientation::Across, Orientation::Down] {
            assert_clear(&Scene::of(&workflow, orientation));
        }
    }
}

#[test]
fn every_stage_and_every_connected_output_is_drawn() {
    for workflow in samples() {
        let ids: Vec<&str> = workflow.stages.iter().map(|stage| stage.id.as_str()).collect();
        let outputs: Vec<(usize, usize)> = (workflow.stages.iter().enumerate())
            .flat_map(|(i, stage)| {
                let outputs = stage.outputs();
                let connected =
                    outputs.iter().enumerate().filter(|(_, o)| o.to.is_some_and(|to| ids.contains(&to)));
                connected.map(|(o, _)| (i, o)).collect::<Vec<_>>()
            })
            .collect();
        for orientation in [Orientation::Across, Orientation::Down] {
            let scene = Scene::of(&workflow, orientation);
            let mut stages: Vec<usize> = scene.nodes.iter().map(|node| node.stage).collect();
            stages.sort_unstable();
            assert_eq!(stages, (0..workflow.stages.len()).collect::<Vec<_>>());
            assert_eq!(scene.edges.iter().map(|e| (e.stage, e.output)).collect::<Vec<_>>(), outputs);
        }
    }
}

#[test]
fn edges_leave_on_the_right_by_ports_of_their_own() {
    for workflow in samples() {
        let scene = Scene::of(&workflow, Orientation::Across);
        let mut starts = Vec::new();
        for edge in &scene.edges {
            let area = scene.nodes.iter().find(|node| node.stage == edge.stage).unwrap().area;
            let (x, rest) = edge.path[1..].split_once(' ').unwrap();
            let y: f64 = rest.split(' ').next().unwrap().parse().unwrap();
            assert_eq!(x.parse::<f64>().unwrap(), area.x + area.w);
            assert!(y > area.y && y < area.y + area.h);
            starts.push((x.to_owned(), y.to_string()));
        }
        let count = starts.len();
        starts.sort();
        starts.dedup();
        assert_eq!(starts.len(), count, "two edges leave by one port");
    }
}

#[test]
fn only_ways_back_are_marked_so() {
    let back = |workflow: &Workflow| -> Vec<(usize, usize)> {
        let scene = Scene::of(workflow, Orientation::Across);
        scene.edges.iter().filter(|edge| edge.back).map(|edge| (edge.stage, edge.to)).collect()
    };
    let samples = samples();
    assert_eq!(back(&samples[0]), [(3, 1)]);
    assert_eq!(back(&samples[1]), [(5, 1), (6, 6)]);
    assert_eq!(back(&samples[2]), [(6, 5)]);
    assert_eq!(back(&samples[3]), [(4, 2)]);
}

#[test]
fn forward_edges_run_forward() {
    for workflow in samples() {
        let scene = Scene::of(&workflow, Orientation::Across);
        let area = |stage| scene.nodes.iter().find(|node| node.stage == stage).unwrap().area;
        for edge in scene.edges.iter().filter(|edge| !edge.back) {
            assert!(area(edge.stage).x + NODE_ROOM < area(edge.to).x);
        }
    }
}

/// Less than the width of a stage.
const NODE_ROOM: f64 = 100.0;

#[test]
fn a_plain_chain_is_a_straight_line() {
    let chain =
        workflow(vec![dataset("data", "a"), annotate("a", "b"), annotate("b", "complete"), complete()]);
    let scene = Scene::of(&chain, Orientation::Across);
    let ys: Vec<f64> = scene.nodes.iter().map(|node| node.area.y).collect();
    assert!(ys.windows(2).all(|pair| pair[0] == pair[1]), "{ys:?}");
}

#[test]
fn a_narrow_screen_is_wide_enough() {
    let widths: Vec<f64> = samples().iter().map(|w| Scene::of(w, Orientation::Down).width).collect();
    assert!(widths[0] <= 320.0 && widths[2] <= 320.0 && widths[3] <= 330.0, "{widths:?}");
}

#[test]
fn small_and_large_workflows_are_drawn() {
    for orientation in [Orientation::Across, Orientation::Down] {
        let nothing = Scene::of(&Workflow::default(), orientation);
        assert!(nothing.nodes.is_empty() && nothing.edges.is_empty());
        let one = Scene::of(&workflow(vec![complete()]), orientation);
        assert_eq!(one.nodes.len(), 1);
        assert_clear(&one);
        assert_eq!(Scene::of(&long_chain(60), orientation), Scene::of(&long_chain(60), orientation));
    }
}

#[test]
fn width_grows_with_the_square_root_of_flow() {
    assert_eq!(line_width(0.0, 100.0), THINNEST);
    assert_eq!(line_width(100.0, 100.0), WIDEST);
    assert_eq!(line_width(25.0, 100.0), f64::midpoint(THINNEST, WIDEST).mul_add(10.0, 0.0).round() / 10.0);
    assert_eq!(line_width(5.0, 0.0), THINNEST);
}
