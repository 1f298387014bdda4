//! The whole way from bytes to units and diagnostics.

use serde::{Serialize, Serializer};

use super::diagnostic::Diagnostic;
use super::encoding::{Remark, decode};
use super::findings::{Counts, Fault, Finding, Findings};
use super::foreign::{self, Platform};
use super::place::start_of_line;
use super::sniff::{Reading, empty, sniff};
use super::unit::DataUnit;
use super::units::Units;
use super::{csv, duplicates, encord, plain};

/// How to import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Refuse the whole file if any item is refused.
    pub strict: bool,
}

/// The format a file turned out to have. It serialises as [`Format::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Encord's JSON as its upload dialog takes it.
    EncordJson,
    /// Encord's JSON as its SDK writes it (`imageGroups`, `skipDuplicateUrls`).
    EncordSdkJson,
    /// Encord's CSV.
    EncordCsv,
    /// Another platform's.
    Of(Platform),
    /// One URL on each line.
    UrlList,
    /// A table with a column of URLs.
    UrlTable,
    /// Refused before it was recognised.
    Unknown,
}

impl Format {
    /// The fixed word for reports; both JSON dialects are `encord-json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EncordJson | Self::EncordSdkJson => "encord-json",
            Self::EncordCsv => "encord-csv",
            Self::Of(platform) => platform.format(),
            Self::UrlList => "url-list",
            Self::UrlTable => "url-csv",
            Self::Unknown => "unknown",
        }
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What came of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything was loaded; there may be notes.
    Accepted,
    /// Everything was loaded, and there is something to look at.
    AcceptedWithWarnings,
    /// Some items were refused, the others loaded.
    Partial,
    /// Nothing was loaded.
    Rejected,
}

impl Outcome {
    /// The fixed word for reports, the one it serialises as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AcceptedWithWarnings => "accepted_with_warnings",
            Self::Partial => "partial",
            Self::Rejected => "rejected",
        }
    }
}

/// A file that was imported, or the reasons why not.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The format the file turned out to have.
    pub format: Format,
    /// What came of it.
    pub outcome: Outcome,
    /// The units in the order of the file; one task each. Empty when rejected.
    pub units: Vec<DataUnit>,
    /// What there is to say, in the order of the file. At most 1 000 of each
    /// code are listed; a last one says how many more there were.
    pub diagnostics: Vec<Diagnostic>,
    /// How many diagnostics there were, listed or not.
    pub counts: Counts,
    /// URLs in all units together.
    pub urls: usize,
    /// Items refused with an error.
    pub refused: usize,
    /// Items left out because `skip_duplicate_urls` is on and an earlier one
    /// has the same URLs.
    pub skipped: usize,
}

/// Imports a manifest.
///
/// `name` is the file's name; it only helps to word a refusal, the content
/// decides. Nothing is ever fetched, and no URL is judged by a URL parser.
/// The time is linear in the size of the file, apart from the sort that finds
/// repeated units.
///
/// There is no error case: a file that cannot be used gives an [`Import`] whose
/// outcome is [`Outcome::Rejected`] and whose diagnostics say why and where.
#[must_use]
pub fn import(bytes: &[u8], name: &str, options: &Options) -> Import {
    let json = name.to_ascii_lowercase().ends_with(".json");
    if bytes.is_empty() {
        return refused(bytes, *empty());
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let decoded = match decode(bytes, json) {
        Ok(decoded) => decoded,
        Err(fault) => return refused(plain, *fault),
    };
    let text = &*decoded.text;
    let mut parts = match sniff(text, json) {
        Ok(Reading::Json) => read_json(text),
        Ok(Reading::Csv) => read_csv(text),
        Err(fault) => return refused(text.as_bytes(), *fault),
    };
    if let Some(remark) = decoded.remark {
        parts.remark(&remark);
    }
    parts.conclude(text.as_bytes(), options)
}

fn refused(bytes: &[u8], fault: Fault) -> Import {
    let mut found = Findings::default();
    found.refuse(fault);
    Parts { format: Format::Unknown, units: Units::new(""), found, fault: None, skip_duplicates: false }
        .conclude(bytes, &Options::default())
}

/// What a reader leaves behind, whichever it was.
struct Parts<'a> {
    format: Format,
    units: Units<'a>,
    found: Findings,
    fault: Option<Box<Fault>>,
    skip_duplicates: bool,
}

