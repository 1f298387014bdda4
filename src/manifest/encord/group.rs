//! Groups and series: several files in the order of their numbers.

use super::super::findings::Finding;
use super::super::json::Value;
use super::item::{Item, Numbered};
use super::top::{JsonImport, Outcome};

impl<'a> JsonImport<'a> {
    /// The SDK's form: a list of objects with a `url`.
    #[inline(never)]
    pub(super) fn file_list(&mut self, item: &mut Item<'a>, name: &str) -> Outcome<()> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        let value = self.reader.value()?;
        let Value::Array = value else {
            self.reader.skip_to(depth)?;
            self.refuse_files(item, name, at, value.name());
            return Ok(());
        };
        let mut number = 0;
        while self.reader.next_element()? {
            self.file(item, name, number)?;
            number += 1;
        }
        Ok(())
    }

    fn file(&mut self, item: &mut Item<'a>, list: &str, number: u64) -> Outcome<()> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        let mut url = None;
        match self.reader.value()? {
            Value::Object => {
                while let Some(key) = self.reader.next_key()? {
                    if matches!(&*key.key(), "url" | "objectUrl" | "object_url") {
                        url = self.url_value(item, || format!("{list}/{number}/url"))?;
                    } else {
                        self.reader.skip_value()?;
                    }
                }
            }
            Value::Text(text) => {
                url = self.url_text(item, text, || format!("{list}/{number}"));
            }
            _ => self.reader.skip_to(depth)?,
        }
        match url {
            Some(url) => self.numbered.push(Numbered { number, at, url }),
            None if item.bad => {}
            None => {
                item.bad = true;
                let place = item.place;
                self.reader.found.error(at, "missing-url", || {
                    Finding::new("This file has no \"url\".")
                        .pointer(place.pointer(&format!("{list}/{number}")))
                });
            }
        }
        Ok(())
    }

    fn refuse_files(&mut self, item: &mut Item<'a>, name: &str, at: usize, is: &str) {
        item.bad = true;
        let place = item.place;
        self.reader.found.error(at, "files-not-list", || {
            Finding::new(format!("\"{name}\" must be a list of files; this is {is}."))
                .pointer(place.key(name))
        });
    }

    /// Sorts the files by number (10 comes after 9), looks for repeats and gaps,
    /// and joins the URLs.
    #[inline(never)]
    pub(super) fn join_group(&mut self, item: &mut Item<'a>) {
        self.joined.clear();
        let mut files = std::mem::take(&mut self.numbered);
        let mut order: Vec<(u64, usize)> =
            files.iter().enumerate().map(|(i, file)| (file.number, i)).collect();
        order.sort_unstable();
        let mut previous: Option<&Numbered<'a>> = None;
        let mut gap = None;
        for file in order.iter().filter_map(|&(_, i)| files.get(i)) {
            match previous {
                Some(before) if before.number == file.number => {
                    let name = format!("objectUrl_{}", file.number);
                    self.second_url(item, &name, file.at, before.url == file.url);
                    continue;
                }
                Some(before) if before.number + 1 != file.number => {
                    gap.get_or_insert((before.number + 1, file));
                }
                None if file.number > 1 => gap = Some((0, file)),
                _ => {}
            }
            if previous.is_some() {
                self.joined.push('\n');
            }
            self.joined.push_str(&file.url);
            previous = Some(file);
        }
        if !item.bad
            && let Some((missing, after)) = gap
        {
            let place = item.place;
            self.reader.found.warning(after.at, "position-gap", || {
                Finding::new(format!(
                    "There is no objectUrl_{missing} before objectUrl_{}; the order was kept.",
                    after.number
                ))
                .pointer(place.item())
                .hint("Check that no file is missing.")
            });
        }
        if !item.bad && !files.is_empty() && item.title.is_none() {
            let place = item.place;
            self.reader.found.warning(item.at, "missing-title", || {
                Finding::new("A group needs a title; the path of its first file was used.")
                    .pointer(place.item())
            });
        }
        files.clear();
        self.numbered = files;
    }
}
