//! What looks into a run for the screens beside the Lab, as a module of its own, so that only who asks
//! for more than a report downloads it.

fn main() {
    sluice::worker::throw_study_panics();
}
