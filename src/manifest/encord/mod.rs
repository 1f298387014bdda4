//! Encord's JSON manifest, in the upload form and in the form its SDK writes.

mod collections;
mod foreign;
mod group;
mod item;
mod member;
mod remarks;
mod scene;
mod technical;
mod top;
mod urls;

pub(crate) use top::read;
pub(crate) use urls::describe as describe_url;
