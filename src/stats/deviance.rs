//! The two pieces of the saddle-point expansion of a discrete probability.
//!
//! Source: C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000. A
//! probability is written as its Gaussian height times `exp` of small, separately accurate
//! terms, instead of as a difference of logarithms of factorials, which at 10⁹ tasks are 10¹⁰.

/// ln(2π).
pub(super) const LN_TWO_PI: f64 = 1.837_877_066_409_345_6;

/// [`stirling_error`] of 0 to 15, where the series is not yet accurate; computed to 50 digits.
/// The entry of 0 is never used: at the ends the probability has a closed form.
const EXACT: [f64; 16] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_847_5,
    0.005_554_733_551_962_801,
];

/// What Stirling's formula leaves out: ln Γ(x+1) − \[(x+½) ln x − x + ½ ln 2π\], for x > 0.
pub(super) fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        let whole = libm::floor(x);
        if whole == x {
            return EXACT.get(whole as usize).copied().unwrap_or(0.0);
        }
        return libm::lgamma(x + 1.0) - (x + 0.5) * libm::log(x) + x - 0.5 * LN_TWO_PI;
    }
    let square = x * x;
    let series = 1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0) / square) / square;
    (1.0 / 12.0 - (1.0 / 360.0 - series / square) / square) / x
}

/// x ln(x/m) + m − x, the half-deviance of a count `x` with mean `m`; `gap` is `x − m`, given
/// apart because the caller knows it to more digits than the difference of the two doubles has.
pub(super) fn half_deviance(x: f64, mean: f64, gap: f64) -> f64 {
    if x == 0.0 {
        return mean;
    }
    let v = gap / (x + mean);
    if v.abs() >= 0.5 {
        return x * libm::log(x / mean) - gap;
    }
    // ln(x/m) = 2 artanh(v): its first term and the gap combine without cancellation.
    let square = v * v;
    let mut power = 2.0 * x * v;
    let mut sum = gap * v;
    let mut odd = 3.0;
    loop {
        power *= square;
        let next = sum + power / odd;
        if next == sum {
            return sum;
        }
        sum = next;
        odd += 2.0;
    }
}
