//! One value of a file, held whole.

use std::borrow::Cow;

use super::super::json::{Reader, Text, Value};
use super::import::Outcome;

/// A value and where it lies. Only one entry of a file is held at a time.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) kind: Kind<'a>,
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
    Array(Vec<Node<'a>>),
    Text(Text<'a>),
    /// A number, true, false or null.
    Plain(Value<'a>),
}

impl<'a> Node<'a> {
    /// Reads the next value. The reader bounds how deep it can be nested.
    pub(super) fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
        let at = reader.position()?;
        let kind = match reader.value()? {
            Value::Object => {
                let mut members = Vec::new();
                while let Some(key) = reader.next_key()? {
                    members.push((key.key(), Self::read(reader)?));
                }
                Kind::Object(members)
            }
            Value::Array => {
                let mut elements = Vec::new();
                while reader.next_element()? {
                    elements.push(Self::read(reader)?);
                }
                Kind::Array(elements)
            }
            Value::Text(text) => Kind::Text(text),
            other => Kind::Plain(other),
        };
        Ok(Self { at, end: reader.offset(), kind })
    }

    /// What to call it in a sentence.
    pub(super) fn name(&self) -> &'static str {
        match &self.kind {
            Kind::Object(_) => Value::Object.name(),
            Kind::Array(_) => Value::Array.name(),
            Kind::Text(text) => Value::Text(*text).name(),
            Kind::Plain(value) => value.name(),
        }
    }

    pub(super) fn members(&self) -> &[(Cow<'a, str>, Self)] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    pub(super) fn elements(&self) -> &[Self] {
        match &self.kind {
            Kind::Array(elements) => elements,
            _ => &[],
        }
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self.kind, Kind::Object(_))
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Plain(Value::Null))
    }

    /// A member's value, even if that is null; the last one where the key is repeated, as most
    /// readers have it.
    pub(super) fn member(&self, key: &str) -> Option<&Self> {
        let member = self.members().iter().rev().find(|(name, _)| name == key);
        member.map(|(_, node)| node)
    }

    /// A member's value; a null counts as absent.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.member(key).filter(|node| !node.is_null())
    }

    /// Its characters, where it is text.
    pub(super) fn text(&self) -> Option<Cow<'a, str>> {
        match self.kind {
            Kind::Text(text) => Some(text.key()),
            _ => None,
        }
    }

    /// The characters of a member that is text.
    pub(super) fn text_of(&self, key: &str) -> Option<Cow<'a, str>> {
        self.get(key)?.text()
    }
}
