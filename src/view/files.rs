//! Files that a person chose, dropped or pasted.

use js_sys::Array;
use web_sys::{DragEvent, File, FileList};

/// The files of a list.
pub fn listed(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |i| list.get(i))).collect()
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    listed(event.data_transfer().and_then(|data| data.files()))
}

/// A text as a file, named for what it looks like.
pub fn text_file(text: &str) -> Option<File> {
    if text.trim().is_empty() {
        return None;
    }
    let name = if text.trim_start().starts_with(['{', '[']) { "pasted.json" } else { "pasted.csv" };
    File::new_with_str_sequence(&Array::of1(&text.into()), name).ok()
}
