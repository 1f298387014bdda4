//! A list of numbers with or without names, as typed into one field or one cell.
//!
//! What parts the items is the first of these that occurs: a line break, a tab, `;`, `/`, `|`, a
//! comma, white space. So `20/80`, `20, 80`, `20% 80%`, `12,5; 87,5` and `Review 20, Pass: 80` are
//! all understood, and a comma is part of a number only where something else parts the items.

use super::error::Fault;
use super::number::{is_numeric, without_thousands};

/// What may part the items, in the order in which it is looked for.
const SIGNS: [char; 6] = ['\n', '\t', ';', '/', '|', ','];

/// One item: a number as it is written, and the name beside it, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub name: String,
    pub number: String,
}

/// The items of a list; a fault with the number of its item, from 1.
pub fn items(text: &str) -> Result<Vec<Item>, (usize, Fault)> {
    let text = text.replace('\r', "\n");
    let text = text.trim().trim_end_matches(SIGNS);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let Some(sign) = SIGNS.into_iter().find(|sign| text.contains(*sign)) else {
        return by_words(text);
    };
    let parts = text.split(sign).filter(|part| sign != '\n' || !part.trim().is_empty());
    parts.enumerate().map(|(i, part)| item(part).map_err(|fault| (i + 1, fault))).collect()
}

/// Whether a cell of a table holds a list rather than one number. A comma alone makes none there,
/// because it may be a decimal comma; one with a space after it does.
pub fn is_list(text: &str) -> bool {
    let parted = text.contains(['/', '|', ';']) || text.contains(", ");
    let numbers = |items: Vec<Item>| items.len() > 1 && items.iter().all(|item| is_numeric(&item.number));
    parted && items(text).is_ok_and(numbers)
}

/// Items parted by white space alone: each number ends one, or begins one where names follow.
fn by_words(text: &str) -> Result<Vec<Item>, (usize, Fault)> {
    let joined = in_words(text);
    let words: Vec<&str> = joined.split([' ', ':', '=']).filter(|word| !word.is_empty()).collect();
    let names_follow = words.first().is_some_and(|word| is_numeric(word))
        && words.last().is_some_and(|word| !is_numeric(word));
    let mut items: Vec<Item> = Vec::new();
    let mut before = String::new();
    for word in words {
        match (is_numeric(word), names_follow, items.last_mut()) {
            (true, ..) => items.push(Item { name: std::mem::take(&mut before), number: word.to_owned() }),
            (false, true, Some(last)) => add_word(&mut last.name, word),
            (false, ..) => add_word(&mut before, word),
        }
    }
    if before.is_empty() { Ok(items) } else { Err((items.len() + 1, no_number(&before))) }
}

/// A text with single spaces, and none before a percent sign.
fn in_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" %", "%")
}

fn no_number(part: &str) -> Fault {
    Fault::new(format!("\"{part}\" is no number."), "Write a number for each output, with a name or without.")
}

fn add_word(name: &mut String, word: &str) {
    if !name.is_empty() {
        name.push(' ');
    }
    name.push_str(word);
}

/// One item between two signs.
fn item(part: &str) -> Result<Item, Fault> {
    let part = in_words(part.trim().trim_end_matches(','));
    let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
    // What stands after a colon or an equals sign is the number, whatever it looks like.
    if let Some((name, number)) = part.rsplit_once([':', '=']) {
        return Ok(Item { name: name.trim().to_owned(), number: number.trim().to_owned() });
    }
    let numbers = words.iter().rev().take_while(|word| is_numeric(word)).count();
    let (name, number) = words.split_at(words.len() - numbers);
    match (name, number) {
        // "20 % Review"
        ([first, rest @ ..], []) if is_numeric(first) => {
            Ok(Item { name: rest.join(" "), number: (*first).to_owned() })
        }
        ([], []) => Ok(Item { name: String::new(), number: String::new() }),
        (_, []) => Err(no_number(&part)),
        ([], all) => Ok(Item { name: String::new(), number: all.join(" ") }),
        (name, [only]) => Ok(Item { name: name.join(" "), number: (*only).to_owned() }),
        (name, all @ [before @ .., last]) => {
            if without_thousands(&all.join(" ")).is_some() {
                return Err(Fault::new(
                    format!("\"{part}\" could end in {} or in {last}.", all.join("")),
                    "Put a colon between the name and the number.",
                ));
            }
            let name = name.iter().chain(before).copied().collect::<Vec<_>>().join(" ");
            Ok(Item { name, number: (*last).to_owned() })
        }
    }
}
