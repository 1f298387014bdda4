//! The filter, the rows that are known, and the task that is explained.

use crate::desk::list::{BLOCK, List};
use crate::desk::studies::Studies;
use crate::simulate::{TaskFacets, TaskFilter, TaskPage, TaskRow};
use crate::worker::inquiry::{Ask, Way};

/// What a person does.
#[derive(Debug)]
pub enum Act {
    /// Wants such tasks.
    Filter(TaskFilter),
    /// Has a task explained, counted from 1.
    Explain(u64),
    /// No longer.
    Close,
    /// The list is scrolled so far, and its box so high [px].
    Scrolled(f64, f64),
    /// A row of the list, and its box, are so high [px].
    Sized(f64, f64),
}

/// What is known and chosen.
#[derive(Debug, Default)]
pub struct Kept {
    /// What tasks must be like.
    pub filter: TaskFilter,
    /// How many tasks there are behind each value of the filter, once that is known.
    pub facets: Option<TaskFacets>,
    /// The rows with their titles.
    pub list: List<(TaskRow, String)>,
    /// The task that is explained, counted from 1.
    pub explained: Option<u64>,
    /// Its way, once that is known.
    pub way: Option<Way>,
    /// The filter asked about last.
    asked: Option<TaskFilter>,
    /// The filter that the counts are of.
    counted: Option<TaskFilter>,
    /// Whether the heading of the explanation is to have the focus once it is drawn.
    pub to_focus: bool,
}

impl Kept {
    /// Begins with another study. Another run has other ways, so that those of the filter go.
    pub fn restart(&mut self) {
        let filter = TaskFilter { way: None, ..std::mem::take(&mut self.filter) };
        *self = Self { filter, ..Self::default() };
    }

    /// Asks for what is not known.
    pub fn fetch(&mut self, studies: &Studies) {
        if self.asked.as_ref() != Some(&self.filter) {
            self.asked = Some(self.filter.clone());
            studies.ask(&Ask::Facets { filter: self.filter.clone() });
            return;
        }
        let counted = self.counted.as_ref() == Some(&self.filter);
        let Some(facets) = self.facets.as_ref().filter(|_| counted) else { return };
        for from in self.list.missing(facets.selected) {
            studies.ask(&Ask::Page { filter: self.filter.clone(), from, count: BLOCK });
        }
    }

    /// Does what a person does.
    pub fn act(&mut self, act: Act, studies: &Studies) {
        match act {
            Act::Filter(filter) => {
                self.filter = filter;
                self.list.restart();
            }
            Act::Explain(task) => {
                self.explained = Some(task);
                studies.ask(&Ask::Explain { task });
                self.to_focus = true;
            }
            Act::Close => (self.explained, self.way) = (None, None),
            Act::Scrolled(top, sight) => self.list.scroll_to(top, sight),
            Act::Sized(row, sight) => self.list.size(row, sight),
        }
    }

    /// It is known how many tasks there are.
    pub fn counted(&mut self, filter: &TaskFilter, facets: TaskFacets) {
        if *filter == self.filter {
            self.list.restart();
            self.counted = Some(self.filter.clone());
            self.facets = Some(facets);
        }
    }

    /// Some tasks have come.
    pub fn rows(&mut self, filter: &TaskFilter, page: TaskPage, titles: Vec<String>) {
        if *filter == self.filter {
            self.list.take(page.from, page.rows.into_iter().zip(titles).collect());
        }
    }

    /// The way of a task has come.
    pub fn way(&mut self, way: Option<Way>) {
        if way.as_ref().map(|way| way.task) == self.explained {
            self.way = way;
        }
    }
}
