//! What stands in each column of the layered layout, and in which order.
//!
//! Even columns hold stages, odd ones the labels of the edges that leave the column before.
//! An edge that passes a column holds a place in it, so that it runs around what is there.

use super::links::Graph;

/// What holds a place in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A stage.
    Node,
    /// The label of a link.
    Label,
    /// A link on its way through.
    Pass,
}

/// The columns and their items. Item `i` below the number of stages is stage `i`.
#[derive(Debug)]
pub(super) struct Ranks {
    /// What each item is.
    pub holds: Vec<Holds>,
    /// The items of each column from the top.
    pub columns: Vec<Vec<usize>>,
    /// The items to the left of each item, and to the right.
    pub before: Vec<Vec<usize>>,
    /// See `before`.
    pub after: Vec<Vec<usize>>,
    /// The items that each link runs through, with its two stages; empty for one that leads back.
    pub chains: Vec<Vec<usize>>,
}

/// Sweeps in each direction; more have not been seen to help graphs of this size.
const SWEEPS: usize = 8;

impl Ranks {
    pub(super) fn of(graph: &Graph) -> Self {
        let stages = graph.layer.len();
        let layers = graph.layer.iter().max().map_or(0, |last| last + 1);
        let mut ranks = Self {
            holds: vec![Holds::Node; stages],
            columns: vec![Vec::new(); (2 * layers).saturating_sub(1)],
            before: vec![Vec::new(); stages],
            after: vec![Vec::new(); stages],
            chains: Vec::new(),
        };
        for (stage, &layer) in graph.layer.iter().enumerate() {
            ranks.columns[2 * layer].push(stage);
        }
        for link in &graph.links {
            let chain =
                if link.back { Vec::new() } else { ranks.chain(graph, link.from, link.to, link.labelled) };
            ranks.chains.push(chain);
        }
        ranks.uncross();
        ranks
    }

    /// Puts a link's items into the columns between two stages.
    fn chain(&mut self, graph: &Graph, from: usize, to: usize, labelled: bool) -> Vec<usize> {
        let (first, last) = (2 * graph.layer[from], 2 * graph.layer[to]);
        let mut chain = vec![from];
        for column in first + 1..last {
            let item = self.holds.len();
            self.holds.push(if labelled && column == first + 1 { Holds::Label } else { Holds::Pass });
            self.before.push(Vec::new());
            self.after.push(Vec::new());
            self.columns[column].push(item);
            chain.push(item);
        }
        chain.push(to);
        for pair in chain.windows(2) {
            if let &[left, right] = pair {
                self.after[left].push(right);
                self.before[right].push(left);
            }
        }
        chain
    }

    /// Sorts each column by the mean place of its neighbours, forth and back, and keeps the
    /// order with the fewest crossings.
    fn uncross(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for sweep in 0..2 * SWEEPS {
            if best.0 == 0 {
                break;
            }
            self.sweep(sweep % 2 == 0);
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    fn sweep(&mut self, forward: bool) {
        let mut places = self.places();
        let count = self.columns.len();
        for step in 0..count {
            let column = if forward { step } else { count - 1 - step };
            let neighbours = if forward { &self.before } else { &self.after };
            let mut keyed: Vec<(f64, usize)> = self.columns[column]
                .iter()
                .map(|&item| (mean(&neighbours[item], &places).unwrap_or(places[item]), item))
                .collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (place, &(_, item)) in keyed.iter().enumerate() {
                places[item] = place as f64;
            }
            self.columns[column] = keyed.into_iter().map(|(_, item)| item).collect();
        }
    }

    /// The place of each item in its column.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.holds.len()];
        for column in &self.columns {
            for (place, &item) in column.iter().enumerate() {
                places[item] = place as f64;
            }
        }
        places
    }

    /// How many pairs of lines cross between neighbouring columns.
    fn crossings(&self) -> usize {
        let places = self.places();
        let mut crossings = 0;
        for column in &self.columns {
            let lines: Vec<(f64, f64)> = column
                .iter()
                .flat_map(|&item| self.after[item].iter().map(move |&next| (item, next)))
                .map(|(item, next)| (places[item], places[next]))
                .collect();
            for (i, a) in lines.iter().enumerate() {
                crossings += lines.iter().skip(i + 1).filter(|b| (a.0 - b.0) * (a.1 - b.1) < 0.0).count();
            }
        }
        crossings
    }
}

fn mean(items: &[usize], places: &[f64]) -> Option<f64> {
    let sum: f64 = items.iter().map(|&item| places[item]).sum();
    (!items.is_empty()).then(|| sum / items.len() as f64)
}
