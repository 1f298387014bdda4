//! Makes the shares of a Sampling stage sum to 100 %, when a person asks for it.

use super::Share;

/// Scales shares so that they sum to exactly 100 %, by the largest remainder (ties to the
/// first). Shares that are all 0 % become equal. An empty list stays empty.
#[must_use]
pub fn balance(shares: &[Share]) -> Vec<Share> {
    scaled(shares, Share::ONE)
}

/// The same to any sum.
pub(super) fn scaled(shares: &[Share], sum: Share) -> Vec<Share> {
    let whole = u64::from(sum.millionths());
    let mut weights: Vec<u64> = shares.iter().map(|share| u64::from(share.millionths())).collect();
    if weights.iter().all(|&weight| weight == 0) {
        weights.fill(1);
    }
    let total: u64 = weights.iter().sum();
    if total == 0 {
        return Vec::new();
    }
    let mut parts: Vec<u64> = weights.iter().map(|weight| weight * whole / total).collect();
    // The largest remainder first: what is missing to the whole is least.
    let mut order: Vec<(u64, usize)> =
        weights.iter().enumerate().map(|(i, weight)| (total - weight * whole % total, i)).collect();
    order.sort_unstable();
    let missing = whole - parts.iter().sum::<u64>();
    for &(_, i) in order.iter().cycle().take(usize::try_from(missing).unwrap_or(0)) {
        parts[i] += 1;
    }
    let share = |part| Share::from_millionths(u32::try_from(part).unwrap_or(0)).unwrap_or_default();
    parts.into_iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shares(millionths: &[u32]) -> Vec<Share> {
        millionths.iter().map(|&m| Share::from_millionths(m).unwrap()).collect()
    }

    #[test]
    fn thirds_give_the_odd_millionth_to_the_first() {
        assert_eq!(balance(&shares(&[0, 0, 0])), shares(&[333_334, 333_333, 333_333]));
    }

    #[test]
    fn proportions_stay() {
        assert_eq!(balance(&shares(&[100_000, 300_000])), shares(&[250_000, 750_000]));
    }

    proptest! {
        #[test]
        fn the_sum_is_whole_and_nothing_leaks_into_zero(list in prop::collection::vec(0u32..=1_000_000, 1..9)) {
            let balanced = balance(&shares(&list));
            prop_assert_eq!(balanced.iter().map(|s| s.millionths()).sum::<u32>(), 1_000_000);
            if list.iter().any(|&m| m > 0) {
                for (before, after) in list.iter().zip(&balanced) {
                    prop_assert!(*before > 0 || after.millionths() == 0);
                }
            }
        }
    }
}
