//! Problems of what rules, people and agents refer to.

use crate::workflow::{
    Agent, AgentRun, Condition, Consensus, Hold, HoldRelease, Problem, Stage, StageKind, Workflow,
};

pub fn check(workflow: &Workflow, problems: &mut Vec<Problem>) {
    lists(workflow, problems);
    for stage in &workflow.stages {
        let mut found = Found { workflow, stage, problems };
        match &stage.kind {
            StageKind::Annotate(annotate) => found.annotators(&annotate.annotators),
            StageKind::Consensus(consensus) => found.consensus(consensus),
            StageKind::Model(model) => model.classes.iter().for_each(|class| found.class(&class.class)),
            StageKind::Logic(logic) => {
                logic.rules.iter().for_each(|rule| found.condition(&rule.when, &rule.name))
            }
            StageKind::Agent(agent) => found.agent(agent),
            StageKind::Hold(hold) => found.hold(hold),
            _ => {}
        }
    }
}

/// Names that stand twice in the workflow's own lists, and people nobody can pick.
fn lists(workflow: &Workflow, problems: &mut Vec<Problem>) {
    let classes: Vec<&str> = workflow.ontology.classes.iter().map(|class| class.name.as_str()).collect();
    let people: Vec<&str> = workflow.people.iter().map(|person| person.name.as_str()).collect();
    let batches: Vec<&str> = workflow.batches.list.iter().map(|batch| batch.name.as_str()).collect();
    for (what, names) in [("classes", classes), ("people", people), ("batches", batches)] {
        for (i, name) in names.iter().enumerate() {
            if names[..i].contains(name) {
                let message = format!("Two {what} are called \"{name}\".");
                problems.push(Problem::error("repeated-name", None, message, "Rename one of them."));
            }
        }
    }
    if workflow.ontology.classes.len() > 64 {
        let message = format!("There are {} classes.", workflow.ontology.classes.len());
        let mend = "A workflow can use up to 64 classes: keep those that a rule asks about.";
        problems.push(Problem::error("too-many-classes", None, message, mend));
    }
    if workflow.people.len() > 256 {
        let message = format!("There are {} people.", workflow.people.len());
        let mend = "A workflow can use up to 256 people: give several who are alike one name.";
        problems.push(Problem::error("too-many-people", None, message, mend));
    }
}

struct Found<'a> {
    workflow: &'a Workflow,
    stage: &'a Stage,
    problems: &'a mut Vec<Problem>,
}

