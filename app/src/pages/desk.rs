//! The review desk: a chunk of its own. The queue at `/desk`, a case at `/desk/cases/<record id>`.

mod age;
mod asking;
mod case;
mod consequence;
mod course;
mod difference;
mod draft;
#[cfg(test)]
mod example;
mod failed;
mod filter;
mod focus;
mod in_place;
mod keys;
mod keys_help;
mod left_behind;
mod occasions;
mod queue;
mod requests;
mod sheet;
mod sitting;
mod today;
mod undo;
mod unfinished;
mod words;

use crate::api::ApiError;
use crate::components::toast::use_toasts;
use crate::pages::not_found::NotFound;
use crate::session::{use_profile, use_session};
use crate::work::decisions::Contact;
use crate::work::{Work, use_work};
use case::CasePage;
use failed::FailedDecisions;
use filter::address;
use in_place::SignInInPlace;
use keys::Press;
use keys_help::KeysHelp;
use left_behind::LeftBehind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{LazyRoute, lazy_route};
use queue::QueuePage;
use shared::id::RecordId;
use shared::people::Role;
use sitting::{Next, Sitting};
pub use today::desk_today;
use undo::UndoBar;
pub use words::{decided, undone_said};

/// Where the desk stands.
const PATH: &str = "/desk";

/// The route of the review desk.
#[derive(Debug)]
pub struct Desk;

#[lazy_route]
impl LazyRoute for Desk {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let profile = use_profile();
        // Who leaves while it is open reads nothing of it any more.
        let reads = Memo::new(move |_| profile.with(|it| it.any_role(Role::reads_desk)));
        let page = move || match reads.get() {
            true => view! { <DeskPage/> }.into_any(),
            false => view! { <NotFound/> }.into_any(),
        };
        page.into_any()
    }
}

/// What of the desk is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Queue,
    Case(RecordId),
    Nowhere,
}

impl Place {
    fn at(pathname: &str) -> Self {
        let rest = pathname.strip_prefix(PATH).unwrap_or(pathname);
        match rest.trim_matches('/').split_once('/') {
            None if rest.trim_matches('/').is_empty() => Self::Queue,
            Some(("cases", id)) => id.parse().map_or(Self::Nowhere, Self::Case),
            _ => Self::Nowhere,
        }
    }
}

/// The address of a case.
pub fn case_address(id: RecordId) -> String {
    format!("{PATH}/cases/{id}")
}

/// The address of the queue as it was last shown.
fn queue_address(sitting: Sitting) -> String {
    sitting
        .listing
        .with(|listing| address(PATH, &listing.filter))
}

#[component]
fn DeskPage() -> impl IntoView {
    let work = use_work();
    let decisions = work.decisions;
    let sitting = Sitting::of(use_profile().get_untracked().person.id, work);
    let help = RwSignal::new(false);
    let session = use_session();
    Effect::new(move |_| {
        let error = sitting.reading.error;
        if error.with(|error| error.as_ref().is_some_and(ApiError::says_left)) {
            session.learn_roles();
        }
    });
    let pathname = use_location().pathname;
    let place = Memo::new(move |_| Place::at(&pathname.get()));
    decisions.go_on();
    look_for_more(sitting, place);
    let undo = undo_and_return(work, sitting.said);
    let ended = Memo::new(move |_| decisions.contact.get() == Contact::SignInNeeded);
    let about = Signal::derive(move || match place.get() {
        Place::Case(id) => Some(id),
        Place::Queue | Place::Nowhere => None,
    });
    keys::listen(sitting.keys, move |press| match press {
        Press::Help => help.set(true),
        Press::Undo => undo.run(()),
        _ => {}
    });
    view! {
        <div class="desk">
            <SignInInPlace decisions/>
            <LeftBehind decisions/>
            <FailedDecisions sitting about/>
            // Without a session nothing is shown, and nothing decided; what is half written is kept.
            {move || match place.get() {
                _ if ended.get() => ().into_any(),
                Place::Queue => view! { <QueuePage sitting help/> }.into_any(),
                Place::Case(id) => view! { <CasePage id sitting help/> }.into_any(),
                Place::Nowhere => view! { <NotFound/> }.into_any(),
            }}
            <UndoBar decisions on_undo=undo/>
            <p class="visually-hidden" aria-live="polite">
                {sitting.said}
            </p>
            <KeysHelp open=help keys=sitting.keys/>
        </div>
    }
}

/// Where the list as it was shown ends, the server says what is left, as it does to the queue that is shown
/// then: that all is done is said only if it is.
fn look_for_more(sitting: Sitting, place: Memo<Place>) {
    let (navigate, toasts) = (use_navigate(), use_toasts());
    Effect::new(move |_| {
        let Some(next) = sitting.next_of_end() else {
            return;
        };
        sitting.ended.set(None);
        // Who went elsewhere meanwhile is left there.
        let waits = place.get_untracked() == Place::Queue;
        match next {
            Next::Case(next) if waits => navigate(&case_address(next), Default::default()),
            Next::Case(_) => {}
            next => toasts.say(untrack(|| words::end_of_list(next))),
        }
    });
    on_cleanup(move || sitting.ended.set(None));
}

/// The last decision is taken back while its time runs, and its case shown with what was written.
fn undo_and_return(work: Work, said: RwSignal<String>) -> Callback<()> {
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let back = Callback::new(move |id| navigate(&case_address(id), Default::default()));
    Callback::new(move |()| {
        let last = untrack(|| work.decisions.last_undoable());
        spawn_local(async move {
            let taken_back = match last {
                Some(last) => work.take_back_decision(last.id()).await,
                None => None,
            };
            match taken_back {
                Some(decision) => {
                    said.try_set(String::new());
                    toasts.say(undone_said(&decision));
                    back.try_run(decision.record_id);
                }
                None => toasts.warn(words::too_late(&untrack(|| {
                    work.decisions.waiting_about(None)
                }))),
            }
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_shown() {
        let id = RecordId::from_number(7);
        assert_eq!(Place::at("/desk"), Place::Queue);
        assert_eq!(Place::at("/desk/"), Place::Queue);
        assert_eq!(Place::at(&case_address(id)), Place::Case(id));
        assert_eq!(Place::at("/desk/cases/7"), Place::Nowhere);
        assert_eq!(Place::at("/desk/letters"), Place::Nowhere);
    }
}
