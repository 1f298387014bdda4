//! The drawing in layers from left to right. Returns run in lanes below everything.

use super::lanes::lanes;
use super::links::{Graph, Link};
use super::path::{ARROW, Heading, Point, arrow, flowing, rounded};
use super::ranks::{Holds, Ranks};
use super::settle::settle;
use super::{Area, EdgePath, NodeBox, Scene};

const NODE_WIDTH: f64 = 144.0;
const NODE_HEIGHT: f64 = 64.0;
/// Room for a label with two shares, and for one with a single share and a count.
const LABEL_WIDTH: f64 = 116.0;
const SHORT_LABEL_WIDTH: f64 = 88.0;
const LABEL_HEIGHT: f64 = 36.0;
/// The height that a line keeps free where it passes a column.
const PASS_HEIGHT: f64 = 10.0;
/// Room around everything, for focus rings and badges.
const MARGIN: f64 = 12.0;
/// Room after a column of stages, and before one.
const AFTER: f64 = 16.0;
const BEFORE: f64 = 24.0;
/// Between two lines that run up or down beside each other.
const STEP: f64 = 10.0;
/// Between two ports of one stage at most.
const PORTS: f64 = 16.0;
const RADIUS: f64 = 10.0;

/// Draws a graph from left to right.
pub(super) fn draw(graph: &Graph) -> Scene {
    let ranks = Ranks::of(graph);
    let heights: Vec<f64> = ranks.holds.iter().map(height).collect();
    let mut centres = settle(&ranks, &heights);
    for centre in &mut centres {
        *centre += MARGIN;
    }
    let columns = Columns::of(graph, &ranks);
    let ports = Ports::of(graph, &ranks, &centres);
    let bottom = centres.iter().zip(&heights).map(|(c, h)| c + h / 2.0).fold(0.0, f64::max);
    let returns = Returns::of(graph, &columns, bottom);

    let node = |stage: &usize| {
        let area = Area {
            x: columns.node_left(graph, *stage),
            y: centres[*stage] - NODE_HEIGHT / 2.0,
            w: NODE_WIDTH,
            h: NODE_HEIGHT,
        };
        NodeBox { stage: *stage, area }
    };
    let stages = ranks.columns.iter().flatten().filter(|&&item| ranks.holds[item] == Holds::Node);
    let nodes = stages.map(node).collect();
    let edge = |(i, link): (usize, &Link)| {
        let (out, into) = (ports.out[i], ports.into[i]);
        let (path, tip, label) = if link.back {
            returns.edge(
                i,
                (columns.node_right(graph, link.from), out),
                (columns.node_left(graph, link.to), into),
            )
        } else {
            forward(&ranks, &columns, i, &centres, (out, into))
        };
        let label = label.filter(|_| link.labelled);
        let arrow = arrow(tip, Heading::Right);
        EdgePath { stage: link.from, output: link.output, to: link.to, path, arrow, label, back: link.back }
    };
    let edges = graph.links.iter().enumerate().map(edge).collect();
    Scene { width: columns.width, height: bottom + returns.height + MARGIN, nodes, edges }
}

fn height(holds: &Holds) -> f64 {
    match holds {
        Holds::Node => NODE_HEIGHT,
        Holds::Label => LABEL_HEIGHT,
        Holds::Pass => PASS_HEIGHT,
    }
}

/// A line forward: level through every column that it passes, curved between.
fn forward(
    ranks: &Ranks,
    columns: &Columns,
    link: usize,
    centres: &[f64],
    (out, into): (f64, f64),
) -> (String, Point, Option<Area>) {
    let chain = &ranks.chains[link];
    let mut label = None;
    let mut stretches = Vec::with_capacity(chain.len());
    let first = chain.first().map_or(0, |&item| columns.of_item[item]);
    for (step, &item) in chain.iter().enumerate() {
        let (left, right) = columns.spans[first + step];
        let y = centres[item];
        // Nothing stands in a column without width, so the line need not run level there.
        if left == right {
            continue;
        }
        stretches.push(if step == 0 {
            ((right, out), (right, out))
        } else if step + 1 == chain.len() {
            ((left - ARROW, into), (left - 1.0, into))
        } else {
            ((left, y), (right, y))
        });
        if ranks.holds[item] == Holds::Label {
            label = Some(Area { x: left, y: y - LABEL_HEIGHT / 2.0, w: right - left, h: LABEL_HEIGHT });
        }
    }
    let tip = stretches.last().map_or((0.0, 0.0), |&((x, y), _)| (x + ARROW, y));
    // The line ends under the arrow head, so that a wide line does not show beside its tip.
    if let Some(last) = stretches.last_mut() {
        last.1 = (last.0.0 + 1.0, last.0.1);
    }
    (flowing(&stretches), tip, label)
}

/// Where each column begins and ends, with room between for what runs up and down.
struct Columns {
    spans: Vec<(f64, f64)>,
    of_item: Vec<usize>,
    width: f64,
}

impl Columns {
    fn of(graph: &Graph, ranks: &Ranks) -> Self {
        let mut of_item = vec![0; ranks.holds.len()];
        let mut spans = Vec::with_capacity(ranks.columns.len());
        let mut x = MARGIN;
        for (column, items) in ranks.columns.iter().enumerate() {
            for &item in items {
                of_item[item] = column;
            }
            let returns = |end: fn(&Link) -> usize| {
                let here =
                    graph.links.iter().filter(|link| link.back && 2 * graph.layer[end(link)] == column);
                here.count() as f64 * STEP
            };
            if column % 2 == 0 {
                let ups = returns(|link| link.to);
                x += if column == 0 && ups == 0.0 { 0.0 } else { BEFORE + ups };
                spans.push((x, x + NODE_WIDTH));
                x += NODE_WIDTH + returns(|link| link.from) + AFTER;
            } else {
                let width = labels_width(graph, ranks, items);
                spans.push((x, x + width));
                x += width;
            }
        }
        Self { spans, of_item, width: (x - AFTER).max(0.0) + MARGIN }
    }

