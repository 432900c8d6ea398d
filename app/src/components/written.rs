//! What a person writes in their own words, and how long it may be. What is pasted stays as it is; it is not sent before
//! it is short enough.

use crate::format::count;
use crate::text::tf;
use leptos::prelude::*;
use shared::key;
use shared::note;

/// How much may be written, or by how much it is too long.
#[component]
pub fn WrittenLength(
    /// The element's id; the control points to it.
    id: String,
    /// How many characters would be kept.
    #[prop(into)]
    length: Signal<usize>,
    /// The most that are taken.
    most: usize,
    /// How many are left when it begins to be said; always, unless this is given.
    #[prop(default = usize::MAX)]
    near: usize,
) -> impl IntoView {
    let shown = Memo::new(move |_| is_worth_saying(length.get(), most, near));
    view! {
        <p id=id hidden=move || !shown.get()>
            {move || shown.get().then(|| said(length.get(), most))}
        </p>
    }
}

/// Whether no more than `near` characters are left.
const fn is_worth_saying(length: usize, most: usize, near: usize) -> bool {
    most.saturating_sub(length) <= near
}

fn said(length: usize, most: usize) -> AnyView {
    let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
    let of = number(most);
    match length.checked_sub(most) {
        None | Some(0) => {
            let params = [("n", &*number(length)), ("most", &*of)];
            let told = tf(key!("ui.written.length"), &params);
            view! { <span class="soft small tabular">{told}</span> }.into_any()
        }
        Some(over) => {
            let params = [("n", &*number(over)), ("most", &*of)];
            let told = tf(key!("ui.written.too_long"), &params);
            view! { <span class="entry-error" role="alert">{told}</span> }.into_any()
        }
    }
}

/// What is written, if it can be sent; otherwise it is said that it is missing, or stands there that it is
/// too long.
pub fn reason_of(
    written: RwSignal<String>,
    missing: RwSignal<bool>,
    most: usize,
) -> Option<String> {
    let reason = written.with_untracked(|text| note::written(text));
    missing.set(reason.is_empty());
    note::fits(&reason, most).then_some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_is_left_is_said_when_it_gets_short_and_always_when_it_is_too_much() {
        assert!(!is_worth_saying(0, 500, 50));
        assert!(!is_worth_saying(449, 500, 50));
        assert!(is_worth_saying(450, 500, 50));
        assert!(is_worth_saying(501, 500, 0));
        assert!(is_worth_saying(0, 500, usize::MAX));
    }
}
