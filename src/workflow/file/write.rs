//! Workflow → text that a person can go on editing: short objects stay on one line.

use serde_json::Value;

use super::content::CLASS_KINDS;
use super::stage::{AGENT_RUNS, COMPARISONS, HOLD_RELEASES, METHODS, ON_RETURN, RELEASES, SCOPES, WHICH};
use crate::workflow::{
    Agent, Batch, Class, Condition, Consensus, DEFAULT_BLOCK, DEFAULT_EVERY, DEFAULT_VISIT_LIMIT, Extra,
    FORMAT_VERSION, Logic, Model, OnReturn, Person, Polarity, Review, ReviewMode, Sampler, Sampling, Share,
    Stage, StageKind, Target, Workflow, json_quoted, json_text,
};

/// The widest line that an object or list is put on.
const LINE: usize = 100;

/// Writes a workflow as a file that [`super::read`] reads back to an equal workflow.
#[must_use]
pub fn write(workflow: &Workflow) -> String {
    let mut text = String::new();
    workflow_node(workflow).lay_out(&mut text, 0);
    text.push('\n');
    text
}

/// A JSON value that keeps the order of its keys.
enum Node {
    Leaf(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(map) => {
                Self::Object(map.iter().map(|(key, value)| (key.clone(), Self::from(value))).collect())
            }
            leaf => Self::Leaf(json_text(leaf)),
        }
    }
}

impl Node {
    fn text(text: &str) -> Self {
        Self::Leaf(json_quoted(text))
    }

    fn number(number: f64) -> Self {
        // 20 rather than 20.0: as people write it.
        Self::Leaf(format!("{number}"))
    }

    fn names(names: &[String]) -> Self {
        Self::List(names.iter().map(|name| Self::text(name)).collect())
    }

    fn one_line(&self) -> String {
        match self {
            Self::Leaf(text) => text.clone(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::one_line).collect::<Vec<_>>().join(", "))
            }
            Self::Object(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(key, node)| format!("{}: {}", json_quoted(key), node.one_line()))
                    .collect();
                format!("{{{}}}", fields.join(", "))
            }
        }
    }

    fn lay_out(&self, text: &mut String, depth: usize) {
        let line = self.one_line();
        // The workflow itself and its list of stages always take several lines.
        if depth > 1 && line.chars().count() + 2 * depth <= LINE {
            text.push_str(&line);
            return;
        }
        match self {
            Self::Leaf(leaf) => text.push_str(leaf),
            Self::List(items) if items.is_empty() => text.push_str("[]"),
            Self::Object(fields) if fields.is_empty() => text.push_str("{}"),
            Self::List(items) => {
                let items = items.iter().map(|node| (String::new(), node));
                block(text, depth, '[', items, ']');
            }
            Self::Object(fields) => {
                let fields = fields.iter().map(|(key, node)| (format!("{}: ", json_quoted(key)), node));
                block(text, depth, '{', fields, '}');
            }
        }
    }
}

