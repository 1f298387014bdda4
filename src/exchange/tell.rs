//! What the Lab tells the desk.

use super::{Route, Snapshot};
/// A message to the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Tell {
    /// Something has changed. Beside it come the files of the loaded manifests (`File` or
    /// undefined), in the order of [`Snapshot::files`].
    Snapshot {
        /// All there is to know.
        snapshot: Box<Snapshot>,
    },
    /// The run under way goes on.
    Progress {
        /// Tasks walked so far, over all runs.
        walked: u64,
        /// Tasks in all.
        total: u64,
    },
    /// The worker has answered what the desk asked by [`super::Wish::Ask`].
    Heard {
        /// A [`crate::worker::protocol::Reply`] as bytes, as the worker sent it.
        reply: Vec<u8>,
    },
    /// A screen is to be shown; for the Lab, none of the desk's.
    Show {
        /// Which.
        route: Route,
    },
}
