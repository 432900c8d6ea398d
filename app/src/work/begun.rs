//! Forms that were opened on this phone and in which nobody has answered yet. Nothing is kept of them but
//! that they were opened: a reload finds them again, and no other address begins a record.

use crate::text::storage;

/// Where it is kept: what is lost with it is an empty form.
const NAME: &str = "begun";
/// How many are known; who opens more has left the first behind.
const MOST: usize = 20;

/// The form of the draft with this key is opened.
pub fn begin(key: &str) {
    change(|keys| with(keys, key));
}

/// The draft with this key was kept, or thrown away: its form is not empty and new any more.
pub fn is_over(key: &str) {
    change(|keys| without(keys, key));
}

/// Whether the form of the draft with this key was opened here, and nothing is kept of it.
pub fn is_begun(key: &str) -> bool {
    kept().split_whitespace().any(|begun| begun == key)
}

fn kept() -> String {
    let kept = storage().and_then(|storage| storage.get_item(NAME).ok().flatten());
    kept.unwrap_or_default()
}

fn change(change: impl FnOnce(&str) -> String) {
    let before = kept();
    let after = change(&before);
    if after != before
        && let Some(storage) = storage()
    {
        // Without room for it, a reload of an empty form does not find it.
        let _ = storage.set_item(NAME, &after);
    }
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