fn block<'a>(
    text: &mut String,
    depth: usize,
    open: char,
    parts: impl Iterator<Item = (String, &'a Node)>,
    close: char,
) {
    text.push(open);
    for (i, (key, node)) in parts.enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(&key);
        node.lay_out(text, depth + 1);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

/// Builds an object field by field.
#[derive(Default)]
struct Object(Vec<(String, Node)>);

impl Object {
    fn put(mut self, key: &str, node: Node) -> Self {
        self.0.push((key.to_owned(), node));
        self
    }

    fn put_if(self, wanted: bool, key: &str, node: impl FnOnce() -> Node) -> Self {
        if wanted { self.put(key, node()) } else { self }
    }

    fn text(self, key: &str, text: &str) -> Self {
        self.put(key, Node::text(text))
    }

    fn text_unless_empty(self, key: &str, text: &str) -> Self {
        self.put_if(!text.is_empty(), key, || Node::text(text))
    }

    fn optional(self, key: &str, text: Option<&String>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    fn share(self, key: &str, share: Share) -> Self {
        self.put(key, Node::number(share.percent()))
    }

    fn target(self, key: &str, target: &Target) -> Self {
        self.put(key, target.as_deref().map_or_else(|| Node::Leaf("null".to_owned()), Node::text))
    }

    fn names_unless_empty(self, key: &str, names: &[String]) -> Self {
        self.put_if(!names.is_empty(), key, || Node::names(names))
    }

    fn list<T>(self, key: &str, items: &[T], node: impl Fn(&T) -> Node) -> Self {
        self.put(key, Node::List(items.iter().map(node).collect()))
    }

    fn word<T: PartialEq>(self, key: &str, words: &[(&str, T)], value: &T) -> Self {
        let word = words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| *word);
        self.text(key, word)
    }

    fn whole(self, key: &str, number: u32) -> Self {
        self.put(key, Node::Leaf(number.to_string()))
    }

    fn flag(self, key: &str, flag: bool) -> Self {
        self.put_if(flag, key, || Node::Leaf("true".to_owned()))
    }

    /// The settings of a sampler that are not as they would be without being said; the method
    /// itself always where `say_method`.
    fn sampler(self, sampler: &Sampler, say_method: bool) -> Self {
        let default = Sampler::default();
        let object = if say_method || sampler.method != default.method {
            self.word("method", &METHODS, &sampler.method)
        } else {
            self
        };
        let object =
            if sampler.block == DEFAULT_BLOCK { object } else { object.whole("block", sampler.block) };
        let object = object.flag("random_start", sampler.random_start);
        if sampler.on_return == OnReturn::Draw {
            object
        } else {
            object.word("on_return", &ON_RETURN, &sampler.on_return)
        }
    }

    fn done(mut self, extra: &Extra) -> Node {
        // A stage whose kind was changed may by now know a key that it kept: that one goes.
        let unknown = |key: &String| self.0.iter().all(|(known, _)| known != key);
        let kept = extra.iter().filter(|(key, _)| unknown(key));
        let kept: Vec<_> = kept.map(|(key, value)| (key.clone(), Node::from(value))).collect();
        self.0.extend(kept);
        Node::Object(self.0)
    }
}

fn workflow_node(workflow: &Workflow) -> Node {
    let ontology = &workflow.ontology;
    let batches = &workflow.batches;
    Object::default()
        .put("sluice", Node::Leaf(FORMAT_VERSION.to_string()))
        .text("name", &workflow.name)
        .text_unless_empty("description", &workflow.description)
        .put_if(workflow.visit_limit != DEFAULT_VISIT_LIMIT, "visit_limit", || {
            Node::Leaf(workflow.visit_limit.to_string())
        })
        .put_if(*ontology != Default::default(), "ontology", || {
            Object::default()
                .optional("key", ontology.key.as_ref())
                .list("classes", &ontology.classes, class_node)
                .done(&ontology.extra)
        })
        .put_if(!workflow.people.is_empty(), "people", || {
            Node::List(workflow.people.iter().map(person_node).collect())
        })
        .put_if(*batches != Default::default(), "batches", || {
            Object::default()
                .optional("key", batches.key.as_ref())
                .list("list", &batches.list, batch_node)
                .done(&batches.extra)
        })
        .list("stages", &workflow.stages, stage_node)
        .done(&workflow.extra)
}

fn class_node(class: &Class) -> Node {
    Object::default()
        .text("name", &class.name)
        .word("kind", &CLASS_KINDS, &class.kind)
        .share("prevalence", class.prevalence)
        .done(&class.extra)
}

fn person_node(person: &Person) -> Node {
    Object::default()
        .text("name", &person.name)
        .put("weight", Node::Leaf(person.weight.to_string()))
        .share("recall", person.recall)
        .share("false_positive", person.false_positive)
        .put("median_seconds", Node::number(person.median_seconds))
        .put("spread", Node::number(person.spread))
        .done(&person.extra)
}

fn batch_node(batch: &Batch) -> Node {
    Object::default().text("name", &batch.name).share("share", batch.share).done(&batch.extra)
}

fn stage_node(stage: &Stage) -> Node {
    let object = Object::default()
        .text("id", &stage.id)
        .text("kind", stage.kind.word())
        .text_unless_empty("name", &stage.name);
    let object = match &stage.kind {
        StageKind::Dataset(s) => object
            .word("release", &RELEASES, &s.release)
            .flag("benchmark", s.benchmark)
            .put("tasks", Node::Leaf(s.tasks.to_string()))
            .target("next", &s.next),
        StageKind::Annotate(s) => object
            .names_unless_empty("annotators", &s.annotators)
            .flag("sticky", s.sticky)
            .target("next", &s.next),
        StageKind::Review(s) => review_fields(object, s),
        StageKind::Consensus(s) => consensus_fields(object, s),
        StageKind::Model(s) => model_fields(object, s),
        StageKind::Sampling(s) => sampling_fields(object, s),
        StageKind::Logic(s) => logic_fields(object, s),
        StageKind::Agent(s) => agent_fields(object, s),
        StageKind::Webhook(s) => object
            .share("failure_share", s.failure_share)
            .whole("retries", s.retries)
            .target("success", &s.success)
            .target("failure", &s.failure),
        StageKind::Hold(s) => object.word("release", &HOLD_RELEASES, &s.release).target("next", &s.next),
        StageKind::Complete | StageKind::Archive | StageKind::Discard => object,
    };
    object.done(&stage.extra)
}

fn review_fields(object: Object, review: &Review) -> Object {
    match review.mode {
        ReviewMode::Plain { reject } => object.share("reject_share", reject),
        ReviewMode::Judged { catch, false_alarm } => {
            object.share("catch", catch).share("false_alarm", false_alarm)
        }
    }
    .target("approve", &review.approve)
    .target("reject", &review.reject)
}

fn consensus_fields(object: Object, consensus: &Consensus) -> Object {
    object
        .names_unless_empty("annotators", &consensus.annotators)
        .put("copies", Node::Leaf(consensus.copies.to_string()))
        .share("quorum", consensus.quorum)
        .target("agree", &consensus.agree)
        .target("disagree", &consensus.disagree)
}

fn model_fields(object: Object, model: &Model) -> Object {
    object
        .share("recall", model.recall)
        .share("false_positive", model.false_positive)
        .put_if(!model.classes.is_empty(), "classes", || {
            let classes = model.classes.iter().map(|class| {
                Object::default()
                    .text("class", &class.class)
                    .share("recall", class.recall)
                    .share("false_positive", class.false_positive)
                    .done(&class.extra)
            });
            Node::List(classes.collect())
        })
        .target("next", &model.next)
}

fn sampling_fields(object: Object, sampling: &Sampling) -> Object {
    object.sampler(&sampling.sampler, true).list("outputs", &sampling.outputs, |output| {
        Object::default()
            .text("name", &output.name)
            .share("share", output.share)
            .target("to", &output.to)
            .done(&output.extra)
    })
}

fn logic_fields(object: Object, logic: &Logic) -> Object {
    object
        .list("rules", &logic.rules, |rule| {
            let object = Object::default().text("name", &rule.name);
            condition_fields(object, &rule.when).target("to", &rule.to).done(&rule.extra)
        })
        .target("else", &logic.otherwise)
}

fn agent_fields(object: Object, agent: &Agent) -> Object {
    object
        .word("runs", &AGENT_RUNS, &agent.runs)
        .put_if(agent.every != DEFAULT_EVERY, "every", || Node::Leaf(agent.every.to_string()))
        .list("pathways", &agent.pathways, |pathway| {
            Object::default().text("name", &pathway.name).target("to", &pathway.to).done(&pathway.extra)
        })
        .list("script", &agent.script, |choice| {
            let object = Object::default().text("pathway", &choice.pathway);
            condition_fields(object, &choice.when).done(&choice.extra)
        })
        .optional("otherwise", agent.otherwise.as_ref())
}

fn condition_fields(object: Object, condition: &Condition) -> Object {
    let object = object.text("kind", condition.kind());
    match condition {
        Condition::AnnotationType(tests) => object.list("conditions", tests, |test| {
            let key = match test.polarity {
                Polarity::Has => "has",
                Polarity::HasNot => "has_not",
            };
            Object::default().text(key, &test.class).done(&Extra::new())
        }),
        Condition::Annotator { annotators, which } => {
            object.put("annotators", Node::names(annotators)).word("which", &WHICH, which)
        }
        Condition::RandomSample { share, sampler } => object.share("share", *share).sampler(sampler, false),
        Condition::Duration { at_least, below, scope } => {
            let object = at_least.iter().fold(object, |o, s| o.put("at_least", Node::number(*s)));
            let object = below.iter().fold(object, |o, s| o.put("below", Node::number(*s)));
            object.word("scope", &SCOPES, scope)
        }
        Condition::Batch(names) => object.put("batches", Node::names(names)),
        Condition::Dataset(names) => object.put("datasets", Node::names(names)),
        Condition::Metadata { key, op, value } => {
            object.text("key", key).word("op", &COMPARISONS, op).text("value", value)
        }
    }
}
