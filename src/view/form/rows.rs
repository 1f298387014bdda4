//! Lists whose rows a person moves, removes and adds, without losing the focus.

use crate::view::html::html;
use yew::prelude::*;

use super::change::change;
use super::focus::focus;

/// A change to the order or number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowEdit {
    /// Moves the row at this position up.
    Up(usize),
    /// Moves the row at this position down.
    Down(usize),
    /// Removes the row at this position.
    Remove(usize),
}

impl RowEdit {
    /// Carries out the change; one that names a row or place that is not there changes nothing.
    pub fn apply<T>(self, rows: &mut Vec<T>) {
        match self {
            Self::Up(row) if 0 < row && row < rows.len() => rows.swap(row - 1, row),
            Self::Down(row) if row + 1 < rows.len() => rows.swap(row, row + 1),
            Self::Remove(row) if row < rows.len() => drop(rows.remove(row)),
            _ => {}
        }
    }

    /// The id of the button to focus afterwards: the same one of the moved row, or where that
    /// one is disabled its neighbour; after a removal the one that takes the row's place.
    fn focus(self, list: &str, rows: usize) -> String {
        match self {
            Self::Up(row) if row <= 1 => format!("{list}-0-down"),
            Self::Up(row) => format!("{list}-{}-up", row - 1),
            Self::Down(row) if row + 2 >= rows => format!("{list}-{}-up", row + 1),
            Self::Down(row) => format!("{list}-{}-down", row + 1),
            Self::Remove(row) if row + 1 < rows => format!("{list}-{row}-remove"),
            Self::Remove(row) if row > 0 => format!("{list}-{}-remove", row - 1),
            Self::Remove(_) => format!("{list}-add"),
        }
    }
}

/// A callback for one row of a list: it emits the list with that row replaced.
pub fn change_row<T: Clone + 'static>(
    rows: &Vec<T>,
    on_change: &Callback<Vec<T>>,
    position: usize,
) -> Callback<T> {
    change(rows, on_change, move |rows: &mut Vec<T>, row| {
        if let Some(place) = rows.get_mut(position) {
            *place = row;
        }
    })
}

/// A callback for the buttons of a list's rows.
pub fn edit_rows<T: Clone + 'static>(rows: &Vec<T>, on_change: &Callback<Vec<T>>) -> Callback<RowEdit> {
    change(rows, on_change, |rows: &mut Vec<T>, edit: RowEdit| edit.apply(rows))
}

/// A callback that adds a row below a list.
pub fn add_row<T: Clone + 'static>(rows: &Vec<T>, on_change: &Callback<Vec<T>>, fresh: T) -> Callback<()> {
    change(rows, on_change, move |rows: &mut Vec<T>, ()| rows.push(fresh.clone()))
}

/// "Move up", "Move down" and "Remove" for a row. Rows must be keyed by position, so that a
/// place's button stays the same element while what stands in the place changes.
#[derive(Debug, Clone, PartialEq)]
pub struct RowButtons {
    /// The list's id: the same for all its rows and its [`AddRow`], and nothing else's.
    pub list: AttrValue,
    /// The row's position.
    pub row: usize,
    /// How many rows there are.
    pub rows: usize,
    /// The row in words, such as "rule Random sample".
    pub what: AttrValue,
    /// Receives what to do.
    pub on_edit: Callback<RowEdit>,
    /// Whether the order matters.
    pub movable: bool,
}

impl RowButtons {
    /// The view.
    pub fn view(&self) -> Html {
        let RowButtons { list, row, rows, what, movable, .. } = self;
        let button = |edit: RowEdit, word: &'static str, name: String, disabled: bool, icon: &'static str| {
            let (target, on_edit) = (edit.focus(list, *rows), self.on_edit.clone());
            // Which buttons there are and work goes by position alone, so the focus can move before
            // the rows are drawn anew.
            let onclick = Callback::from(move |_: MouseEvent| {
                on_edit.emit(edit);
                focus(&target);
            });
            html! {
                <button
                    type="button"
                    class="button button--plain button--icon row-button"
                    id={format!("{list}-{row}-{word}")}
                    aria-label={name.clone()}
                    title={name}
                    {disabled}
                    {onclick}
                >
                    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                        <path d={icon} />
                    </svg>
                </button>
            }
        };
        html! {
            <span class="row-buttons">
                if *movable {
                    { button(RowEdit::Up(*row), "up", format!("Move {what} up"), *row == 0, UP) }
                    { button(RowEdit::Down(*row), "down", format!("Move {what} down"), row + 1 >= *rows, DOWN) }
                }
                { button(RowEdit::Remove(*row), "remove", format!("Remove {what}"), false, CROSS) }
            </span>
        }
    }
}

const UP: &str = "M8 13V3.5M4 7.5l4-4 4 4";
const DOWN: &str = "M8 3v9.5M4 8.5l4 4 4-4";
const CROSS: &str = "M4 4l8 8M12 4l-8 8";

/// The button below a list that adds a row.
#[derive(Debug, Clone, PartialEq)]
pub struct AddRow {
    /// The list's id, as in its [`RowButtons`].
    pub list: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// Receives the press.
    pub on_add: Callback<()>,
}

impl AddRow {
    /// The view.
    pub fn view(&self) -> Html {
        html! {
            <button
                type="button"
                class="button add-row"
                id={format!("{}-add", self.list)}
                onclick={self.on_add.reform(|_| ())}
            >
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path d="M8 3v10M3 8h10" />
                </svg>
                { &self.label }
            </button>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(edit: RowEdit) -> String {
        let mut rows: Vec<char> = "abc".chars().collect();
        edit.apply(&mut rows);
        rows.into_iter().collect()
    }

    #[test]
    fn rows_move_and_go() {
        assert_eq!(after(RowEdit::Up(2)), "acb");
        assert_eq!(after(RowEdit::Down(0)), "bac");
        assert_eq!(after(RowEdit::Remove(1)), "ac");
    }

    #[test]
    fn the_ends_hold() {
        for edit in [RowEdit::Up(0), RowEdit::Up(3), RowEdit::Down(2), RowEdit::Remove(3)] {
            assert_eq!(after(edit), "abc");
        }
    }

    #[test]
    fn the_focus_follows_the_row_to_a_button_that_works() {
        assert_eq!(RowEdit::Up(2).focus("l", 3), "l-1-up");
        assert_eq!(RowEdit::Up(1).focus("l", 3), "l-0-down");
        assert_eq!(RowEdit::Down(0).focus("l", 3), "l-1-down");
        assert_eq!(RowEdit::Down(1).focus("l", 3), "l-2-up");
        assert_eq!(RowEdit::Remove(1).focus("l", 3), "l-1-remove");
        assert_eq!(RowEdit::Remove(2).focus("l", 3), "l-1-remove");
        assert_eq!(RowEdit::Remove(0).focus("l", 1), "l-add");
    }
}
