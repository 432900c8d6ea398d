//! Finding people by what is typed of their name or team.

use crate::components::icon::{Icon, IconName};
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// Where it is typed.
#[component]
pub fn PeopleSearch(
    /// What is typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="roster-search">
            <Icon name=IconName::Search/>
            <input
                class="entry-input"
                type="search"
                autocomplete="off"
                aria-label=t(key!("training.roster.search"))
                placeholder=t(key!("training.roster.search"))
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </div>
    }
}

/// Whether the name or the team has what is typed.
pub fn is_found(typed: &str, name: &str, team: Option<&str>) -> bool {
    let typed = typed.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&typed);
    has(name) || team.is_some_and(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_name_and_team() {
        let found = |typed| is_found(typed, "古丽·Aynur", Some("浦东一组"));
        for typed in ["", "古丽", "aynur", " 浦东 "] {
            assert!(found(typed), "{typed}");
        }
        assert!(!found("王"));
        assert!(!is_found("浦东", "古丽", None));
    }
}
