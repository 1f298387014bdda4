//! Reading the reference tables, and how far a result is from one.

/// The cells of a table's rows, without its header line.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(',').collect())
}

/// A cell as a number; what a double cannot hold becomes 0.
pub fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

/// A cell as a count.
pub fn count(cell: &str) -> u64 {
    cell.parse().unwrap()
}

/// The largest relative error seen, and where.
#[derive(Debug, Default)]
pub struct Worst {
    pub error: f64,
    pub place: String,
}

impl Worst {
    /// Notes one result. Under 10⁻³⁰⁰ doubles run out of digits, so there the result need only
    /// be as small.
    pub fn note(&mut self, result: f64, reference: f64, place: impl FnOnce() -> String) {
        let error = if reference < 1e-300 {
            if result < 1.001e-300 { 0.0 } else { f64::INFINITY }
        } else {
            (result / reference - 1.0).abs()
        };
        if error > self.error || error.is_nan() {
            self.error = error;
            self.place = place();
        }
    }

    /// Fails if any error was above `limit`.
    pub fn at_most(&self, limit: f64, what: &str) {
        println!("{what}: largest relative error {:.1e} at {}", self.error, self.place);
        assert!(self.error <= limit, "{what}: {:e} at {}", self.error, self.place);
    }
}
