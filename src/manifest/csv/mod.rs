//! Encord's CSV manifest: sections, each under a heading row of its own.

mod extras;
mod groups;
mod headings;
mod records;
mod rows;

pub(crate) use extras::Extras;
pub(crate) use headings::{is_like_heading, names_object_url};
pub(crate) use records::{Field, Records};
pub(crate) use rows::{UrlCell, begins_with_hash, delimiter, read};
