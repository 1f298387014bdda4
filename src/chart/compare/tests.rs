use super::*;
use crate::chart::format::Plain;
use crate::chart::shape::Shape;

fn chart<'a>(pairs: &'a [Pair<'a>]) -> Compare<'a> {
    let caption = Caption { title: "Two designs", description: "" };
    Compare { caption, designs: ["20 % to review", "23 % to review"], range_of: "95 % of runs", pairs }
}

const REVIEW: Pair = Pair {
    name: "Review",
    shares: [Some(0.2), Some(0.23)],
    difference: Some(0.03),
    range: Some([0.01, 0.05]),
    label: "+3 points (1 to 5)",
};

#[test]
fn a_difference_is_right_of_zero_where_the_second_is_more() {
    let pass = Pair { name: "Pass", difference: Some(-0.03), range: Some([-0.05, -0.01]), ..REVIEW };
    for width in [320.0, 900.0] {
        let drawing = compare(&chart(&[REVIEW, pass]), width, &Plain);
        let rule = |mark: &crate::chart::drawing::Mark| match mark.shape {
            Shape::Line { from, .. } => from[0],
            _ => f64::NAN,
        };
        let at = |ink: Ink| drawing.marks.iter().filter(|m| m.ink == ink).map(rule).collect::<Vec<f64>>();
        let marks = at(Ink::Intended);
        assert!(marks[0] > marks[1]);
        let zero = fields(&[REVIEW, pass], width).differences.1.at(0.0);
        assert!(marks[0] > zero && marks[1] < zero);
    }
}

#[test]
fn what_is_missing_is_left_out() {
    let gone = Pair { shares: [None, None], difference: None, range: None, label: "", ..REVIEW };
    let new = Pair { shares: [None, Some(0.1)], ..gone };
    for width in [3.0, 320.0, 1200.0] {
        for pairs in [&[][..], &[gone], &[new], &[REVIEW]] {
            let drawing = compare(&chart(pairs), width, &Plain);
            assert!(drawing.height.is_finite() && drawing.table.rows.len() == pairs.len());
        }
    }
    let drawing = compare(&chart(&[new]), 600.0, &Plain);
    assert_eq!(drawing.focus[0].label, "Review: nothing and 10\u{a0}%");
    assert!(drawing.description.contains("no output differs"));
    assert_eq!(
        compare(&chart(&[REVIEW]), 600.0, &Plain).description,
        "23 % to review beside 20 % to review: Review +3 points (1 to 5)."
    );
}
