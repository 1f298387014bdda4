//! Stages, their settings, and the outputs they have in common.

use std::borrow::Cow;

use super::{Condition, Extra, Rule, Sampler, Share};

/// The id of the stage that an output leads to; `None` while it is not connected.
pub type Target = Option<String>;

/// A stage of a workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The name that edges use; unique in the workflow. Draws are keyed by it.
    pub id: String,
    /// What people call it; the id where it is empty.
    pub name: String,
    /// What it does.
    pub kind: StageKind,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// What a stage does, with its settings.
#[derive(Debug, Clone, PartialEq)]
pub enum StageKind {
    /// Where tasks start.
    Dataset(Dataset),
    /// Somebody annotates.
    Annotate(Annotate),
    /// Somebody approves or rejects.
    Review(Review),
    /// Several annotators work blind on copies.
    Consensus(Consensus),
    /// A model annotates.
    Model(Model),
    /// A percentage of tasks leaves by each output.
    Sampling(Sampling),
    /// The first rule that matches decides.
    Logic(Logic),
    /// A script picks a pathway.
    Agent(Agent),
    /// Calls a server, which may not answer.
    Webhook(Webhook),
    /// Tasks wait until they are released.
    Hold(Hold),
    /// An end: the work is done.
    Complete,
    /// An end: kept, but not part of the result.
    Archive,
    /// An end: thrown away.
    Discard,
}

/// Who starts the tasks of a Dataset stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Release {
    /// A User, Admin or Workforce Manager.
    #[default]
    Manager,
    /// Workers take tasks themselves; they cannot take tasks into an automated stage.
    Workers,
    /// Tasks start by themselves.
    Automatic,
}

/// Settings of a Dataset stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dataset {
    /// Who starts its tasks.
    pub release: Release,
    /// Whether its data units are the benchmark: one that another Dataset stage has as well is
    /// one task, and starts here.
    pub benchmark: bool,
    /// The number of plain tasks when no manifest is given.
    pub tasks: u64,
    /// Where tasks go.
    pub next: Target,
}

/// Settings of an Annotate stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotate {
    /// Who may work here; everybody where it is empty.
    pub annotators: Vec<String>,
    /// Whether a task that returns goes to whoever had it here before.
    pub sticky: bool,
    /// Where tasks go.
    pub next: Target,
}

/// How a Review stage decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReviewMode {
    /// Rejects a fixed share, whatever the task holds.
    Plain {
        /// The share rejected.
        reject: Share,
    },
    /// Compares the annotations with the truth.
    Judged {
        /// The chance to reject a task with a wrong annotation.
        catch: Share,
        /// The chance to reject a task without one.
        false_alarm: Share,
    },
}

/// Settings of a Review stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// How it decides.
    pub mode: ReviewMode,
    /// Where approved tasks go.
    pub approve: Target,
    /// Where rejected tasks go.
    pub reject: Target,
}

/// Settings of a Consensus stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Consensus {
    /// Who may work here; everybody where it is empty.
    pub annotators: Vec<String>,
    /// How many distinct annotators work on each task.
    pub copies: u32,
    /// The share of them whose answers must be identical; the number is rounded up.
    pub quorum: Share,
    /// Where tasks with agreement go.
    pub agree: Target,
    /// Where the others go.
    pub disagree: Target,
}

impl Consensus {
    /// How many identical answers make an agreement: `ceil(copies · quorum)`, at least 1.
    #[must_use]
    pub fn needed(&self) -> u32 {
        let millionths = u64::from(self.copies) * u64::from(self.quorum.millionths());
        u32::try_from(millionths.div_ceil(1_000_000)).unwrap_or(u32::MAX).max(1)
    }
}

/// How a model does on one class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ModelClass {
    /// The class's name.
    pub class: String,
    /// The chance to find it where it is there.
    pub recall: Share,
    /// The chance to add it where it is not.
    pub false_positive: Share,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Settings of a Model stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The chance to find a class that is there, for classes not listed.
    pub recall: Share,
    /// The chance to add a class that is not there, for classes not listed.
    pub false_positive: Share,
    /// Classes on which the model differs.
    pub classes: Vec<ModelClass>,
    /// Where tasks go.
    pub next: Target,
}

