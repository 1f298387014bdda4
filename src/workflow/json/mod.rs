//! JSON texts to values, with the place of each, and back.
//!
//! The values are those of the JSON library, but not its reader and writer, which bring tables and
//! code along. For the reader alone, with the table of powers that it needs to read numbers
//! exactly and a second scan for the places, the page's download was 14 KB larger of 280
//! (compressed, as `make size` counts it).

mod places;
mod read;
mod write;

pub(super) use places::{join, line_and_column};
pub(super) use read::json_with_places;
pub use read::{JsonError, json_value};
pub use write::{json_quoted, json_text};
