//! Giving the person a file.

use crate::browser::{call, construct, object, property};
use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Saves `text` as a file of this name where the browser keeps downloads.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&text.into());
    let options = object(&[("type", kind.into())]);
    let blob = construct("Blob", &[parts.into(), options])?;
    let urls = property(&js_sys::global(), "URL").ok_or(JsValue::NULL)?;
    let address = call(&urls, "createObjectURL", &[blob])?;
    let link: HtmlElement = document().create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address.as_string().unwrap_or_default())?;
    link.set_attribute("download", name)?;
    link.click();
    call(&urls, "revokeObjectURL", &[address]).map(drop)
}
