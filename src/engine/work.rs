//! People and models at work: who annotates, how long it takes, what they find.

use super::draw::{Chance, Key, Table, hash, share_of_words};
use super::normal::normal_below;
use crate::workflow::{Person, Share, Workflow};

/// The most people a workflow can have: one bit each.
pub const MOST_PEOPLE: usize = 256;

/// A set of people, by position.
pub type Crew = [u64; MOST_PEOPLE / 64];

/// The set of one person, or the empty set for nobody.
pub fn crew_of(person: Option<usize>) -> Crew {
    let mut crew = Crew::default();
    if let Some(word) = person.and_then(|person| crew.get_mut(person / 64)) {
        *word = 1 << (person.unwrap_or(0) % 64);
    }
    crew
}

/// Whether two sets share somebody.
pub fn meet(a: &Crew, b: &Crew) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

/// What a draw at a stage is for. The numbers are part of every key: never reuse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    Truth = 1,
    Batch = 2,
    Route = 3,
    Rule = 4,
    Annotator = 5,
    Time = 6,
    Content = 7,
    Verdict = 8,
    Sticky = 9,
    Begin = 10,
}

impl Key {
    /// The key of one purpose.
    pub const fn purpose(self, purpose: Purpose) -> Self {
        self.with(purpose as u64)
    }
}

/// How well somebody, or a model, does on each class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    recall: Vec<Chance>,
    false_positive: Vec<Chance>,
}

impl Skill {
    /// The skill with these chances for each class.
    pub fn new(chances: impl Iterator<Item = (Share, Share)>) -> Self {
        let (recall, false_positive) = chances.map(|(r, f)| (Chance::from(r), Chance::from(f))).unzip();
        Self { recall, false_positive }
    }

    /// The classes that they annotate on a task that truly holds `truth`.
    pub fn annotate(&self, truth: u64, key: Key, class_words: &[u64]) -> u64 {
        let mut found = 0;
        for (i, word) in class_words.iter().enumerate() {
            let chances = if truth >> i & 1 == 1 { &self.recall } else { &self.false_positive };
            if chances[i].hits(key.with(*word)) {
                found |= 1 << i;
            }
        }
        found
    }
}

/// Everybody, as the walk needs them.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    skills: Vec<Skill>,
    /// Median [s] and spread of the logarithm.
    times: Vec<(f64, f64)>,
    weights: Vec<u32>,
    names: Vec<String>,
    /// One word for each class, from its name, so that adding a class moves no other draw.
    pub class_words: Vec<u64>,
}

impl People {
    pub fn new(workflow: &Workflow) -> Self {
        let classes = workflow.ontology.classes.iter().take(64);
        let skill =
            |person: &Person| Skill::new(classes.clone().map(|_| (person.recall, person.false_positive)));
        let people = workflow.people.iter().take(MOST_PEOPLE);
        Self {
            skills: people.clone().map(skill).collect(),
            times: people.clone().map(|person| (person.median_seconds, person.spread)).collect(),
            weights: people.clone().map(|person| person.weight).collect(),
            names: people.map(|person| person.name.clone()).collect(),
            class_words: classes.clone().map(|class| hash(class.name.as_bytes())).collect(),
        }
    }

    pub fn name(&self, person: usize) -> Option<&str> {
        self.names.get(person).map(String::as_str)
    }

    /// The time that somebody takes for one task [s]: lognormal.
    pub fn seconds(&self, person: Option<usize>, key: Key) -> f64 {
        match person.and_then(|person| self.times.get(person)) {
            Some((median, 0.0)) => *median,
            Some((median, spread)) => median * libm::exp(spread * key.normal()),
            None => 0.0,
        }
    }

    /// For each of them, whether a time has reached a limit [s].
    pub fn since(&self, limit: f64) -> Vec<Since> {
        self.times.iter().map(|(median, spread)| Since::new(*median, *spread, limit)).collect()
    }

    /// What somebody annotates; a workflow without people has one who is always right.
    pub fn annotate(&self, person: Option<usize>, truth: u64, key: Key) -> u64 {
        match person.and_then(|person| self.skills.get(person)) {
            Some(skill) => skill.annotate(truth, key, &self.class_words),
            None => truth,
        }
    }
}

/// Tells most of the time from the word alone whether a time drawn with it has reached a limit:
/// a larger word gives a longer time, so that only words next to the boundary need the time
/// itself. It says what [`People::seconds`] says, only sooner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Words below this have not reached it.
    short: u64,
    /// Words above this have.
    long: u64,
}

/// How far the boundary may be off [share of all words]; its error is 10⁵ times smaller.
const UNSURE: f64 = 1e-9;

/// With a smaller spread, times either side of the unsure words could look alike.
const LEAST_SPREAD: f64 = 1e-3;

