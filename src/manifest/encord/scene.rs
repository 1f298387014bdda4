//! Scenes: one unit, with URLs anywhere inside.

use super::super::json::Value;
use super::item::{Item, Numbered};
use super::top::{JsonImport, Outcome};

impl<'a> JsonImport<'a> {
    /// Takes the URL, or every `url` and `uri` in the value, in file order.
    pub(super) fn scene(&mut self, item: &mut Item<'a>) -> Outcome<()> {
        let depth = self.reader.depth();
        if let Value::Text(text) = self.reader.value()? {
            if let Some(url) = self.url_text(item, text, || "scene".to_owned()) {
                self.add_scene_url(text.at, url);
            }
            return Ok(());
        }
        while self.reader.depth() > depth {
            if self.reader.in_object() {
                let Some(key) = self.reader.next_key()? else {
                    continue;
                };
                if matches!(&*key.key(), "url" | "uri") {
                    let at = self.reader.position()?;
                    if let Some(url) = self.url_value(item, || "scene".to_owned())? {
                        self.add_scene_url(at, url);
                    }
                    continue;
                }
            } else if !self.reader.next_element()? {
                continue;
            }
            self.reader.value()?;
        }
        Ok(())
    }

    fn add_scene_url(&mut self, at: usize, url: std::borrow::Cow<'a, str>) {
        let number = self.numbered.len() as u64;
        self.numbered.push(Numbered { number, at, url });
    }

    pub(super) fn join_scene(&mut self) {
        self.joined.clear();
        for (index, file) in self.numbered.iter().enumerate() {
            if index > 0 {
                self.joined.push('\n');
            }
            self.joined.push_str(&file.url);
        }
    }
}
