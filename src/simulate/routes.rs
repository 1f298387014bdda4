//! The routes of a run, in names and shares.

use super::gather::most_frequent;
use super::judge::Counts;
use super::report::{RouteReport, RouteStep};
use crate::engine::Route;

/// How many routes a report lists.
const LISTED: usize = 200;

impl Counts<'_> {
    /// The most frequent routes, and how many tasks of all runs took them.
    pub fn routes(&self) -> (Vec<RouteReport>, u64) {
        let routes = most_frequent(&self.gathered.routes, LISTED);
        let listed = routes.iter().map(|(_, (tasks, _))| tasks).sum();
        (routes.into_iter().map(|(route, counts)| self.route(route, *counts)).collect(), listed)
    }

    fn route(&self, route: &Route, (tasks, wrong): (u64, u64)) -> RouteReport {
        let stages = &self.study.checked.workflow().stages;
        let place = |flat: &u32| self.study.plan.output(*flat as usize);
        let step = |(stage, output): (usize, usize)| RouteStep {
            stage: stages[stage].id.clone(),
            output: stages[stage]
                .outputs()
                .get(output)
                .map(|output| output.name.to_string())
                .unwrap_or_default(),
        };
        let rests = usize::try_from(route.rests).ok().and_then(|stage| stages.get(stage));
        let delivered = rests.is_some_and(|stage| stage.kind.word() == "complete");
        RouteReport {
            steps: route.outputs.iter().map(place).map(step).collect(),
            rests: rests.map(|stage| stage.id.clone()),
            tasks: self.mean(tasks),
            share: tasks as f64 / self.total.tasks.max(1) as f64,
            intended: self.intended(route),
            wrong: (delivered && self.study.plan.has_content()).then(|| self.mean(wrong)),
        }
    }

    /// The share of all tasks that start on a route and take each of its outputs.
    fn intended(&self, route: &Route) -> Option<f64> {
        let plan = &self.study.plan;
        let mut steps = route.outputs.iter().map(|flat| plan.output(*flat as usize));
        let (start, _) = steps.next()?;
        let source = plan.outputs(start).start;
        let begins = *self.total.left.get(source)? as f64 / self.total.tasks.max(1) as f64;
        let shares = steps.map(|(stage, output)| {
            let only = plan.outputs(stage).len() == 1;
            let share = self.study.laws[stage].effective.get(output).copied().flatten();
            (if only { Some(1.0) } else { share }).filter(|_| !plan.can_return(stage))
        });
        shares.into_iter().try_fold(begins, |product, share| Some(product * share?))
    }
}
