//! Copying a text for another app.

use crate::browser::{call_async, navigator, property};

/// Copies the text; a browser that refuses leaves what was copied before.
pub fn copy(text: String) {
    leptos::task::spawn_local(async move {
        if let Some(clipboard) = property(&navigator(), "clipboard") {
            // Refused: the number stands on the page and can be selected.
            let _ = call_async(&clipboard, "writeText", &[text.into()]).await;
        }
    });
}
