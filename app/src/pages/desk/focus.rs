//! Where the keyboard stands on the page.

use crate::browser::{call, object};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves to the element with this id, once it is drawn.
pub fn focus_id(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            focus(&element);
        }
    });
}

/// Moves to the first that `selector` finds in the element with this id, once it is drawn.
pub fn focus_within(id: &'static str, selector: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = found(&format!("#{id} {selector}")).first() {
            focus(element);
        }
    });
}

/// The same as [`focus_id`], with the page shown from its beginning.
pub fn focus_from_top(id: impl Into<String>) {
    focus_id(id);
    request_animation_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
}

/// Moves to the element after (or before) the one that has the keyboard, among those that
/// `selector` finds, in the order of the page; from elsewhere to the first one.
pub fn step(selector: &str, forward: bool) {
    let all = found(selector);
    let active = document().active_element();
    let here = active.and_then(|active| {
        all.iter()
            .position(|element| element.is_same_node(Some(&active)))
    });
    if let Some(next) = next_of(here, all.len(), forward).and_then(|at| all.get(at)) {
        focus(next);
    }
}

/// What `selector` finds, in the order of the page.
pub fn found(selector: &str) -> Vec<Element> {
    let Ok(nodes) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|at| nodes.item(at)?.dyn_into().ok())
        .collect()
}

/// Moves to an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the keyboard leaves it where it is.
        let _ = element.focus();
    }
}

/// Brings the answer at `path` to the middle of the screen, and the keyboard to it.
pub fn show_answer(path: &str) {
    if let Some(row) = answer_at(path) {
        let inside = row.query_selector(".desk-pick").ok().flatten();
        bring(&row, inside.as_ref().unwrap_or(&row));
    }
}

/// The answer at `path`.
pub fn answer_at(path: &str) -> Option<Element> {
    let mut rows = found("[data-path]").into_iter();
    rows.find(|row| row.get_attribute("data-path").as_deref() == Some(path))
}

/// Moves to the link that leads to `address`, scrolled no further than it takes to see it.
pub fn focus_link(address: &str) {
    let mut links = found("a[href]").into_iter();
    let link = links.find(|link| link.get_attribute("href").as_deref() == Some(address));
    if let Some(link) = link {
        focus(&link);
    }
}

fn bring(element: &Element, keyboard: &Element) {
    focus(keyboard);
    // Every element can be scrolled to.
    let _ = call(
        element,
        "scrollIntoView",
        &[object(&[("block", "center".into())])],
    );
}

/// The path of the answer that has the keyboard.
pub fn focused_path() -> Option<String> {
    let active = document().active_element()?;
    let row = active.closest("[data-path]").ok().flatten()?;
    row.get_attribute("data-path")
}

fn next_of(here: Option<usize>, count: usize, forward: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (here, forward) {
        (None, _) => 0,
        (Some(at), true) => last.min(at + 1),
        (Some(at), false) => at.saturating_sub(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_list_hold() {
        assert_eq!(next_of(None, 3, true), Some(0));
        assert_eq!(next_of(Some(2), 3, true), Some(2));
        assert_eq!(next_of(Some(0), 3, false), Some(0));
        assert_eq!(next_of(Some(1), 3, false), Some(0));
        assert_eq!(next_of(None, 0, true), None);
    }
}
