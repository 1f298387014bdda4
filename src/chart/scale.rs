//! From values to positions, and the round values to mark on an axis.

/// A scale: straight, or of logarithms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The values at both ends.
    pub domain: [f64; 2],
    /// The positions of both ends.
    pub range: [f64; 2],
    /// Whether equal steps are equal factors; the domain must then be above zero.
    pub log: bool,
}

impl Scale {
    /// A straight scale.
    #[must_use]
    pub fn linear(domain: [f64; 2], range: [f64; 2]) -> Self {
        Self { domain, range, log: false }
    }

    /// The position of a value; values beyond the ends stay at the ends.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let part = self.part(value).clamp(0.0, 1.0);
        let part = if part.is_nan() { 0.5 } else { part };
        let x = self.range[0] + part * (self.range[1] - self.range[0]);
        (x * 10.0).round() / 10.0
    }

    /// The same, but values beyond the ends go beyond them, to ten times the length at most.
    #[must_use]
    pub fn beyond(&self, value: f64) -> f64 {
        let part = self.part(value).clamp(-10.0, 11.0);
        let part = if part.is_nan() { 0.5 } else { part };
        let x = self.range[0] + part * (self.range[1] - self.range[0]);
        (x * 10.0).round() / 10.0
    }

    /// How far along a value is, from 0 to 1.
    fn part(&self, value: f64) -> f64 {
        let [from, to] = self.domain;
        match self.log {
            _ if to <= from => 0.5,
            true if value > 0.0 => libm::log(value / from) / libm::log(to / from),
            true => 0.0,
            false => (value - from) / (to - from),
        }
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

    /// Round values for an axis of logarithms, at most about so many: 1, 2 and 5 times powers
    /// of ten, or powers of ten, or every so many of these; as on a straight axis where the
    /// domain is too short for that.
    #[must_use]
    pub fn log([from, to]: [f64; 2], most: f64) -> Self {
        if !(from > 0.0 && to > from && to.is_finite()) {
            return Self::of([from, to], most);
        }
        let least = libm::floor(libm::log10(from) + 1e-9) as i32;
        let last = libm::floor(libm::log10(to) + 1e-9) as i32;
        let inside = |value: &f64| *value >= from * (1.0 - 1e-9) && *value <= to * (1.0 + 1e-9);
        let powers = |step: usize, factors: &[f64]| -> Vec<f64> {
            let values = (least..=last).filter(|power| power.rem_euclid(step as i32) == 0);
            let values = values.flat_map(|e| factors.iter().map(move |f| f * libm::pow(10.0, f64::from(e))));
            values.filter(inside).collect()
        };
        let fine = powers(1, &[1.0, 2.0, 5.0]);
        let decades = powers(1, &[1.0]);
        let few = most.max(1.0);
        let values = match (fine.len(), decades.len()) {
            (0..=2, _) => return Self::of([from, to], most),
            (n, _) if n as f64 <= few => fine,
            (_, n) if n as f64 <= few => decades,
            (_, n) => powers(libm::ceil(n as f64 / few) as usize, &[1.0]),
        };
        let smallest = values.first().copied().unwrap_or(from);
        let decimals = libm::ceil(-libm::log10(smallest) - 1e-9).clamp(0.0, 12.0) as usize;
        Self { values, decimals }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_ends_stay_at_the_ends() {
        let scale = Scale::linear([0.0, 1.0], [10.0, 110.0]);
        assert_eq!(scale.at(0.25), 35.0);
        assert_eq!(scale.at(-1.0), 10.0);
        assert_eq!(scale.at(2.0), 110.0);
        assert_eq!(Scale { domain: [1.0, 1.0], ..scale }.at(1.0), 60.0);
        assert_eq!(scale.at(f64::NAN), 60.0);
        assert_eq!(scale.beyond(1.5), 160.0);
        assert_eq!(scale.beyond(f64::INFINITY), 1110.0);
    }

    #[test]
    fn factors_are_steps_on_a_scale_of_logarithms() {
        let scale = Scale { domain: [1.0, 10_000.0], range: [0.0, 400.0], log: true };
        assert_eq!([1.0, 10.0, 100.0, 1e4].map(|value| scale.at(value)), [0.0, 100.0, 200.0, 400.0]);
        assert_eq!([0.0, -1.0, 1e9].map(|value| scale.at(value)), [0.0, 0.0, 400.0]);
        assert_eq!(Scale { domain: [5.0, 5.0], ..scale }.at(5.0), 200.0);
    }

    #[test]
    fn ticks_of_logarithms_thin_out_by_decades() {
        assert_eq!(Ticks::log([1.0, 100.0], 10.0).values, [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
        assert_eq!(Ticks::log([1.0, 1e4], 6.0).values, [1.0, 10.0, 100.0, 1e3, 1e4]);
        assert_eq!(Ticks::log([1.0, 1e9], 6.0).values, [1.0, 100.0, 1e4, 1e6, 1e8]);
        assert_eq!(Ticks::log([300.0, 410.0], 5.0), Ticks::of([300.0, 410.0], 5.0));
        let small = Ticks::log([0.001, 0.1], 4.0);
        assert_eq!((small.values.len(), small.decimals), (3, 3));
        assert_eq!(Ticks::log([0.0, 10.0], 5.0), Ticks::of([0.0, 10.0], 5.0));
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
