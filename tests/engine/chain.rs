//! Where tasks end in a workflow with loops: the absorbing chain, solved exactly.
//!
//! Independent of the engine: shares are read from the file as whole millionths and the
//! equations are solved by elimination.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::enumerate::ways;

/// For each stage the expected number of visits by one task that starts in `data`.
pub fn visits(file: &Value) -> BTreeMap<String, f64> {
    let stages = file["stages"].as_array().unwrap();
    let ids: Vec<&str> = stages.iter().map(|stage| stage["id"].as_str().unwrap()).collect();
    let n = ids.len();
    let at = |id: &str| ids.iter().position(|known| *known == id).unwrap();
    // visits[j] − Σ visits[i] · P(i → j) = 1 for the start, 0 elsewhere.
    let mut rows = vec![vec![0.0; n + 1]; n];
    for (i, stage) in stages.iter().enumerate() {
        rows[i][i] += 1.0;
        for (chance, to) in ways(stage) {
            if let Some(to) = to {
                rows[at(&to)][i] -= chance;
            }
        }
    }
    rows[at("data")][n] = 1.0;
    let solved = eliminate(rows);
    ids.iter().map(|id| (*id).to_owned()).zip(solved).collect()
}

/// Solves linear equations by Gauss's elimination with the largest pivot.
fn eliminate(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let n = rows.len();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs())).unwrap();
        rows.swap(column, pivot);
        let own = rows[column].clone();
        for (i, row) in rows.iter_mut().enumerate() {
            if i != column {
                let factor = row[column] / own[column];
                row.iter_mut().zip(&own).for_each(|(value, pivot)| *value -= factor * pivot);
            }
        }
    }
    rows.iter().enumerate().map(|(i, row)| row[n] / row[i]).collect()
}

#[test]
fn a_reject_loop_is_visited_as_often_as_the_geometric_series_says() {
    let file = serde_json::json!({"stages": [
        {"id": "data", "kind": "dataset", "next": "s"},
        {"id": "s", "kind": "annotate", "next": "r"},
        {"id": "r", "kind": "review", "reject_share": 20, "approve": "a", "reject": "s"},
        {"id": "a", "kind": "complete"}]});
    let visits = visits(&file);
    assert!((visits["r"] - 1.25).abs() < 1e-12 && (visits["a"] - 1.0).abs() < 1e-12);
}
