//! Reading the list: what came last stays until something newer is there.

use crate::api::{self, ApiError};
use crate::kept_filter::KeptFilter;
use crate::session::use_profile;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::directory::{PeopleFilter, PeoplePage, PersonLine};

/// Where the server tells it. Whom somebody looks for is no part of it.
const PATH: &str = "/api/people/list";

thread_local! {
    static LAST: KeptFilter<PeopleFilter> = const { KeptFilter::new() };
}

/// What has been read of the list.
#[derive(Clone, Copy)]
pub struct Listing {
    /// Who is wanted.
    pub wanted: RwSignal<PeopleFilter>,
    /// Who is there; `None` until the first answer.
    pub people: RwSignal<Option<Vec<PersonLine>>>,
    /// How many there are in all.
    pub total: RwSignal<u64>,
    /// Where the next page begins.
    pub next: RwSignal<Option<String>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    turn: StoredValue<u64>,
}

impl Listing {
    /// Nothing yet of whom the person looked for last.
    pub fn begin() -> Self {
        let person = use_profile().with_untracked(|profile| profile.person.id);
        let wanted = RwSignal::new(LAST.with(|last| last.of(person)));
        Effect::new(move |_| wanted.with(|wanted| LAST.with(|last| last.keep(person, wanted))));
        Self {
            wanted,
            people: RwSignal::new(None),
            total: RwSignal::new(0),
            next: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Reads the first page of who is wanted.
    pub fn read(self) {
        self.ask(None);
    }

    /// Reads the page that begins at `after`.
    pub fn read_more(self, after: String) {
        self.ask(Some(after));
    }

    fn ask(self, after: Option<String>) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.busy.set(true);
        let more = after.is_some();
        let wanted = self.wanted.get_untracked();
        let filter = PeopleFilter { after, ..wanted };
        spawn_local(async move {
            let answer = api::post::<PeoplePage>(PATH, &filter).await;
            // An answer that was overtaken by another question is no answer; nor is one to nobody.
            if self.turn.try_get_value() == Some(turn) {
                self.show(answer, more);
            }
        });
    }

    fn show(self, answer: Result<PeoplePage, ApiError>, more: bool) {
        self.busy.set(false);
        match answer {
            Ok(page) => {
                self.error.set(None);
                self.total.set(page.total);
                self.next.set(page.next);
                self.people.update(|people| {
                    let before = people.take().filter(|_| more);
                    let mut all = before.unwrap_or_default();
                    all.extend(page.people);
                    *people = Some(all);
                });
            }
            Err(error) => self.error.set(Some(error)),
        }
    }
}
