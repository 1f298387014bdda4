//! Where the arrow keys lead: right and left follow edges, up and down the reading order.

use crate::scene::Scene;

/// The stage that a key leads to from another; `None` for a key that leads nowhere.
pub(super) fn step(scene: &Scene, from: usize, key: &str) -> Option<usize> {
    let place = scene.nodes.iter().position(|node| node.stage == from)?;
    let at = |place: usize| scene.nodes.get(place).map(|node| node.stage);
    match key {
        "ArrowRight" => {
            scene.edges.iter().find(|edge| edge.stage == from && edge.to != from).map(|edge| edge.to)
        }
        "ArrowLeft" => {
            let entering = || scene.edges.iter().filter(|edge| edge.to == from && edge.stage != from);
            // A way forward that leads here goes before a return.
            entering().find(|edge| !edge.back).or_else(|| entering().next()).map(|edge| edge.stage)
        }
        "ArrowDown" => at(place + 1),
        "ArrowUp" => place.checked_sub(1).and_then(at),
        "Home" => at(0),
        "End" => scene.nodes.last().map(|node| node.stage),
        _ => None,
    }
}
