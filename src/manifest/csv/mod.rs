//! Encord's CSV manifest: sections, each under a heading row of its own.

mod groups;
mod headings;
mod records;
mod rows;

pub(crate) use headings::names_object_url;
pub(crate) use rows::read;
