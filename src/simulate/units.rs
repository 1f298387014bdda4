//! The data units behind the tasks of a study.

use super::{Feed, Study};
use crate::manifest::DataUnit;

/// The data units fed to each Dataset stage.
#[derive(Debug)]
pub struct Units<'a> {
    study: &'a Study,
    fed: Vec<Vec<&'a DataUnit>>,
}

impl<'a> Units<'a> {
    /// The units of what was fed to a study.
    #[must_use]
    pub fn new(study: &'a Study, feeds: &[Feed<'a>]) -> Self {
        let fed = study.datasets().map(|(dataset, _)| {
            feeds.iter().filter(|feed| feed.dataset == dataset).flat_map(|feed| feed.units).collect()
        });
        Self { fed: fed.collect(), study }
    }

    /// The data unit of a task, counted from 0; `None` for a plain one.
    #[must_use]
    pub fn unit(&self, task: u64) -> Option<&'a DataUnit> {
        let (dataset, place) = self.study.origin(task)?;
        self.fed.get(dataset)?.get(usize::try_from(place).ok()?).copied()
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