impl Found<'_> {
    fn error(&mut self, code: &str, message: String, mend: &str) {
        self.problems.push(Problem::error(code, Some(&self.stage.id), message, mend));
    }

    fn class(&mut self, name: &str) {
        if !self.workflow.ontology.classes.iter().any(|class| class.name == name) {
            let message =
                format!("{} asks for the class \"{name}\", which is not defined.", self.stage.title());
            self.error("unknown-class", message, "Add the class, or choose another.");
        }
    }

    fn person(&mut self, name: &str) {
        if !self.workflow.people.iter().any(|person| person.name == name) {
            let message = format!("{} names \"{name}\", who is not among the people.", self.stage.title());
            self.error("unknown-person", message, "Add the person, or choose another.");
        }
    }

    fn annotators(&mut self, names: &[String]) {
        names.iter().for_each(|name| self.person(name));
        if self.workers(names).all(|weight| weight == 0) && !self.workflow.people.is_empty() {
            let message = format!("Nobody who may work at {} has a weight above 0.", self.stage.title());
            self.error("nobody-works", message, "Give somebody there a weight.");
        }
    }

    /// The weights of the people that a list of names stands for.
    fn workers<'n>(&'n self, names: &'n [String]) -> impl Iterator<Item = u32> + 'n {
        let chosen = |name: &String| names.is_empty() || names.contains(name);
        self.workflow.people.iter().filter(move |p| chosen(&p.name)).map(|person| person.weight)
    }

    fn consensus(&mut self, consensus: &Consensus) {
        self.annotators(&consensus.annotators);
        let title = self.stage.title();
        if consensus.copies < 2 {
            let message = format!("{title} asks {} annotator, and agreement takes two.", consensus.copies);
            self.error("too-few-copies", message, "Ask for two annotators or more.");
            return;
        }
        let able = self.workers(&consensus.annotators).filter(|weight| *weight > 0).count();
        if !self.workflow.people.is_empty() && able < consensus.copies as usize {
            let message = format!("{title} needs {} different annotators and has {able}.", consensus.copies);
            self.error("too-few-people", message, "Add people, or ask for fewer annotators.");
        }
    }

    fn agent(&mut self, agent: &Agent) {
        let title = self.stage.title().to_owned();
        let known: Vec<&str> = agent.pathways.iter().map(|pathway| pathway.name.as_str()).collect();
        let picked = agent.script.iter().map(|choice| &choice.pathway).chain(&agent.otherwise);
        for name in picked {
            if !known.contains(&name.as_str()) {
                let message =
                    format!("The script of {title} picks the pathway \"{name}\", which it does not have.");
                self.error("unknown-pathway", message, "Names must match to the letter: change one of them.");
            }
        }
        for (i, name) in known.iter().enumerate() {
            if known[..i].contains(name) {
                let message = format!("Two pathways of {title} are called \"{name}\".");
                self.error("repeated-name", message, "Rename one of them.");
            }
        }
        for choice in &agent.script {
            self.condition(&choice.when, &choice.pathway);
        }
        if agent.runs == AgentRun::EveryK && agent.every == 0 {
            let message = format!("{title} runs every 0 tasks.");
            self.error("every-none", message, "Say after how many tasks it runs: one or more.");
        }
        if agent.runs == AgentRun::Never {
            let message = format!("The agent {title} is never run: every task that gets there waits.");
            let mend = "Let it run when everything has arrived.";
            self.problems.push(Problem::warning("agent-never-runs", Some(&self.stage.id), message, mend));
        }
    }

    fn hold(&mut self, hold: &Hold) {
        if hold.release == HoldRelease::Never {
            let title = self.stage.title();
            let message = format!("{title} is never released: every task that gets there waits.");
            let mend = "Release it when everything has arrived, if its tasks are to go on.";
            self.problems.push(Problem::warning("hold-never-released", Some(&self.stage.id), message, mend));
        }
    }

    fn condition(&mut self, condition: &Condition, name: &str) {
        let title = self.stage.title().to_owned();
        let empty = match condition {
            Condition::AnnotationType(tests) => {
                tests.iter().for_each(|test| self.class(&test.class));
                tests.is_empty()
            }
            Condition::Annotator { annotators, .. } => {
                annotators.iter().for_each(|name| self.person(name));
                annotators.is_empty()
            }
            Condition::Batch(batches) => {
                batches.iter().for_each(|batch| self.batch(batch));
                batches.is_empty()
            }
            Condition::Dataset(datasets) => {
                datasets.iter().for_each(|dataset| self.dataset(dataset));
                datasets.is_empty()
            }
            Condition::Duration { at_least, below, .. } => {
                self.duration(*at_least, *below, name);
                false
            }
            Condition::Metadata { key, .. } => key.is_empty(),
            Condition::RandomSample { .. } => false,
        };
        if empty {
            let message = format!("The rule \"{name}\" of {title} does not say what it looks for.");
            self.error("empty-rule", message, "Choose at least one, or remove the rule.");
        }
    }

    fn batch(&mut self, name: &str) {
        // With a metadata key the batches are whatever the manifest says.
        let batches = &self.workflow.batches;
        if batches.key.is_none() && !batches.list.iter().any(|batch| batch.name == name) {
            let message =
                format!("{} asks for the batch \"{name}\", which is not defined.", self.stage.title());
            self.error("unknown-batch", message, "Add the batch, or choose another.");
        }
    }

    fn dataset(&mut self, id: &str) {
        if !self.workflow.datasets().any(|(stage, _)| stage.id == id) {
            let message =
                format!("{} asks for the dataset \"{id}\", which is no Dataset stage.", self.stage.title());
            self.error("unknown-dataset", message, "Choose the id of a Dataset stage.");
        }
    }

    fn duration(&mut self, at_least: Option<f64>, below: Option<f64>, name: &str) {
        let title = self.stage.title().to_owned();
        if at_least.is_none() && below.is_none() {
            let message = format!("The rule \"{name}\" of {title} has no time.");
            self.error("empty-rule", message, "Give the time it begins at, or the time it ends below.");
        }
        if let (Some(from), Some(to)) = (at_least, below)
            && from >= to
        {
            let message = format!("The rule \"{name}\" of {title} begins at {from} s and ends below {to} s.");
            self.error("empty-range", message, "Let it begin before it ends.");
        }
        if self.workflow.people.is_empty() {
            let message =
                format!("The rule \"{name}\" of {title} looks at annotation time, and nobody has one.");
            self.error("no-people", message, "Add a person: people have times.");
        }
    }
}
