//! The whole way from bytes to units and diagnostics.

use serde::{Serialize, Serializer};

use super::diagnostic::Diagnostic;
use super::duplicates::{Earlier, Repeats};
use super::encoding::{Remark, decode};
use super::findings::{Counts, Fault, Finding, Findings};
use super::foreign::{self, Platform};
use super::sniff::{Reading, empty, sniff};
use super::unit::DataUnit;
use super::units::{Outlet, Units, Way};
use super::{csv, encord, plain};

/// How to import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// Refuse the whole file if any item is refused.
    pub strict: bool,
    /// What was loaded before this file: if the file says `skip_duplicate_urls`, it is left out.
    pub earlier: Option<&'a Earlier>,
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
    /// The units in the order of the file; one task each. Empty when rejected, and where they went
    /// to an [`Outlet`].
    pub units: Vec<DataUnit>,
    /// How many units were loaded.
    pub tasks: usize,
    /// What there is to say, in the order of the file. At most 1 000 of each
    /// code are listed; a last one says how many more there were.
    pub diagnostics: Vec<Diagnostic>,
    /// How many diagnostics there were, listed or not.
    pub counts: Counts,
    /// Items refused with an error.
    pub refused: usize,
    /// Items left out because `skip_duplicate_urls` is on and an earlier one, of this file or of a
    /// manifest loaded before, has the same URLs.
    pub skipped: usize,
    /// Whether the file says `skip_duplicate_urls`.
    pub skips_duplicates: bool,
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
pub fn import(bytes: &[u8], name: &str, options: &Options<'_>) -> Import {
    read(bytes, name, options, None)
}

/// As [`import`], but the units go to `outlet` while the file is read. They count only once this
/// has returned, and only those since the last [`Outlet::void`].
#[must_use]
pub fn import_to(bytes: &[u8], name: &str, options: &Options<'_>, outlet: &dyn Outlet) -> Import {
    read(bytes, name, options, Some(outlet))
}

fn read(bytes: &[u8], name: &str, options: &Options<'_>, outlet: Option<&dyn Outlet>) -> Import {
    let way = Way { outlet, earlier: options.earlier, repeats: None };
    match attempt(bytes, name, options, way) {
        Ok(import) => import,
        // Units that have gone out cannot be taken back one by one.
        Err(repeats) => {
            let again = attempt(bytes, name, options, Way { repeats: Some(&repeats), ..way });
            again.unwrap_or_else(|_| refused(bytes, *empty()))
        }
    }
}

fn attempt(bytes: &[u8], name: &str, options: &Options<'_>, way: Way<'_>) -> Result<Import, Repeats> {
    let json = name.to_ascii_lowercase().ends_with(".json");
    if bytes.is_empty() {
        return Ok(refused(bytes, *empty()));
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let decoded = match decode(bytes, json) {
        Ok(decoded) => decoded,
        Err(fault) => return Ok(refused(plain, *fault)),
    };
    let text = &*decoded.text;
    let mut parts = match sniff(text, json) {
        Ok(Reading::Json) => read_json(text, way),
        Ok(Reading::Csv) => read_csv(text, way),
        Err(fault) => return Ok(refused(text.as_bytes(), *fault)),
    };
    if let Some(remark) = decoded.remark {
        parts.remark(&remark);
    }
    parts.conclude(text.as_bytes(), options.strict)
}

fn refused(bytes: &[u8], fault: Fault) -> Import {
    let mut found = Findings::default();
    found.refuse(fault);
    let units = Units::new("", Way::default());
    let parts = Parts { format: Format::Unknown, units, found, fault: None, skip_duplicates: false };
    parts.finish(bytes, 0)
}

/// What a reader leaves behind, whichever it was.
struct Parts<'a> {
    format: Format,
    units: Units<'a>,
    found: Findings,
    fault: Option<Box<Fault>>,
    skip_duplicates: bool,
}