/// One output of a Sampling stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SampleOutput {
    /// What the output is called.
    pub name: String,
    /// The share of tasks that it should get.
    pub share: Share,
    /// Where they go.
    pub to: Target,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Settings of a Sampling stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sampling {
    /// How the shares are taken.
    pub sampler: Sampler,
    /// The outputs; their shares must sum to 100 %.
    pub outputs: Vec<SampleOutput>,
}

/// Settings of a Logic stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Logic {
    /// The rules, tried from the top.
    pub rules: Vec<Rule>,
    /// Where tasks go that no rule matches.
    pub otherwise: Target,
}

/// When an agent's script is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AgentRun {
    /// Once everything has arrived.
    #[default]
    WhenAllArrived,
    /// Whenever so many tasks have gathered; what is left over waits.
    EveryK,
    /// Never: tasks wait in the stage.
    Never,
}

/// How many tasks gather before an agent runs that runs every k tasks, where no number is given.
pub const DEFAULT_EVERY: u32 = 10;

/// A way out of an Agent stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pathway {
    /// The exact name that the script uses.
    pub name: String,
    /// Where its tasks go.
    pub to: Target,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// One line of an agent's script: the first that holds picks the pathway.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The pathway's exact name.
    pub pathway: String,
    /// When this line holds.
    pub when: Condition,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Settings of an Agent stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// The ways out.
    pub pathways: Vec<Pathway>,
    /// The script, tried from the top.
    pub script: Vec<Choice>,
    /// The pathway for tasks that no line picks; without it they wait.
    pub otherwise: Option<String>,
    /// When the script is run.
    pub runs: AgentRun,
    /// How many tasks gather before it runs, for [`AgentRun::EveryK`].
    pub every: u32,
}

impl Default for Agent {
    fn default() -> Self {
        Self {
            pathways: Vec::new(),
            script: Vec::new(),
            otherwise: None,
            runs: AgentRun::default(),
            every: DEFAULT_EVERY,
        }
    }
}

/// The most times that a webhook is called again for one task.
pub const MOST_RETRIES: u32 = 5;

/// Settings of a Webhook stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// The share of calls that fail.
    pub failure_share: Share,
    /// How many times a call that failed is made again before the task takes the failure output;
    /// up to [`MOST_RETRIES`].
    pub retries: u32,
    /// Where tasks go whose call succeeded.
    pub success: Target,
    /// Where tasks go whose calls all failed.
    pub failure: Target,
}

impl Default for Webhook {
    fn default() -> Self {
        Self { failure_share: Share::ZERO, retries: MOST_RETRIES, success: None, failure: None }
    }
}

impl Webhook {
    /// The share of tasks whose calls all fail: the failure share to the power of the calls.
    #[must_use]
    pub fn failing(&self) -> f64 {
        (0..self.retries).fold(self.failure_share.fraction(), |all, _| all * self.failure_share.fraction())
    }
}

/// When the tasks of a Hold stage are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HoldRelease {
    /// Never: they wait.
    #[default]
    Never,
    /// Once everything has arrived.
    WhenAllArrived,
}

/// Settings of a Hold stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hold {
    /// When its tasks are released.
    pub release: HoldRelease,
    /// Where released tasks go.
    pub next: Target,
}

/// One way out of a stage, as every kind of stage shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputRef<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Where it leads.
    pub to: Option<&'a str>,
}

/// The words for the kinds of stage in files, in the order a person adds them.
pub const KINDS: [&str; 13] = [
    "dataset",
    "annotate",
    "review",
    "consensus",
    "model",
    "sampling",
    "logic",
    "agent",
    "webhook",
    "hold",
    "complete",
    "archive",
    "discard",
];

impl Stage {
    /// The name to show: the given one, or the id.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// What its rules ask for, those of a script among them, in their order.
    #[must_use]
    pub fn conditions(&self) -> Vec<&Condition> {
        match &self.kind {
            StageKind::Logic(logic) => logic.rules.iter().map(|rule| &rule.when).collect(),
            StageKind::Agent(agent) => agent.script.iter().map(|choice| &choice.when).collect(),
            _ => Vec::new(),
        }
    }

