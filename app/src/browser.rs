//! Parts of the browser that web-sys does not offer in its stable set.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The property at `path` (`"locks"`, `"serviceWorker.ready"`), if all of it is there.
pub fn property(target: &JsValue, path: &str) -> Option<JsValue> {
    path.split('.')
        .try_fold(target.clone(), |value, name| {
            Reflect::get(&value, &name.into()).ok()
        })
        .filter(|value| !value.is_undefined() && !value.is_null())
}

/// Calls a method.
pub fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(target, &method.into())?.dyn_into()?;
    method.apply(target, &arguments.iter().collect::<Array>())
}

/// Where an element begins on the screen, from above, and how high it is.
pub fn top_and_height(element: &JsValue) -> Option<(f64, f64)> {
    let place = call(element, "getBoundingClientRect", &[]).ok()?;
    let number = |name: &str| property(&place, name)?.as_f64();
    number("top").zip(number("height"))
}

/// Calls a method that returns a promise, and awaits it.
pub async fn call_async(
    target: &JsValue,
    method: &str,
    arguments: &[JsValue],
) -> Result<JsValue, JsValue> {
    let promise: Promise = call(target, method, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Makes an object of a class that the page knows, such as `CompressionStream`.
pub fn construct(class: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &class.into())?.dyn_into()?;
    Reflect::construct(&class, &arguments.iter().collect::<Array>())
}

/// A plain object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// The navigator as a plain value.
pub fn navigator() -> JsValue {
    leptos::prelude::window().navigator().into()
}
