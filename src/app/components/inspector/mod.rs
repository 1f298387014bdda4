//! inspector
