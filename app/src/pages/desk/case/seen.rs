//! Which of what has to be seen of a case was on the screen, all of it: among what stands above the answers,
//! or in its own place. Nobody accepts the rest.

mod covered;
mod screen;

use crate::listener::use_listener;
use crate::pages::desk::focus;
use crate::pages::desk::sheet::{Sheet, ToSee};
use crate::timer::use_interval;
use covered::Covered;
use leptos::ev;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;
use web_sys::Element;

/// The class of what stands above the answers.
pub const MATTER: &str = "desk-matter";
/// What comes on the screen without scrolling, because a bar goes, is noticed so often.
const LOOKS_EVERY: Duration = Duration::from_millis(500);

/// Which of what has to be seen was on the screen.
#[derive(Clone, Copy)]
pub struct Seen {
    to_see: Memo<Vec<ToSee>>,
    seen: RwSignal<Vec<ToSee>>,
    covered: StoredValue<BTreeMap<Item, Covered>>,
}

/// Where something that has to be seen stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    /// Above the answers, by its position there.
    Above(usize),
    /// In its own place, by its path.
    Answer(String),
}

impl Item {
    fn element(&self) -> Option<Element> {
        match self {
            Self::Above(at) => focus::found(&format!("[data-matter='{at}']")).pop(),
            Self::Answer(path) => focus::answer_at(path),
        }
    }
}

impl Seen {
    /// Follows the case laid out here. What changes in it is seen anew.
    pub fn follow(sheet: Memo<Sheet>) -> Self {
        let seen = Self {
            to_see: Memo::new(move |_| sheet.with(Sheet::to_see)),
            seen: RwSignal::new(Vec::new()),
            covered: StoredValue::new(BTreeMap::new()),
        };
        Effect::new(move |_| {
            seen.to_see.track();
            seen.covered.update_value(BTreeMap::clear);
        });
        Effect::new(move |_| {
            sheet.track();
            // With the frame after the next one it is drawn, and the bars over it are measured.
            request_animation_frame(move || request_animation_frame(move || seen.look()));
        });
        use_listener(&window(), ev::scroll, move |_| seen.look());
        use_listener(&window(), ev::resize, move |_| seen.look());
        use_interval(LOOKS_EVERY, move || seen.look());
        seen
    }

    /// How many were not on the screen yet; tracks it.
    pub fn unseen(self) -> usize {
        self.seen
            .with(|seen| self.to_see.with(|to_see| left(to_see, seen).count()))
    }

    /// Brings the next one that was not on the screen yet into view, or the next part of it; how many
    /// there are.
    pub fn show_next(self) -> usize {
        let left = self.left();
        if let Some((at, _)) = left.first() {
            let item = Item::Above(*at);
            let gap = self.covered.with_value(|covered| {
                let covered = covered.get(&item);
                covered.and_then(Covered::first_gap).unwrap_or(0)
            });
            if let Some(element) = item.element() {
                focus::focus(&element);
                screen::bring(&element, gap);
            }
        }
        left.len()
    }

    /// Which of them were not on the screen yet, each with its position; none once the case is left.
    fn left(self) -> Vec<(usize, ToSee)> {
        let left = self.seen.try_with_untracked(|seen| {
            self.to_see.try_with_untracked(|to_see| {
                let left = left(to_see, seen);
                left.map(|(at, item)| (at, item.clone())).collect()
            })
        });
        left.flatten().unwrap_or_default()
    }

    /// Takes note of what is on the screen now.
    fn look(self) {
        if screen::is_hidden() {
            return;
        }
        for (at, item) in self.left() {
            let is_above = self.is_whole(Item::Above(at));
            // Each is looked at, also after one of them was not there.
            let places: Vec<bool> = item
                .places()
                .into_iter()
                .map(|path| self.is_whole(Item::Answer(path.to_owned())))
                .collect();
            let is_in_place = !places.is_empty() && places.iter().all(|whole| *whole);
            if is_above || is_in_place {
                self.seen.try_update(|seen| seen.push(item));
            }
        }
    }

    /// Whether all of an item was on the screen, what is there now counted.
    fn is_whole(self, item: Item) -> bool {
        let place = item.element().and_then(|element| screen::place(&element));
        let Some((place, free)) = place.zip(screen::free()) else {
            return false;
        };
        let is_whole = self.covered.try_update_value(|covered| {
            let covered = covered.entry(item).or_default();
            covered.add(place.height(), place.within(free));
            covered.first_gap().is_none()
        });
        is_whole.unwrap_or_default()
    }
}

fn left<'a>(
    to_see: &'a [ToSee],
    seen: &'a [ToSee],
) -> impl Iterator<Item = (usize, &'a ToSee)> + 'a {
    let all = to_see.iter().enumerate();
    all.filter(|(_, item)| !seen.contains(item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::sheet::Matter;

    fn about(path: &str, text: &str) -> ToSee {
        ToSee::Matter(Matter {
            path: Some(path.to_owned()),
            text: text.to_owned(),
            ..Matter::default()
        })
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
        let left: Vec<_> = left(&now, &seen).map(|(at, _)| at).collect();
        assert_eq!(left, [1]);
    }
}
