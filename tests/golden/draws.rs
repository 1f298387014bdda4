//! Draws against a program that computes them from their definition and shares no code with the
//! engine: `draws.py`, which says how `draws.json` is written.

use serde_json::Value;
use sluice::engine::{Key, hash, plain_key};

const DRAWS: &str = include_str!("draws.json");

/// Python's normal numbers come from a platform's logarithm, which may differ from `libm`'s in the
/// last bit. The engine's own bits are noted in `tallies.json`.
const LAST_BITS: f64 = 1e-15;

fn word(value: &Value) -> u64 {
    u64::from_str_radix(value.as_str().unwrap(), 16).unwrap()
}

fn list<'v>(draws: &'v Value, part: &str) -> &'v [Value] {
    let items = draws[part].as_array().unwrap();
    assert!(!items.is_empty(), "{part} is empty");
    items
}

/// Fails at the first draw that is not what its definition gives.
pub fn assert_as_defined() {
    let draws: Value = serde_json::from_str(DRAWS).unwrap();
    for noted in list(&draws, "hashes") {
        assert_eq!(hash(noted["text"].as_str().unwrap().as_bytes()), word(&noted["hash"]), "{noted}");
    }
    for noted in list(&draws, "plain_tasks") {
        let dataset = hash(noted["dataset"].as_str().unwrap().as_bytes());
        assert_eq!(plain_key(dataset, noted["place"].as_u64().unwrap()), word(&noted["key"]), "{noted}");
    }
    list(&draws, "draws").iter().for_each(assert_draw);
    for noted in list(&draws, "first_ways") {
        assert_ways(noted);
    }
}

fn assert_draw(noted: &Value) {
    let words: Vec<u64> = noted["words"].as_array().unwrap().iter().map(word).collect();
    let base = words[2..].iter().fold(Key::new(words[0], words[1]), |key, word| key.with(*word));
    let visit = u32::try_from(noted["visit"].as_u64().unwrap()).unwrap();
    let key = base.visit(word(&noted["task"]), visit);
    assert_eq!(key.word(), word(&noted["number"]), "{noted}");
    assert_eq!(key.fraction().to_bits(), word(&noted["fraction"]), "{noted}");
    let normal = f64::from_bits(word(&noted["normal"]));
    assert!((key.normal() - normal).abs() <= LAST_BITS * normal.abs(), "{} for {noted}", key.normal());
}

/// The order of a key's words, by what a whole run makes of them.
fn assert_ways(noted: &Value) {
    assert_eq!(noted["seed"].as_u64(), Some(super::traces::SEED));
    let trace = super::traces::noted("sample-for-review");
    let of_stage = trace.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let first = of_stage.filter(|visit| visit[1] == "qa" && visit[2] == "0");
    let ways: String = first.map(|visit| visit[3].to_owned()).collect();
    assert_eq!(ways, noted["ways"].as_str().unwrap());
}
