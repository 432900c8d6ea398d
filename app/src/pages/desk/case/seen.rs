//! Which of what matters in a case was on the screen: among what stands above the answers, or in its own
//! place. Nobody accepts the rest.

use crate::browser::{call, construct, object, property};
use crate::pages::desk::focus;
use crate::pages::desk::sheet::{Matter, Sheet};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// The class of what stands above the answers.
pub const MATTER: &str = "desk-matter";
/// Almost all of it is on the screen.
const WHOLE: f64 = 0.9;
/// What is higher than most of the screen never is there as a whole: so much of it is enough.
const PART: f64 = 0.3;

/// Which of what matters was on the screen.
#[derive(Clone, Copy)]
pub struct Seen {
    matters: Memo<Vec<Matter>>,
    seen: RwSignal<Vec<Matter>>,
}

impl Seen {
    /// Follows the case laid out here. What changes in it is seen anew.
    pub fn follow(sheet: Memo<Sheet>) -> Self {
        let seen = Self {
            matters: Memo::new(move |_| sheet.with(Sheet::matters)),
            seen: RwSignal::new(Vec::new()),
        };
        let watching = StoredValue::new_local(None::<Watching>);
        Effect::new(move |_| {
            sheet.track();
            // With the frame after the next one it is drawn, and the bars over it are measured.
            request_animation_frame(move || {
                request_animation_frame(move || {
                    // The case may have been left.
                    watching.try_set_value(Watching::begin(seen));
                });
            });
        });
        seen
    }

    /// How many were not on the screen yet; tracks it.
    pub fn unseen(self) -> usize {
        self.seen.with(|seen| {
            self.matters
                .with(|matters| positions_left(matters, seen).count())
        })
    }

    /// Brings the next one that was not on the screen yet into view; how many there are.
    pub fn show_next(self) -> usize {
        let left = self.seen.with_untracked(|seen| {
            self.matters
                .with_untracked(|matters| positions_left(matters, seen).collect::<Vec<_>>())
        });
        if let Some(next) = left.first() {
            focus::show(&format!("[data-matter='{next}']"));
        }
        left.len()
    }

    fn saw(self, at: usize) {
        let matter = self
            .matters
            .try_with_untracked(|matters| matters.get(at).cloned());
        if let Some(matter) = matter.flatten() {
            self.seen.try_update(|seen| {
                if !seen.contains(&matter) {
                    seen.push(matter);
                }
            });
        }
    }

    /// Which of them an element shows.
    fn shown_by(self, element: &Element) -> Option<usize> {
        if let Some(at) = element.get_attribute("data-matter") {
            return at.parse().ok();
        }
        let path = element.get_attribute("data-path")?;
        let at = self.matters.try_with_untracked(|matters| {
            let at = |matter: &Matter| matter.path.as_ref() == Some(&path);
            matters.iter().position(at)
        });
        at.flatten()
    }
}

fn positions_left<'a>(
    matters: &'a [Matter],
    seen: &'a [Matter],
) -> impl Iterator<Item = usize> + 'a {
    let all = matters.iter().enumerate();
    all.filter(|(_, matter)| !seen.contains(matter))
        .map(|(at, _)| at)
}

/// An observer of what is drawn; dropped, it observes no more.
struct Watching {
    observer: JsValue,
    _heard: Closure<dyn Fn(js_sys::Array)>,
}

impl Watching {
    fn begin(seen: Seen) -> Option<Self> {
        let heard = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let shown = entries.iter().filter(is_on_screen);
            let elements =
                shown.filter_map(|entry| property(&entry, "target")?.dyn_into::<Element>().ok());
            for at in elements.filter_map(|element| seen.shown_by(&element)) {
                seen.saw(at);
            }
        });
        let steps: js_sys::Array = [PART, WHOLE].into_iter().map(JsValue::from).collect();
        let options = object(&[
            ("threshold", steps.into()),
            ("rootMargin", between_bars().into()),
        ]);
        let arguments = [heard.as_ref().clone(), options];
        let observer = construct("IntersectionObserver", &arguments).ok()?;
        for element in focus::found(".desk-matter, .desk-answer") {
            if seen.shown_by(&element).is_some() {
                // Observing an element does not fail.
                let _ = call(&observer, "observe", &[element.into()]);
            }
        }
        Some(Self {
            observer,
            _heard: heard,
        })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // An observer can always be told to stop.
        let _ = call(&self.observer, "disconnect", &[]);
    }
}

fn is_on_screen(entry: &JsValue) -> bool {
    let number = |path: &str| property(entry, path).and_then(|it| it.as_f64());
    let is_high = || {
        let whole = |path: &str| number(path).map(|height| height as i32);
        let height = whole("boundingClientRect.height").zip(whole("rootBounds.height"));
        height.is_some_and(|(element, screen)| element.saturating_mul(2) > screen)
    };
    let shown = number("intersectionRatio").unwrap_or_default();
    shown >= WHOLE || (shown >= PART && is_high())
}

/// The part of the screen that no bar covers, as the style was told.
fn between_bars() -> String {
    let root = document().document_element();
    let style = root.and_then(|root| property(&root, "style"));
    let bar = |name: &str| {
        let told = call(style.as_ref()?, "getPropertyValue", &[name.into()]).ok()?;
        let height: i32 = told.as_string()?.trim().strip_suffix("px")?.parse().ok()?;
        Some(height)
    };
    let [top, bottom] = ["--bar-top", "--bar-bottom"].map(|name| bar(name).unwrap_or_default());
    format!("-{top}px 0px -{bottom}px 0px")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(path: &str, text: &str) -> Matter {
        Matter {
            path: Some(path.to_owned()),
            text: text.to_owned(),
            ..Matter::default()
        }
    }

    #[test]
    fn what_was_seen_and_says_something_else_now_is_seen_anew() {
        let seen = [
            about("health.tumour", "yes"),
            about("health.smoking", "yes"),
        ];
        let now = [
            about("health.tumour", "yes"),
            about("health.smoking", "yes, 20 a day"),
        ];
        let left: Vec<_> = positions_left(&now, &seen).collect();
        assert_eq!(left, [1]);
    }
}
