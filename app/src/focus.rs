//! The keyboard's place is never lost. What somebody uses may leave the page because it was used: a
//! button that vanishes, a row that is removed, a page that makes way for another. The browser then
//! drops the focus to the body, and whoever works by keyboard or by ear begins again at the top. Here
//! it goes on where a person would look: at the same thing drawn anew, else at the heading over the place.

use crate::browser::{call, object};
use crate::listener::use_listener;
use crate::page_changes::on_page_change;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// The id of the element that every page stands in.
pub const MAIN: &str = "main";

/// Keeps the focus on something.
#[derive(Debug, Clone, Copy)]
pub struct Focus {
    /// What was used last and everything around it, innermost first.
    used: StoredValue<Vec<HtmlElement>, LocalStorage>,
    /// Whether a page was opened that has shown no heading yet.
    arriving: StoredValue<bool, LocalStorage>,
    /// Whether it looks at the next frame.
    looks: StoredValue<bool, LocalStorage>,
}

/// The one that keeps the focus in this app.
pub fn use_focus() -> Focus {
    expect_context()
}

impl Focus {
    /// Keeps it from now on, as long as the page is there.
    pub fn keep() -> Self {
        let focus = Self {
            used: StoredValue::new_local(Vec::new()),
            arriving: StoredValue::new_local(false),
            looks: StoredValue::new_local(false),
        };
        // Not every browser focuses a button that is pressed: what is touched counts as well.
        let window = window();
        use_listener(&window, ev::focusin, move |event| focus.remember(&event));
        use_listener(&window, ev::pointerdown, move |it| focus.remember(&it));
        on_page_change(move || focus.look_soon());
        focus
    }

    /// Another page has been opened: the focus goes to its heading as soon as there is one.
    pub fn arrive(self) {
        if let Some(main) = by_id(MAIN) {
            move_to(&main);
        }
        self.arriving.set_value(true);
        self.look_soon();
    }

    fn remember(self, event: &Event) {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let path = core::iter::successors(target, |element| element.parent_element());
        let inside = path.take_while(|element| element.tag_name() != "BODY");
        let path: Vec<HtmlElement> = inside.filter_map(|it| it.dyn_into().ok()).collect();
        if !path.is_empty() {
            self.used.set_value(path);
        }
    }

    fn look_soon(self) {
        if !self.looks.get_value() {
            self.looks.set_value(true);
            request_animation_frame(move || {
                self.looks.set_value(false);
                self.look();
            });
        }
    }

    fn look(self) {
        let at = document().active_element();
        let lost = at.as_ref().is_none_or(|at| at.tag_name() == "BODY");
        let waits = lost || at.is_some_and(|at| at.id() == MAIN);
        if self.arriving.get_value() && waits {
            self.go_to_heading();
        } else if lost {
            self.arriving.set_value(false);
            self.find_again();
        } else if !waits {
            self.arriving.set_value(false);
        }
    }

    /// To the heading of the page, once it is shown.
    fn go_to_heading(self) {
        let body = document().body();
        let heading = body.and_then(|body| heading_in(&body));
        self.arriving.set_value(heading.is_none());
        if let Some(heading) = heading {
            move_to(&heading);
        }
    }

    /// If what was used last is gone: to what has taken its place.
    fn find_again(self) {
        let used = self.used.get_value();
        let Some((lost, around)) = used.split_first().filter(|(lost, _)| !is_shown(lost)) else {
            return;
        };
        let mut around = around.iter().filter(|element| is_shown(element));
        match around.find_map(|place| twin_in(place, lost).or_else(|| heading_in(place))) {
            Some(next) => move_to(&next),
            None => self.go_to_heading(),
        }
    }
}

/// The first heading that is shown in there.
fn heading_in(place: &HtmlElement) -> Option<HtmlElement> {
    all_in(place, "h1, h2, h3").find(is_shown)
}

/// What looks the same, drawn anew.
fn twin_in(place: &HtmlElement, lost: &HtmlElement) -> Option<HtmlElement> {
    let leads = lost.get_attribute("href");
    let says = lost.text_content();
    let is_twin = |other: &HtmlElement| match &leads {
        Some(_) => other.get_attribute("href") == leads,
        None => other.id() == lost.id() && other.text_content() == says,
    };
    let mut same_kind = all_in(place, &lost.tag_name());
    same_kind.find(|other| is_shown(other) && is_twin(other))
}

fn all_in(place: &HtmlElement, selector: &str) -> impl Iterator<Item = HtmlElement> + use<> {
    let found = place.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |at| found.as_ref()?.item(at)?.dyn_into().ok())
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// In the page, and not hidden.
fn is_shown(element: &HtmlElement) -> bool {
    element.is_connected() && element.offset_width() > 0 && element.offset_height() > 0
}

/// The eye stays where it is: nothing is scrolled.
fn move_to(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        // Setting an attribute of an element does not fail.
        let _ = element.set_attribute("tabindex", "-1");
    }
    // What cannot take the focus leaves it where it is.
    let _ = call(
        element,
        "focus",
        &[object(&[("preventScroll", true.into())])],
    );
}
