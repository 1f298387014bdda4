//! CVAT: the manifest of a dataset, one JSON object on each line. The first two say the version
//! and whether it is about images or one video.

use super::super::findings::clip;
use super::super::unit::UnitType;
use super::import::{Entry, ForeignImport, Outcome, finding};

/// What was met so far.
#[derive(Debug, Default)]
struct Manifest {
    video: bool,
    key_frames: usize,
}

impl<'a> ForeignImport<'a> {
    pub(super) fn cvat(&mut self) -> Outcome<()> {
        let mut manifest = Manifest::default();
        self.lines(|import, entry| import.cvat_line(entry, &mut manifest));
        if manifest.video && self.units.is_bare() {
            let message = "The manifest is of a video, but has no line with its \"properties\".";
            self.refuse(0, "missing-url", finding(message, None));
        }
        Ok(())
    }

    fn cvat_line(&mut self, entry: &Entry<'_, 'a>, manifest: &mut Manifest) {
        let node = entry.node;
        if !node.is_object() {
            return self.not_an_object(entry);
        }
        if node.get("version").is_some() {
            return;
        }
        if let Some(kind) = node.text_of("type") {
            manifest.video = kind == "video";
            if !matches!(&*kind, "video" | "images") {
                self.warn(node.at, "unknown-media-type", || {
                    let message = format!("CVAT has manifests of \"images\" and \"video\", not of \"{}\"; it was read as one of images.", clip(&kind));
                    finding(message, None)
                });
            }
        } else if let Some(properties) = node.get("properties") {
            self.cvat_video(&Entry { node: properties, pointer: None });
        } else if manifest.video {
            manifest.key_frames += 1;
        } else {
            self.cvat_image(entry);
        }
    }

    fn cvat_video(&mut self, entry: &Entry<'_, 'a>) {
        let Some(name) = entry.node.get("name") else {
            let message = "The properties of the video have no \"name\".";
            return self.refuse(entry.node.at, "missing-url", finding(message, None));
        };
        if let Some(url) = self.address(name, None) {
            let metadata = self.metadata(entry.node, &["name"]);
            self.add(UnitType::Video, entry, &url, None, &metadata);
        }
    }

    fn cvat_image(&mut self, entry: &Entry<'_, 'a>) {
        let node = entry.node;
        let Some(name) = node.get("name") else {
            let found = finding("The line has no \"name\".", None)
                .hint("Each image has a \"name\" and an \"extension\".");
            return self.refuse(node.at, "missing-url", found);
        };
        let Some(stem) = self.address(name, None) else {
            return;
        };
        let extension = node.get("extension");
        let at = extension.map_or(name.at, |extension| extension.at);
        let extension = node.text_of("extension").unwrap_or_default();
        let Some(url) = self.address_text(format!("{stem}{extension}").into(), at, None) else {
            return;
        };
        let metadata = self.metadata(node, &["name", "extension", "checksum"]);
        let kind = self.kind(None, &url, node.at);
        self.add(kind, entry, &url, None, &metadata);
    }
}
