//! The part of the screen that nothing covers, and what stands in it.

use super::covered::Strip;
use crate::browser::{call, property, top_and_height};
use leptos::prelude::*;
use web_sys::Element;

/// The part of the screen that no bar covers, as the style was told; `None` if there is none.
pub fn free() -> Option<Strip> {
    let root = document().document_element()?;
    let style = property(&root, "style")?;
    let told = |name: &str| {
        let told = call(&style, "getPropertyValue", &[name.into()]).ok()?;
        told.as_string()?.trim().strip_suffix("px")?.parse().ok()
    };
    let height = |name: &str| told(name).unwrap_or(0);
    let free = Strip {
        from: height("--bar-top"),
        to: root.client_height() - height("--bar-bottom").max(height("--over-bottom")),
    };
    (free.height() > 0).then_some(free)
}

/// Whether nobody sees the page: it is in the background, or a question stands before it.
pub fn is_hidden() -> bool {
    document().hidden() || matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// Where an element is on the screen.
pub fn place(element: &Element) -> Option<Strip> {
    let (top, height) = top_and_height(element)?;
    let from = top.round() as i32;
    Some(Strip {
        from,
        // Rounded by itself, it is the same wherever the page is scrolled to.
        to: from + height.round() as i32,
    })
}

/// Brings an element into the free part; one that is higher goes on where something of it was missing.
pub fn bring(element: &Element, gap: i32) {
    if let (Some(free), Some(item)) = (free(), place(element)) {
        let by = f64::from(distance(item, free, gap));
        window().scroll_by_with_x_and_y(0.0, by);
    }
}

const fn distance(item: Strip, free: Strip, gap: i32) -> i32 {
    match item.height() <= free.height() {
        true => (item.from + item.to - free.from - free.to) / 2,
        false => item.from + gap - free.from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Strip = Strip { from: 100, to: 300 };

    #[test]
    fn what_fits_comes_to_the_middle_and_what_does_not_goes_on_where_it_was_left() {
        let line = Strip { from: 480, to: 520 };
        assert_eq!(distance(line, FREE, 0), 300);
        let high = Strip { from: 120, to: 900 };
        assert_eq!(distance(high, FREE, 0), 20);
        assert_eq!(distance(high, FREE, 180), 200);
    }
}
