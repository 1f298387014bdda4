//! What the two modules of the page say to each other. Plain data: it knows no browser.
//!
//! The Lab (`crate::app`) keeps the state; the desk (`crate::desk`) draws the other screens. It goes
//! one way round: the Lab tells the desk what there is ([`Tell`], with a [`Snapshot`]), the desk
//! asks the Lab for what a person wants ([`Wish`]), and hears of it in the next snapshot. Each message
//! crosses as bytes by [`crate::worker::wire`], with files beside it where it is about files.
//!
//! In: the messages, and the addresses of the screens ([`Route`]). Out: carrying them over, which is
//! `crate::app::shell`'s and `crate::desk::shell`'s.

mod placing;
mod route;
mod snapshot;
mod tell;
mod wish;

pub use placing::Placing;
pub use route::Route;
pub use snapshot::{Dataset, FedBy, FileEntry, FileState, Snapshot};
pub use tell::Tell;
pub use wish::Wish;

use crate::worker::wire::{Reader, Wire, choices, records};

records! {
    Snapshot { workflow, name, seed, runs, tasks, can_run, running, stale, report, strict, files, datasets }
    FileEntry { id, name, placing, strict, bytes, state }
    Placing { dataset, key, batch }
    FedBy { file, tasks }
    Dataset { stage, name, plain, files }
}

choices! {
    FileState { 0 Reading, 1 Read { summary }; 2 Unreadable { why } }
    Tell { 0 Snapshot { snapshot }, 1 Progress { walked, total }, 2 Heard { reply }; 3 Show { route } }
    Wish {
        0 Load { placing, sort }, 1 Remove { file }, 2 Place { file, placing }, 3 Run { seed, runs }, 4 RunAgain,
        5 Cancel, 6 Select { stage }, 7 Go { route }, 8 Ask { request }, 10 Strict { on }, 11 TakeGood { file }; 9 OpenWorkflow { name, text }
    }
}

impl Wire for Route {
    fn write(&self, to: &mut Vec<u8>) {
        self.hash().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::of(&String::read(from))
    }
}

#[cfg(test)]
mod tests;
