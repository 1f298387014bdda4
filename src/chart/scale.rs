//! From values to positions, and the round values to mark on an axis.

/// A straight-line scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The values at both ends.
    pub domain: [f64; 2],
    /// The positions of both ends.
    pub range: [f64; 2],
}

impl Scale {
    /// The position of a value; values beyond the ends stay at the ends.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let [from, to] = self.domain;
        let part = if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.5 };
        let x = self.range[0] + part * (self.range[1] - self.range[0]);
        (x * 10.0).round() / 10.0
    }
}

/// Round values on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// The values, rising.
    pub values: Vec<f64>,
    /// How many decimals tell them apart.
    pub decimals: usize,
}

impl Ticks {
    /// Round values in a domain, at most about so many: steps of 1, 2 or 5 times a power of ten.
    #[must_use]
    pub fn of([from, to]: [f64; 2], most: f64) -> Self {
        let rough = (to - from) / most.max(1.0);
        if rough.is_nan() || rough <= 0.0 || !rough.is_finite() {
            return Self { values: vec![from], decimals: 0 };
        }
        let exponent = libm::floor(libm::log10(rough));
        let power = libm::pow(10.0, exponent);
        // A little slack, so that a step that is meant to be 0.1 is not 0.2 for a rounding error.
        let factor = [1.0, 2.0, 5.0].into_iter().find(|f| f * power >= rough * 0.999).unwrap_or(10.0);
        let step = factor * power;
        let first = libm::ceil(from / step - 1e-9) as i64;
        let last = libm::floor(to / step + 1e-9) as i64;
        let decimals = if factor < 10.0 { -exponent } else { -exponent - 1.0 };
        Self {
            values: (first..=last).map(|i| i as f64 * step).collect(),
            decimals: decimals.clamp(0.0, 12.0) as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_ends_stay_at_the_ends() {
        let scale = Scale { domain: [0.0, 1.0], range: [10.0, 110.0] };
        assert_eq!(scale.at(0.25), 35.0);
        assert_eq!(scale.at(-1.0), 10.0);
        assert_eq!(scale.at(2.0), 110.0);
        assert_eq!(Scale { domain: [1.0, 1.0], ..scale }.at(1.0), 60.0);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(
            Ticks::of([0.0, 100.0], 5.0),
            Ticks { values: vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], decimals: 0 }
        );
        let fine = Ticks::of([19.93, 20.08], 4.0);
        assert_eq!(fine.decimals, 2);
        assert_eq!(fine.values.len(), 3);
        assert!(Ticks::of([-3.0, 3.0], 6.0).values.contains(&0.0));
        assert_eq!(Ticks::of([5.0, 5.0], 4.0).values, [5.0]);
        assert!(Ticks::of([0.0, f64::NAN], 4.0).values.len() <= 1);
    }
}