    fn node_left(&self, graph: &Graph, stage: usize) -> f64 {
        self.spans[2 * graph.layer[stage]].0
    }

    fn node_right(&self, graph: &Graph, stage: usize) -> f64 {
        self.spans[2 * graph.layer[stage]].1
    }
}

/// The width of the widest label in a column.
fn labels_width(graph: &Graph, ranks: &Ranks, items: &[usize]) -> f64 {
    let labels = items.iter().filter(|&&item| ranks.holds[item] == Holds::Label);
    let width = |&item: &usize| {
        let link = ranks.chains.iter().position(|chain| chain.get(1) == Some(&item));
        let intended = link.and_then(|link| graph.links.get(link)).is_none_or(|link| link.intended);
        if intended { LABEL_WIDTH } else { SHORT_LABEL_WIDTH }
    };
    labels.map(width).fold(0.0, f64::max)
}

/// The height at which each link leaves its stage, and at which it enters one.
struct Ports {
    out: Vec<f64>,
    into: Vec<f64>,
}

impl Ports {
    fn of(graph: &Graph, ranks: &Ranks, centres: &[f64]) -> Self {
        let beside = |i: usize, from_end: bool| {
            let chain = &ranks.chains[i];
            let item = if from_end { chain.iter().rev().nth(1) } else { chain.get(1) };
            // Returns come and go below, so they take the lowest ports.
            item.map_or(f64::INFINITY, |&item| centres[item])
        };
        let mut ports = Self { out: vec![0.0; graph.links.len()], into: vec![0.0; graph.links.len()] };
        for (stage, &centre) in centres.iter().enumerate().take(graph.layer.len()) {
            let leaving = graph.links.iter().enumerate().filter(|(_, link)| link.from == stage);
            let leaving = leaving.map(|(i, _)| (beside(i, false), i)).collect();
            spread(leaving, centre, &mut ports.out);
            let entering = graph.links.iter().enumerate().filter(|(_, link)| link.to == stage);
            let entering = entering.map(|(i, _)| (beside(i, true), i)).collect();
            spread(entering, centre, &mut ports.into);
        }
        ports
    }
}

/// Spreads links over one side of a stage, in the order of where they lead: those that run
/// forward around its middle, so that a chain is straight, and returns below them.
fn spread(mut links: Vec<(f64, usize)>, centre: f64, ports: &mut [f64]) {
    links.sort_by(|a, b| a.0.total_cmp(&b.0));
    let returns = links.iter().filter(|(y, _)| y.is_infinite()).count();
    let forward = links.len() - returns;
    let middled = if forward == 0 { returns } else { forward };
    let above = middled.saturating_sub(1) as f64 / 2.0;
    let below = links.len().saturating_sub(1) as f64 - above;
    let step = PORTS.min((NODE_HEIGHT / 2.0 - 8.0) / below.max(1.0));
    for (place, (_, link)) in links.into_iter().enumerate() {
        ports[link] = centre + step * (place as f64 - above);
    }
}

/// The ways of the links that lead back.
struct Returns {
    /// For each link that leads back: where it goes down, where it comes up, and its lane.
    ways: Vec<Option<(f64, f64, f64)>>,
    /// The height of all lanes.
    height: f64,
}

impl Returns {
    fn of(graph: &Graph, columns: &Columns, bottom: f64) -> Self {
        let mut downs = vec![0; graph.layer.len() + 1];
        let mut ups = downs.clone();
        let mut stretches = Vec::new();
        let mut which = Vec::new();
        for (i, link) in graph.links.iter().enumerate().filter(|(_, link)| link.back) {
            let (from, to) = (graph.layer[link.from], graph.layer[link.to]);
            downs[from] += 1;
            ups[to] += 1;
            let down = columns.node_right(graph, link.from) + 4.0 + STEP * f64::from(downs[from]);
            let up = columns.node_left(graph, link.to) - ARROW - 6.0 - STEP * f64::from(ups[to]);
            stretches.push((up, down));
            which.push(i);
        }
        let lanes = lanes(&stretches);
        let count = lanes.iter().max().map_or(0, |last| last + 1);
        let lane_height = LABEL_HEIGHT + 8.0;
        let mut ways = vec![None; graph.links.len()];
        for ((&i, (up, down)), lane) in which.iter().zip(stretches).zip(lanes) {
            let y = bottom + 10.0 + lane_height * (lane as f64 + 0.5);
            ways[i] = Some((down, up, y));
        }
        let height = if count > 0 { 10.0 + lane_height * count as f64 } else { 0.0 };
        Self { ways, height }
    }

    fn edge(&self, link: usize, out: Point, into: Point) -> (String, Point, Option<Area>) {
        let Some((down, up, lane)) = self.ways[link] else {
            return (String::new(), into, None);
        };
        let tip = into;
        let points =
            [out, (down, out.1), (down, lane), (up, lane), (up, tip.1), (tip.0 - ARROW + 1.0, tip.1)];
        let label = Area {
            x: down - RADIUS - 4.0 - LABEL_WIDTH,
            y: lane - LABEL_HEIGHT / 2.0,
            w: LABEL_WIDTH,
            h: LABEL_HEIGHT,
        };
        (rounded(&points, RADIUS), tip, Some(label))
    }
}
