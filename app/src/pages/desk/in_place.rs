//! Signing in again at the desk, in place: the open case, what is half written and what is decided stay.

use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::pages::sign_in::SignInForm;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::decisions::{Contact, Decisions};
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;

/// That the session has ended, and the way to begin another; nothing while it lasts.
#[component]
pub fn SignInInPlace(
    /// What was decided and is not sent.
    decisions: Decisions,
) -> impl IntoView {
    let ended = Memo::new(move |_| decisions.contact.get() == Contact::SignInNeeded);
    let work = use_work();
    let profile = use_profile();
    // Also when another request, or another tab, was the first to notice.
    Effect::new(move |had_ended: Option<bool>| {
        let has_ended = ended.get();
        if had_ended == Some(true) && !has_ended {
            work.signed_in();
        }
        has_ended
    });
    move || {
        ended.get().then(|| {
            let login = RwSignal::new(profile.get_untracked().login);
            let done = Callback::new(move |()| decisions.contact.set(Contact::Open));
            view! {
                <div class="desk-sign-in" role="alert">
                    <Notice title=t(key!("desk.session.title")) tone=Tone::Warning>
                        <p>{t(key!("desk.session.text"))}</p>
                        {move || unsent(decisions)}
                        <SignInForm login on_done=done/>
                    </Notice>
                </div>
            }
        })
    }
}

fn unsent(decisions: Decisions) -> Option<impl IntoView> {
    let n = decisions.on_their_way();
    (n > 0).then(|| {
        let n = n.to_string();
        view! { <p>{tf(key!("desk.session.unsent"), &[("n", &n)])}</p> }
    })
}
