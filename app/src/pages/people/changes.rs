//! What was done to somebody or a unit, when and by whom.

use crate::format;
use crate::pages::audit::actor;
use crate::session::use_profile;
use crate::text::{language, t, t_of};
use leptos::prelude::*;
use shared::directory::LoggedChange;
use shared::key;
use shared::people::difference_words;

/// What was done to them, by whom.
#[component]
pub fn Changes(
    /// The latest first.
    changes: Vec<LoggedChange>,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let none = changes.is_empty();
    let row = move |change: LoggedChange| {
        let who = format!(
            "{} · {}",
            format::moment(change.at, offset),
            actor(&change.by)
        );
        let differences = change.differences.iter().map(|it| {
            let (name, text) = difference_words(language(), it);
            // The log keeps nothing personal: of what is, only that it was changed.
            match text.is_empty() {
                true => name,
                false => format!("{name}: {text}"),
            }
        });
        let differences: Vec<String> = differences.collect();
        view! {
            <li class="people-change">
                <span>{t_of("audit.action", change.action.as_str())}</span>
                <span class="soft small">{who}</span>
                {(!differences.is_empty()).then(|| view! {
                    <ul class="bullets small">
                        {differences.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}
                    </ul>
                })}
            </li>
        }
    };
    view! {
        <section class="stack-tight" aria-labelledby="changes">
            <h2 id="changes">{t(key!("people.changes"))}</h2>
            {match none {
                true => view! { <p class="soft">{t(key!("people.changes_none"))}</p> }.into_any(),
                false => view! {
                    <ol class="card people-changes">
                        {changes.into_iter().map(row).collect_view()}
                    </ol>
                }
                .into_any(),
            }}
        </section>
    }
}
