//! A question as the query of a link, and back.
//!
//! `intended=20,80&observed=17,83&names=Review,Pass`. Of several splits each value has one part for
//! each split, parted by semicolons, and `splits` has their names:
//! `splits=QA;Spot&intended=20,80;50,50&observed=17,83;6,4`. In a name `,` `;` and `~` are written
//! `~c`, `~s` and `~~`, so that the parts survive a program that escapes every sign of a link.

use std::fmt::Write;

use super::error::{Fault, Place, PlausibleError};
use super::number::{count, percent};
use super::{AskedOutput, AskedSplit, MOST_OUTPUTS, MOST_SPLITS, check_sum};

/// The question as a query without its question mark.
#[must_use]
pub fn to_query(splits: &[AskedSplit]) -> String {
    let all = |one: &dyn Fn(&AskedOutput) -> String| {
        let lists = splits.iter().map(|split| split.outputs.iter().map(one).collect::<Vec<_>>().join(","));
        lists.collect::<Vec<_>>().join(";")
    };
    let mut query = format!(
        "intended={}&observed={}",
        all(&|output| output.share.percent().to_string()),
        all(&|output| output.count.to_string())
    );
    if splits.iter().flat_map(|split| &split.outputs).any(|output| !output.name.is_empty()) {
        let names = all(&|output| tilde(&output.name));
        let _ = write!(query, "&names={}", escaped(&names));
    }
    if splits.iter().any(|split| !split.name.is_empty()) {
        let names: Vec<String> = splits.iter().map(|split| tilde(&split.name)).collect();
        let _ = write!(query, "&splits={}", escaped(&names.join(";")));
    }
    query
}

/// The question of a query, with or without its question mark; `None` where there is none in it.
/// Other parameters are passed over.
///
/// # Errors
/// [`PlausibleError`] where there is one that cannot be read.
pub fn from_query(query: &str) -> Result<Option<Vec<AskedSplit>>, PlausibleError> {
    let value = |wanted: &str| {
        let pairs = query.trim_start_matches(['?', '#']).split('&');
        let found = pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == wanted);
        found.map(|(_, value)| unescaped(value))
    };
    let (Some(intended), Some(observed)) = (value("intended"), value("observed")) else {
        let half = value("intended").or(value("observed")).is_some();
        let fault = || Fault::new("It has shares or counts, but not both.", WHOLE);
        return if half { Err(fault().at(Place::Link { split: None })) } else { Ok(None) };
    };
    let (names, titles) = (value("names").unwrap_or_default(), value("splits").unwrap_or_default());
    let (shares, counts): (Vec<&str>, Vec<&str>) =
        (intended.split(';').collect(), observed.split(';').collect());
    let (names, titles) = (names.split(';').collect::<Vec<_>>(), titles.split(';').collect::<Vec<_>>());
    if shares.len() != counts.len() || shares.len() > MOST_SPLITS {
        let message =
            format!("It has the shares of {} splits but the counts of {}.", shares.len(), counts.len());
        return Err(Fault::new(message, WHOLE).at(Place::Link { split: None }));
    }
    let splits = shares.iter().zip(&counts).enumerate().map(|(i, (shares, counts))| {
        let part = |parts: &[&str]| parts.get(i).copied().unwrap_or_default().to_owned();
        let outputs = outputs(shares, counts, &part(&names));
        let outputs = outputs.map_err(|fault| fault.at(Place::Link { split: Some(i + 1) }))?;
        Ok(AskedSplit { name: untilde(&part(&titles)), outputs })
    });
    splits.collect::<Result<_, _>>().map(Some)
}

/// What to do about a link that is damaged.
const WHOLE: &str = "Copy the whole link again, or type the numbers.";

fn outputs(shares: &str, counts: &str, names: &str) -> Result<Vec<AskedOutput>, Fault> {
    let (shares, counts): (Vec<&str>, Vec<&str>) = (shares.split(',').collect(), counts.split(',').collect());
    if shares.len() != counts.len() || shares.len() > MOST_OUTPUTS {
        let message = format!("It has {} shares but {} counts.", shares.len(), counts.len());
        return Err(Fault::new(message, WHOLE));
    }
    let mut names = names.split(',');
    let output = |(share, tasks): (&&str, &&str)| {
        let name = untilde(names.next().unwrap_or_default());
        Ok(AskedOutput { name, share: percent(share)?, count: count(tasks)? })
    };
    let outputs: Vec<AskedOutput> = shares.iter().zip(&counts).map(output).collect::<Result<_, Fault>>()?;
    check_sum(outputs.iter().map(|output| output.share))?;
    Ok(outputs)
}

/// A name without the signs that part names.
fn tilde(name: &str) -> String {
    name.replace('~', "~~").replace(',', "~c").replace(';', "~s")
}

fn untilde(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match if sign == '~' { signs.next() } else { None } {
            None => name.push(sign),
            Some('c') => name.push(','),
            Some('s') => name.push(';'),
            Some(other) => name.push(other),
        }
    }
    name
}

/// A value with all but plain signs as bytes in hexadecimal (RFC 3986, 2.1).
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,;".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The value behind it; what is no escape stands for itself.
fn unescaped(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = value.get(at + 1..at + 3).filter(|_| byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(meant) => {
                text.push(meant);
                at += 3;
            }
            None => {
                text.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}
