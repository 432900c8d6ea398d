//! The bars that stay on the screen while a page scrolls. How high they are depends on the words in them
//! and on the size of the letters. What is gone to by keyboard must not end under one, so the style is
//! told their height; and where they would leave too little of the page they scroll with it.

use crate::browser::{call, construct, property, top_and_height};
use crate::page_changes::on_page_change;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// What may stay at the top or at the bottom; the style says when it does.
const BARS: &str = ".header, .desk-case-top, .nav, .form-actions, .desk-actions";
/// What lies over the end of the page for a while, and never scrolls with it.
const OVER: &str = ".desk-undo";
/// On the root element while the bars scroll with the page.
const SCROLL: &str = "data-bars-scroll";
/// How much of the screen they may take, in percent.
const MOST: i32 = 40;

/// From now on the style knows how high they are.
pub fn tell_style_of_bars() {
    // The browser frees it with the observer.
    let resized = Closure::<dyn FnMut()>::new(tell).into_js_value();
    let Ok(observer) = construct("ResizeObserver", &[resized]) else {
        return;
    };
    let mut observed = Vec::<HtmlElement>::new();
    on_page_change(move || {
        let before = observed.len();
        observed.retain(|bar| bar.is_connected());
        if observed.len() < before {
            tell();
        }
        for bar in found(BARS).into_iter().chain(found(OVER)) {
            if !observed.contains(&bar) {
                // Observing an element does not fail.
                let _ = call(&observer, "observe", &[JsValue::from(&bar)]);
                observed.push(bar);
            }
        }
    });
}

fn tell() {
    let Some(root) = root() else { return };
    // They are measured as they stay. An attribute of the root element can always be set and removed.
    let _ = root.remove_attribute(SCROLL);
    let (mut top, mut bottom) = (0, 0);
    for bar in found(BARS) {
        match side_of(&bar, root.client_width()) {
            Some(Side::Top) => top += bar.offset_height(),
            Some(Side::Bottom) => bottom = bar.offset_height().max(bottom),
            None => {}
        }
    }
    if (top + bottom) * 100 > root.client_height() * MOST {
        let _ = root.set_attribute(SCROLL, "");
        (top, bottom) = (0, 0);
    }
    set(&root, "--bar-top", top);
    set(&root, "--bar-bottom", bottom);
    let over = found(OVER)
        .iter()
        .filter_map(|it| height_from(it, &root))
        .max();
    set(&root, "--over-bottom", over.unwrap_or(0));
}

/// How much of the screen is below where an element begins, and under it.
fn height_from(element: &HtmlElement, root: &HtmlElement) -> Option<i32> {
    let (top, _) = top_and_height(element)?;
    Some((root.client_height() - top.floor() as i32).max(0))
}

enum Side {
    Top,
    Bottom,
}

/// Where it stays; `None` if it does not, or stands beside the page.
fn side_of(bar: &HtmlElement, width: i32) -> Option<Side> {
    let style = call(&window(), "getComputedStyle", &[JsValue::from(bar)]).ok()?;
    let is = |name, value: &str| property(&style, name).is_some_and(|it| it == *value);
    if !is("position", "sticky") || bar.offset_width() * 2 < width {
        return None;
    }
    Some(match is("bottom", "auto") {
        true => Side::Top,
        false => Side::Bottom,
    })
}

fn set(root: &HtmlElement, name: &str, height: i32) {
    let height = format!("{height}px");
    if let Some(style) = property(root, "style") {
        // Setting a property by its name does not fail.
        let _ = call(&style, "setProperty", &[name.into(), height.into()]);
    }
}

fn root() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}

fn found(selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    let all = (0..found.length()).filter_map(|at| found.item(at));
    all.filter_map(|bar| bar.dyn_into().ok()).collect()
}
