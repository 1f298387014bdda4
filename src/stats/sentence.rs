//! The judgement as one short text a person would say.
//!
//! "95 of 100 runs send 12 to 28" names the level of the range. Its true coverage is at least
//! that, because counts come whole, and is in [`OutputJudgement::coverage95`]. Where it is 97.5 %
//! or more, as with few tasks, the text says "at least 97 of 100" (rounded down, never 100).

use super::format::{count_text, percent_text};
use super::output::OutputJudgement;
use super::split::SplitJudgement;
use super::verdict::Verdict;

/// From this coverage on the nominal 95 would understate the range.
const PLAIN_COVERAGE_BELOW: f64 = 0.975;

/// The judgement of one output in words, with the output's name if one is given: "You asked for
/// 20 %. This run sent 17 of 100. Ordinary: 95 of 100 runs send 12 to 28."
#[must_use]
pub fn output_sentence(output: &OutputJudgement, name: Option<&str>) -> String {
    let to = name.map_or_else(String::new, |name| format!(" to {name}"));
    let asked = format!("You asked for {}{to}.", percent_text(output.intended));
    if output.n == 0 {
        return format!("{asked} No task arrived, so there is nothing to judge.");
    }
    let (sent, n) = (count_text(output.observed), count_text(output.n));
    let verdict = match output.verdict {
        Verdict::Ordinary => edged("Ordinary", inside(output), &usual(output)),
        Verdict::Unusual => {
            let usual = format!("{}, and {}", usual(output), rarity(output.p_value));
            edged("Unusual", !inside(output), &usual)
        }
        Verdict::Suspicious => format!("Suspicious: {}.", suspicion(output)),
        Verdict::NotEnoughTasks => too_few(output.n),
        Verdict::Leak if output.observed == 0 || output.intended > 0.0 => {
            let lost = output.n - output.observed;
            format!("Leak: {} took an output that should receive none.", tasks(lost))
        }
        Verdict::Leak => "Leak: an output of 0 % should receive none.".to_owned(),
    };
    format!("{asked} This run sent {sent} of {n}. {verdict}")
}

/// The judgement of a whole split in words; `names` as many as outputs, or empty. A split of two
/// outputs is told by its first.
#[must_use]
pub fn split_sentence(split: &SplitJudgement, names: &[&str]) -> String {
    if let ([first] | [first, _], true) = (split.outputs.as_slice(), split.n > 0) {
        return output_sentence(first, names.first().copied());
    }
    let asked = split.outputs.iter().enumerate().map(|(index, output)| {
        let share = percent_text(output.intended);
        let name = names.get(index);
        name.map_or_else(|| share.clone(), |name| format!("{share} to {name}"))
    });
    let asked = format!("You asked for {}.", listed(&asked.collect::<Vec<_>>()));
    if split.n == 0 {
        return format!("{asked} No task arrived, so there is nothing to judge.");
    }
    let counts = split.outputs.iter().map(|output| count_text(output.observed));
    let sent = listed(&counts.collect::<Vec<_>>());
    let verdict = match split.verdict {
        Verdict::Ordinary => format!("Ordinary: {}.", rarity(split.p_value)),
        Verdict::Unusual => format!("Unusual: {}.", rarity(split.p_value)),
        Verdict::Suspicious => format!("Suspicious: {}.", rarity(split.p_value)),
        Verdict::NotEnoughTasks => too_few(split.n),
        Verdict::Leak => {
            let lost = split.outputs.iter().filter(|output| output.intended == 0.0);
            let lost = tasks(lost.map(|output| output.observed).sum());
            format!("Leak: {lost} took an output that should receive none.")
        }
    };
    format!("{asked} This run sent {sent} of {}. {verdict}", count_text(split.n))
}

/// The range and the p-value can disagree by a task at the edge; then the text admits it.
fn edged(word: &str, agrees: bool, rest: &str) -> String {
    let edge = if agrees { "" } else { ", but at the edge" };
    format!("{word}{edge}: {rest}.")
}

fn inside(output: &OutputJudgement) -> bool {
    (output.range95.0..=output.range95.1).contains(&output.observed)
}

/// "95 of 100 runs send 12 to 28".
fn usual(output: &OutputJudgement) -> String {
    if output.intended == 0.0 {
        return "every run sends none".to_owned();
    }
    if output.intended == 1.0 {
        return "every run sends all of them".to_owned();
    }
    let runs = if output.coverage95 < PLAIN_COVERAGE_BELOW {
        "95".to_owned()
    } else {
        let floor = libm::floor(output.coverage95 * 100.0).min(99.0);
        format!("at least {floor}")
    };
    format!("{runs} of 100 runs send {}", span(output.range95))
}

fn suspicion(output: &OutputJudgement) -> String {
    let (low, high) = output.range999;
    if (low..=high).contains(&output.observed) {
        return rarity(output.p_value);
    }
    format!("999 of 1,000 runs send {}", span(output.range999))
}

/// How many runs give a result as far off.
fn rarity(p_value: f64) -> String {
    let percent = libm::round(p_value * 100.0) as u64;
    let thousandths = libm::round(p_value * 1000.0) as u64;
    if p_value < 0.001 {
        "fewer than 1 of 1,000 runs is at least this far off".to_owned()
    } else if thousandths == 1 {
        "about 1 of 1,000 runs is at least this far off".to_owned()
    } else if p_value < 0.05 {
        format!("about {thousandths} of 1,000 runs are at least this far off")
    } else if percent < 100 {
        format!("about {percent} of 100 runs are at least this far off")
    } else {
        "nearly every run is at least this far off".to_owned()
    }
}

fn too_few(n: u64) -> String {
    format!("Not enough tasks: with only {}, no result could be suspicious.", count_text(n))
}

fn span((low, high): (u64, u64)) -> String {
    if low == high { count_text(low) } else { format!("{} to {}", count_text(low), count_text(high)) }
}

fn tasks(count: u64) -> String {
    if count == 1 { "1 task".to_owned() } else { format!("{} tasks", count_text(count)) }
}

/// "50 %, 30 % and 20 %".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
