//! Units that repeat the URLs of an earlier unit of the same file.

use super::unit::DataUnit;

/// For each unit, whether an earlier one is of the same type and has exactly the
/// same URLs in the same order. Sorting keeps this near-linear whatever the URLs.
pub(crate) fn repeated(units: &[DataUnit]) -> Vec<bool> {
    let mut order: Vec<(u64, u32)> = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        if let Ok(index) = u32::try_from(index) {
            order.push((hash(unit.joined_urls().as_bytes()), index));
        }
    }
    let urls = |index: u32| {
        let unit = units.get(index as usize);
        unit.map(|unit| (unit.kind, unit.joined_urls()))
    };
    order.sort_unstable_by(|(hash_a, a), (hash_b, b)| {
        let by_text = || urls(*a).cmp(&urls(*b)).then(a.cmp(b));
        hash_a.cmp(hash_b).then_with(by_text)
    });
    let mut repeated = vec![false; units.len()];
    for ((hash_a, a), (hash_b, b)) in order.iter().zip(order.iter().skip(1)) {
        if hash_a == hash_b
            && urls(*a) == urls(*b)
            && let Some(mark) = repeated.get_mut(*b as usize)
        {
            *mark = true;
        }
    }
    repeated
}

/// Only spreads the URLs so that most comparisons need not look at them; equal
/// hashes are compared in full.
fn hash(bytes: &[u8]) -> u64 {
    let (words, tail) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 29;
    };
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    for byte in tail {
        mix(u64::from(*byte));
    }
    hash
}
