//! The normal law turned round: the z below which a given share of a standard normal lies.
//!
//! One uniform number gives one normal number, and a larger one a larger: so whether a time is
//! over a limit can mostly be told from the uniform number alone ([`super::work::Since`]).

/// A polynomial with these coefficients, the constant first, by Horner's rule.
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// Wichura's PPND16 (algorithm AS 241, Applied Statistics 37, 1988): right to about 1 part in
/// 10¹⁶. `share` lies between 0 and 1, both excluded.
pub fn inverse_normal(share: f64) -> f64 {
    let q = share - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&CENTRE.0, r) / polynomial(&CENTRE.1, r);
    }
    let r = libm::sqrt(-libm::log(if q < 0.0 { share } else { 1.0 - share }));
    let (part, r) = if r <= 5.0 { (&MIDDLE, r - 1.6) } else { (&TAIL, r - 5.0) };
    let z = polynomial(&part.0, r) / polynomial(&part.1, r);
    if q < 0.0 { -z } else { z }
}

/// The share of a standard normal below z.
pub fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// Numerator and denominator of a quotient of polynomials.
type Quotient = ([f64; 8], [f64; 8]);

const CENTRE: Quotient = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);

const MIDDLE: Quotient = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        0.000_774_545_014_278_341_4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        0.000_547_593_808_499_534_5,
        1.050_750_071_644_416_9e-9,
    ],
);

const TAIL: Quotient = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        0.000_786_869_131_145_613_3,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_7e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Against Python's `statistics.NormalDist().inv_cdf`.
    #[test]
    fn it_agrees_with_another_program() {
        for (share, z) in [
            (5.551_115_123_125_783e-17, -8.292_361_075_813_595),
            (1e-9, -5.997_807_015_007_686_5),
            (0.02, -2.053_748_910_631_822_5),
            (0.3, -0.524_400_512_708_040_7),
            (0.5, 0.0),
            (0.9, 1.281_551_565_544_600_8),
        ] {
            assert!((inverse_normal(share) - z).abs() <= 1e-15 * f64::abs(z), "{share}");
        }
    }

    #[test]
    fn it_undoes_the_share_below() {
        for i in -60..=60 {
            let z = f64::from(i) / 10.0;
            let back = inverse_normal(normal_below(z));
            // Close to 1 a share has few digits left.
            let digits = if z > 3.0 { 1e-7 } else { 1e-12 };
            assert!((back - z).abs() < digits, "{z} came back as {back}");
        }
    }
}