impl Since {
    fn new(median: f64, spread: f64, limit: f64) -> Self {
        if limit <= 0.0 || limit == f64::INFINITY {
            return if limit <= 0.0 {
                Self { short: 0, long: 0 }
            } else {
                Self { short: u64::MAX, long: u64::MAX }
            };
        }
        if spread < LEAST_SPREAD || median <= 0.0 {
            return Self { short: 0, long: u64::MAX };
        }
        let below = normal_below(libm::log(limit / median) / spread);
        // A share of all words times 2⁶⁴; more than there are is the last one.
        let word = |share: f64| (share.clamp(0.0, 1.0) / share_of_words(1)) as u64;
        Self { short: word(below - UNSURE), long: word(below + UNSURE) }
    }

    /// Whether the limit is reached; `None` where the time itself must say.
    #[inline(always)]
    pub const fn reached(self, key: Key) -> Option<bool> {
        if key.word() < self.short {
            Some(false)
        } else if key.word() > self.long {
            Some(true)
        } else {
            None
        }
    }
}

/// The people of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    table: Option<Table>,
    /// Position and weight of everybody here.
    members: Vec<(u32, u32)>,
}

impl Staff {
    /// The people with these names; everybody where there are none.
    pub fn new(people: &People, names: &[String]) -> Self {
        let works = |name: &String| names.is_empty() || names.contains(name);
        let weight = |(name, weight): (&String, &u32)| if works(name) { *weight } else { 0 };
        let weights: Vec<u32> = people.names.iter().zip(&people.weights).map(weight).collect();
        let members = (0u32..).zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0).collect();
        Self { table: Table::new(weights), members }
    }

    /// The one who does all the work, where there is only one.
    pub fn only(&self) -> Option<usize> {
        if let [(person, _)] = self.members.as_slice() { Some(*person as usize) } else { None }
    }

    /// One of them by weight; `None` where there is nobody.
    pub fn pick(&self, key: Key) -> Option<usize> {
        self.table.as_ref().map(|table| table.pick(key))
    }

    /// So many different ones, drawn one after another by weight among those left.
    pub fn pick_distinct(&self, count: usize, key: Key, chosen: &mut Vec<Option<usize>>) {
        chosen.clear();
        let mut left = self.members.clone();
        for member in 0..count as u64 {
            let whole: u64 = left.iter().map(|(_, weight)| u64::from(*weight)).sum();
            let mut unit = key.with(member).below(whole);
            let row = left.iter().position(|(_, weight)| {
                let here = unit < u64::from(*weight);
                unit = unit.wrapping_sub(if here { 0 } else { u64::from(*weight) });
                here
            });
            chosen.push(row.map(|row| left.remove(row).0 as usize));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(weights: &[u32]) -> People {
        let people = weights.iter().enumerate();
        let people = people.map(|(i, &weight)| Person { name: format!("p{i}"), weight, ..Person::default() });
        People::new(&Workflow { people: people.collect(), ..Workflow::default() })
    }

    #[test]
    fn distinct_people_are_distinct_and_nobody_of_weight_zero_works() {
        let staff = Staff::new(&people(&[3, 0, 1, 5]), &[]);
        let mut chosen = Vec::new();
        for task in 0..1_000 {
            staff.pick_distinct(3, Key::new(1, 0).with(task), &mut chosen);
            let mut sorted: Vec<_> = chosen.iter().map(|person| person.unwrap()).collect();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 2, 3]);
        }
    }

    #[test]
    fn the_first_distinct_pick_follows_the_weights() {
        let staff = Staff::new(&people(&[1, 3]), &[]);
        let mut chosen = Vec::new();
        let first = (0..40_000u64).filter(|task| {
            staff.pick_distinct(2, Key::new(2, 0).with(*task), &mut chosen);
            chosen[0] == Some(0)
        });
        // Binomial(40 000, 1/4): 10 000 ± 520 is six standard deviations, two in a thousand million.
        assert!((9_480..=10_520).contains(&first.count()));
    }

    #[test]
    fn the_word_alone_says_what_the_time_says() {
        let person = |median, spread| {
            let person = Person { median_seconds: median, spread, ..Person::default() };
            People::new(&Workflow { people: vec![person], ..Workflow::default() })
        };
        let mut told = 0;
        for (median, spread) in [(45.0, 0.5), (1.0, 3.0), (60.0, 0.002), (60.0, 0.0), (0.0, 0.5)] {
            let people = person(median, spread);
            for limit in [0.0, 1e-6, 30.0, 44.9, 45.0, 60.0, 1e6, f64::INFINITY] {
                let since = people.since(limit)[0];
                for key in (0..2_000).map(|task| Key::new(3, 0).with(task)) {
                    let reached = people.seconds(Some(0), key) >= limit;
                    assert!(since.reached(key).is_none_or(|said| said == reached), "{median} {limit}");
                    told += u32::from(since.reached(key).is_some());
                }
            }
        }
        assert!(told > 45_000, "{told}");
    }

    #[test]
    fn crews_meet_where_they_share_somebody() {
        assert!(meet(&crew_of(Some(200)), &crew_of(Some(200))));
        assert!(!meet(&crew_of(Some(200)), &crew_of(Some(8))));
        assert!(!meet(&crew_of(None), &crew_of(None)));
    }
}
