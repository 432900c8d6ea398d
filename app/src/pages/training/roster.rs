//! Who should come and who came.

use super::credited_elsewhere::credited_elsewhere;
use super::mark_dialog::{MarkDialog, Target};
use super::mark_the_open::MarkTheOpen;
use super::marking::{Marked, Whom, use_marking};
use super::opening::telling;
use super::people_search::PeopleSearch;
use super::presence_words::Teller;
use super::roster_filter::{RosterLine, Shown};
use super::roster_row::RosterRow;
use super::seen::SeenSession;
use super::words::{came_of, credited_instead, other_counts};
use crate::clock::now;
use crate::components::empty::Empty;
use crate::components::error_summary::focus;
use crate::components::icon::IconName;
use crate::session::use_profile;
use crate::text::{t, t_of};
use crate::work::use_work;
use leptos::prelude::*;
use shared::id::PersonId;
use shared::key;
use shared::people::PersonView;
use shared::training::{Presence, Roster, RosterEntry};
use std::collections::BTreeMap;

/// The id of the heading.
const TITLE: &str = "roster-title";

/// The roster with its counts, search and marking.
#[component]
pub fn RosterSection(
    /// Whose roster.
    session: Memo<SeenSession>,
    /// All of the trainer's sessions.
    known: Memo<Vec<SeenSession>>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
) -> impl IntoView {
    let target = RwSignal::new(None::<Target>);
    let profile = use_profile();
    let lines = use_lines(session, known, offset);
    let nobody = Memo::new(move |_| lines.with(Vec::is_empty));
    let offers = Signal::derive(move || session.with(|session| session.offers(offset, now())));
    let correcting = Signal::derive(move || {
        let people = target.with(|target| target.as_ref().map(Target::people))?;
        let mut people = people.iter();
        session.with(|session| people.find_map(|it| session.correcting(it.id, telling(profile))))
    });
    let marking = use_marking(session);
    let on_mark = Callback::new(move |marked: Marked| {
        if matches!(marked.whom, Whom::Open(_)) {
            // The button that led here goes once nobody is open.
            request_animation_frame(|| focus(TITLE));
        }
        marking.run(marked);
    });
    view! {
        <section class="stack roster">
            <h2 id=TITLE tabindex="-1">{t(key!("training.session.roster"))}</h2>
            <Show when=move || nobody.get()>
                <Empty
                    icon=IconName::People
                    title=t(key!("training.roster.none"))
                    text=t(key!("training.roster.none_text"))
                />
            </Show>
            <Show when=move || !nobody.get()>
                <Counts session/>
                <MarkTheOpen session offers target/>
                <RosterList lines offers target/>
            </Show>
            <MarkDialog target offers correcting on_mark/>
        </section>
    }
}

/// The roster with the teams of those this phone knows.
fn use_lines(
    session: Memo<SeenSession>,
    known: Memo<Vec<SeenSession>>,
    offset: i32,
) -> Memo<Vec<RosterLine>> {
    let (people, profile) = (use_work().all::<PersonView>(), use_profile());
    let elsewhere = Memo::new(move |_| {
        profile.with(|profile| {
            let here = (offset, profile.presence_rules.as_slice());
            session.with(|session| {
                known.with(|known| credited_elsewhere(&session.record, known, here))
            })
        })
    });
    Memo::new(move |_| {
        session.with(|session| {
            let teller = Teller::of(&session.record, offset);
            people.with(|people| {
                elsewhere.with(|elsewhere| lines_of(&session.roster(), &teller, people, elsewhere))
            })
        })
    })
}

/// Team by team: people sit together as they work together.
fn lines_of(
    roster: &Roster,
    teller: &Teller,
    people: &[PersonView],
    elsewhere: &BTreeMap<PersonId, String>,
) -> Vec<RosterLine> {
    let credited = |entry: &RosterEntry| elsewhere.get(&entry.person.id);
    let line = |entry: &RosterEntry| RosterLine {
        team: people
            .iter()
            .find(|person| person.id == entry.person.id)
            .map(|person| person.team.clone()),
        known_by: teller
            .presence(roster, entry)
            .into_iter()
            .chain(credited(entry).map(|topic| credited_instead(topic)))
            .collect(),
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
    target: RwSignal<Option<Target>>,
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
