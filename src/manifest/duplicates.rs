//! Units that repeat the URLs of an earlier unit of the same file.

use super::unit::DataUnit;

/// For each unit, whether an earlier one is of the same type and has exactly the
/// same URLs in the same order. Sorting keeps this near-linear whatever the URLs.
pub(crate) fn repeated(units: &[DataUnit]) -> Vec<bool> {
    // A hash above, an index below: eight bytes a unit, and quick to sort.
    let mut order: Vec<u64> = Vec::with_capacity(units.len());
    for (index, unit) in (0_u32..).zip(units) {
        let hash = hash(unit.joined_urls().as_bytes());
        order.push(hash & !u64::from(u32::MAX) | u64::from(index));
    }
    order.sort_unstable();
    let mut repeated = vec![false; units.len()];
    for run in order.chunk_by_mut(|a, b| a >> 32 == b >> 32) {
        if run.len() > 1 {
            mark(units, run, &mut repeated);
        }
    }
    repeated
}

/// Marks the repeats among units whose URLs have the same hash.
fn mark(units: &[DataUnit], run: &mut [u64], repeated: &mut [bool]) {
    let index = |entry: u64| (entry & u64::from(u32::MAX)) as usize;
    let urls = |entry: u64| {
        let unit = units.get(index(entry));
        unit.map(|unit| (unit.kind, unit.joined_urls()))
    };
    run.sort_unstable_by(|a, b| urls(*a).cmp(&urls(*b)).then(a.cmp(b)));
    for (a, b) in run.iter().zip(run.iter().skip(1)) {
        if urls(*a) == urls(*b)
            && let Some(mark) = repeated.get_mut(index(*b))
        {
            *mark = true;
        }
    }
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
