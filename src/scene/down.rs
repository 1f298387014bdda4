//! The drawing from top to bottom, one stage per row: its outputs stand in lines below it,
//! and lanes beside the stages lead on to the right and back on the left.

use super::lanes::lanes;
use super::links::{Graph, Link};
use super::path::{ARROW, Heading, Point, arrow, rounded};
use super::{Area, EdgePath, NodeBox, Scene};

const NODE_WIDTH: f64 = 216.0;
const NODE_HEIGHT: f64 = 60.0;
/// The height of one output's line.
const LINE_HEIGHT: f64 = 26.0;
/// Between a stage with its outputs and the next stage.
const GAP: f64 = 26.0;
const MARGIN: f64 = 10.0;
const LANE: f64 = 13.0;
/// Where outputs branch off below a stage, from its left edge.
const STEM: f64 = 10.0;
/// Where an output's label begins, from the stage's left edge.
const INDENT: f64 = 20.0;
const RADIUS: f64 = 8.0;

/// How a link runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Straight to the stage in the next row.
    Straight,
    /// By a lane on the right.
    Right,
    /// By a lane on the left.
    Left,
}

/// Draws a graph from top to bottom.
pub(super) fn draw(graph: &Graph) -> Scene {
    let rows = Rows::of(graph);
    let ways: Vec<Way> = graph.links.iter().map(|link| rows.way(link)).collect();
    let left = Lanes::of(graph, &rows, &ways, Way::Left);
    let right = Lanes::of(graph, &rows, &ways, Way::Right);
    let x = if left.count == 0 { MARGIN } else { MARGIN + ARROW + LANE * left.count as f64 };

    let node = |&stage: &usize| NodeBox {
        stage,
        area: Area { x, y: rows.top[stage], w: NODE_WIDTH, h: NODE_HEIGHT },
    };
    let nodes = rows.order.iter().map(node).collect();
    let edge = |(i, link): (usize, &Link)| {
        let (points, heading) = match ways[i] {
            Way::Straight => rows.straight(link, x),
            Way::Right => rows.by_lane(i, link, x, &right, Heading::Left),
            Way::Left => rows.by_lane(i, link, x, &left, Heading::Right),
        };
        let label = link.labelled.then(|| Area {
            x: x + INDENT,
            y: rows.line[i] - LINE_HEIGHT / 2.0,
            w: NODE_WIDTH - INDENT,
            h: LINE_HEIGHT,
        });
        let tip = points.last().copied().unwrap_or_default();
        EdgePath {
            stage: link.from,
            output: link.output,
            to: link.to,
            path: rounded(&shortened(points, heading), RADIUS),
            arrow: arrow(tip, heading),
            label,
            back: link.back,
        }
    };
    let edges = graph.links.iter().enumerate().map(edge).collect();
    let lanes = if right.count == 0 { 0.0 } else { ARROW + LANE * right.count as f64 };
    Scene { width: x + NODE_WIDTH + lanes + MARGIN, height: rows.bottom, nodes, edges }
}

/// The same line ending under its arrow head.
fn shortened(mut points: Vec<Point>, heading: Heading) -> Vec<Point> {
    if let Some(last) = points.last_mut() {
        match heading {
            Heading::Right => last.0 -= ARROW - 1.0,
            Heading::Left => last.0 += ARROW - 1.0,
            Heading::Down => last.1 -= ARROW - 1.0,
        }
    }
    points
}

/// Where each stage and each output's line stands.
struct Rows {
    order: Vec<usize>,
    row: Vec<usize>,
    top: Vec<f64>,
    /// The height of each link's start.
    line: Vec<f64>,
    bottom: f64,
}

