//! The data units behind the tasks of a study.

use super::{Feed, Study};
use crate::manifest::DataUnit;

/// The data units fed to each Dataset stage.
#[derive(Debug)]
pub struct Units<'a> {
    study: &'a Study,
    /// Of each Dataset stage what feeds it.
    fed: Vec<Vec<Feed<'a>>>,
}

impl<'a> Units<'a> {
    /// The units of what was fed to a study.
    #[must_use]
    pub fn new(study: &'a Study, feeds: &[Feed<'a>]) -> Self {
        let fed = study
            .datasets()
            .map(|(dataset, _)| feeds.iter().filter(|feed| feed.dataset == dataset).copied().collect());
        Self { fed: fed.collect(), study }
    }

    /// The data unit of a task, counted from 0; `None` for a plain one.
    #[must_use]
    pub fn unit(&self, task: u64) -> Option<&'a DataUnit> {
        self.place(task).map(|(_, unit)| unit)
    }

    /// The batch that a task was put in with all of its manifest.
    #[must_use]
    pub fn batch(&self, task: u64) -> Option<&'a str> {
        self.place(task)?.0.batch
    }

    /// What fed a task, and its data unit.
    fn place(&self, task: u64) -> Option<(&Feed<'a>, &'a DataUnit)> {
        let (dataset, place) = self.study.origin(task)?;
        let mut place = usize::try_from(place).ok()?;
        for feed in self.fed.get(dataset)? {
            match feed.units.get(place) {
                Some(unit) => return Some((feed, unit)),
                None => place -= feed.units.len(),
            }
        }
        None
    }

    /// The title of a task; empty for a plain one.
    #[must_use]
    pub fn title(&self, task: u64) -> &'a str {
        self.unit(task).map_or("", DataUnit::title)
    }

    /// The task of this number, counted from 1 as people do, or else the first of this title or
    /// URL; counted from 0.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u64> {
        let number = name.parse::<u64>().ok().and_then(|number| number.checked_sub(1));
        number.filter(|task| *task < self.study.tasks()).or_else(|| {
            (0..self.study.tasks()).find(|task| {
                self.unit(*task)
                    .is_some_and(|unit| unit.title() == name || unit.urls().any(|url| url == name))
            })
        })
    }
}
