//! Sharing parallel lanes among lines that run beside the stages.

/// The lane of each stretch, such that stretches in one lane do not meet; short ones come first,
/// so that they run inside long ones.
pub(super) fn lanes(stretches: &[(f64, f64)]) -> Vec<usize> {
    // Numbers that are not negative are in the order of their bits.
    let mut order: Vec<(u64, usize)> =
        stretches.iter().enumerate().map(|(i, &(a, b))| ((a - b).abs().to_bits(), i)).collect();
    order.sort_unstable();
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut lanes = vec![0; stretches.len()];
    for (_, i) in order {
        let (a, b) = stretches[i];
        let (start, end) = (a.min(b), a.max(b));
        let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|&(a, b)| end < a || b < start);
        let lane = taken.iter().position(free).unwrap_or(taken.len());
        match taken.get_mut(lane) {
            Some(stretches) => stretches.push((start, end)),
            None => taken.push(vec![(start, end)]),
        }
        lanes[i] = lane;
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_meet_run_apart() {
        assert_eq!(lanes(&[(0.0, 10.0), (5.0, 30.0), (20.0, 12.0)]), [0, 1, 0]);
        assert_eq!(lanes(&[]), [0_usize; 0]);
    }
}
