//! The one place where a value enters or leaves IndexedDB: bytes of JSON.

use super::StoreError;
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// The stored form of a value.
pub fn encode(value: &impl Serialize) -> Result<JsValue, StoreError> {
    let bytes = serde_json::to_vec(value)?;
    Ok(Uint8Array::from(bytes.as_slice()).into())
}

/// The stored form of a plain text, without quotes: the service worker reads it.
pub fn encode_text(text: &str) -> JsValue {
    Uint8Array::from(text.as_bytes()).into()
}

/// The plain text of a stored form.
pub fn decode_text(stored: &JsValue) -> String {
    String::from_utf8_lossy(&Uint8Array::new(stored).to_vec()).into_owned()
}

/// The value of a stored form.
pub fn decode<T: DeserializeOwned>(stored: &JsValue) -> Result<T, StoreError> {
    let bytes = Uint8Array::new(stored).to_vec();
    Ok(serde_json::from_slice(&bytes)?)
}

/// All values that this build can read; one it cannot is left where it is.
pub fn decode_all<T: DeserializeOwned>(stored: &[JsValue]) -> Vec<T> {
    stored
        .iter()
        .filter_map(|value| match decode(value) {
            Ok(value) => Some(value),
            Err(error) => {
                leptos::logging::error!("{error:?}");
                None
            }
        })
        .collect()
}