#[inline(never)]
fn read_json<'a>(text: &'a str, way: Way<'a>) -> Parts<'a> {
    let (json, fault) = encord::read(text, way);
    if let Some(platform) = json.platform {
        return read_foreign(text, platform, way);
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

#[inline(never)]
fn read_foreign<'a>(text: &'a str, platform: Platform, way: Way<'a>) -> Parts<'a> {
    let (foreign, fault) = foreign::read(text, platform, way);
    Parts {
        format: Format::Of(platform),
        units: foreign.units,
        found: foreign.reader.found,
        fault,
        skip_duplicates: false,
    }
}

#[inline(never)]
fn read_csv<'a>(text: &'a str, way: Way<'a>) -> Parts<'a> {
    let (csv, fault) = csv::read(text, way);
    if !csv.recognised
        && let Some((plain, fault)) = plain::read(text, way)
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

    /// The import; or else the units to leave out in another reading.
    fn conclude(mut self, bytes: &[u8], strict: bool) -> Result<Import, Repeats> {
        if let Some(fault) = self.fault.take() {
            self.units.void();
            self.found.refuse(*fault);
            return Ok(self.finish(bytes, 0));
        }
        self.units.report_limits(&mut self.found);
        if strict && self.found.counts().errors > 0 {
            self.refuse_whole();
            return Ok(self.finish(bytes, 0));
        }
        let skipped = self.repeats()?;
        Ok(self.finish(bytes, skipped))
    }

    /// Drops what is good because not all is.
    fn refuse_whole(&mut self) {
        let errors = self.found.counts().errors;
        let good = self.units.met();
        self.units.void();
        if good == 0 {
            return;
        }
        self.found.note(0, "refused-as-a-whole", || {
            Finding::new(format!(
                "Only whole files are taken (strict), and this one has {}: nothing of it was loaded, though {} good.",
                counted(errors, "error", "errors"),
                if good == 1 { "1 item is".to_owned() } else { format!("{good} items are") },
            ))
            .hint("Mend what the errors say, or import again without strict.")
        });
    }

    fn finish(self, bytes: &[u8], skipped: usize) -> Import {
        let counts = self.found.counts();
        let refused = self.units.refused;
        let (tasks, units) = self.units.finish();
        let outcome = if tasks + skipped == 0 {
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
            units,
            tasks,
            diagnostics: self.found.finish(bytes),
            counts,
            refused,
            skipped,
            skips_duplicates: self.skip_duplicates,
        }
    }

    /// Leaves out units with the URLs of an earlier one, or says that there are some; gives the
    /// number left out, or the repeats where they have gone out already.
    fn repeats(&mut self) -> Result<usize, Repeats> {
        if let Some(known) = self.units.way().repeats {
            self.units.settle();
            self.note_repeats(known);
            return Ok(known.count());
        }
        let repeats = self.units.repeats();
        if self.skip_duplicates && repeats.count() > 0 && !self.units.leave_out(&repeats) {
            self.units.void();
            return Err(repeats);
        }
        self.note_repeats(&repeats);
        Ok(if self.skip_duplicates { repeats.count() } else { 0 })
    }

    fn note_repeats(&mut self, repeats: &Repeats) {
        let (here, at) = repeats.here;
        let skip = self.skip_duplicates;
        if here > 0 {
            self.found.note(at, "repeated-urls", || {
                let what = match (skip, here) {
                    (true, 1) => "it was left out, because \"skip_duplicate_urls\" is on",
                    (true, _) => "they were left out, because \"skip_duplicate_urls\" is on",
                    (false, 1) => "it is loaded again, because \"skip_duplicate_urls\" is not on",
                    (false, _) => "they are loaded again, because \"skip_duplicate_urls\" is not on",
                };
                Finding::new(format!("{} the URLs of an earlier one; {what}.{}", have(here), first(here)))
            });
        }
        let (before, at) = repeats.before;
        if skip && before > 0 {
            self.found.note(at, "loaded-before", || {
                let what = if before == 1 { "it was" } else { "they were" };
                Finding::new(format!(
                    "{} the URLs of one in a manifest that was loaded before; {what} left out, because \"skip_duplicate_urls\" is on.{}",
                    have(before),
                    first(before)
                ))
            });
        }
    }
}

/// `1 item has`, `2 items have`.
fn have(count: usize) -> String {
    if count == 1 { "1 item has".to_owned() } else { format!("{count} items have") }
}

fn first(count: usize) -> &'static str {
    if count == 1 { "" } else { " The first is here." }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
