//! What the columns of a pasted table are about.

use super::cells::Row;
use super::list::is_list;
use super::number::is_numeric;

/// What a column holds, as its header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of a split.
    Split,
    /// The name of an output.
    Output,
    /// Shares asked for.
    Intended,
    /// Counts that came out.
    Observed,
}

/// Words that say it, the surest first: "intended share" is a share, "observed share" is not.
const WORDS: [(Role, &[&str]); 6] = [
    (Role::Intended, &["intended", "asked", "target", "planned", "expected"]),
    (Role::Observed, &["observed", "actual", "came", "got", "received", "sent"]),
    (Role::Intended, &["share", "shares", "percent", "%"]),
    (Role::Observed, &["count", "counts", "tasks"]),
    (Role::Output, &["output", "route", "branch", "pathway", "way"]),
    (Role::Split, &["name", "split", "stage", "gate"]),
];

/// A table's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// For each column what it holds, where its header says so.
    pub roles: Vec<Option<Role>>,
    /// For each column its header without the words that say so: the name of an output.
    pub names: Vec<String>,
}

impl Header {
    /// The header that a row is; `None` where it has a number, and so is a row like the others.
    pub fn new(row: &Row) -> Option<Self> {
        if row.cells.iter().any(|cell| is_numeric(cell) || is_list(cell)) {
            return None;
        }
        let roles = row.cells.iter().map(|cell| role(cell)).collect();
        let names = row.cells.iter().map(|cell| named(cell)).collect();
        Some(Self { roles, names })
    }

    /// The columns with a role.
    pub fn columns(&self, role: Role) -> Vec<usize> {
        let is = |(at, held): (usize, &Option<Role>)| (*held == Some(role)).then_some(at);
        self.roles.iter().enumerate().filter_map(is).collect()
    }
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    let words = cell.split(|c: char| c.is_whitespace() || c == '_');
    words.map(|word| word.trim_matches(['(', ')', '[', ']', ':', ','])).filter(|word| !word.is_empty())
}

fn role(cell: &str) -> Option<Role> {
    let holds = |known: &[&str]| words(cell).any(|word| known.contains(&word.to_lowercase().as_str()));
    WORDS.iter().find(|(_, known)| holds(known)).map(|(role, _)| *role)
}

fn named(cell: &str) -> String {
    let is_role = |word: &str| {
        let word = word.to_lowercase();
        let numbers = WORDS.iter().filter(|(role, _)| matches!(role, Role::Intended | Role::Observed));
        numbers.into_iter().any(|(_, known)| known.contains(&word.as_str()))
    };
    words(cell).filter(|word| !is_role(word)).collect::<Vec<_>>().join(" ")
}
