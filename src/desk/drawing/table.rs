//! Numbers as a table.

use yew::prelude::{AttrValue, Html};

use crate::chart::{Cell, Table};
use crate::view::format;
use crate::view::html::{classes, html};

/// The most rows that are shown; the file has all.
const MOST: usize = 1_000;

/// A table of numbers, in a box that scrolls where it is too narrow.
#[derive(Debug)]
pub struct TableView<'a> {
    /// The box's element id, of its own on the screen.
    pub id: AttrValue,
    /// What the numbers are about.
    pub title: &'a str,
    /// The numbers.
    pub table: &'a Table,
}

impl TableView<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Table { headers, rows } = self.table;
        let numeric: Vec<bool> = (0..headers.len()).map(|column| is_numeric(rows, column)).collect();
        let is_number = |column: usize| numeric.get(column).copied().unwrap_or_default();
        let head = |(column, header): (usize, &String)| {
            html! { <th scope="col" class={is_number(column).then_some("number")}>{ heading(header) }</th> }
        };
        let cell = |(column, cell): (usize, &Cell)| {
            let class = classes!(is_number(column).then_some("number"));
            if column == 0 {
                html! { <th scope="row" class={classes!("numbers__name", class)}>{ &cell.shown }</th> }
            } else {
                html! { <td {class}>{ &cell.shown }</td> }
            }
        };
        html! {
            <div class="numbers" id={&self.id} role="region" aria-label={format!("Table: {}", self.title)} tabindex="0">
                <table>
                    <thead><tr>{ for headers.iter().enumerate().map(head) }</tr></thead>
                    <tbody>
                        { for rows.iter().take(MOST).map(|row| html! {
                            <tr>{ for row.iter().enumerate().map(cell) }</tr>
                        }) }
                    </tbody>
                </table>
                if rows.len() > MOST {
                    <p class="small quiet">{
                        format!(
                            "The first {} of {} rows; the CSV file has all.",
                            format::count(MOST as f64),
                            format::count(rows.len() as f64),
                        )
                    }</p>
                }
            </div>
        }
    }
}

/// Heads with numbers in them. Files have these as they are; any other head may be a name that somebody gave.
const WRITTEN: [&str; 3] = ["999 of 1,000 runs", "99.9 % from", "99.9 % to"];

/// A head as its reader writes numbers.
fn heading(header: &str) -> String {
    if WRITTEN.contains(&header) { format::sentence(header) } else { header.to_owned() }
}

/// Whether a column has numbers alone, which stand at the end of their cells.
fn is_numeric(rows: &[Vec<Cell>], column: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.exact.is_empty());
    let first = cells.next();
    let is = |cell: &Cell| cell.exact.parse::<f64>().is_ok();
    first.is_some_and(is) && cells.all(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_heads_are_the_readers_and_names_are_left() {
        format::set_marks(".,");
        assert_eq!(heading("999 of 1,000 runs"), "999 of 1.000 runs");
        assert_eq!(heading("99.9 % from"), "99,9\u{a0}% from");
        assert_eq!(heading("Output 1.5"), "Output 1.5");
        format::set_marks(",.");
    }
}
