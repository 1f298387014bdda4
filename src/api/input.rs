//! Looking at what a caller passed.

use std::ops::RangeInclusive;

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::ApiError;

/// Where a value was given, to name it in a refusal.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    /// As an argument of this name.
    Argument(&'a str),
    /// As an option of this name.
    Option(&'a str),
}

impl Given<'_> {
    /// The error that says what is wrong with the value.
    pub fn refuse(self, why: &str) -> ApiError {
        match self {
            Self::Argument(name) => ApiError::Argument(format!("{name} {why}")),
            Self::Option(name) => ApiError::Option(format!("{name} {why}")),
        }
    }

    fn must_be(self, what: &str, value: &JsValue) -> ApiError {
        self.refuse(&format!("must be {what}, not {}", description(value)))
    }

    fn item<T>(self, index: u32, read: impl FnOnce(Given<'_>) -> Result<T, ApiError>) -> Result<T, ApiError> {
        match self {
            Self::Argument(name) => read(Given::Argument(&format!("{name}[{index}]"))),
            Self::Option(name) => read(Given::Option(&format!("{name}[{index}]"))),
        }
    }
}

/// What a value is, in the words of a refusal.
fn description(value: &JsValue) -> String {
    if let Some(number) = value.as_f64() {
        number.to_string()
    } else if let Some(flag) = value.as_bool() {
        flag.to_string()
    } else if value.is_null() || value.is_undefined() {
        if value.is_null() { "null" } else { "undefined" }.to_owned()
    } else if Array::is_array(value) {
        "an array".to_owned()
    } else {
        let kind = value.js_typeof().as_string().unwrap_or_default();
        let article = if kind == "object" { "an" } else { "a" };
        format!("{article} {kind}")
    }
}

/// A string.
pub fn text(value: &JsValue, given: Given<'_>) -> Result<String, ApiError> {
    let text = value.as_string().ok_or_else(|| given.must_be("a string", value))?;
    // Half of a surrogate pair becomes U+FFFD on its way here, and would be a silent change.
    let whole = |string: &JsString| string.is_valid_utf16();
    if text.contains('\u{fffd}') && !value.dyn_ref().is_some_and(whole) {
        let (Given::Argument(name) | Given::Option(name)) = given;
        return Err(ApiError::NotUtf8(name.to_owned()));
    }
    Ok(text)
}

/// `true` or `false`.
pub fn flag(value: &JsValue, given: Given<'_>) -> Result<bool, ApiError> {
    value.as_bool().ok_or_else(|| given.must_be("true or false", value))
}

/// Any number.
pub fn number(value: &JsValue, given: Given<'_>) -> Result<f64, ApiError> {
    value.as_f64().ok_or_else(|| given.must_be("a number", value))
}

/// A whole number in a range that ends below 2^53.
pub fn whole(value: &JsValue, given: Given<'_>, range: RangeInclusive<u64>) -> Result<u64, ApiError> {
    let fits = |number: &f64| {
        number.fract() == 0.0 && (*range.start() as f64..=*range.end() as f64).contains(number)
    };
    match value.as_f64().filter(fits) {
        Some(number) => Ok(number as u64),
        None => {
            let (from, to) = range.into_inner();
            Err(given.must_be(&format!("a whole number from {from} to {to}"), value))
        }
    }
}

/// The content of a `Uint8Array`.
pub fn bytes(value: &JsValue, given: Given<'_>) -> Result<Vec<u8>, ApiError> {
    let array: &Uint8Array = value.dyn_ref().ok_or_else(|| given.must_be("a Uint8Array", value))?;
    let length = array.length() as usize;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(|_| ApiError::TooLarge(length))?;
    bytes.resize(length, 0);
    array.copy_to(&mut bytes);
    Ok(bytes)
}

/// An array, each item read by `read`.
pub fn list<T>(
    value: &JsValue,
    given: Given<'_>,
    mut read: impl FnMut(&JsValue, Given<'_>) -> Result<T, ApiError>,
) -> Result<Vec<T>, ApiError> {
    if !Array::is_array(value) {
        return Err(given.must_be("an array", value));
    }
    let array: &Array = value.unchecked_ref();
    (0..array.length()).map(|index| given.item(index, |item| read(&array.get(index), item))).collect()
}

/// The named values of an object; those that are `undefined` count as not given.
#[derive(Debug)]
pub struct Options(Vec<(String, JsValue)>);

impl Options {
    /// The options of a call, of which it knows these. A name it does not know is refused: most
    /// likely it is misspelt.
    pub fn new(value: &JsValue, call: &str, known: &[&str]) -> Result<Self, ApiError> {
        if value.is_undefined() || value.is_null() {
            return Ok(Self(Vec::new()));
        }
        let options = Self::any(value, Given::Argument("options"))?;
        options.only(call, known)?;
        Ok(options)
    }

    /// The values of an object with any names.
    pub fn any(value: &JsValue, given: Given<'_>) -> Result<Self, ApiError> {
        let object: &Object = value
            .dyn_ref()
            .filter(|_| value.is_object() && !Array::is_array(value))
            .ok_or_else(|| given.must_be("an object", value))?;
        let mut values = Vec::new();
        for key in Object::keys(object).iter() {
            let held = Reflect::get(value, &key).map_err(|_| given.refuse("cannot be read"))?;
            if !held.is_undefined() {
                values.push((text(&key, given)?, held));
            }
        }
        Ok(Self(values))
    }

    /// Refuses names other than these.
    pub fn only(&self, owner: &str, known: &[&str]) -> Result<(), ApiError> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            None => Ok(()),
            Some((name, _)) => {
                Err(ApiError::Option(format!("{owner} takes no \"{name}\"; it takes {}", known.join(", "))))
            }
        }
    }

    /// One of the values, read by `read`; `None` if it was not given.
    pub fn get<T>(
        &self,
        name: &str,
        read: impl Fn(&JsValue, Given<'_>) -> Result<T, ApiError>,
    ) -> Result<Option<T>, ApiError> {
        let held = self.0.iter().find(|(held, _)| held == name);
        held.map(|(name, value)| read(value, Given::Option(name))).transpose()
    }

    /// All names with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &JsValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}
