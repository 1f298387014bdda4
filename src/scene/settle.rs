//! Heights in the layered layout: every item as near as can be to what it is joined to, in
//! its column's order and with room between.

use super::ranks::{Holds, Ranks};

/// Sweeps over all columns; the heights hardly move after.
const SWEEPS: usize = 16;
/// How much straighter a line runs than its ends are aligned.
const STIFFNESS: f64 = 4.0;

/// The vertical centre of each item, given each item's height; the top of everything is 0.
pub(super) fn settle(ranks: &Ranks, heights: &[f64]) -> Vec<f64> {
    let mut centres = vec![0.0; heights.len()];
    for column in &ranks.columns {
        let wants: Vec<(f64, f64)> = column.iter().map(|_| (0.0, 1.0)).collect();
        assign(ranks, column, &wants, heights, &mut centres);
    }
    let count = ranks.columns.len();
    for sweep in 0..SWEEPS {
        for step in 0..count {
            let forward = sweep % 2 == 0;
            let column = &ranks.columns[if forward { step } else { count - 1 - step }];
            // The first sweeps look one way, so that a chain lines up; the last look both ways.
            let both = sweep >= SWEEPS / 2;
            let wants: Vec<(f64, f64)> = column
                .iter()
                .map(|&item| wanted(ranks, item, both || forward, both || !forward, &centres))
                .collect();
            assign(ranks, column, &wants, heights, &mut centres);
        }
    }
    let top = centres.iter().zip(heights).map(|(c, h)| c - h / 2.0).fold(f64::INFINITY, f64::min);
    centres.iter().map(|centre| (centre - top).round()).collect()
}

/// The weighted mean of an item's neighbours, and the weight; where it is now if it has none.
fn wanted(ranks: &Ranks, item: usize, before: bool, after: bool, centres: &[f64]) -> (f64, f64) {
    let left = ranks.before[item].iter().filter(|_| before);
    let right = ranks.after[item].iter().filter(|_| after);
    let (mut sum, mut weight) = (0.0, 0.0);
    for &other in left.chain(right) {
        let line = ranks.holds[item] != Holds::Node && ranks.holds[other] != Holds::Node;
        let pull = if line { STIFFNESS } else { 1.0 };
        sum += pull * centres[other];
        weight += pull;
    }
    if weight > 0.0 { (sum / weight, weight) } else { (centres[item], 0.1) }
}

fn assign(ranks: &Ranks, column: &[usize], wants: &[(f64, f64)], heights: &[f64], centres: &mut [f64]) {
    let mut offsets = Vec::with_capacity(column.len());
    let mut previous: Option<(usize, f64)> = None;
    for &item in column {
        let offset = previous.map_or(0.0, |(above, offset)| {
            offset + (heights[above] + heights[item]) / 2.0 + gap(ranks.holds[above], ranks.holds[item])
        });
        offsets.push(offset);
        previous = Some((item, offset));
    }
    for (&item, centre) in column.iter().zip(nearest(wants, &offsets)) {
        centres[item] = centre;
    }
}

/// Room between two neighbours of a column.
fn gap(above: Holds, below: Holds) -> f64 {
    match (above, below) {
        (Holds::Node, Holds::Node) => 28.0,
        (Holds::Label, Holds::Label) => 8.0,
        (Holds::Pass, Holds::Pass) => 14.0,
        _ => 18.0,
    }
}

/// The heights with the least weighted squares of distance from those wanted, among all that
/// lie at least as far apart as the offsets do: isotonic regression, by pooling neighbours
/// that would overlap.
fn nearest(wants: &[(f64, f64)], offsets: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (&(want, weight), offset) in wants.iter().zip(offsets) {
        let mut pool = (weight * (want - offset), weight, 1);
        while let Some(&(sum, heavy, size)) = pools.last() {
            if sum / heavy <= pool.0 / pool.1 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + heavy, pool.2 + size);
            pools.pop();
        }
        pools.push(pool);
    }
    let levels = pools.iter().flat_map(|&(sum, weight, size)| std::iter::repeat_n(sum / weight, size));
    levels.zip(offsets).map(|(level, offset)| level + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_would_overlap_share_the_way() {
        assert_eq!(nearest(&[(10.0, 1.0), (10.0, 1.0)], &[0.0, 20.0]), [0.0, 20.0]);
        assert_eq!(nearest(&[(0.0, 1.0), (50.0, 1.0)], &[0.0, 20.0]), [0.0, 50.0]);
        assert_eq!(nearest(&[(10.0, 3.0), (10.0, 1.0)], &[0.0, 20.0]), [5.0, 25.0]);
    }
}
