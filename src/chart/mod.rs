//! Pure geometry of charts.
