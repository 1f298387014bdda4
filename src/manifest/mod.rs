//! Manifests: from the bytes of a file to data units and diagnostics.
//!
//! [`import`] reads Encord's JSON, in the form its upload takes and in the form
//! its SDK writes, and Encord's CSV. The files of some other platforms and plain
//! lists of URLs are read as tasks too, with a note of what was assumed.
//!
//! It is lenient where the meaning is certain, and says so: trailing commas,
//! comments, a collection whose key is repeated, spaces around a URL. It is
//! strict where a file or an item would be lost without a word: text that is
//! cut off, two URLs for one position, a URL with spaces inside. One bad item
//! does not hide the next: each is refused on its own with its place.
//!
//! ```
//! use sluice::manifest::{Options, Outcome, UnitType, import};
//!
//! let file = br#"{"videos": [{"objectUrl": "https://host/path/a.mp4"},]}"#;
//! let import = import(file, "list.json", &Options::default());
//! assert_eq!(import.outcome, Outcome::AcceptedWithWarnings);
//! assert_eq!(import.units[0].kind, UnitType::Video);
//! assert_eq!(import.units[0].title(), "/path/a.mp4");
//! assert_eq!(import.diagnostics[0].code, "trailing-comma");
//! assert_eq!(import.diagnostics[0].column, 53);
//! ```

mod csv;
mod diagnostic;
mod duplicates;
mod encoding;
mod encord;
mod findings;
mod foreign;
mod import;
mod json;
mod keys;
mod media;
mod near;
mod place;
mod plain;
mod report;
mod scan;
mod sniff;
mod unit;
mod units;
mod url;

pub use diagnostic::{Diagnostic, Severity};
pub use duplicates::Earlier;
pub use findings::Counts;
pub use foreign::Platform;
pub use import::{Format, Import, Options, Outcome, import, import_to};
pub use keys::{MOST_KEYS, MetadataKey, count_keys, metadata_keys};
pub use report::{ImportReport, Items};
pub use unit::{DataUnit, UnitType};
pub use units::Outlet;
