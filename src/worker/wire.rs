//! How messages cross between the page and its worker, and between its modules: their fields one
//! after the other, without names. Both ends are one build, so neither has to understand another
//! version's messages, and the code for it is a small part of what a format that explains itself
//! would take.

use std::rc::Rc;

use super::protocol::{Answer, Event, FileFeed, ImportSummary, Order, Remark, Reply, Request, UnitRow};
use crate::manifest::{DataUnit, MetadataKey, UnitType};
use crate::simulate::{
    Delivered, Distribution, Ended, Judged, Note, OutputJudgement, OutputReport, RouteReport, RouteStep,
    RunReport, SplitReport, StageReport, Stopped, Summary, Waiting,
};
use crate::stats::{LawKind, SplitTest, Verdict};
use crate::workflow::{Problem, Severity};

/// A message as bytes.
#[must_use]
pub fn encode<T: Wire>(message: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    message.write(&mut bytes);
    bytes
}

/// Values one after another, as a list of them crosses.
#[must_use]
pub fn encode_list<T: Wire>(values: &[T]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_list(values, &mut bytes);
    bytes
}

fn write_list<T: Wire>(values: &[T], to: &mut Vec<u8>) {
    (values.len() as u64).write(to);
    values.iter().for_each(|value| value.write(to));
}

/// The message that was made into these bytes; `None` where they are not one.
#[must_use]
pub fn decode<T: Wire>(bytes: &[u8]) -> Option<T> {
    let mut from = Reader { bytes, failed: false };
    let message = T::read(&mut from);
    (!from.failed && from.bytes.is_empty()).then_some(message)
}

/// Bytes that are being read. What is missing reads as zero, and is remembered.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    pub(crate) failed: bool,
}

impl Reader<'_> {
    fn take(&mut self, count: usize) -> &[u8] {
        let (taken, left) = self.bytes.split_at_checked(count).unwrap_or_else(|| {
            self.failed = true;
            (&[], &[])
        });
        self.bytes = left;
        taken
    }

    fn word(&mut self) -> u64 {
        let mut word = [0; 8];
        if let Some(bytes) = self.take(8).first_chunk() {
            word = *bytes;
        }
        u64::from_le_bytes(word)
    }

    pub(crate) fn tag(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }
}

/// What can cross.
pub trait Wire {
    /// Appends the value's bytes.
    fn write(&self, to: &mut Vec<u8>);

