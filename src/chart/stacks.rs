//! Dots in stacks, as in Wilkinson's dot plots, none over another.

/// Dots that stand on each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stack {
    /// The middle of the stack.
    pub x: f64,
    /// The first of its dots, in the order of the positions given.
    pub first: usize,
    /// How many there are.
    pub dots: usize,
}

/// The dots' size and their stacks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stacks {
    /// How wide a dot is.
    pub size: f64,
    /// The stacks, left to right.
    pub stacks: Vec<Stack>,
}

/// The largest dot.
const LARGEST: f64 = 20.0;

impl Stacks {
    /// Stacks dots that stand at rising positions, as large as a field allows.
    pub fn of(xs: &[f64], [left, right]: [f64; 2], height: f64) -> Self {
        let mut size = LARGEST;
        loop {
            let stacks = group(xs, size);
            let tallest = stacks.iter().map(|stack| stack.dots).max().unwrap_or(0) as f64;
            let fits = tallest * size <= height && stacks.len() as f64 * size <= right - left;
            if fits || size <= 0.5 {
                // What is too small to be stacked any lower still has to fit.
                let size = if fits { size } else { (height / tallest).min(size) };
                return Self { size, stacks: part(stacks, size, [left, right]) };
            }
            size -= 0.25;
        }
    }
}

/// From the left, dots that are less than a dot's size apart form a stack at their mean.
fn group(xs: &[f64], size: f64) -> Vec<Stack> {
    let mut stacks = Vec::new();
    let mut first = 0;
    while let Some(&start) = xs.get(first) {
        let rest = xs.iter().skip(first);
        let here: Vec<f64> = rest.copied().take_while(|&x| x < start + size).collect();
        let dots = here.len().max(1);
        stacks.push(Stack { x: here.iter().sum::<f64>() / dots as f64, first, dots });
        first += dots;
    }
    stacks
}

/// Moves stacks apart, as little as the sum of squares over all dots allows: positions less the
/// room that the stacks before them take must rise, which pooling neighbours brings about.
fn part(mut stacks: Vec<Stack>, size: f64, [left, right]: [f64; 2]) -> Vec<Stack> {
    // Mean position, dots and stacks of each block that moves as one.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (i, stack) in stacks.iter().enumerate() {
        let mut block = (stack.x - size * i as f64, stack.dots as f64, 1);
        while let Some(before) = blocks.pop_if(|before| before.0 > block.0) {
            let dots = before.1 + block.1;
            block = ((before.0 * before.1 + block.0 * block.1) / dots, dots, before.2 + block.2);
        }
        blocks.push(block);
    }
    let most = right - size / 2.0 - size * stacks.len().saturating_sub(1) as f64;
    let starts = blocks.iter().flat_map(|&(at, _, count)| std::iter::repeat_n(at, count));
    for (i, (stack, start)) in stacks.iter_mut().zip(starts).enumerate() {
        stack.x = start.min(most).max(left + size / 2.0) + size * i as f64;
    }
    stacks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xs: &[f64], field: [f64; 2], height: f64) -> Stacks {
        let stacks = Stacks::of(xs, field, height);
        assert_eq!(stacks.stacks.iter().map(|stack| stack.dots).sum::<usize>(), xs.len());
        for pair in stacks.stacks.windows(2) {
            assert!(pair[1].x - pair[0].x >= stacks.size - 1e-9, "{pair:?}");
        }
        for stack in &stacks.stacks {
            assert!(stack.dots as f64 * stacks.size <= height + 1e-9);
            assert!(stack.x - stacks.size / 2.0 >= field[0] - 1e-6, "{stack:?} {field:?}");
        }
        stacks
    }

    #[test]
    fn dots_never_overlap() {
        let normal: Vec<f64> =
            (0..50).map(|i| 150.0 + 20.0 * libm::tan((f64::from(i) - 24.5) / 20.0)).collect();
        let stacks = check(&normal, [0.0, 300.0], 150.0);
        assert!(stacks.size > 5.0, "{}", stacks.size);
        // Each stack is near its dots.
        for stack in &stacks.stacks {
            let own = &normal[stack.first..stack.first + stack.dots];
            assert!(own.iter().all(|x| (x - stack.x).abs() < 2.0 * stacks.size), "{stack:?} {own:?}");
        }
        check(&[0.0, 1.0, 21.0, 39.9, 41.0, 300.0], [0.0, 300.0], 150.0);
    }

    #[test]
    fn dots_of_one_count_are_one_stack() {
        let stacks = check(&[50.0; 50], [0.0, 100.0], 150.0);
        assert_eq!((stacks.stacks.len(), stacks.size), (1, 3.0));
        assert_eq!(stacks.stacks[0].x, 50.0);
        assert_eq!(check(&[50.0], [0.0, 100.0], 150.0).size, LARGEST);
        assert!(check(&[], [0.0, 100.0], 150.0).stacks.is_empty());
    }

    #[test]
    fn the_narrowest_field_will_do() {
        let xs: Vec<f64> = (0..50).map(|i| f64::from(i) / 20.0).collect();
        assert!(check(&xs, [0.0, 2.5], 150.0).size > 0.0);
        assert!(check(&[1.0; 5000], [0.0, 2.5], 10.0).size > 0.0);
    }
}
