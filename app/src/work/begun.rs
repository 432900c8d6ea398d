//! Forms that were opened on this phone and in which nobody has answered yet. Nothing is kept of them but
//! that they were opened: a reload finds them again, and no other address begins a record.

use crate::text::storage;
use std::cell::RefCell;

/// Where it is kept: what is lost with it is an empty form.
const NAME: &str = "begun";
/// How many are known; who opens more has left the first behind.
const MOST: usize = 20;

thread_local! {
    static BEGUN: RefCell<Begun<BrowserStorage>> = const { RefCell::new(Begun::new(BrowserStorage)) };
}

/// The form of the draft with this key is opened.
pub fn begin(key: &str) {
    BEGUN.with_borrow_mut(|begun| begun.begin(key));
}

/// The draft with this key was kept, or thrown away: its form is not empty and new any more.
pub fn is_over(key: &str) {
    BEGUN.with_borrow_mut(|begun| begun.is_over(key));
}

/// Whether the form of the draft with this key was opened here, and nothing is kept of it.
pub fn is_begun(key: &str) -> bool {
    BEGUN.with_borrow(|begun| begun.is_begun(key))
}

/// Where all tabs find the keys, also after a reload.
trait Shelf {
    /// The keys; empty where nothing may be kept.
    fn keys(&self) -> String;
    /// Whether they are kept.
    fn keep(&self, keys: &str) -> bool;
}

struct BrowserStorage;

impl Shelf for BrowserStorage {
    fn keys(&self) -> String {
        let kept = storage().and_then(|storage| storage.get_item(NAME).ok().flatten());
        kept.unwrap_or_default()
    }

    fn keep(&self, keys: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(NAME, keys).is_ok())
    }
}

struct Begun<S> {
    shelf: S,
    /// What the browser has no room for, or does not let this site keep: this page alone knows it.
    here: String,
}

impl<S: Shelf> Begun<S> {
    const fn new(shelf: S) -> Self {
        Self {
            shelf,
            here: String::new(),
        }
    }

    fn begin(&mut self, key: &str) {
        if !self.shelf.keep(&with(&self.shelf.keys(), key)) {
            self.here = with(&self.here, key);
        }
    }

    fn is_over(&mut self, key: &str) {
        self.here = without(&self.here, key);
        let kept = self.shelf.keys();
        if holds(&kept, key) {
            // What cannot be taken away is at most an empty form of a draft that is found first.
            let _ = self.shelf.keep(&without(&kept, key));
        }
    }

    fn is_begun(&self, key: &str) -> bool {
        holds(&self.here, key) || holds(&self.shelf.keys(), key)
    }
}

fn holds(keys: &str, key: &str) -> bool {
    keys.split_whitespace().any(|begun| begun == key)
}

/// The newest first.
fn with(keys: &str, key: &str) -> String {
    let others = keys.split_whitespace().filter(|other| *other != key);
    let all: Vec<&str> = core::iter::once(key).chain(others).take(MOST).collect();
    all.join(" ")
}

fn without(keys: &str, key: &str) -> String {
    let others: Vec<&str> = keys.split_whitespace().filter(|it| *it != key).collect();
    others.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A browser that keeps the keys, or keeps nothing.
    struct Browser {
        keeps: bool,
        keys: RefCell<String>,
    }

    impl Shelf for Browser {
        fn keys(&self) -> String {
            self.keys.borrow().clone()
        }

        fn keep(&self, keys: &str) -> bool {
            if self.keeps {
                self.keys.replace(keys.to_owned());
            }
            self.keeps
        }
    }

    fn begun(keeps: bool) -> Begun<Browser> {
        Begun::new(Browser {
            keeps,
            keys: RefCell::default(),
        })
    }

    #[test]
    fn a_form_is_opened_also_where_the_browser_keeps_nothing() {
        for keeps in [true, false] {
            let mut begun = begun(keeps);
            begun.begin("loss_notice:3");
            assert!(begun.is_begun("loss_notice:3"));
            assert!(!begun.is_begun("loss_notice:4"));
            begun.is_over("loss_notice:3");
            assert!(!begun.is_begun("loss_notice:3"));
        }
    }

    #[test]
    fn another_page_finds_what_the_browser_has_kept() {
        let mut here = begun(true);
        here.begin("loss_notice:3");
        let there = Begun::new(here.shelf);
        assert!(there.is_begun("loss_notice:3"));
    }

    #[test]
    fn a_form_is_begun_until_something_of_it_is_kept() {
        let begun = with(&with("", "amend:1:2"), "loss_notice:3");
        assert_eq!(begun, "loss_notice:3 amend:1:2");
        assert_eq!(with(&begun, "amend:1:2"), "amend:1:2 loss_notice:3");
        assert_eq!(without(&begun, "loss_notice:3"), "amend:1:2");
        assert_eq!(without("amend:1:2", "amend:1:2"), "");
    }

    #[test]
    fn only_the_newest_are_known() {
        let many = (0..100).fold(String::new(), |keys, n| with(&keys, &n.to_string()));
        let known: Vec<&str> = many.split_whitespace().collect();
        assert_eq!(known.len(), MOST);
        assert_eq!(known.first(), Some(&"99"));
    }
}
