//! A share of tasks, held exactly.

use std::fmt;

/// A share of tasks in whole millionths: 20 % is 200 000. Never outside 0 to 1 000 000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Share(u32);

/// Why a number is not a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareError {
    /// Not a number, or below 0 %, or above 100 %.
    OutOfRange,
    /// More than four decimals of a percent.
    TooFine,
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfRange => "a percentage must lie between 0 and 100",
            Self::TooFine => "a percentage can have at most four decimals",
        })
    }
}

impl std::error::Error for ShareError {}

impl Share {
    /// Nothing: 0 %.
    pub const ZERO: Self = Self(0);
    /// Everything: 100 %.
    pub const ONE: Self = Self(1_000_000);

    /// A share from whole millionths.
    ///
    /// # Errors
    /// [`ShareError::OutOfRange`] above 1 000 000.
    pub const fn from_millionths(millionths: u32) -> Result<Self, ShareError> {
        if millionths > Self::ONE.0 { Err(ShareError::OutOfRange) } else { Ok(Self(millionths)) }
    }

    /// A share from a percentage as people write it: `20`, `12.5`, `33.3333`.
    ///
    /// # Errors
    /// [`ShareError::OutOfRange`] outside 0 to 100 or for NaN;
    /// [`ShareError::TooFine`] with more than four decimals.
    pub fn from_percent(percent: f64) -> Result<Self, ShareError> {
        if !(0.0..=100.0).contains(&percent) {
            return Err(ShareError::OutOfRange);
        }
        let millionths = (percent * 10_000.0).round();
        if (millionths / 10_000.0 - percent).abs() > 1e-9 {
            return Err(ShareError::TooFine);
        }
        // In range by the test above, so the cast is exact.
        Ok(Self(millionths as u32))
    }

    /// Whole millionths.
    #[must_use]
    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// The share as a percentage, 0 to 100.
    #[must_use]
    pub fn percent(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// The share as a fraction, exactly 0.0 and 1.0 at the ends.
    #[must_use]
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// What is left of 100 %.
    #[must_use]
    pub const fn complement(self) -> Self {
        Self(Self::ONE.0 - self.0)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_exact_to_a_millionth() {
        for (percent, millionths) in
            [(0.0, 0), (20.0, 200_000), (12.5, 125_000), (33.3333, 333_333), (100.0, 1_000_000)]
        {
            let share = Share::from_percent(percent).unwrap();
            assert_eq!(share.millionths(), millionths);
            assert_eq!(share.percent(), percent);
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        assert_eq!(Share::from_percent(-0.1), Err(ShareError::OutOfRange));
        assert_eq!(Share::from_percent(100.1), Err(ShareError::OutOfRange));
        assert_eq!(Share::from_percent(f64::NAN), Err(ShareError::OutOfRange));
        assert_eq!(Share::from_percent(33.33333), Err(ShareError::TooFine));
    }

    #[test]
    fn every_millionth_survives_the_trip_through_percent() {
        for millionths in (0..=1_000_000).step_by(7) {
            let share = Share::from_millionths(millionths).unwrap();
            assert_eq!(Share::from_percent(share.percent()), Ok(share));
        }
    }
}
