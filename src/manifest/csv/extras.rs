//! Columns that are neither URLs nor titles: what they say of a task is its metadata.

use serde_json::{Map, Value};

use super::super::findings::{Finding, Findings, clip};
use super::records::Field;

/// The columns of a table that are metadata.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    /// Each with the key for it; no two are the same.
    columns: Vec<(usize, String)>,
    /// Columns without a heading.
    nameless: Vec<usize>,
    /// How many columns the heading row has.
    width: usize,
}

impl Extras {
    /// The columns of a heading row that `is_used` does not name.
    pub(crate) fn new(
        headings: &[Field<'_>],
        found: &mut Findings,
        is_used: impl Fn(usize, &Field<'_>) -> bool,
    ) -> Self {
        let mut extras = Self { width: headings.len(), ..Self::default() };
        for (column, field) in headings.iter().enumerate().filter(|(column, field)| !is_used(*column, field))
        {
            let heading = field.text.trim();
            if heading.is_empty() {
                extras.nameless.push(column);
                continue;
            }
            let key = extras.fresh(heading, headings);
            if key != heading {
                found.warning(field.at, "repeated-heading", || {
                    Finding::new(format!(
                        "\"{}\" is a second column of that name; as metadata it is \"{}\".",
                        clip(heading),
                        clip(&key)
                    ))
                });
            }
            extras.columns.push((column, key));
        }
        extras
    }

    /// The heading, with a number behind it where it is taken.
    fn fresh(&self, heading: &str, headings: &[Field<'_>]) -> String {
        let is_taken = |key: &str| self.columns.iter().any(|(_, taken)| taken == key);
        if !is_taken(heading) {
            return heading.to_owned();
        }
        let is_named = |key: &str| headings.iter().any(|field| field.text.trim() == key);
        let mut numbered = (2_usize..).map(|number| format!("{heading} {number}"));
        numbered.find(|key| !is_taken(key) && !is_named(key)).unwrap_or_default()
    }

    /// The keys of a row and what it says of each; nothing of a blank cell.
    pub(crate) fn values<'f>(&'f self, row: &'f [Field<'_>]) -> impl Iterator<Item = (&'f str, &'f str)> {
        let value = |(column, key): &'f (usize, String)| Some((key.as_str(), row.get(*column)?.text.trim()));
        self.columns.iter().filter_map(value).filter(|(_, value)| !value.is_empty())
    }

    /// The metadata of a row as JSON; empty if there is none.
    pub(crate) fn metadata(&self, row: &[Field<'_>]) -> String {
        let members: Map<String, Value> =
            self.values(row).map(|(key, value)| (key.to_owned(), value.into())).collect();
        if members.is_empty() { String::new() } else { Value::Object(members).to_string() }
    }

    /// Warns of a cell with something in it that stands under no heading.
    pub(crate) fn warn_stray(&self, row: &[Field<'_>], found: &mut Findings) {
        let nameless = self.nameless.iter().filter_map(|column| row.get(*column));
        let mut stray = nameless.chain(row.iter().skip(self.width));
        if let Some(field) = stray.find(|field| !field.text.trim().is_empty()) {
            found.warning(field.at, "extra-column", || {
                Finding::new(format!(
                    "\"{}\" stands in a column without a heading; it was ignored.",
                    clip(&field.text)
                ))
                .hint("Give the column a heading; a URL or title with a comma inside must be quoted.")
            });
        }
    }
}

/// What the rows of a group say: of each key every value, once.
#[derive(Debug, Default)]
pub(super) struct Gathered(Vec<(String, Vec<String>)>);

impl Gathered {
    /// Adds what a row says.
    pub(super) fn add<'f>(&mut self, values: impl Iterator<Item = (&'f str, &'f str)>) {
        for (key, value) in values {
            let place = self.0.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                self.0.push((key.to_owned(), Vec::new()));
                self.0.len() - 1
            });
            if let Some((_, known)) =
                self.0.get_mut(place).filter(|(_, known)| known.iter().all(|v| v != value))
            {
                known.push(value.to_owned());
            }
        }
    }

    /// All of it as JSON: a text, or a list where there are several; empty if there is none.
    pub(super) fn metadata(self) -> String {
        let value = |values: Vec<String>| match <[String; 1]>::try_from(values) {
            Ok([only]) => Value::from(only),
            Err(values) => Value::from(values),
        };
        let members: Map<String, Value> =
            self.0.into_iter().map(|(key, values)| (key, value(values))).collect();
        if members.is_empty() { String::new() } else { Value::Object(members).to_string() }
    }
}
