//! People who are known already, offered where a person is asked for.

use crate::components::button::{Button, Weight};
use crate::components::icon::IconName;
use crate::drafting::OpenDraft;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::key;

/// One button for each; gone once a person is entered.
#[component]
pub fn People(
    open: OpenDraft,
    /// The path of the person who is asked for.
    prefix: String,
) -> impl IntoView {
    let people = {
        let prefix = prefix.clone();
        Memo::new(move |_| open.people_for(&prefix))
    };
    view! {
        <Show when=move || people.with(|people| !people.is_empty())>
            <section class="aside stack-tight" aria-label=t(key!("form.people.title"))>
                <p class="soft small">{t(key!("form.people.title"))}</p>
                {
                    let prefix = prefix.clone();
                    move || {
                        let prefix = prefix.clone();
                        people
                            .get()
                            .into_iter()
                            .map(move |offered| {
                                let prefix = prefix.clone();
                                let label = match offered.path {
                                    Some(path) => tf(
                                        key!("form.people.here"),
                                        &[("name", &offered.name), ("section", t_of("sections", path))],
                                    ),
                                    None => offered.name.clone(),
                                };
                                view! {
                                    <Button
                                        label
                                        weight=Weight::Secondary
                                        icon=IconName::Add
                                        on_press=Callback::new(move |()| open.take_person(&prefix, &offered))
                                    />
                                }
                            })
                            .collect_view()
                    }
                }
            </section>
        </Show>
    }
}
