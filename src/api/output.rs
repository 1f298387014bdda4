//! Reports as JavaScript objects.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use super::ApiError;

/// What these names hold is taken over as it is: the keys of `units` are data, and there are
/// perhaps a million `items` and `counts`, without a name to change in them.
const AS_IS: [&str; 3] = ["units", "items", "counts"];

/// A report in the shape that the command line prints, but with its names in camelCase.
pub fn to_js(report: &impl Serialize) -> Result<JsValue, ApiError> {
    let printed = report.serialize(&Serializer::json_compatible());
    let printed = printed.map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(renamed(&printed))
}

/// Adds to an object, in place of what it may have had under this name.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Setting a property of an ordinary object of our own cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

fn renamed(value: &JsValue) -> JsValue {
    if Array::is_array(value) {
        let items: &Array = value.unchecked_ref();
        return items.iter().map(|item| renamed(&item)).collect::<Array>().into();
    }
    match value.dyn_ref::<Object>() {
        Some(object) => renamed_object(object).into(),
        None => value.clone(),
    }
}

fn renamed_object(object: &Object) -> Object {
    let made = Object::new();
    for key in Object::keys(object).iter() {
        let name = key.as_string().unwrap_or_default();
        let held = Reflect::get(object, &key).unwrap_or_default();
        let held = if AS_IS.contains(&name.as_str()) { held } else { renamed(&held) };
        set(&made, &camel(&name), &held);
    }
    made
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
