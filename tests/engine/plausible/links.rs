//! Questions in links.

use proptest::prelude::*;
use sluice::simulate::plausible::{AskedOutput, AskedSplit, from_query, to_query};
use sluice::workflow::Share;

use super::{plain, split};

#[test]
fn a_link_can_be_read_by_people() {
    let one = plain("", &[(20.0, 17), (80.0, 83)]);
    assert_eq!(to_query(std::slice::from_ref(&one)), "intended=20,80&observed=17,83");
    let named = split("", &[("Review", 12.5, 17), ("Pass on", 87.5, 83)]);
    assert_eq!(to_query(&[named]), "intended=12.5,87.5&observed=17,83&names=Review,Pass%20on");
    let two = [split("QA", &[("a,b", 20.0, 17), ("", 80.0, 83)]), plain("Spot; é", &[(100.0, 5)])];
    assert_eq!(to_query(&two), "intended=20,80;100&observed=17,83;5&names=a~cb,;&splits=QA;Spot~s%20%C3%A9");
    assert_eq!(from_query("?intended=20,80&observed=17,83"), Ok(Some(vec![one.clone()])));
    assert_eq!(from_query("#utm=x&observed=17,83&intended=20,80"), Ok(Some(vec![one.clone()])));
    // A program that escapes every sign does no harm.
    assert_eq!(from_query("intended=20%2C80&observed=17%2c83"), Ok(Some(vec![one])));
    let escaped = to_query(&two).replace('~', "%7E").replace(',', "%2C").replace(';', "%3B");
    assert_eq!(from_query(&escaped), Ok(Some(two.to_vec())));
}

#[test]
fn other_queries_are_passed_over_and_damaged_ones_refused() {
    assert_eq!(from_query(""), Ok(None));
    assert_eq!(from_query("?page=plan"), Ok(None));
    for (query, said) in [
        ("intended=20,80", "Link: It has shares or counts, but not both. Copy the whole link again"),
        ("observed=17,83", "Link: It has shares or counts, but not both."),
        ("intended=20,80&observed=17", "Link, split 1: It has 2 shares but 1 counts."),
        ("intended=20,80;50,50&observed=17,83", "Link: It has the shares of 2 splits but the counts of 1."),
        ("intended=20,80;50,40&observed=17,83;1,2", "Link, split 2: The shares add up to 90 %"),
        ("intended=20,x&observed=17,83", "Link, split 1: \"x\" is no percentage."),
        ("intended=20,80&observed=17,", "Link, split 1: There is no count."),
        ("intended=&observed=", "Link, split 1: There is no share."),
    ] {
        let error = from_query(query).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(said), "{query:?}: {error:?} is not {said:?}");
    }
}

/// Splits with any names, and shares that add up to 100 %.
fn splits() -> impl Strategy<Value = Vec<AskedSplit>> {
    let name = || prop_oneof![Just(String::new()), "[a-z,;~%&=+# é\u{1f600}]{0,6}", any::<String>()];
    let output = (name(), 1_u32..1_000, 0_u64..1_000_000_000_000);
    let split = (name(), prop::collection::vec(output, 1..5)).prop_map(|(name, parts)| {
        let total: u32 = parts.iter().map(|(_, part, _)| part).sum();
        let mut outputs: Vec<AskedOutput> = parts
            .into_iter()
            .map(|(name, part, count)| {
                let share = Share::from_millionths((u64::from(part) * 1_000_000 / u64::from(total)) as u32);
                AskedOutput { name, share: share.unwrap(), count }
            })
            .collect();
        let rest: u32 = outputs[1..].iter().map(|output| output.share.millionths()).sum();
        outputs[0].share = Share::from_millionths(1_000_000 - rest).unwrap();
        AskedSplit { name, outputs }
    });
    prop::collection::vec(split, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_question_survives_its_link(splits in splits()) {
        let query = to_query(&splits);
        prop_assert!(query.is_ascii() && !query.contains(['#', ' ', '"', '<', '>']));
        prop_assert_eq!(from_query(&query), Ok(Some(splits)));
    }

    #[test]
    fn no_query_breaks_it(query in "(intended|observed|names|splits|x)?=?[0-9a-z%,;~&=+é]{0,30}") {
        let _ = from_query(&query);
        let _ = from_query(&format!("intended=20,80&observed=17,83&names={query}"));
    }
}
