//! The page.

pub mod components;
pub mod format;
