//! Several splits judged together.

/// Holm's adjusted p-values, in the order given. An adjusted value under α means that the split
/// stands out even though it is one of several: the chance that any of them does without cause
/// is at most α, whatever the dependence between them. Values that are not numbers count as 1.
///
/// Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian
/// Journal of Statistics 6 (1979).
#[must_use]
pub fn holm_adjusted(p_values: &[f64]) -> Vec<f64> {
    let clean: Vec<f64> = p_values.iter().map(|p| if p.is_nan() { 1.0 } else { *p }).collect();
    // Numbers that are not negative are in the order of their bits.
    let mut order: Vec<(u64, usize)> = clean.iter().enumerate().map(|(i, p)| (p.to_bits(), i)).collect();
    order.sort_unstable();
    let mut adjusted = clean.clone();
    let mut largest: f64 = 0.0;
    for (rank, &(_, index)) in order.iter().enumerate() {
        let others = (clean.len() - rank) as f64;
        largest = largest.max((clean[index] * others).min(1.0));
        adjusted[index] = largest;
    }
    adjusted
}

/// How many of `splits` p-values fall under `alpha` by chance alone, on average and at most:
/// what to say beside "1 of 12 looks odd".
#[must_use]
pub fn alarms_expected(splits: usize, alpha: f64) -> f64 {
    splits as f64 * alpha
}
