//! A chart on a screen: its drawing, its values by keyboard and by pointer, its numbers as a table,
//! and files of it.
//!
//! In: laying a [`Drawing`] out for the width that the page has for it, and all that is done with one.
//! Out: what a chart shows, which is [`crate::chart`]'s and the screen's; what an ink looks like, which
//! is `www/styles/components/drawing.css`.
//!
//! ```ignore
//! Chart { id: "split".into(), draw: Rc::new(move |sheet| splits(caption, &rows, sheet.width, &Numbers)) }.view()
//! ```

mod export;
mod figure;
mod marks;
mod numbers;
mod sight;
mod steps;
mod table;

pub use export::{save_csv, save_text};
pub use numbers::{Numbers, range_cell, shares_cell};
pub use table::TableView;

use std::rc::Rc;

use yew::prelude::{AttrValue, Html};

use crate::chart::{Drawing, Sheet};

/// Draws a chart on a sheet, whose width is in pixels.
pub type Draw = Rc<dyn Fn(Sheet) -> Drawing>;

/// A chart with its title, its values, its table and its files.
#[derive(Clone)]
pub struct Chart {
    /// A name of its own on the screen, in lower case with hyphens: element ids and files have it.
    pub id: AttrValue,
    /// The chart. It is drawn anew where this is another `Rc` than before, or the width changes: a
    /// screen that keeps the `Rc` while its numbers stay saves the work.
    pub draw: Draw,
}

impl std::fmt::Debug for Chart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chart").field("id", &self.id).finish_non_exhaustive()
    }
}

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && Rc::ptr_eq(&self.draw, &other.draw)
    }
}

impl Chart {
    /// The view.
    pub fn view(self) -> Html {
        figure::view(self)
    }
}
