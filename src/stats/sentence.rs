//! The judgement as one short text a person would say.
//!
//! "95 of 100 runs send 12 to 28" names the level of the range. Its true coverage is at least
//! that, because counts come whole, and is in [`OutputJudgement::coverage95`]. Where it is 97.5 %
//! or more, as with few tasks, the text says "at least 97 of 100" (rounded down, never 100).
//!
//! Under a method that leaves chance little or no room, the text says what the method must give;
//! of a count that it cannot give, the text says that, and not how rare it is.

use super::format::{count_text, percent_text};
use super::law::LawKind;
use super::output::OutputJudgement;
use super::split::{SplitJudgement, SplitTest};
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
    if is_as_it_must(output) {
        return match output.law {
            LawKind::Fixed => format!("{asked} This run sent {sent} of {n}: {EXACTLY}."),
            _ => {
                let sends = span(output.possible);
                format!("{asked} This run sent {sent} of {n}. As it must: this method sends {sends}.")
            }
        };
    }
    let verdict = match output.verdict {
        Verdict::Ordinary => edged("Ordinary", inside(output), &usual(output)),
        Verdict::Unusual => {
            let usual = format!("{}, and {}", usual(output), rarity(output.p_value));
            edged("Unusual", !inside(output), &usual)
        }
        Verdict::Suspicious if is_impossible(output) => {
            format!("Suspicious: this method cannot give that count{}.", only(output))
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
    let n = count_text(split.n);
    if split.verdict == Verdict::Ordinary && split.outputs.iter().all(is_sure) {
        if split.outputs.iter().all(|output| output.law == LawKind::Fixed) {
            return format!("{asked} This run sent {sent} of {n}: {EXACTLY}.");
        }
        let ranges: Vec<String> = split.outputs.iter().map(|output| span(output.possible)).collect();
        return format!(
            "{asked} This run sent {sent} of {n}. As it must: this method sends {}.",
            listed(&ranges)
        );
    }
    format!("{asked} This run sent {sent} of {n}. {}", whole_verdict(split, names))
}

/// The verdict on a split of several outputs.
fn whole_verdict(split: &SplitJudgement, names: &[&str]) -> String {
    match split.verdict {
        Verdict::Ordinary => format!("Ordinary: {}.", split_rarity(split)),
        Verdict::Unusual => format!("Unusual: {}.", split_rarity(split)),
        Verdict::Suspicious => match split.outputs.iter().position(is_impossible) {
            Some(index) => impossible(split, index, names),
            None => format!("Suspicious: {}.", split_rarity(split)),
        },
        Verdict::NotEnoughTasks => too_few(split.n),
        Verdict::Leak => {
            let lost = split.outputs.iter().filter(|output| output.intended == 0.0);
            let lost = tasks(lost.map(|output| output.observed).sum());
            format!("Leak: {lost} took an output that should receive none.")
        }
    }
}

/// Which count the method cannot give.
fn impossible(split: &SplitJudgement, index: usize, names: &[&str]) -> String {
    let to = names.get(index).map_or_else(String::new, |name| format!(" to {name}"));
    let fault = split.outputs.get(index).map(|output| (count_text(output.observed), only(output)));
    let (sent, only) = fault.unwrap_or_default();
    format!("Suspicious: this method cannot send {sent}{to}{only}.")
}

/// ", only 19 to 21", unless the count lies in a gap between these.
fn only(output: &OutputJudgement) -> String {
    let (least, most) = output.possible;
    if (least..=most).contains(&output.observed) {
        return String::new();
    }
    format!(", only {}", span(output.possible))
}

/// How rare the split is. Several exact p-values taken together are a bound, not a rate.
fn split_rarity(split: &SplitJudgement) -> String {
    if split.test != SplitTest::ExactMethod {
        return rarity(split.p_value);
    }
    if split.p_value >= 0.995 {
        return "this method often gives such counts".to_owned();
    }
    rarity(split.p_value).replacen("about", "at most about", 1)
}

/// What is said of a count that leaves nothing to chance.
const EXACTLY: &str = "exactly what this method gives every time";

/// Whether the law leaves nothing to chance, or nothing that is known of.
fn is_sure(output: &OutputJudgement) -> bool {
    matches!(output.law, LawKind::Fixed | LawKind::Bounded)
}

/// Whether a count that leaves nothing to chance came out right. Of 0 % and 100 % the text says
/// the same under every law.
fn is_as_it_must(output: &OutputJudgement) -> bool {
    let certain = output.intended == 0.0 || output.intended == 1.0;
    is_sure(output) && !certain && output.verdict == Verdict::Ordinary
}

/// Whether the law forbids the count. A probability too small for a number is not that.
fn is_impossible(output: &OutputJudgement) -> bool {
    let (least, most) = output.possible;
    let gap = output.law == LawKind::Systematic && output.p_value == 0.0;
    gap || !(least..=most).contains(&output.observed)
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
    if output.law != LawKind::Binomial && output.coverage95 >= 1.0 {
        return format!("every run sends {}", span(output.range95));
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
