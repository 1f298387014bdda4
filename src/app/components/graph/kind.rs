//! The kinds of stage as people see them: a word, a family with its colour, and an icon.

use crate::view::html::html;
use yew::prelude::*;

/// What kinds have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Tasks are let on: at the start, and where they are held.
    Start,
    /// People work.
    People,
    /// A program decides.
    Machine,
    /// Chance decides.
    Chance,
    /// Where tasks end.
    End,
}

impl Family {
    /// The family of a kind, by the kind's word in files.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        match kind {
            "dataset" | "hold" => Self::Start,
            "annotate" | "review" | "consensus" => Self::People,
            "sampling" => Self::Chance,
            "complete" | "archive" | "discard" => Self::End,
            _ => Self::Machine,
        }
    }

    /// The end of its class names.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::People => "people",
            Self::Machine => "machine",
            Self::Chance => "chance",
            Self::End => "end",
        }
    }
}

/// The word for a kind as people see it, from the word in files.
#[must_use]
pub fn kind_word(kind: &str) -> &'static str {
    match kind {
        "dataset" => "Dataset",
        "annotate" => "Annotate",
        "review" => "Review",
        "consensus" => "Consensus",
        "model" => "Model",
        "sampling" => "Sampling",
        "logic" => "Logic",
        "agent" => "Agent",
        "webhook" => "Webhook",
        "hold" => "Hold",
        "complete" => "Complete",
        "archive" => "Archive",
        "discard" => "Discard",
        _ => "Stage",
    }
}

/// A kind's icon, as part of an SVG.
#[derive(Debug, Clone, PartialEq)]
pub struct KindIcon {
    /// The kind's word in files.
    pub kind: AttrValue,
    /// Left edge of its square of 16.
    pub x: f64,
    /// Top edge.
    pub y: f64,
}

impl KindIcon {
    /// The view.
    pub fn view(&self) -> Html {
        let class = format!("graph__icon graph__icon--{}", Family::of(&self.kind).class());
        let transform = format!("translate({} {})", self.x, self.y);
        html! { <path {class} {transform} d={outline(&self.kind)} aria-hidden="true" /> }
    }
}

/// The icon's lines in a square of 16.
fn outline(kind: &str) -> &'static str {
    match kind {
        // A drum of records
        "dataset" => {
            "M2.5 4a5.5 2.2 0 0 1 11 0a5.5 2.2 0 0 1 -11 0v8a5.5 2.2 0 0 0 11 0v-8M2.5 8a5.5 2.2 0 0 0 11 0"
        }
        // A pencil
        "annotate" => "M2.5 13.5l.8-3.4l7.6-7.6l2.6 2.6l-7.6 7.6zM9.2 4.2l2.6 2.6",
        // An eye
        "review" => "M1.5 8q6.5-9 13 0q-6.5 9-13 0zM6 8a2 2 0 0 1 4 0a2 2 0 0 1 -4 0",
        // Three circles that overlap
        "consensus" => {
            "M4.6 5.4a3.4 3.4 0 0 1 6.8 0a3.4 3.4 0 0 1 -6.8 0M1.9 10.2a3.4 3.4 0 0 1 6.8 0a3.4 3.4 0 0 1 -6.8 0\
             M7.3 10.2a3.4 3.4 0 0 1 6.8 0a3.4 3.4 0 0 1 -6.8 0"
        }
        // A chip
        "model" => {
            "M4 4h8v8h-8zM6.5 1.5v2.5M9.5 1.5v2.5M6.5 12v2.5M9.5 12v2.5M1.5 6.5h2.5M1.5 9.5h2.5M12 6.5h2.5M12 9.5h2.5"
        }
        // One way in, two of different weight out
        "sampling" => {
            "M1.5 8h4M5.5 8q2.5 0 3.5-4h1.8M5.5 8q2.5 0 3.5 4h1.8M11 4a1.7 1.7 0 0 1 3.4 0a1.7 1.7 0 0 1 -3.4 0\
             M11 12a1.7 1.7 0 0 1 3.4 0a1.7 1.7 0 0 1 -3.4 0"
        }
        // A decision
        "logic" => "M8 1.5l6.5 6.5l-6.5 6.5l-6.5-6.5zM6 8h4",
        // A prompt
        "agent" => "M1.5 3h13v10h-13zM4.2 6l2.3 2l-2.3 2M8.4 10.2h3.4",
        // A call and its answer
        "webhook" => "M2 5.3h11.5M10.3 2.1l3.2 3.2l-3.2 3.2M14 10.7h-11.5M5.7 7.5l-3.2 3.2l3.2 3.2",
        // A pause
        "hold" => "M1.8 8a6.2 6.2 0 0 1 12.4 0a6.2 6.2 0 0 1 -12.4 0M6.2 5.6v4.8M9.8 5.6v4.8",
        // A tick in a circle
        "complete" => "M1.8 8a6.2 6.2 0 0 1 12.4 0a6.2 6.2 0 0 1 -12.4 0M5 8.2l2.2 2.2l3.8-4.4",
        // A box with a lid
        "archive" => "M1.5 3h13v3.2h-13zM2.6 6.2v7.3h10.8v-7.3M6.2 9h3.6",
        // A cross in a circle
        "discard" => "M1.8 8a6.2 6.2 0 0 1 12.4 0a6.2 6.2 0 0 1 -12.4 0M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
        _ => "M2.5 2.5h11v11h-11z",
    }
}