fn read_json(text: &str) -> Parts<'_> {
    let (json, fault) = encord::read(text);
    if let Some(platform) = json.platform {
        return read_foreign(text, platform);
    }
    let foreign = fault.as_ref().is_some_and(|fault| fault.alone);
    Parts {
        format: match (json.recognised && !foreign, json.sdk) {
            (false, _) => Format::Unknown,
            (true, true) => Format::EncordSdkJson,
            (true, false) => Format::EncordJson,
        },
        units: json.units,
        found: json.reader.found,
        fault,
        skip_duplicates: json.skip_duplicates,
    }
}

fn read_foreign(text: &str, platform: Platform) -> Parts<'_> {
    let (foreign, fault) = foreign::read(text, platform);
    Parts {
        format: Format::Of(platform),
        units: foreign.units,
        found: foreign.reader.found,
        fault,
        skip_duplicates: false,
    }
}

fn read_csv(text: &str) -> Parts<'_> {
    let (csv, fault) = csv::read(text);
    if !csv.recognised
        && let Some((plain, fault)) = plain::read(text)
    {
        return Parts {
            format: if plain.table { Format::UrlTable } else { Format::UrlList },
            units: plain.units,
            found: plain.found,
            fault,
            skip_duplicates: false,
        };
    }
    Parts {
        format: if csv.recognised { Format::EncordCsv } else { Format::Unknown },
        units: csv.units,
        found: csv.found,
        fault,
        skip_duplicates: false,
    }
}

impl Parts<'_> {
    fn remark(&mut self, remark: &Remark) {
        self.found.warning(remark.at, remark.code, || Finding::new(remark.message));
    }

    fn conclude(mut self, bytes: &[u8], options: &Options) -> Import {
        let mut skipped = 0;
        if let Some(fault) = self.fault.take() {
            self.units.list.clear();
            self.found.refuse(*fault);
        } else {
            self.units.report_limits(&mut self.found);
            skipped = self.repeats(bytes);
        }
        let counts = self.found.counts();
        let mut units = self.units.list;
        if options.strict && counts.errors > 0 {
            units.clear();
        }
        units.shrink_to_fit();
        let outcome = if units.is_empty() {
            Outcome::Rejected
        } else if counts.errors > 0 {
            Outcome::Partial
        } else if counts.warnings > 0 {
            Outcome::AcceptedWithWarnings
        } else {
            Outcome::Accepted
        };
        Import {
            format: self.format,
            outcome,
            urls: units.iter().map(DataUnit::url_count).sum(),
            units,
            diagnostics: self.found.finish(bytes),
            counts,
            refused: self.units.refused,
            skipped,
        }
    }

    /// Leaves out units with the URLs of an earlier one, or says that there are
    /// some; gives the number left out.
    fn repeats(&mut self, bytes: &[u8]) -> usize {
        let repeated = duplicates::repeated(&self.units.list);
        let count = repeated.iter().filter(|repeated| **repeated).count();
        if count == 0 {
            return 0;
        }
        let skip = self.skip_duplicates;
        let pairs = self.units.list.iter().zip(&repeated);
        let first = pairs.filter(|(_, repeated)| **repeated).map(|(unit, _)| unit);
        let line = first.map(|unit| unit.line).next().unwrap_or(1);
        let what = if skip {
            "were left out, because \"skip_duplicate_urls\" is on"
        } else {
            "are loaded again, because \"skip_duplicate_urls\" is not on"
        };
        let at = start_of_line(bytes, line);
        self.found.note(at, "repeated-urls", || {
            Finding::new(format!(
                "{count} of the items have the URLs of an earlier one; they {what}. The first is here."
            ))
        });
        if !skip {
            return 0;
        }
        let mut repeated = repeated.into_iter();
        self.units.list.retain(|_| repeated.next() != Some(true));
        count
    }
}
