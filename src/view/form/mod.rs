//! Form controls: a visible label, a value in, a callback out.
//!
//! In: the controls that more than one form uses, and what a person's text means as a value.
//! Out: what the values are for.

mod change;
mod check;
mod control;
mod draft;
mod entry;
mod field;
mod focus;
mod number;
mod radio;
mod rows;
mod select;
mod share;
mod target;
mod text;

pub use change::change;
pub use check::{CheckField, CheckItem, CheckList};
pub use control::{Held, begin_ids_with, control};
pub use draft::Typed;
pub use entry::free_name;
pub use focus::{focus, is_focus_lost};
pub use number::{DecimalField, NumberField, SecondsField};
pub use radio::{Choice, RadioField};
pub use rows::{AddRow, RowButtons, RowEdit, add_row, change_row, edit_rows};
pub use select::SelectField;
pub use share::ShareField;
pub use target::TargetField;
pub use text::{NameField, OptionalName, TextField};
