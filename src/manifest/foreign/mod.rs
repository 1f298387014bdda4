//! Files of other platforms, read as tasks.
//!
//! In: V7's registration requests, Label Studio's tasks, Labelbox's data rows, the manifests of
//! SageMaker Ground Truth and of CVAT, COCO. Each says in a note what was assumed. What a platform
//! would refuse although the task is clear (a name used twice) is a warning here.
//! Out: telling the files apart, which is done by their keys while they are read as Encord's
//! ([`super::encord`]); annotations and predictions, which a simulation makes itself.

mod coco;
mod cvat;
mod entries;
mod import;
mod label_studio;
mod labelbox;
mod node;
mod platform;
mod sagemaker;
mod v7;

pub(crate) use import::read;
pub use platform::Platform;
