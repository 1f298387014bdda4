//! A chart as files: SVG, PNG, and its numbers as CSV. All are made in the browser; nothing leaves it.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use crate::chart::{Drawing, Table, Theme, svg};
use crate::view::files::save;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A drawing of lines, for documents.
    Svg,
    /// A picture of pixels, for slides and messages.
    Png,
    /// The numbers.
    Csv,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Csv];

    /// What it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Csv => "CSV",
        }
    }
}

/// Pixels of a picture for each of the drawing's.
const SCALE: f64 = 2.0;

/// The most pixels of a picture on either side: browsers draw nothing on a canvas much larger.
const LONGEST: f64 = 16_000.0;

/// Saves a drawing as a file. Pictures are those of the light theme, whatever the page's is: they go
/// into documents.
pub async fn export(drawing: &Drawing, kind: Kind, name: &str) -> Result<(), JsValue> {
    match kind {
        Kind::Svg => save_text(&format!("{name}.svg"), "image/svg+xml", &svg(drawing, Theme::Light)),
        Kind::Csv => save_csv(&format!("{name}.csv"), &drawing.table),
        Kind::Png => save(&format!("{name}.png"), &picture(&svg(drawing, Theme::Light)).await?),
    }
}

/// Saves numbers as a CSV file.
///
/// # Errors
/// What the browser says where it makes no file.
pub fn save_csv(name: &str, table: &Table) -> Result<(), JsValue> {
    let csv = table.csv();
    // Spreadsheets take text without this mark for that of an old Windows.
    let mark = if csv.is_ascii() { "" } else { "\u{feff}" };
    save_text(name, "text/csv", &format!("{mark}{csv}"))
}

/// Saves a text as a file of a type.
///
/// # Errors
/// What the browser says where it makes no file.
pub fn save_text(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    save(name, &blob(kind, text)?)
}

fn blob(kind: &str, text: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

/// An SVG as a picture of pixels.
async fn picture(svg: &str) -> Result<Blob, JsValue> {
    let url = Url::create_object_url_with_blob(&blob("image/svg+xml", svg)?)?;
    let drawn = drawn(&url).await;
    Url::revoke_object_url(&url)?;
    let canvas = drawn?;
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // A promise's own functions throw nothing.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    // It is null where the picture is too large.
    JsFuture::from(promise).await?.dyn_into()
}

async fn drawn(url: &str) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let [width, height] = [image.natural_width(), image.natural_height()].map(f64::from);
    let scale = SCALE.min(LONGEST / width.max(height).max(1.0));
    let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    let [across, down] = [width * scale, height * scale];
    canvas.set_width(across as u32);
    canvas.set_height(down as u32);
    let context = canvas.get_context("2d")?.ok_or("there is no canvas")?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, across, down)?;
    Ok(canvas)
}
