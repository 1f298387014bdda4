//! Counts in, judgement out.
//!
//! This room answers one question: given the shares a split was asked for and the counts that
//! came out, is chance alone a good enough explanation? It holds the exact laws (binomial,
//! multinomial, hypergeometric), the laws of counts that a method keeps closer than chance
//! ([`CountLaw`]), Pearson's chi-square for what is too large to enumerate, the Wilson interval,
//! Holm's adjustment over several splits, the verdict and the sentence that says it.
//!
//! In: plain numbers. Shares are `f64` in [0, 1]; counts are `u64`. Out: plain numbers and one
//! sentence. The room knows nothing of workflows, tasks, runs or screens and imports no other
//! room. Which visits may be counted together is the caller's to know: every function here
//! takes its counts to be independent draws with fixed shares, but for those that are handed a law.
//!
//! Every floating-point function comes from `libm` or is exact in IEEE arithmetic, so results
//! are the same to the bit on every platform. The special functions are written here, not taken
//! from `statrs` 0.19: its incomplete beta function starts from a difference of logarithms of the
//! gamma function, and is wrong in the fifth digit at 10⁶ tasks and in the first at 10⁸. Its upper
//! incomplete gamma function is good (2.5·10⁻¹³), but its elementary functions depend on a feature
//! flag that any other dependency can set, and with them the last bits.
//!
//! Start at [`judge_split`]; [`Binomial`] has the law behind it. What to ask before a run, or while
//! one goes, is in [`planning`].

mod binomial;
mod chance;
mod chi_square;
mod deviance;
mod enumeration;
mod error;
mod format;
mod holm;
mod hypergeometric;
mod interval;
mod law;
mod multinomial;
mod normal;
mod output;
mod pair;
pub mod planning;
mod quantile;
mod sentence;
mod split;
mod split_under;
mod summary;
mod tail;
mod two_sided;
mod verdict;

pub use binomial::Binomial;
pub use chance::Chance;
pub use chi_square::{ChiSquare, chi_square_upper_tail, pearson};
pub use error::SplitError;
pub use format::{count_text, percent_text};
pub use holm::{alarms_expected, holm_adjusted};
pub use hypergeometric::Hypergeometric;
pub use interval::wilson;
pub use law::{CountLaw, LawKind};
pub use multinomial::{DEFAULT_WORK, Multinomial};
pub use normal::{Z_95, two_sided_z};
pub use output::{OutputJudgement, judge_count, judge_count_under};
pub use sentence::{output_sentence, split_sentence};
pub use split::{MAX_TASKS, SplitJudgement, SplitTest, judge_split};
pub use split_under::judge_split_under;
pub use summary::RunSummary;
pub use two_sided::TIE_TOLERANCE;
pub use verdict::{ORDINARY_FROM, SUSPICIOUS_BELOW, Verdict};
