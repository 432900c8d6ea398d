//! A panel of what happened to a case: queries, corrections.

use crate::pages::desk::course::review;
use crate::pages::desk::sheet::{Laying, Sheet};
use crate::session::use_profile;
use crate::text::{language, t};
use crate::work::use_work;
use leptos::prelude::*;
use shared::desk::Case;
use shared::submission::Review;
use std::sync::Arc;

/// What happened, the latest first; nothing while nothing has.
#[component]
pub fn Happened<T: 'static>(
    /// The text key of the panel's name.
    title: &'static str,
    /// The case.
    case: Signal<Arc<Case>>,
    /// The case laid out: it changes with what is told.
    sheet: Memo<Sheet>,
    /// What happened, the oldest first.
    entries: fn(&Review) -> &[T],
    /// One entry, told with the branch's minutes ahead of UTC.
    told: fn(&Case, &T, &Laying<'_>, i32) -> AnyView,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let catalogue = use_work().catalogue;
    move || {
        sheet.track();
        let case = case.get();
        let entries = entries(review(&case)?);
        if entries.is_empty() {
            return None;
        }
        let catalogue = catalogue.get();
        let laying = Laying::of(&case, language(), catalogue.as_deref(), offset);
        let latest_first = entries.iter().rev();
        let told = latest_first.map(|entry| told(&case, entry, &laying, offset));
        Some(view! {
            <section class="desk-panel">
                <h2>{t(title)}</h2>
                <ul class="desk-queries">{told.collect_view()}</ul>
            </section>
        })
    }
}
