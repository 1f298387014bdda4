//! The worker, the page's link to it, and the reader of manifests.
//!
//! Start-up: the page starts `www/boot/worker.js`, whose first message is `{glue, module}`. The
//! script loads the glue, gives it the module the page has already compiled, and calls
//! [`start_worker`] with a function that has a manifest read and the addresses of the scripts. It posts `{ready: true}`. Only then
//! is anyone listening in the worker, so [`Link`] keeps what it is asked to send until that message
//! has come. A worker that fails posts `{died: message}`, at times more than once: the first says
//! most.
//!
//! Manifests: most visits load none, so what reads them is in a module of its own (feature
//! `reader`). For each manifest `www/boot/worker.js` starts `www/boot/reader.js` as a worker, which
//! hands over in parts what it finds while it reads, and is then ended, so that its memory is given back.
//!
//! Inquiries: what more there is to see of a run than its report is found out by a worker of the desk's
//! own, a module of its own as well (feature `studies`), by the messages of [`inquiry`].
//!
//! Runs: the worker that the page started answers for each question (`agent.rs`). If it has many
//! runs of many tasks, that worker starts others of its own kind (`team.rs`), which do some of the
//! runs (`member.rs`); who does which is counted in [`parts`]. Each is given the workflow's text and
//! the compiled tasks in a message, and sends back counts: nothing is shared but by messages.

#[cfg(feature = "app")]
mod agent;
#[cfg(feature = "studies")]
mod comparing;
#[cfg(any(feature = "desk", feature = "studies"))]
pub mod inquiry;
#[cfg(feature = "app")]
mod link;
#[cfg(feature = "app")]
mod member;
#[cfg(feature = "studies")]
mod opened;
pub mod parts;
pub mod protocol;
#[cfg(feature = "reader")]
mod reader;
#[cfg(feature = "app")]
mod rows;
#[cfg(any(feature = "app", feature = "studies"))]
mod slice;
#[cfg(feature = "app")]
mod start;
#[cfg(feature = "studies")]
mod studies;
#[cfg(feature = "app")]
mod team;
pub mod wire;

#[cfg(feature = "app")]
pub use link::{Link, Report};
#[cfg(feature = "reader")]
pub use reader::{Incoming, throw_panics};
#[cfg(feature = "app")]
pub use start::start_worker;
#[cfg(feature = "app")]
pub(crate) use start::{object, post_died};
#[cfg(feature = "studies")]
pub use studies::{start_studies, throw_study_panics};
