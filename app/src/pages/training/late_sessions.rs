//! Sessions that were told after they had been held: a second person agrees or not. Needs network.

use super::late_session::LateSessionCard;
use crate::api::{self, ApiError};
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::LateSession;
use shared::key;

/// Where they stand.
pub const PATH: &str = "/api/desk/late-sessions";

/// The list.
#[component]
pub fn LateSessions() -> impl IntoView {
    let sessions = RwSignal::new(None::<Result<Vec<LateSession>, ApiError>>);
    let ask = move || {
        spawn_local(async move {
            let answer = api::get::<Vec<LateSession>>(PATH).await;
            // Who has gone to another page meanwhile does not wait for it.
            sessions.try_set(Some(answer));
        });
    };
    ask();
    let reload = Callback::new(move |()| ask());
    view! {
        <section class="stack-tight">
            <h2>{t(key!("training.late.title"))}</h2>
            <p class="soft small">{t(key!("training.late.hint"))}</p>
            {move || sessions.get().map(|answer| match answer {
                Ok(sessions) => cards(sessions, reload),
                Err(error) => unanswered(&error, reload),
            })}
        </section>
    }
}

fn cards(sessions: Vec<LateSession>, reload: Callback<()>) -> AnyView {
    if sessions.is_empty() {
        return view! {
            <Empty
                icon=IconName::Done
                title=t(key!("training.late.none"))
                text=t(key!("training.late.none_text"))
            />
        }
        .into_any();
    }
    let card = |late| view! { <li><LateSessionCard late on_decided=reload/></li> };
    let cards = sessions.into_iter().map(card).collect_view();
    view! { <ul class="session-cards">{cards}</ul> }.into_any()
}

fn unanswered(error: &ApiError, reload: Callback<()>) -> AnyView {
    let title = t(&error.text_key()).to_owned();
    view! {
        <Notice title tone=Tone::Warning icon=IconName::Offline>
            <Button
                label=t(key!("training.late.again")).to_owned()
                on_press=reload
                weight=Weight::Secondary
            />
        </Notice>
    }
    .into_any()
}
