//! The one quantile of the normal law that intervals need.

use std::f64::consts::SQRT_2;

/// The standard normal lies within ± this many standard deviations in 95 of 100 draws.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// The z with P(|Z| ≤ z) = `level` for a standard normal Z; `None` unless 0 ≤ `level` < 1.
///
/// Found by bisection on the complementary error function, whose tail is accurate; for 0.95 the
/// constant is returned.
#[must_use]
pub fn two_sided_z(level: f64) -> Option<f64> {
    if !(0.0..1.0).contains(&level) {
        return None;
    }
    if level == 0.95 {
        return Some(Z_95);
    }
    let outside = 1.0 - level;
    // No double below 1 asks for more than 9 standard deviations.
    let (mut low, mut high) = (0.0_f64, 9.0_f64);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return Some(middle);
        }
        if libm::erfc(middle / SQRT_2) > outside {
            low = middle;
        } else {
            high = middle;
        }
    }
}