    /// Takes a value from the front.
    fn read(from: &mut Reader<'_>) -> Self;
}

impl Wire for u64 {
    fn write(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_le_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.word()
    }
}

impl Wire for u32 {
    fn write(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_le_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.take(4).first_chunk().copied().map(Self::from_le_bytes).unwrap_or_default()
    }
}

impl Wire for u8 {
    fn write(&self, to: &mut Vec<u8>) {
        to.push(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.tag()
    }
}

impl Wire for f64 {
    fn write(&self, to: &mut Vec<u8>) {
        self.to_bits().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::from_bits(from.word())
    }
}

impl Wire for bool {
    fn write(&self, to: &mut Vec<u8>) {
        to.push((*self).into());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.tag() != 0
    }
}

impl Wire for String {
    fn write(&self, to: &mut Vec<u8>) {
        (self.len() as u64).write(to);
        to.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let length = usize::try_from(from.word()).unwrap_or(usize::MAX);
        let text = std::str::from_utf8(from.take(length)).map(str::to_owned);
        text.unwrap_or_else(|_| {
            from.failed = true;
            Self::new()
        })
    }
}

impl Wire for Box<str> {
    fn write(&self, to: &mut Vec<u8>) {
        (self.len() as u64).write(to);
        to.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        String::read(from).into_boxed_str()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, to: &mut Vec<u8>) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Wire> Wire for Rc<T> {
    fn write(&self, to: &mut Vec<u8>) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::new(T::read(from))
    }
}

impl<T: Wire> Wire for Box<T> {
    fn write(&self, to: &mut Vec<u8>) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::new(T::read(from))
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, to: &mut Vec<u8>) {
        write_list(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut values = Self::new();
        for _ in 0..from.word() {
            if from.failed {
                break;
            }
            values.push(T::read(from));
        }
        values
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn write(&self, to: &mut Vec<u8>) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }
}

impl<T: Wire, const N: usize> Wire for [T; N] {
    fn write(&self, to: &mut Vec<u8>) {
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        std::array::from_fn(|_| T::read(from))
    }
}

/// Structs, by their fields.
macro_rules! records {
    ($($type:ident { $($field:ident),* $(,)? })*) => { $(
        impl Wire for $type {
            fn write(&self, to: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.write(to);)*
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self { $($field: Wire::read(from)),* }
            }
        }
    )* };
}
// For what the two modules of the page say to each other.
#[cfg(any(feature = "app", feature = "desk", feature = "studies"))]
pub(crate) use records;

records! {
    RunReport {
        workflow, seed, tasks, runs, stages, ended, waiting, stopped, summary, routes,
        other_routes, delivered, warnings, notes,
    }
    StageReport { id, name, kind, arrived, outputs, split }
    OutputReport { name, to, intended, effective, observed, share, judgement, runs }
    Judged { n, k }
    OutputJudgement {
        judged, law, expected, deviation_tasks, deviation_points, range95, range999, interval95, p_value, verdict,
        sentence,
    }
    SplitReport { test, p_value, adjusted_p_value, verdict, first_visits_only }
    Distribution { min, q025, q25, median, q75, q975, max, sd, inside95, counts }
    Ended { stage, name, kind, count, wrong }
    RouteReport { steps, rests, tasks, share, intended, wrong }
    RouteStep { stage, output }
    Delivered { tasks, wrong, share }
    Note { code, message }
    Waiting { stage, name, reason, count }
    Stopped { stage, name, output, reason, count }
    Summary { judged, odd, sentence }
    Problem { severity, code, stage, message, mend }
    ImportSummary { format, outcome, tasks, urls, units, counts, diagnostics, first, keys, skips }
    MetadataKey { key, units, values, others }
    FileFeed { dataset, key, file, batch }
    UnitRow { kind, title, line, dataset, batch, url, urls }
    Remark { severity, code, message, line, column, hint }
    DataUnit { kind, line, text, urls_end, title_start, title_end }
}

/// Enums, by their variants, each with its number and its fields. The last one is also what an
/// unknown number reads as.
macro_rules! choices {
    ($($type:ident {
        $($number:literal $variant:ident $({ $($field:ident),* })?),*;
        $last_number:literal $last:ident $({ $($last_field:ident),* })?
    })*) => { $(
        impl Wire for $type {
            fn write(&self, to: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        to.push($number);
                        $($($field.write(to);)*)?
                    })*
                    Self::$last $({ $($last_field),* })? => {
                        to.push($last_number);
                        $($($last_field.write(to);)*)?
                    }
                }
            }

            fn read(from: &mut Reader<'_>) -> Self {
                match from.tag() {
                    $($number => Self::$variant $({ $($field: Wire::read(from)),* })?,)*
                    number => {
                        from.failed |= number != $last_number;
                        Self::$last $({ $($last_field: Wire::read(from)),* })?
                    }
                }
            }
        }
    )* };
}
#[cfg(any(feature = "app", feature = "desk", feature = "studies"))]
pub(crate) use choices;

