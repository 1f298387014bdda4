//! A pull reader for JSON as people write it.
//!
//! It takes what is certain and says so (trailing commas, comments) and refuses
//! the rest at its place, in plain words. It builds no tree: the caller asks for
//! one value after another and skips what it does not want.

mod clean;
mod faults;
mod number;
mod reader;
mod space;
mod text;

pub(crate) use clean::without_oddities;
pub(crate) use reader::{Reader, Value};
pub(crate) use text::Text;
