//! The values that are URLs.

use std::borrow::Cow;

use super::super::findings::{Finding, clip};
use super::super::json::{Text, Value};
use super::super::url::{UrlProblem, check};
use super::item::{Item, Numbered};
use super::top::{JsonImport, Outcome};

impl<'a> JsonImport<'a> {
    pub(super) fn single_url(&mut self, item: &mut Item<'a>, name: &str, key_at: usize) -> Outcome<()> {
        let at = self.reader.position()?;
        let Some(url) = self.url_value(item, || name.to_owned())? else {
            return Ok(());
        };
        match item.url.take() {
            None => item.url = Some((url, at)),
            Some((first, first_at)) => {
                self.second_url(item, name, key_at, first == url);
                item.url = Some((first, first_at));
            }
        }
        Ok(())
    }

    pub(super) fn numbered_url(
        &mut self,
        item: &mut Item<'a>,
        number: u64,
        name: &str,
        at: usize,
    ) -> Outcome<()> {
        if let Some(url) = self.url_value(item, || name.to_owned())? {
            self.numbered.push(Numbered { number, at, url });
        }
        Ok(())
    }

    /// A URL key met twice: harmless if both say the same, else a file would be lost.
    pub(super) fn second_url(&mut self, item: &mut Item<'a>, name: &str, at: usize, same: bool) {
        let place = item.place;
        if same {
            self.reader.found.warning(at, "duplicate-key", || {
                Finding::new(format!("\"{name}\" is here a second time with the same URL; it counts once."))
                    .pointer(place.key(name))
            });
            return;
        }
        item.bad = true;
        self.reader.found.error(at, "conflicting-url", || {
            Finding::new(format!(
                "\"{name}\" is here a second time with another URL; one of the files would be lost."
            ))
            .pointer(place.key(name))
            .hint("Give each file its own number.")
        });
    }

    /// Reads a value that must be a URL; reports what is wrong with it.
    pub(super) fn url_value(
        &mut self,
        item: &mut Item<'a>,
        key: impl Fn() -> String,
    ) -> Outcome<Option<Cow<'a, str>>> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        match self.reader.value()? {
            Value::Text(text) => Ok(self.url_text(item, text, key)),
            other => {
                self.reader.skip_to(depth)?;
                item.bad = true;
                let place = item.place;
                self.reader.found.error(at, "url-not-text", || {
                    Finding::new(format!("The URL must be text; this is {}.", other.name()))
                        .pointer(place.pointer(&key()))
                });
                Ok(None)
            }
        }
    }

    /// The URL in a string, or errors.
    pub(super) fn url_text(
        &mut self,
        item: &mut Item<'a>,
        text: Text<'a>,
        key: impl Fn() -> String,
    ) -> Option<Cow<'a, str>> {
        let (url, broken) = text.decode();
        let place = item.place;
        let found = &mut self.reader.found;
        if broken {
            item.bad = true;
            found.error(text.at, "broken-escape", || {
                Finding::new("A \\u escape in the URL is half of a character.").pointer(place.pointer(&key()))
            });
            return None;
        }
        let problem = match check(&url) {
            Ok(good) if good.len() == url.len() => return Some(url),
            Ok(good) => {
                found.warning(text.at, "url-trimmed", || {
                    Finding::new("The spaces around the URL were removed.").pointer(place.pointer(&key()))
                });
                return Some(Cow::Owned(good.to_owned()));
            }
            Err(problem) => problem,
        };
        item.bad = true;
        let (code, finding) = describe(problem, &url);
        found.error(text.at, code, || finding().pointer(place.pointer(&key())));
        None
    }
}

/// The code and the words for a URL that cannot be used.
pub(crate) fn describe(problem: UrlProblem, url: &str) -> (&'static str, impl FnOnce() -> Finding + '_) {
    let code = match problem {
        UrlProblem::Empty => "empty-url",
        UrlProblem::Whitespace => "space-in-url",
        UrlProblem::TooLong => "long-url",
    };
    let finding = move || match problem {
        UrlProblem::Empty => Finding::new("The URL is empty."),
        UrlProblem::Whitespace => {
            Finding::new(format!("There is whitespace inside the URL \"{}\".", clip(url).escape_debug()))
                .hint(if url.matches("://").count() > 1 {
                    "These are several URLs: give each its own place."
                } else {
                    "Write each space as %20."
                })
        }
        UrlProblem::TooLong => {
            Finding::new(format!("The URL has {} bytes; at most 16 384 (16 KB) are allowed.", url.len()))
        }
    };
    (code, finding)
}
