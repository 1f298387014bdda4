use super::*;
use crate::chart::drawing::Mark;
use crate::chart::format::Plain;
use crate::chart::shape::Shape;

/// Binomial chances, from one ratio to the next.
fn law(n: u64, right: f64) -> impl Fn(u64, u64) -> f64 {
    let mut ln = vec![n as f64 * libm::log(1.0 - right)];
    for k in 1..=n {
        let ratio = (n - k + 1) as f64 / k as f64 * right / (1.0 - right);
        ln.push(ln[k as usize - 1] + libm::log(ratio));
    }
    let p: Vec<f64> = ln.into_iter().map(libm::exp).collect();
    move |from, to| p.iter().skip(from as usize).take((to + 1 - from) as usize).sum()
}

fn annotator<'a>(name: &'a str, law: &'a dyn Fn(u64, u64) -> f64) -> Annotator<'a> {
    Annotator { name, label: name, law, wrong_label: "wrong: 5 %" }
}

fn drawn(tasks: u64, pass_from: u64, show: [u64; 2], width: f64) -> Drawing {
    let [good, bad] = [0.9, 0.7].map(|right| law(tasks, right));
    let chart = Benchmark {
        caption: Caption { title: "Two annotators", description: "" },
        tasks,
        pass_from,
        mark_label: "the mark",
        good: annotator("good", &good),
        bad: annotator("bad", &bad),
        show,
    };
    benchmark(&chart, width, &Plain)
}

fn lines(drawing: &Drawing, ink: Ink) -> Vec<Vec<Vec<[f64; 2]>>> {
    let paths = drawing.marks.iter().filter(|mark| mark.ink == ink);
    let pieces = |mark: &Mark| match &mark.shape {
        Shape::Path { pieces, .. } => Some(pieces.clone()),
        _ => None,
    };
    paths.filter_map(pieces).collect()
}

#[test]
fn what_is_hatched_is_where_the_mark_is_wrong() {
    let drawing = drawn(40, 33, [15, 40], 600.0);
    let at = drawing.focus.last().unwrap().x;
    // First the hatching, then the outline, then the two swatches.
    let [good, bad] = [Ink::First, Ink::Second].map(|ink| lines(&drawing, ink));
    assert!(good[0].len() > 3 && good[0].iter().flatten().all(|point| point[0] <= at + 1e-9), "{good:?}");
    assert!(bad[0].len() > 3 && bad[0].iter().flatten().all(|point| point[0] >= at - 1e-9), "{bad:?}");
    let slope = |piece: &Vec<[f64; 2]>| (piece[1][1] - piece[0][1]) / (piece[1][0] - piece[0][0]);
    assert!(good[0].iter().all(|piece| slope(piece) < 0.0) && bad[0].iter().all(|piece| slope(piece) > 0.0));
}

#[test]
fn the_table_has_every_answer_once() {
    for tasks in [1, 40, 900] {
        let pass_from = tasks * 33 / 40;
        let drawing = drawn(tasks, pass_from, [tasks / 2, tasks - tasks / 20], 600.0);
        let rows = &drawing.table.rows;
        let number = |row: &Vec<Cell>, i: usize| row[i].exact.parse::<f64>().unwrap();
        assert_eq!((number(&rows[0], 0), number(rows.last().unwrap(), 1)), (0.0, tasks as f64));
        assert!(rows.windows(2).all(|pair| number(&pair[0], 1) + 1.0 == number(&pair[1], 0)));
        for column in [2, 3] {
            let sum: f64 = rows.iter().map(|row| number(row, column)).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{tasks}: {sum}");
        }
        for row in rows {
            let result = if number(row, 0) >= pass_from as f64 { "passes" } else { "fails" };
            assert!(row[4].exact == result && (result == "passes" || number(row, 1) < pass_from as f64));
        }
    }
}

#[test]
fn any_benchmark_at_any_width() {
    for (tasks, pass_from, show) in [(0, 0, [0, 0]), (1, 1, [0, 1]), (900, 0, [0, 900]), (900, 900, [3, 4])] {
        for width in [3.0, 320.0, 1200.0] {
            let drawing = drawn(tasks, pass_from, show, width);
            let reached = drawing.focus.iter().all(|f| f.x.is_finite() && f.y.is_finite());
            assert!(reached && drawing.focus.len() <= 123 && drawing.table.rows.len() <= 402);
        }
    }
}
