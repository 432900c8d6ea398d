//! What the browser offers of it.

use crate::browser::{call, call_async, navigator, object, property};
use crate::install::runs_installed;
use crate::timer::pause;
use js_sys::{Array, Promise};
use leptos::prelude::window;
use shared::session::Platform;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Browsers that have no push service may never answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether the browser has all it takes.
pub fn can_tell() -> bool {
    let window = JsValue::from(window());
    ["PushManager", "Notification", "navigator.serviceWorker"]
        .iter()
        .all(|name| property(&window, name).is_some())
}

/// Whether it would have it, were the app on the home screen: so iPhones and iPads, of which the newer say
/// that they are Macs.
pub fn can_once_installed() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let touches = property(&navigator(), "maxTouchPoints").and_then(|it| it.as_f64());
    let apple = match Platform::of_user_agent(&agent) {
        Platform::Apple => true,
        Platform::Mac => touches.is_some_and(|touches| touches > 1.0),
        _ => false,
    };
    apple && !runs_installed()
}

/// What the person has said to the browser: `default`, `granted` or `denied`.
pub fn permission() -> Option<String> {
    property(&window(), "Notification.permission")?.as_string()
}

/// Lets the browser ask the person, unless they have answered before.
pub async fn ask_permission() -> bool {
    let Some(notification) = property(&window(), "Notification") else {
        return false;
    };
    let answer = call_async(&notification, "requestPermission", &[]).await;
    answer.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted"))
}

/// The address at which this browser is told, for messages signed with this key; `None` if the browser
/// does not get one.
pub async fn subscribe(public_key: &str) -> Option<String> {
    let manager = manager().await?;
    let options = object(&[
        ("userVisibleOnly", true.into()),
        ("applicationServerKey", public_key.into()),
    ]);
    let ask = || in_time(&manager, "subscribe", std::slice::from_ref(&options));
    let mut subscription = ask().await;
    // One for another key is in the way: the server has a new one.
    if subscription.is_none() && forget_subscription().await {
        subscription = ask().await;
    }
    property(&subscription?, "endpoint")?.as_string()
}

/// The browser is told no longer; whether it was. Without network the push service hears of it later: the
/// server tells it nothing any more.
pub async fn forget_subscription() -> bool {
    let Some(manager) = manager().await else {
        return false;
    };
    match in_time(&manager, "getSubscription", &[]).await {
        Some(subscription) => in_time(&subscription, "unsubscribe", &[]).await.is_some(),
        None => false,
    }
}

/// Whether the browser is told.
pub async fn is_subscribed() -> bool {
    match manager().await {
        Some(manager) => in_time(&manager, "getSubscription", &[]).await.is_some(),
        None => false,
    }
}

/// That of the service worker, once there is one.
async fn manager() -> Option<JsValue> {
    let container = property(&navigator(), "serviceWorker")?;
    let registration = in_time(&container, "getRegistration", &[]).await?;
    property(&registration, "pushManager")
}

/// What the method's promise brings, unless that is nothing, fails or takes too long.
async fn in_time(target: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let asked = call(target, method, arguments).ok()?;
    let patience = future_to_promise(async {
        pause(PATIENCE).await;
        Ok(JsValue::UNDEFINED)
    });
    let first = Promise::race(&Array::of2(&asked, &patience));
    let brought = JsFuture::from(first).await.ok()?;
    (!brought.is_undefined() && !brought.is_null()).then_some(brought)
}
