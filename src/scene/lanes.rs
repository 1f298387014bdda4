//! Sharing parallel lanes among lines that run beside the stages.

/// The lane of each stretch, such that stretches in one lane do not meet; short ones come first,
/// so that they run inside long ones.
pub(super) fn lanes(stretches: &[(f64, f64)]) -> Vec<usize> {
    let mut order: Vec<(usize, f64, f64)> =
        stretches.iter().enumerate().map(|(i, &(a, b))| (i, a.min(b), a.max(b))).collect();
    order.sort_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)));
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut lanes = vec![0; stretches.len()];
    for (i, start, end) in order {
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