    /// The stage's outputs in their fixed order.
    #[must_use]
    pub fn outputs(&self) -> Vec<OutputRef<'_>> {
        fn output<'a>(name: &'a str, to: &'a Target) -> OutputRef<'a> {
            OutputRef { name: Cow::Borrowed(name), to: to.as_deref() }
        }
        match &self.kind {
            StageKind::Dataset(s) => vec![output("Next", &s.next)],
            StageKind::Annotate(s) => vec![output("Next", &s.next)],
            StageKind::Model(s) => vec![output("Next", &s.next)],
            StageKind::Hold(s) => vec![output("Next", &s.next)],
            StageKind::Webhook(s) => vec![output("Success", &s.success), output("Failure", &s.failure)],
            StageKind::Review(s) => vec![output("Approve", &s.approve), output("Reject", &s.reject)],
            StageKind::Consensus(s) => vec![output("Agree", &s.agree), output("Disagree", &s.disagree)],
            StageKind::Sampling(s) => s.outputs.iter().map(|o| output(&o.name, &o.to)).collect(),
            StageKind::Logic(s) => s
                .rules
                .iter()
                .map(|rule| output(&rule.name, &rule.to))
                .chain([output("Else", &s.otherwise)])
                .collect(),
            StageKind::Agent(s) => s.pathways.iter().map(|p| output(&p.name, &p.to)).collect(),
            StageKind::Complete | StageKind::Archive | StageKind::Discard => Vec::new(),
        }
    }

    /// Where the outputs lead, in the order of [`Stage::outputs`].
    #[must_use]
    pub fn targets(&self) -> Vec<Option<&str>> {
        self.outputs().into_iter().map(|output| output.to).collect()
    }

    /// The targets of the outputs, in the order of [`Stage::outputs`].
    pub fn targets_mut(&mut self) -> Vec<&mut Target> {
        match &mut self.kind {
            StageKind::Dataset(s) => vec![&mut s.next],
            StageKind::Annotate(s) => vec![&mut s.next],
            StageKind::Model(s) => vec![&mut s.next],
            StageKind::Hold(s) => vec![&mut s.next],
            StageKind::Webhook(s) => vec![&mut s.success, &mut s.failure],
            StageKind::Review(s) => vec![&mut s.approve, &mut s.reject],
            StageKind::Consensus(s) => vec![&mut s.agree, &mut s.disagree],
            StageKind::Sampling(s) => s.outputs.iter_mut().map(|o| &mut o.to).collect(),
            StageKind::Logic(s) => {
                s.rules.iter_mut().map(|rule| &mut rule.to).chain([&mut s.otherwise]).collect()
            }
            StageKind::Agent(s) => s.pathways.iter_mut().map(|p| &mut p.to).collect(),
            StageKind::Complete | StageKind::Archive | StageKind::Discard => Vec::new(),
        }
    }
}

impl StageKind {
    /// The word for the kind in files: one of [`KINDS`].
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Dataset(_) => "dataset",
            Self::Annotate(_) => "annotate",
            Self::Review(_) => "review",
            Self::Consensus(_) => "consensus",
            Self::Model(_) => "model",
            Self::Sampling(_) => "sampling",
            Self::Logic(_) => "logic",
            Self::Agent(_) => "agent",
            Self::Webhook(_) => "webhook",
            Self::Hold(_) => "hold",
            Self::Complete => "complete",
            Self::Archive => "archive",
            Self::Discard => "discard",
        }
    }

    /// Whether tasks end here.
    #[must_use]
    pub const fn is_end(&self) -> bool {
        matches!(self, Self::Complete | Self::Archive | Self::Discard)
    }

    /// Whether workers cannot take tasks into it: it acts by itself on what is assigned to it.
    /// V7's documentation names Sampling, Logic, Consensus and Webhook; a model or an agent
    /// acts by itself in the same way.
    #[must_use]
    pub const fn is_automated(&self) -> bool {
        matches!(
            self,
            Self::Sampling(_)
                | Self::Logic(_)
                | Self::Consensus(_)
                | Self::Model(_)
                | Self::Agent(_)
                | Self::Webhook(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quorum_rounds_up() {
        let needed = |copies, percent| {
            Consensus {
                annotators: Vec::new(),
                copies,
                quorum: Share::from_percent(percent).unwrap(),
                agree: None,
                disagree: None,
            }
            .needed()
        };
        assert_eq!(needed(3, 50.0), 2);
        assert_eq!(needed(3, 66.6666), 2);
        assert_eq!(needed(3, 66.6667), 3);
        assert_eq!(needed(4, 50.0), 2);
        assert_eq!(needed(5, 100.0), 5);
        assert_eq!(needed(3, 0.0), 1);
    }
}
