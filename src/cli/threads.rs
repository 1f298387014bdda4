//! Spreads the runs of a study over threads. What comes out does not depend on how many.

use std::thread;

use crate::engine::Imbalance;
use crate::simulate::{Gathered, RunReport, SLICE, Study};

/// Does all runs, in so many threads or in as many as the machine has.
pub fn report(study: &Study, threads: Option<u64>) -> Result<RunReport, Imbalance> {
    let machine = || thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let threads = threads.unwrap_or_else(machine).min(study.runs());
    let bound = |part: u64| u64::try_from(u128::from(study.runs()) * u128::from(part) / u128::from(threads));
    let part = |i: u64| bound(i).unwrap_or(0)..bound(i + 1).unwrap_or(0);
    let mut parts = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|i| scope.spawn(move || gather(study, part(i)))).collect();
        let mut parts = vec![gather(study, part(0))];
        // A thread that panicked has said why; its part is then done here, and says so again.
        parts.extend(
            (1..threads)
                .zip(others)
                .map(|(i, other)| other.join().unwrap_or_else(|_| gather(study, part(i)))),
        );
        parts
    })
    .into_iter();
    let mut all = parts.next().unwrap_or_else(|| gather(study, 0..0))?;
    for other in parts {
        all.merge(other?);
    }
    Ok(study.report_of(&all))
}

fn gather(study: &Study, runs: std::ops::Range<u64>) -> Result<Gathered, Imbalance> {
    let mut progress = study.begin_part(runs);
    while !progress.step(SLICE, &mut ())? {}
    Ok(progress.gathered())
}
