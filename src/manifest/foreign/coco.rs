//! COCO: images, and the categories that are annotated in them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::findings::clip;
use super::super::unit::UnitType;
use super::import::{Entry, ForeignImport, Outcome, close, finding, push_member};
use super::node::Node;

/// Ids as they are written. Lists may come in any order, so images wait until all is read.
#[derive(Debug, Default)]
struct Coco<'a> {
    images: Vec<Image<'a>>,
    /// The names of the categories, by id.
    categories: BTreeMap<String, String>,
    /// By the id of an image where its first annotation is, and the ids of the categories of all.
    annotated: BTreeMap<String, (usize, BTreeSet<String>)>,
}

#[derive(Debug)]
struct Image<'a> {
    node: Node<'a>,
    pointer: String,
    id: Option<String>,
}

impl<'a> ForeignImport<'a> {
    pub(super) fn coco(&mut self) -> Outcome<()> {
        let mut coco = Coco::default();
        self.reader.value()?;
        while let Some(key) = self.reader.next_key()? {
            match &*key.key() {
                "images" => self.coco_images(&mut coco)?,
                "annotations" => self.list("/annotations", |import, entry| {
                    let id = |key| entry.node.get(key).map(|node| import.strict(node).into_owned());
                    if let (Some(image), Some(category)) = (id("image_id"), id("category_id")) {
                        let place = || (entry.node.at, BTreeSet::new());
                        coco.annotated.entry(image).or_insert_with(place).1.insert(category);
                    }
                })?,
                "categories" => self.list("/categories", |import, entry| {
                    let id = entry.node.get("id").map(|node| import.strict(node).into_owned());
                    if let (Some(id), Some(name)) = (id, entry.node.get("name")) {
                        coco.categories.insert(id, import.strict(name).into_owned());
                    }
                })?,
                _ => {
                    self.reader.skip_value()?;
                }
            }
        }
        self.coco_ids(&coco);
        for image in std::mem::take(&mut coco.images) {
            self.coco_image(&image, &coco);
        }
        Ok(())
    }

    /// Warns of ids that do not lead from annotations to one image.
    fn coco_ids(&mut self, coco: &Coco<'a>) {
        let mut known = BTreeSet::new();
        for image in &coco.images {
            let Some(id) = &image.id else { continue };
            if !known.insert(id) {
                self.warn(image.node.at, "repeated-id", || {
                    let message = format!(
                        "An earlier image has the id {} as well: the annotations of that id count for both.",
                        clip(id)
                    );
                    finding(message, Some(image.pointer.clone()))
                });
            }
        }
        for (id, (at, _)) in coco.annotated.iter().filter(|(id, _)| !known.contains(id)) {
            self.warn(*at, "unknown-image", || {
                finding(format!("There are annotations of image {}, but no such image.", clip(id)), None)
            });
        }
    }

    fn coco_images(&mut self, coco: &mut Coco<'a>) -> Outcome<()> {
        let at = self.reader.position()?;
        if self.reader.slice(at, at + 1) != "[" {
            return self.list("/images", |_, _| {});
        }
        self.reader.value()?;
        while self.reader.next_element()? {
            let node = Node::read(&mut self.reader)?;
            let id = node.get("id").map(|id| self.strict(id).into_owned());
            coco.images.push(Image { node, pointer: format!("/images/{}", coco.images.len()), id });
        }
        Ok(())
    }

    fn coco_image(&mut self, image: &Image<'a>, coco: &Coco<'a>) {
        let node = &image.node;
        let entry = Entry { node, pointer: Some(image.pointer.clone()) };
        if !node.is_object() {
            return self.not_an_object(&entry);
        }
        let key = ["coco_url", "file_name", "flickr_url"].into_iter().find(|key| node.get(key).is_some());
        let Some((key, file)) = key.and_then(|key| Some((key, node.get(key)?))) else {
            let found = finding("The image has no \"file_name\".", entry.pointer.clone());
            return self.refuse(node.at, "missing-url", found);
        };
        let Some(url) = self.address(file, entry.inside(&format!("/{key}"))) else {
            return;
        };
        let mut metadata = self.metadata(node, &["coco_url", "flickr_url"]);
        metadata.pop();
        let annotated =
            image.id.as_ref().and_then(|id| coco.annotated.get(id)).map(|(_, categories)| categories);
        let names = annotated.into_iter().flatten().map(|id| coco.categories.get(id).unwrap_or(id).as_str());
        let names = names.collect::<Vec<_>>().join(",");
        push_member(&mut metadata, "categories", &format!("[{names}]"));
        let title = node.text_of("file_name");
        self.add(UnitType::Image, &entry, &url, title.as_deref(), &close(metadata));
    }
}
