//! The data units behind the tasks of a study.

use super::input::Given;
use crate::manifest::DataUnit;
use crate::simulate::Study;

/// The data units fed to each Dataset stage.
pub struct Units<'a> {
    study: &'a Study,
    fed: Vec<Vec<&'a DataUnit>>,
}

impl<'a> Units<'a> {
    /// The units of what was given to a study.
    pub fn new(given: &'a [Given], study: &'a Study) -> Self {
        let fed = study.datasets().map(|(dataset, _)| {
            given
                .iter()
                .filter(|given| given.dataset == dataset)
                .flat_map(|given| &given.import.units)
                .collect()
        });
        Self { study, fed: fed.collect() }
    }

    /// The data unit of a task; `None` for a plain one.
    pub fn unit(&self, task: u64) -> Option<&'a DataUnit> {
        let (dataset, place) = self.study.origin(task)?;
        self.fed.get(dataset)?.get(usize::try_from(place).ok()?).copied()
    }

    /// The title of a task; empty for a plain one.
    pub fn title(&self, task: u64) -> &'a str {
        self.unit(task).map_or("", DataUnit::title)
    }

    /// The task of this number, counted from 1, or else the first of this title or URL.
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
