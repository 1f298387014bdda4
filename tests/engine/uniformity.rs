//! Keyed draws as numbers: uniform, and unrelated to each other, however alike their keys are.
//!
//! Keys differ in practice by a little: the next task, the next visit, seed 1 instead of 0. A
//! mixing that is not thorough shows there first, so every check takes keys that lie side by side.
//! Each check is also made of generators that are broken on purpose, and has to see it.

use sluice::engine::{Key, hash};

use crate::budget::{binomial, counts, holds, least};

/// Draws, or pairs of them, in the first look of a check.
const DRAWS: u64 = 1 << 17;

/// Keys for every bit of every part in the first look of an avalanche check.
const KEYS: u64 = 1 << 14;

/// What a draw is for.
#[derive(Clone, Copy, Debug)]
struct Place {
    seed: u64,
    run: u64,
    /// The number in the stage's name, as in "s1".
    stage: u64,
    purpose: u64,
    task: u64,
    visit: u64,
}

/// The parts of a key that count up from 0 in a workflow.
#[derive(Clone, Copy, Debug)]
enum Part {
    Seed,
    Run,
    Stage,
    Task,
    Visit,
}

const PARTS: [Part; 5] = [Part::Seed, Part::Run, Part::Stage, Part::Task, Part::Visit];

impl Place {
    /// Two looks share no key: where the seed is what counts up, the purpose tells them apart.
    fn of(look: u64) -> Self {
        Self { seed: look, run: 0, stage: 1, purpose: look, task: 0, visit: 0 }
    }

    fn at(mut self, part: Part, number: u64) -> Self {
        match part {
            Part::Seed => self.seed = number,
            Part::Run => self.run = number,
            Part::Stage => self.stage = number,
            Part::Task => self.task = number,
            Part::Visit => self.visit = number,
        }
        self
    }

    fn number(&self, part: Part) -> u64 {
        match part {
            Part::Seed => self.seed,
            Part::Run => self.run,
            Part::Stage => self.stage,
            Part::Task => self.task,
            Part::Visit => self.visit,
        }
    }

    fn name(&self) -> u64 {
        hash(format!("s{}", self.stage).as_bytes())
    }
}

/// The engine's draw: the parts in its order.
fn draw(place: &Place) -> u64 {
    let key = Key::new(place.seed, place.run).with(place.name()).with(place.purpose);
    key.with(place.task).with(place.visit).word()
}

fn even(cells: usize, seen: &[u64]) -> f64 {
    counts(&vec![1.0 / cells as f64; cells], seen)
}

/// Highest and lowest eight bits of draws whose keys count up in one part.
fn margins(draw: impl Fn(&Place) -> u64, part: Part, seed: u64, draws: u64) -> f64 {
    let (mut high, mut low) = ([0; 256], [0; 256]);
    for number in 0..draws {
        let word = draw(&Place::of(seed).at(part, number));
        high[(word >> 56) as usize] += 1;
        low[(word & 255) as usize] += 1;
    }
    least(&[even(256, &high), even(256, &low)])
}

/// Highest and lowest four bits of pairs of draws, no draw in two pairs: 16 × 16 cells.
fn paired(pairs: impl Iterator<Item = (u64, u64)>) -> f64 {
    let (mut high, mut low) = ([0; 256], [0; 256]);
    for (a, b) in pairs {
        high[(a >> 60 << 4 | b >> 60) as usize] += 1;
        low[((a & 15) << 4 | b & 15) as usize] += 1;
    }
    least(&[even(256, &high), even(256, &low)])
}

/// Draws of neighbours in one part: 0 and 1, 2 and 3, and so on.
fn serial(draw: impl Fn(&Place) -> u64, part: Part, seed: u64, pairs: u64) -> f64 {
    let at = |number: u64| draw(&Place::of(seed).at(part, number));
    paired((0..pairs).map(|i| (at(2 * i), at(2 * i + 1))))
}

/// Draws that would be one if two parts were only added up, or could change places.
fn across(draw: impl Fn(&Place) -> u64, parts: (Part, Part), seed: u64, pairs: u64) -> f64 {
    let side = (2 * pairs).isqrt();
    let at = |i: u64, j: u64| draw(&Place::of(seed).at(parts.0, i).at(parts.1, j));
    let grid = || (0..side).flat_map(|i| (0..side).map(move |j| (i, j)));
    let exchanged = grid().filter(|(i, j)| i < j).map(|(i, j)| (at(i, j), at(j, i)));
    let added = grid().filter(|(i, _)| i % 2 == 0).map(|(i, j)| (at(i + 1, j), at(i, j + 1)));
    least(&[paired(exchanged), paired(added)])
}

/// Seeds that differ in a single bit: one table for each of the 64.
fn seeds_a_bit_apart(draw: impl Fn(&Place) -> u64, seed: u64, pairs: u64) -> f64 {
    let p_values: Vec<f64> = (0..64)
        .map(|bit| {
            let at = |number: u64| draw(&Place::of(seed).at(Part::Seed, number));
            paired((0..pairs).map(|i| with_gap(i, bit)).map(|s| (at(s), at(s | 1 << bit))))
        })
        .collect();
    least(&p_values)
}

/// `number` with a 0 put in at `bit`, so that numbers with a 1 there are none of these.
fn with_gap(number: u64, bit: u32) -> u64 {
    let below = number & ((1 << bit) - 1);
    (number - below) << 1 | below
}

/// How often flipping each bit of one word flips each bit of the draw: half the time, for all 64 × 64.
fn avalanche(draw: impl Fn(u64, u64) -> u64, keys: u64) -> f64 {
    let mut p_values = Vec::with_capacity(64 * 64);
    for bit in 0..64 {
        let mut flips = [0; 64];
        for i in 0..keys {
            let word = with_gap(i, bit);
            let changed = draw(i, word) ^ draw(i, word | 1 << bit);
            for (place, count) in flips.iter_mut().enumerate() {
                *count += changed >> place & 1;
            }
        }
        p_values.extend(flips.map(|count| binomial(0.5, count, keys)));
    }
    least(&p_values)
}

