//! Plain lists: one URL on each line, or a table with a column of URLs.
//!
//! In: finding the column, by its heading or by what is in it, and a column of titles.
//! Out: Encord's own tables ([`super::csv`]), to which a table with a heading of Encord's belongs
//! even where another heading is misspelt.

mod columns;
mod rows;

pub(crate) use rows::read;
