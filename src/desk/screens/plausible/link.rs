//! A question as a link, and as the texts of the fields.

use crate::exchange::Route;
use crate::simulate::plausible::{AskedSplit, to_query};

/// The longest link that is offered [bytes]: some programs cut longer ones off.
pub const LONGEST: usize = 4_000;

/// The screen's address with a question in it.
#[must_use]
pub fn route(splits: &[AskedSplit]) -> Route {
    Route::Plausible { link: to_query(splits) }
}

/// The whole link of a question.
#[must_use]
pub fn whole(splits: &[AskedSplit]) -> Option<String> {
    let page = web_sys::window()?.location().href().ok()?;
    let page = page.split('#').next().unwrap_or_default();
    Some(format!("{page}{}", route(splits).hash()))
}

/// Makes the address that of the question, without a step in the history. The Lab hears of it as of
/// any change of the address, so that both know the same.
pub fn show(question: String) {
    if let Some(window) = web_sys::window() {
        // Only a page that is not on show refuses.
        let _ = window.location().replace(&Route::Plausible { link: question }.hash());
    }
}

/// The texts of the two fields for a split: `20/80`, or `Review: 20; Pass: 80` where it has names.
#[must_use]
pub fn fields(split: &AskedSplit) -> (String, String) {
    let named = split.outputs.iter().any(|output| !output.name.is_empty());
    let item = |name: &str, number: String| {
        // What parts the items cannot be in a name.
        let name = name.replace([';', '\n', '\t', '\r'], " ");
        if name.is_empty() { number } else { format!("{name}: {number}") }
    };
    let list = |items: Vec<String>| items.join(if named { "; " } else { "/" });
    let shares = split.outputs.iter().map(|output| item(&output.name, output.share.percent().to_string()));
    let counts = split.outputs.iter().map(|output| item(&output.name, output.count.to_string()));
    (list(shares.collect()), list(counts.collect()))
}

/// The text of the table for several splits: a row for each output.
#[must_use]
pub fn table(splits: &[AskedSplit]) -> String {
    let mut text = "split\toutput\tintended\tobserved\n".to_owned();
    for (i, split) in splits.iter().enumerate() {
        let name = if split.name.is_empty() { format!("Split {}", i + 1) } else { cell(&split.name) };
        for output in &split.outputs {
            let (share, count) = (output.share.percent(), output.count);
            text.push_str(&format!("{name}\t{}\t{share}\t{count}\n", cell(&output.name)));
        }
    }
    text
}

/// A name as a cell of a table can hold it.
fn cell(name: &str) -> String {
    name.replace(['\t', '\n', '\r', '"'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::plausible::{AskedOutput, from_query, read_fields, read_table};
    use crate::workflow::Share;

    fn split(name: &str, outputs: &[(&str, f64, u64)]) -> AskedSplit {
        let output = |&(name, percent, count): &(&str, f64, u64)| AskedOutput {
            name: name.to_owned(),
            share: Share::from_percent(percent).unwrap(),
            count,
        };
        AskedSplit { name: name.to_owned(), outputs: outputs.iter().map(output).collect() }
    }

    #[test]
    fn what_a_link_says_is_what_the_fields_then_say() {
        for split in [
            split("", &[("", 20.0, 17), ("", 80.0, 83)]),
            split("", &[("Review", 12.5, 1_234), ("Pass, later", 87.5, 98_766)]),
            split("", &[("A: b/c", 33.3333, 0), ("ä & ö", 66.6667, 5)]),
            split("", &[("Only", 100.0, 5)]),
        ] {
            let Route::Plausible { link } = route(std::slice::from_ref(&split)) else { panic!() };
            let asked = from_query(&link).unwrap().unwrap().remove(0);
            let (intended, observed) = fields(&asked);
            assert_eq!(read_fields(&intended, &observed), Ok(split), "{intended} {observed}");
        }
        assert_eq!(
            fields(&split("", &[("", 20.0, 17), ("", 80.0, 83)])),
            ("20/80".to_owned(), "17/83".to_owned())
        );
    }

    #[test]
    fn what_a_link_says_of_many_is_what_the_table_then_says() {
        let splits = [
            split("QA, first", &[("Review", 20.0, 17), ("Pass", 80.0, 83)]),
            split("Spot", &[("", 50.0, 6), ("", 50.0, 4)]),
        ];
        assert_eq!(read_table(&table(&splits)), Ok(splits.to_vec()));
    }
}