/// The key of six words, as [`draw`] without names. The words of all parts but one count up, too.
fn chain(part: usize, seed: u64, i: u64, word: u64) -> u64 {
    let mut words = [seed, i % 16, i / 16, seed % 8, i / 4, i % 5];
    words[part] = word;
    let [seed, run, stage, purpose, task, visit] = words;
    Key::new(seed, run).with(stage).with(purpose).with(task).with(visit).word()
}

#[test]
fn draws_are_uniform_in_every_part() {
    for part in PARTS {
        holds(&format!("bits of draws along {part:?}"), |look| {
            margins(draw, part, look.seed, DRAWS * look.scale)
        });
    }
}

#[test]
fn neighbours_are_unrelated_in_every_part() {
    for part in PARTS {
        holds(&format!("neighbours along {part:?}"), |look| {
            serial(draw, part, look.seed, DRAWS * look.scale)
        });
    }
}

#[test]
fn parts_neither_add_up_nor_change_places() {
    for (i, a) in PARTS.into_iter().enumerate() {
        for b in PARTS.into_iter().skip(i + 1) {
            holds(&format!("{a:?} and {b:?}"), |look| across(draw, (a, b), look.seed, DRAWS * look.scale));
        }
    }
}

#[test]
fn seeds_that_differ_in_one_bit_are_unrelated() {
    holds("seeds a bit apart", |look| seeds_a_bit_apart(draw, look.seed, DRAWS / 8 * look.scale));
}

#[test]
fn every_bit_of_a_key_turns_half_of_the_draw() {
    for (index, part) in ["seed", "run", "stage", "purpose", "task", "visit"].iter().enumerate() {
        holds(&format!("avalanche of the {part}"), |look| {
            avalanche(|i, word| chain(index, look.seed, i, word), KEYS * look.scale)
        });
    }
    // A name of nine bytes, the first of them another one in the second look.
    holds("avalanche of a name", |look| {
        let name = |word: u64| [&[look.seed as u8][..], &word.to_le_bytes()].concat();
        avalanche(|_, word| hash(&name(word)), KEYS * look.scale)
    });
}

/// The engine's mixing, with one of its steps left out where told.
fn mixed(z: u64, left_out: usize) -> u64 {
    let step = |number: usize, z: u64, shift: u32| if number == left_out { z } else { z ^ (z >> shift) };
    let times = |number: usize, z: u64, by: u64| if number == left_out { z } else { z.wrapping_mul(by) };
    let z = times(1, step(0, z, 30), 0xbf58_476d_1ce4_e5b9);
    let z = times(3, step(2, z, 27), 0x94d0_49bb_1331_11eb);
    step(4, z, 31)
}

/// Whether a p-value leaves no doubt: a check of ten times as many keys would fail, too.
fn seen(p_value: f64) -> bool {
    p_value < 1e-12
}

const LOOK: u64 = 20;

#[test]
fn uneven_bits_are_seen() {
    // One draw in 16 has its highest or its lowest bit set.
    for bit in [0, 63] {
        let set = |place: &Place| {
            let often = draw(&Place { purpose: !place.purpose, ..*place }) >> 60 == 0;
            if often { draw(place) | 1 << bit } else { draw(place) }
        };
        for part in PARTS {
            assert!(seen(margins(set, part, LOOK, DRAWS)), "{part:?} {bit}");
        }
    }
}

#[test]
fn neighbours_that_know_of_each_other_are_seen() {
    for part in PARTS {
        // Neighbours are one.
        let halved = |place: &Place| draw(&place.at(part, place.number(part) / 2));
        assert!(seen(serial(halved, part, LOOK, DRAWS)), "{part:?}");
        // Neighbours are a fixed step apart: each is even, so that only pairs can show it.
        let stepped = |place: &Place| place.number(part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        assert!(seen(serial(stepped, part, LOOK, DRAWS)), "{part:?}");
        assert!(!seen(margins(stepped, part, LOOK, DRAWS)), "{part:?}");
    }
}

#[test]
fn parts_that_add_up_or_change_places_are_seen() {
    for (i, a) in PARTS.into_iter().enumerate() {
        for b in PARTS.into_iter().skip(i + 1) {
            let both = |place: &Place| (place.number(a), place.number(b));
            let summed = |place: &Place| draw(&place.at(a, both(place).0 + both(place).1).at(b, 0));
            let unordered = |place: &Place| {
                let (x, y) = both(place);
                draw(&place.at(a, x.min(y)).at(b, x.max(y)))
            };
            assert!(seen(across(summed, (a, b), LOOK, DRAWS / 4)), "{a:?} {b:?}");
            assert!(seen(across(unordered, (a, b), LOOK, DRAWS / 4)), "{a:?} {b:?}");
        }
    }
}

#[test]
fn seeds_that_share_their_draws_are_seen() {
    // Only the highest bit of the seed is lost: no two small seeds would show it.
    let blind = |place: &Place| draw(&Place { seed: place.seed & (u64::MAX >> 1), ..*place });
    assert!(seen(seeds_a_bit_apart(blind, LOOK, DRAWS / 8)));
}

#[test]
fn every_step_of_the_mixing_is_needed() {
    let without = |left_out: usize| avalanche(|i, word| mixed(word ^ i << 32, left_out), KEYS);
    for step in 0..5 {
        assert!(seen(without(step)), "step {step}: {}", without(step));
    }
    assert!(!seen(without(5)));
}
