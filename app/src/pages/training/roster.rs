//! Who should come and who came.

use super::mark_dialog::MarkDialog;
use super::marking::use_marking;
use super::opening::telling;
use super::people_search::PeopleSearch;
use super::presence_words::Teller;
use super::roster_filter::{RosterLine, Shown};
use super::roster_row::RosterRow;
use super::seen::SeenSession;
use super::words::{came_of, other_counts};
use crate::clock::now;
use crate::components::empty::Empty;
use crate::components::icon::Name;
use crate::session::use_profile;
use crate::text::{t, t_of};
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::record::{PersonView, Roster, RosterEntry};
use shared::training::Presence;

/// The roster with its counts, search and marking.
#[component]
pub fn RosterSection(
    /// Whose roster.
    session: Memo<SeenSession>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
) -> impl IntoView {
    let target = RwSignal::new(None::<RosterEntry>);
    let profile = use_profile();
    let lines = use_lines(session, offset);
    let nobody = Memo::new(move |_| lines.with(Vec::is_empty));
    let offers = Signal::derive(move || session.with(|session| session.offers(offset, now())));
    let correcting = Signal::derive(move || {
        let person = target.with(|entry| entry.as_ref().map(|entry| entry.person.id))?;
        session.with(|session| session.correcting(person, telling(profile)))
    });
    view! {
        <section class="stack roster">
            <h2>{t(key!("training.session.roster"))}</h2>
            <Show when=move || nobody.get()>
                <Empty
                    icon=Name::People
                    title=t(key!("training.roster.none"))
                    text=t(key!("training.roster.none_text"))
                />
            </Show>
            <Show when=move || !nobody.get()>
                <Counts session/>
                <RosterList lines offers target/>
            </Show>
            <MarkDialog target offers correcting on_mark=use_marking(session)/>
        </section>
    }
}

/// The roster with the teams of those this phone knows.
fn use_lines(session: Memo<SeenSession>, offset: i32) -> Memo<Vec<RosterLine>> {
    let people = use_work().people;
    Memo::new(move |_| {
        session.with(|session| {
            let teller = Teller::of(&session.record, offset);
            people.with(|people| lines_of(&session.roster(), &teller, people))
        })
    })
}

/// Team by team: people sit together as they work together.
fn lines_of(roster: &Roster, teller: &Teller, people: &[PersonView]) -> Vec<RosterLine> {
    let line = |entry: &RosterEntry| RosterLine {
        team: people
            .iter()
            .find(|person| person.id == entry.person.id)
            .map(|person| person.team.clone()),
        known_by: teller.presence(roster, entry),
        entry: entry.clone(),
    };
    let mut lines: Vec<RosterLine> = roster.entries.iter().map(line).collect();
    lines.sort_by(|one, other| one.team.cmp(&other.team));
    lines
}

/// How many came, as a bar and in numbers.
#[component]
fn Counts(session: Memo<SeenSession>) -> impl IntoView {
    let tally = Memo::new(move |_| session.with(SeenSession::tally));
    view! {
        <div class="roster-counts">
            <p class="roster-came tabular" role="status">{move || came_of(&tally.get())}</p>
            <progress
                class="progress"
                max=move || tally.get().expected
                value=move || tally.get().came
                aria-hidden="true"
            ></progress>
            <p class="row row-wrap soft small tabular">
                {move || other_counts(&tally.get())
                    .into_iter()
                    .map(|count| view! { <span>{count}</span> })
                    .collect_view()}
            </p>
        </div>
    }
}

#[component]
fn RosterList(
    lines: Memo<Vec<RosterLine>>,
    offers: Signal<Vec<Presence>>,
    target: RwSignal<Option<RosterEntry>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(Shown::All);
    let found = Memo::new(move |_| {
        let (typed, shown) = (typed.get(), shown.get());
        lines.with(|lines| {
            let wanted = |line: &&RosterLine| shown.shows(&line.entry) && line.matches(&typed);
            lines.iter().filter(wanted).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <PeopleSearch typed/>
        <Pills shown/>
        <ul class="list roster-list">
            <For each=move || found.get() key=|line| line.entry.person.id let:line>
                <li><RosterRow first=line lines offers target/></li>
            </For>
        </ul>
        <Show when=move || found.with(Vec::is_empty)>
            <p class="soft">{t(key!("training.roster.no_match"))}</p>
        </Show>
    }
}

#[component]
fn Pills(shown: RwSignal<Shown>) -> impl IntoView {
    let pills = Shown::ALL.map(|one| {
        view! {
            <button
                type="button"
                class="pill"
                aria-pressed=move || (shown.get() == one).to_string()
                on:click=move |_| shown.set(one)
            >
                {t_of("training.roster", one.as_str())}
            </button>
        }
    });
    view! {
        <div class="pills" role="group" aria-label=t(key!("training.roster.show"))>
            {pills.collect_view()}
        </div>
    }
}