impl Rows {
    fn of(graph: &Graph) -> Self {
        let stages = graph.layer.len();
        let mut order: Vec<usize> = (0..stages).collect();
        // Ends stand last, so that the way to them is not taken for a way through them.
        order.sort_by_key(|&stage| (graph.is_end[stage], graph.layer[stage]));
        let mut rows = Self {
            order,
            row: vec![0; stages],
            top: vec![0.0; stages],
            line: vec![0.0; graph.links.len()],
            bottom: 0.0,
        };
        let mut y = MARGIN;
        for (row, &stage) in rows.order.iter().enumerate() {
            rows.row[stage] = row;
            rows.top[stage] = y;
            y += NODE_HEIGHT;
            for (i, link) in graph.links.iter().enumerate().filter(|(_, link)| link.from == stage) {
                rows.line[i] = if link.labelled { y + LINE_HEIGHT / 2.0 + 2.0 } else { y - 12.0 };
                y += if link.labelled { LINE_HEIGHT } else { 0.0 };
            }
            y += GAP;
        }
        rows.bottom = (y - GAP).max(0.0) + MARGIN;
        rows
    }

    fn way(&self, link: &Link) -> Way {
        if self.row[link.to] <= self.row[link.from] {
            Way::Left
        } else if !link.labelled && self.row[link.to] == self.row[link.from] + 1 {
            Way::Straight
        } else {
            Way::Right
        }
    }

    fn straight(&self, link: &Link, x: f64) -> (Vec<Point>, Heading) {
        let x = x + NODE_WIDTH / 2.0;
        (vec![(x, self.top[link.from] + NODE_HEIGHT), (x, self.top[link.to] - 1.0)], Heading::Down)
    }

    /// From the output's line out to a lane, along it, and in to the stage.
    fn by_lane(
        &self,
        i: usize,
        link: &Link,
        x: f64,
        lanes: &Lanes,
        heading: Heading,
    ) -> (Vec<Point>, Heading) {
        let side = if heading == Heading::Left { x + NODE_WIDTH } else { x };
        let away = ARROW + 2.0 + LANE * lanes.lane[i] as f64;
        let lane = if heading == Heading::Left { side + away } else { side - away };
        let start = (x + STEM, self.top[link.from] + NODE_HEIGHT);
        let mut points =
            if link.labelled { vec![start, (start.0, self.line[i])] } else { vec![(side, self.line[i])] };
        let into = self.top[link.to] + lanes.port[i];
        points.extend([(lane, self.line[i]), (lane, into), (side, into)]);
        (points, heading)
    }
}

/// The lanes on one side, and the heights at which their links enter stages.
struct Lanes {
    lane: Vec<usize>,
    /// From the top of the stage.
    port: Vec<f64>,
    count: usize,
}

impl Lanes {
    fn of(graph: &Graph, rows: &Rows, ways: &[Way], side: Way) -> Self {
        let here: Vec<usize> = (0..ways.len()).filter(|&i| ways[i] == side).collect();
        let middle = |i: usize| rows.top[graph.links[i].to] + NODE_HEIGHT / 2.0;
        let stretches: Vec<(f64, f64)> = here.iter().map(|&i| (rows.line[i], middle(i))).collect();
        let assigned = lanes(&stretches);
        let mut this = Self { lane: vec![0; ways.len()], port: vec![0.0; ways.len()], count: 0 };
        this.count = assigned.iter().max().map_or(0, |last| last + 1);
        for (&i, &lane) in here.iter().zip(&assigned) {
            this.lane[i] = lane;
        }
        for stage in 0..rows.top.len() {
            let mut entering: Vec<usize> =
                here.iter().copied().filter(|&i| graph.links[i].to == stage).collect();
            // Inner lanes enter above outer ones, so that they do not cross on the way in.
            entering.sort_by_key(|&i| this.lane[i]);
            let step = 12.0_f64.min((NODE_HEIGHT - 24.0) / entering.len().max(2) as f64);
            let first = NODE_HEIGHT / 2.0 - 6.0 - step * entering.len().saturating_sub(1) as f64 / 2.0;
            for (place, &i) in entering.iter().enumerate() {
                this.port[i] = first + step * place as f64;
            }
        }
        this
    }
}