choices! {
    Verdict { 0 Ordinary, 1 Unusual, 2 Suspicious, 3 NotEnoughTasks; 4 Leak }
    SplitTest { 0 ExactBinomial, 1 ExactMultinomial, 2 ChiSquare, 3 HolmExactBinomial; 4 ExactMethod }
    LawKind { 0 Binomial, 1 Hypergeometric, 2 Systematic, 3 Fixed; 4 Bounded }
    Severity { 0 Error, 1 Warning; 2 Note }
    UnitType {
        0 Image, 1 Video, 2 ImageGroup, 3 ImageSequence, 4 DicomSeries, 5 Nifti, 6 Audio, 7 Pdf, 8 Text, 9 Scene;
        10 TimeSeries
    }
    Request {
        0 Import { file, strict, earlier }, 1 Forget { file }, 2 Run { run, workflow, feeds, seed, runs },
        3 Units { file, from, count }; 4 Cancel
    }
    Event {
        0 Imported { file, summary }, 1 Unreadable { file, message }, 2 Progressed { run, walked, total },
        3 Finished { run, report }, 4 Failed { run, message }, 5 Replied { bytes }, 7 Reading { file, bytes }; 6 Cancelled { run }
    }
    Reply {; 0 Units { file, from, rows } }
    Order { 0 Begin { run, workflow, seed, runs }, 1 Do { from, to }; 2 Stop }
    Answer { 0 Walked { run, from, walked }; 1 Done { run, from, lists } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{Options, import};
    use crate::simulate::judge_counts;

    fn report() -> RunReport {
        let judged = judge_counts(&[0.2, 0.8], &[17, 83]).unwrap();
        let stage = StageReport {
            id: "qa".into(),
            name: "Sample für QA".into(),
            kind: "sampling".into(),
            arrived: 100.0,
            outputs: judged.outputs,
            split: Some(judged.split),
        };
        RunReport {
            workflow: "A".into(),
            seed: u64::MAX,
            tasks: 100,
            runs: 1,
            stages: vec![stage],
            ended: vec![],
            waiting: vec![],
            stopped: vec![],
            summary: Summary { judged: 1, odd: 0, sentence: "Fine.".into() },
            routes: vec![],
            other_routes: 0.5,
            delivered: None,
            warnings: vec![],
            notes: vec![],
        }
    }

    #[test]
    fn what_is_sent_arrives() {
        let request = Request::Run {
            run: 7,
            workflow: "{}".into(),
            feeds: vec![FileFeed {
                dataset: "data".into(),
                key: Some("shift".into()),
                file: 3,
                batch: Some("day".into()),
            }],
            seed: 36,
            runs: 10,
        };
        assert_eq!(decode(&encode(&request)), Some(request));
        assert_eq!(decode(&encode(&Request::Cancel)), Some(Request::Cancel));
        let event = Event::Finished { run: 7, report: Box::new(report()) };
        assert_eq!(decode(&encode(&event)), Some(event));
    }

    #[test]
    fn lists_of_data_units_arrive() {
        let ask = Request::Units { file: 3, from: 200, count: 100 };
        assert_eq!(decode(&encode(&ask)), Some(ask));
        let row =
            UnitRow { kind: "image".into(), title: "ä".into(), line: 7, urls: 2, ..UnitRow::default() };
        let reply = Reply::Units { file: 3, from: 200, rows: vec![row] };
        let event = Event::Replied { bytes: encode(&reply) };
        let Some(Event::Replied { bytes }) = decode(&encode(&event)) else { panic!("{event:?}") };
        assert_eq!(decode(&bytes), Some(reply));
    }

    #[test]
    fn orders_and_answers_arrive_whole_or_not_at_all() {
        let begin = Order::Begin { run: 7, workflow: "{}".into(), seed: u64::MAX, runs: 10 };
        for order in [begin, Order::Do { from: 3, to: 9 }, Order::Stop] {
            let bytes = encode(&order);
            assert_eq!(decode(&bytes), Some(order));
            assert_eq!(decode::<Order>(&bytes[1..]), None);
        }
        let done = Answer::Done { run: 7, from: 3, lists: vec![vec![1, u64::MAX], vec![]] };
        for answer in [Answer::Walked { run: 7, from: 3, walked: 5 }, done] {
            let bytes = encode(&answer);
            assert_eq!(decode(&bytes), Some(answer));
            for length in 0..bytes.len() {
                assert_eq!(decode::<Answer>(&bytes[..length]), None, "{length} bytes");
            }
        }
    }

    #[test]
    fn data_units_arrive_with_all_their_parts() {
        let file = br#"{"videos": [{"objectUrl": "https://h/p/a.mp4", "title": "\u00e4", "clientMetadata": {"a": 1}}],
            "image_groups": [{"title": "g", "createVideo": false, "objectUrl_0": "https://h/1", "objectUrl_1": "https://h/2"}]}"#;
        let units = import(file, "list.json", &Options::default()).units;
        assert_eq!(units.len(), 2);
        let arrived: Vec<DataUnit> = decode(&encode(&units)).unwrap();
        assert_eq!(arrived, units);
        assert_eq!((arrived[0].title(), arrived[0].metadata()), ("ä", Some(r#"{"a": 1}"#)));
        assert_eq!(arrived[1].url_count(), 2);
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_no_message() {
        let bytes = encode(&Event::Finished { run: 7, report: Box::new(report()) });
        for length in 0..bytes.len() {
            assert_eq!(decode::<Event>(&bytes[..length]), None, "{length} bytes");
        }
        assert_eq!(decode::<Event>(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(decode::<Event>(&[7, 0, 0, 0, 0, 0, 0, 0, 0]), None, "no such event");
    }
}
