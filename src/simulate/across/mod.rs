//! The splits of the first run across annotators, batches and datasets.
//!
//! Of few tasks a share scatters widely, so that a list of shares makes the smallest groups look
//! the best and the worst. A funnel plot shows each group's share against its number of visits,
//! between the limits of chance for that number (D. J. Spiegelhalter, "Funnel plots for comparing
//! institutional performance", Statistics in Medicine 24, 2005). With many groups some lie outside
//! by chance alone; who really differs is said after Holm's adjustment.

mod funnel;
mod group;
mod report;

pub use group::Grouping;
pub use report::{AcrossReport, AcrossView, Centre, Differs, Funnel, FunnelGroup, FunnelLimit, ReviewedWork};

use super::pass::Pass;
use super::{Study, Units};
use crate::engine::Imbalance;

impl Study {
    /// Begins to count the first run by annotator, batch and dataset; `units` are those that the
    /// study was fed.
    #[must_use]
    pub fn begin_across<'s>(&'s self, units: &'s Units<'s>) -> Pass<'s, Grouping<'s>> {
        Pass::new(self, Grouping::new(self, units))
    }

    /// The splits of the first run across groups, at once.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn across(&self, units: &Units<'_>) -> Result<AcrossReport, Imbalance> {
        self.begin_across(units).across(self)
    }
}

impl Pass<'_, Grouping<'_>> {
    /// The splits across groups, after walking whatever is left; `study` is the one that it was
    /// begun for.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn across(self, study: &Study) -> Result<AcrossReport, Imbalance> {
        let (counts, grouping) = self.end()?;
        Ok(grouping.report(study, &counts.tally))
    }
}
