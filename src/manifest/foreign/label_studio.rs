//! Label Studio: tasks with their data.

use std::borrow::Cow;

use super::super::media::{has_scheme, kind_of};
use super::super::unit::UnitType;
use super::import::{Entry, ForeignImport, finding, headline};
use super::node::{Kind, Node};

/// How files are addressed that lie beside Label Studio itself.
const LOCAL: &str = "/data/local-files/?d=";

/// A file that a task's data names.
struct Named<'n, 'a> {
    key: &'n str,
    node: &'n Node<'a>,
    path: String,
}

impl<'a> ForeignImport<'a> {
    pub(super) fn label_studio(&mut self, entry: &Entry<'_, 'a>) {
        if !entry.node.is_object() {
            return self.not_an_object(entry);
        }
        // A task without the key is its own data.
        let (data, base) = match entry.node.member("data") {
            Some(data) => (data, "/data"),
            None => (entry.node, ""),
        };
        if !data.is_object() {
            let message = format!("\"data\" must be an object; this is {}.", data.name());
            let found = finding(message, entry.inside(base))
                .hint("Write its values by key. A list of tasks or data rows is a file of its own, without \"data\".");
            return self.refuse(data.at, "data-not-object", found);
        }
        if data.members().is_empty() {
            let found = finding("The task has no data.", entry.inside(base))
                .hint("Give it at least one value, such as \"image\" with a URL.");
            return self.refuse(data.at, "missing-url", found);
        }
        let mut files = Vec::new();
        for (key, value) in data.members() {
            gather(key, value, format!("{base}/{}", key.replace('~', "~0").replace('/', "~1")), &mut files);
        }
        let metadata = self.metadata(data, &[]);
        if files.is_empty() {
            let url = self.stand_in(data);
            let title = data.members().iter().find_map(|(_, value)| value.text());
            let title = headline(&title.unwrap_or_default());
            return self.add(UnitType::Text, entry, &url, Some(&title), &metadata);
        }
        let mut urls = String::new();
        for file in &files {
            let Some(url) = self.data_url(entry, file) else {
                return;
            };
            if !urls.is_empty() {
                urls.push('\n');
            }
            urls.push_str(&url);
        }
        let kind = self.files_kind(&files, &urls);
        let title = urls.strip_prefix(LOCAL).map(|path| path.rsplit(['/', '\n']).next().unwrap_or_default());
        self.add(kind, entry, &urls, title, &metadata);
    }

    /// The address of a file; of one that is embedded, what stands for it.
    fn data_url(&mut self, entry: &Entry<'_, 'a>, file: &Named<'_, 'a>) -> Option<Cow<'a, str>> {
        if file.node.text().is_some_and(|text| text.starts_with("data:")) {
            return Some(Cow::Owned(self.stand_in(file.node)));
        }
        self.address(file.node, entry.inside(&file.path))
    }

    fn files_kind(&mut self, files: &[Named<'_, 'a>], urls: &str) -> UnitType {
        let mut kinds = files.iter().zip(urls.split('\n')).map(|(file, url)| {
            let url = url.strip_prefix(LOCAL).unwrap_or(url);
            let embedded = file.node.text().filter(|text| text.starts_with("data:"));
            embedded.and_then(|text| by_word(&text)).or_else(|| kind_of(url)).or_else(|| by_word(file.key))
        });
        let first = kinds.next().flatten();
        let images = matches!(first, None | Some(UnitType::Image));
        if files.len() > 1 && images && kinds.all(|kind| matches!(kind, None | Some(UnitType::Image))) {
            return UnitType::ImageGroup;
        }
        let (at, url) = (files.first().map_or(0, |file| file.node.at), urls.split('\n').next());
        self.kind(first, url.unwrap_or_default(), at)
    }
}

/// Finds the files in a value: a text that is an address, or a list with such.
fn gather<'n, 'a>(key: &'n str, node: &'n Node<'a>, path: String, files: &mut Vec<Named<'n, 'a>>) {
    match &node.kind {
        Kind::Text(_) if node.text().is_some_and(|text| is_file(&text)) => {
            files.push(Named { key, node, path });
        }
        Kind::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                gather(key, element, format!("{path}/{index}"), files);
            }
        }
        // {"url": "…"}, as in lists of images with captions.
        Kind::Object(members) => {
            for (name, value) in members {
                gather(key, value, format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), files);
            }
        }
        _ => {}
    }
}

/// An address, and not a sentence that begins with one.
fn is_file(text: &str) -> bool {
    let text = text.trim();
    let address = has_scheme(text) || text.starts_with("/data/") || text.starts_with("data:");
    address && (!text.contains(char::is_whitespace) || kind_of(text).is_some())
}

/// What a key such as "image_url", or the type of an embedded file, says.
fn by_word(word: &str) -> Option<UnitType> {
    let word = word.chars().take(24).collect::<String>().to_ascii_lowercase();
    let has = |part: &str| word.contains(part);
    Some(if has("image") || has("img") || has("photo") || has("picture") {
        UnitType::Image
    } else if has("video") {
        UnitType::Video
    } else if has("audio") || has("sound") {
        UnitType::Audio
    } else if has("pdf") {
        UnitType::Pdf
    } else if has("text") || has("html") {
        UnitType::Text
    } else {
        return None;
    })
}
