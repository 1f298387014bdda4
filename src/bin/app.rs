//! The page and its worker: one module serves both, so the two can never be of different
//! versions. Loading it only installs the panic hook; the page's boot script then calls
//! `startApp`, a worker's calls `startWorker`.

fn main() {
    sluice::app::install_panic_hook();
}
