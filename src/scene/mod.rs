//! Pure geometry of the workflow graph.
