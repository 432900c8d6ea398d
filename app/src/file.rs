//! Giving the person a file.

use gloo_file::{Blob, ObjectUrl};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Saves `text` as a file of this name where the browser keeps downloads.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    keep(name, Blob::new_with_options(text, Some(kind)))
}

/// The same of what is no text.
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    keep(name, Blob::new_with_options(bytes, Some(kind)))
}

fn keep(name: &str, blob: Blob) -> Result<(), JsValue> {
    // The browser forgets the address when it is dropped; the download has begun by then.
    let address = ObjectUrl::from(blob);
    let link: HtmlElement = document().create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    Ok(())
}
