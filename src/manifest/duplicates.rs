//! Units with the URLs of an earlier one, of the same file or of a manifest loaded before.
//!
//! Units are told apart by 128 bits made of their type and their URLs: between two files of a
//! million units each, two different ones share them with a chance of 10⁻²⁶.

use super::unit::{DataUnit, UnitType};

impl DataUnit {
    /// A number that two units share if they are of the same type and have exactly the same URLs
    /// in the same order.
    #[must_use]
    pub fn identity(&self) -> u128 {
        identity(self.kind, self.joined_urls())
    }
}

fn identity(kind: UnitType, urls: &str) -> u128 {
    let (words, tail) = urls.as_bytes().as_chunks::<8>();
    let mut lanes = [kind as u64, urls.len() as u64];
    let mut mix = |word: u64| {
        let [a, b] = &mut lanes;
        *a = (*a ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        *a ^= *a >> 29;
        *b = (*b ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        *b ^= *b >> 32;
    };
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    for (byte, from) in last.iter_mut().zip(tail) {
        *byte = *from;
    }
    mix(u64::from_le_bytes(last));
    mix(0);
    u128::from(lanes[0]) << 64 | u128::from(lanes[1])
}

/// The units of manifests that were loaded before, as far as it takes to know them again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// In ascending order.
    identities: Vec<u128>,
}

impl Earlier {
    /// What was loaded before; see [`DataUnit::identity`].
    #[must_use]
    pub fn new(mut identities: Vec<u128>) -> Self {
        identities.sort_unstable();
        Self { identities }
    }

    /// Adds the units of one more manifest.
    pub fn extend<'u>(&mut self, units: impl IntoIterator<Item = &'u DataUnit>) {
        self.identities.extend(units.into_iter().map(DataUnit::identity));
        self.identities.sort_unstable();
    }

    /// From sixteen bytes for each, as [`u128::to_le_bytes`] gives them.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::new(bytes.as_chunks().0.iter().map(|identity| u128::from_le_bytes(*identity)).collect())
    }

    fn has(&self, identity: u128) -> bool {
        self.identities.binary_search(&identity).is_ok()
    }
}

/// Where a unit was met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    Never,
    /// Earlier in this file.
    Here,
    /// In a manifest that was loaded before.
    Before,
}

/// The units of a file that were met before.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Repeats {
    /// For each unit where it was; empty if none was.
    met: Vec<Met>,
    /// How many in this file and before it, each with where the first of them begins.
    pub(crate) here: (usize, usize),
    pub(crate) before: (usize, usize),
}

impl Repeats {
    pub(crate) fn has(&self, position: usize) -> bool {
        self.met.get(position).is_some_and(|met| *met != Met::Never)
    }

    pub(crate) fn count(&self) -> usize {
        self.here.0 + self.before.0
    }
}

/// The units of a file so far, told apart.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// For each unit 32 bits of its identity, and below them its position: eight bytes, and quick
    /// to sort.
    order: Vec<u64>,
    /// For each unit other 64 bits of its identity.
    lower: Vec<u64>,
    /// Where each unit begins. A place beyond 4 GiB is given as that.
    places: Vec<u32>,
    /// The positions of those in a manifest that was loaded before.
    before: Vec<u32>,
}

impl Seen {
    pub(crate) fn add(&mut self, unit: &DataUnit, at: usize, earlier: Option<&Earlier>) {
        let identity = unit.identity();
        // There is no room in memory for 2³² units.
        let position = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        let (upper, lower) = ((identity >> 64) as u64, identity as u64);
        self.order.push(upper & !u64::from(u32::MAX) | u64::from(position));
        self.lower.push(lower);
        self.places.push(u32::try_from(at).unwrap_or(u32::MAX));
        if earlier.is_some_and(|earlier| earlier.has(identity)) {
            self.before.push(position);
        }
    }

    pub(crate) fn repeats(mut self) -> Repeats {
        self.order.sort_unstable();
        let mut met = Vec::new();
        let count = self.order.len();
        let mut mark = |position: usize, how: Met| {
            if met.is_empty() {
                met.resize(count, Met::Never);
            }
            if let Some(known) = met.get_mut(position) {
                *known = how;
            }
        };
        for run in self.order.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|run| run.len() > 1) {
            let lower = |entry: u64| self.lower.get(position(entry)).copied();
            run.sort_unstable_by(|a, b| lower(*a).cmp(&lower(*b)).then(a.cmp(b)));
            for (a, b) in run.iter().zip(run.iter().skip(1)) {
                if lower(*a) == lower(*b) {
                    mark(position(*b), Met::Here);
                }
            }
        }
        self.before.iter().for_each(|position| mark(*position as usize, Met::Before));
        let told = |how: Met| {
            let first = met.iter().position(|met| *met == how);
            let place = first.and_then(|first| self.places.get(first)).copied().unwrap_or_default();
            (met.iter().filter(|met| **met == how).count(), place as usize)
        };
        let (here, before) = (told(Met::Here), told(Met::Before));
        Repeats { met, here, before }
    }
}

fn position(entry: u64) -> usize {
    (entry & u64::from(u32::MAX)) as usize
}

#[cfg(test)]
mod tests {
    use super::super::unit::Title;
    use super::*;

    fn unit(kind: UnitType, urls: &str) -> DataUnit {
        DataUnit::new(kind, 1, urls, Title::Path, "").unwrap()
    }

    #[test]
    fn a_unit_is_its_type_and_its_urls_in_order() {
        let all = [
            unit(UnitType::Image, "https://h/a"),
            unit(UnitType::Video, "https://h/a"),
            unit(UnitType::Image, "https://h/a\0"),
            unit(UnitType::ImageGroup, "https://h/a\nhttps://h/b"),
            unit(UnitType::ImageGroup, "https://h/b\nhttps://h/a"),
            unit(UnitType::Image, "https://h/A"),
        ];
        let mut identities: Vec<u128> = all.iter().map(DataUnit::identity).collect();
        identities.sort_unstable();
        identities.dedup();
        assert_eq!(identities.len(), all.len());
        let titled = DataUnit::new(UnitType::Image, 9, "https://h/a", Title::Given("t"), "{}").unwrap();
        assert_eq!(titled.identity(), all[0].identity());
    }

    #[test]
    fn the_later_of_two_is_the_repeat() {
        let mut earlier = Earlier::default();
        earlier.extend(&[unit(UnitType::Image, "z"), unit(UnitType::Image, "b")]);
        let mut seen = Seen::default();
        for (url, at) in ["a", "b", "a", "c", "b"].into_iter().zip([10, 20, 30, 40, 50]) {
            seen.add(&unit(UnitType::Image, url), at, Some(&earlier));
        }
        let repeats = seen.repeats();
        assert_eq!(repeats.met, [Met::Never, Met::Before, Met::Here, Met::Never, Met::Before]);
        assert_eq!((repeats.here, repeats.before, repeats.count()), ((1, 30), (2, 20), 3));
        assert_eq!(Seen::default().repeats(), Repeats::default());
    }
}
