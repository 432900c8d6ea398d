//! The frame of the app: who works here decides what is shown.

use crate::Pages;
use crate::activity;
use crate::bars::tell_style_of_bars;
use crate::components::settling;
use crate::components::toast::{ToastPlace, Toasts};
use crate::focus::Focus;
use crate::install::InstallOffer;
use crate::listener::use_listener;
use crate::pages::closed::Closed;
use crate::pages::failure::Failure;
use crate::pages::shell::Shell;
use crate::pages::sign_in::SignIn;
use crate::session::{Session, SessionState, provide_profile, use_profile, use_session};
use crate::store::{StoreError, Vault};
use crate::text::{language, mark_document};
use crate::title::follow_heading;
use crate::update::{Updates, use_updates};
use crate::work::Work;
use crate::worker::follow_worker;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use shared::id::PersonId;
use shared::session::Profile;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    provide_context(Updates::watch());
    provide_context(InstallOffer::watch());
    let toasts = Toasts::new();
    provide_context(toasts);
    mark_document(language());
    follow_heading();
    tell_style_of_bars();
    provide_context(Focus::keep());
    activity::watch();
    settling::watch();
    let session_state = Memo::new(move |_| session.session_state());
    view! {
        <Router>
            {move || match session_state.get() {
                SessionState::Opening => ().into_any(),
                SessionState::Unavailable(error) => view! { <Failure error/> }.into_any(),
                SessionState::SignedOut => view! { <SignIn/> }.into_any(),
                SessionState::SignedIn(person) => view! { <SignedIn person/> }.into_any(),
            }}
            <ToastPlace toasts/>
        </Router>
    }
}

/// The app of one person: their database is opened first.
#[component]
fn SignedIn(
    /// Whose.
    person: PersonId,
) -> impl IntoView {
    let opened = RwSignal::new(None);
    let session = use_session();
    let update = use_updates();
    let profile = provide_profile(session);
    leptos::task::spawn_local(async move {
        if let Some(profile) = profile {
            let device = profile.get_untracked().device_number;
            let ready = Signal::derive(move || update.is_ready());
            let work = match Vault::open(person).await {
                Ok(vault) => Work::open(vault, device, ready).await,
                Err(error) => Err(error),
            };
            // Nobody waits for it if they signed out meanwhile.
            opened.try_set(Some(work));
        }
    });
    move || {
        opened
            .get()
            .map(|work: Result<Work, StoreError>| match work {
                Ok(work) => view! { <Working work person/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            })
    }
}

/// The app with its work open.
#[component]
fn Working(
    /// The work.
    work: Work,
    /// Whose it is.
    person: PersonId,
) -> impl IntoView {
    provide_context(work);
    let session = use_session();
    work.start_exchange(format!("saddlebag-{person}"), move || session.lock());
    on_cleanup(move || work.stop_exchange());
    Effect::new(move |before: Option<u32>| {
        let again = session.signed_in_again();
        if before.is_some_and(|before| before != again) {
            work.signed_in();
        }
        again
    });
    nudge_when_it_may_help(work, session);
    follow_worker(work);
    let is_closed = closed_to_who_left();
    view! {
        <Shell>
            {move || match is_closed.get() {
                true => view! { <Closed/> }.into_any(),
                false => view! { <Pages/> }.into_any(),
            }}
        </Shell>
    }
}

/// Who has left sees what of theirs is on the way, and who they are: nothing can be begun or changed, and clients'
/// data is not theirs to look at any more.
fn closed_to_who_left() -> Memo<bool> {
    let profile = use_profile();
    let path = use_location().pathname;
    Memo::new(move |_| {
        let is_open = path.with(|path| matches!(path.as_str(), "/" | "/sync" | "/settings"));
        !is_open && profile.with(Profile::has_left)
    })
}

/// What the browser says about the network is a hint to try, nothing more.
fn nudge_when_it_may_help(work: Work, session: Session) {
    let try_now = move || {
        work.nudge();
        session.learn_roles();
    };
    use_listener(&window(), ev::online, move |_| try_now());
    use_listener(&window(), ev::visibilitychange, move |_| {
        if !document().hidden() {
            try_now();
        }
    });
}
