//! One split from two fields.

use super::error::{Fault, Place, PlausibleError};
use super::list::{Item, items};
use super::number::{count, percent};
use super::{AskedOutput, AskedSplit, MOST_OUTPUTS, check_sum, same_name};
use crate::workflow::Share;

/// A split from the shares asked for and the counts that came out, as typed: `20/80` and `17/83`,
/// `Review 20, Pass 80` and `83 Pass, 17 Review`. Where both have names they are matched by them.
///
/// # Errors
/// [`PlausibleError`] where either is no list of numbers, they do not fit each other, or the shares
/// do not add up to 100 %.
pub fn read_fields(intended: &str, observed: &str) -> Result<AskedSplit, PlausibleError> {
    let of_observed = |item| Place::Observed { item };
    let shares = listed_shares(intended)?;
    let counts = listed(observed, of_observed, "17/83")?;
    if shares.len() != counts.len() {
        return Err(lengths(shares.len(), counts.len()).at(of_observed(None)));
    }
    let counts = in_order(&shares, counts)?;
    let outputs = shares.iter().zip(&counts).enumerate().map(|(i, (share, (place, item)))| {
        let name = if share.name.is_empty() { &item.name } else { &share.name };
        Ok(AskedOutput {
            name: name.clone(),
            share: share_of(i, share)?,
            count: count(&item.number).map_err(|fault| fault.at(of_observed(Some(*place))))?,
        })
    });
    let outputs = outputs.collect::<Result<Vec<_>, PlausibleError>>()?;
    check_sum(outputs.iter().map(|output| output.share)).map_err(|fault| fault.at(of_intended(None)))?;
    Ok(AskedSplit { name: String::new(), outputs })
}

/// The shares of a split as typed, each with its name, which is empty where none was given: `20/80`,
/// `Review 20, Pass 80`.
///
/// # Errors
/// [`PlausibleError`] where it is no list of shares, or they do not add up to 100 %.
pub fn read_shares(intended: &str) -> Result<Vec<(String, Share)>, PlausibleError> {
    let items = listed_shares(intended)?;
    let shares = items.iter().enumerate().map(|(i, item)| Ok((item.name.clone(), share_of(i, item)?)));
    let shares = shares.collect::<Result<Vec<_>, PlausibleError>>()?;
    check_sum(shares.iter().map(|(_, share)| *share)).map_err(|fault| fault.at(of_intended(None)))?;
    Ok(shares)
}

const fn of_intended(item: Option<usize>) -> Place {
    Place::Intended { item }
}

fn listed_shares(intended: &str) -> Result<Vec<Item>, PlausibleError> {
    let shares = listed(intended, of_intended, "20/80")?;
    if shares.len() > MOST_OUTPUTS {
        let fault = Fault::new(
            format!("There are more than {MOST_OUTPUTS} shares."),
            "A split has a share for each of its outputs.",
        );
        return Err(fault.at(of_intended(None)));
    }
    Ok(shares)
}

/// The share of an item, by its position from 0.
fn share_of(place: usize, item: &Item) -> Result<Share, PlausibleError> {
    percent(&item.number).map_err(|fault| fault.at(of_intended(Some(place + 1))))
}

fn listed(
    text: &str,
    place: impl Fn(Option<usize>) -> Place,
    such: &str,
) -> Result<Vec<Item>, PlausibleError> {
    let items = items(text).map_err(|(item, fault)| fault.at(place(Some(item))))?;
    if items.is_empty() {
        let hint = format!("Write a number for each output, such as {such}.");
        return Err(Fault::new("There is nothing here.", hint).at(place(None)));
    }
    Ok(items)
}

fn lengths(shares: usize, counts: usize) -> Fault {
    let said = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    Fault::new(
        format!("There are {} but {}.", said(shares, "share"), said(counts, "count")),
        "Give a count for each share; where commas or spaces part thousands, part the counts with ; or /.",
    )
}

/// The counts in the order of the shares, each with its own number, from 1.
fn in_order(shares: &[Item], counts: Vec<Item>) -> Result<Vec<(usize, Item)>, PlausibleError> {
    let mut left: Vec<(usize, Item)> =
        counts.into_iter().enumerate().map(|(i, item)| (i + 1, item)).collect();
    let named = |name: &String| !name.is_empty();
    let all_named =
        shares.iter().map(|item| &item.name).all(named) && left.iter().map(|(_, item)| &item.name).all(named);
    if !all_named {
        return Ok(left);
    }
    shares
        .iter()
        .map(|share| {
            let found = left.iter().position(|(_, item)| same_name(&item.name, &share.name));
            found.map(|at| left.remove(at)).ok_or_else(|| {
                Fault::new(
                    format!("There is no count for \"{}\".", share.name),
                    "Give shares and counts the same names, or none to the counts.",
                )
                .at(Place::Observed { item: None })
            })
        })
        .collect()
}
