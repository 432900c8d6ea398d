//! Those for whom a session is by name, found by name or team.

use super::audience_fields::{Named, NamedBox};
use super::opening::Opening;
use super::people_search::{PeopleSearch, is_found};
use crate::components::button::{Button, Weight};
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::key;
use shared::kinds::training_session::form::MOST_PEOPLE;
use shared::people::PersonView;

/// How many are offered at once besides those who are chosen; the search finds the others.
const OFFERED: usize = 30;

/// The group of answers in which they stand.
const GROUP: &str = "audience_people";

/// The search, and a box for each whom it finds; who is chosen stays in sight. Everybody whom it finds is
/// chosen with one tap.
#[component]
pub fn AudiencePeople(
    /// What is filled in.
    opening: Opening,
) -> impl IntoView {
    let people = use_work().all::<PersonView>();
    let answers = opening.answers;
    let typed = RwSignal::new(String::new());
    // Nobody moves under the finger: who is chosen comes first once something else is searched for.
    let offered = Memo::new(move |_| {
        let typed = typed.get();
        people.with(|people| answers.with_untracked(|answers| Offered::of(people, &typed, answers)))
    });
    let missing = Memo::new(move |_| {
        answers.with(|answers| offered.with(|offered| offered.unchosen(answers).len()))
    });
    let choose_found = Callback::new(move |()| {
        offered.with_untracked(|offered| answers.update(|answers| offered.choose_found(answers)));
    });
    let choose_label = Signal::derive(move || {
        let n = missing.get().to_string();
        tf(key!("training.audience.choose_found"), &[("n", &n)])
    });
    let chosen = move || {
        let n = answers.with(|answers| answers.items(GROUP));
        (n > 0).then(|| tf(key!("training.audience.chosen"), &[("n", &n.to_string())]))
    };
    let hidden = move || {
        let n = offered.with(|offered| offered.hidden);
        (n > 0).then(|| tf(key!("training.audience.hidden"), &[("n", &n.to_string())]))
    };
    view! {
        <fieldset class="stack-tight audience-boxes">
            <legend class="entry-label">{t(key!("training.audience.people"))}</legend>
            <p class="soft small" role="status">{chosen}</p>
            <PeopleSearch typed/>
            <Show when=move || typed.with(|typed| !typed.trim().is_empty()) && missing.get() != 0>
                <Button label=choose_label on_press=choose_found weight=Weight::Secondary/>
            </Show>
            <For
                each=move || offered.with(|offered| offered.shown.clone())
                key=|entry| entry.id.clone()
                let:entry
            >
                <NamedBox opening entry/>
            </For>
            <p class="soft small">{hidden}</p>
        </fieldset>
    }
}

/// Who is offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Offered {
    /// A box each: those who are chosen, then those who are found.
    shown: Vec<Named>,
    /// Everybody who is found.
    found: Vec<Named>,
    /// How many of those have no box.
    hidden: usize,
}

impl Offered {
    fn of(people: &[PersonView], typed: &str, answers: &Answers) -> Self {
        let is_wanted = |person: &&PersonView| is_found(typed, &person.name, Some(&person.team));
        let found: Vec<Named> = people.iter().filter(is_wanted).map(entry).collect();
        let is_chosen = |entry: &Named| entry.is_in(answers);
        let mut shown: Vec<Named> = people.iter().map(entry).filter(is_chosen).collect();
        let others = found.iter().filter(|entry| !is_chosen(entry));
        let hidden = others.clone().count().saturating_sub(OFFERED);
        shown.extend(others.take(OFFERED).cloned());
        Self {
            shown,
            found,
            hidden,
        }
    }

    /// Those who are found and not chosen, as far as there is room for them.
    fn unchosen(&self, answers: &Answers) -> Vec<&Named> {
        let room = MOST_PEOPLE.saturating_sub(answers.items(GROUP));
        let found = self.found.iter();
        found
            .filter(|entry| !entry.is_in(answers))
            .take(room)
            .collect()
    }

    fn choose_found(&self, answers: &mut Answers) {
        for entry in self.unchosen(answers) {
            entry.toggle(answers);
        }
    }
}

fn entry(person: &PersonView) -> Named {
    Named {
        group: GROUP,
        id_name: "person",
        id: person.id.to_string(),
        name: person.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::PersonId;

    fn people(n: u128) -> Vec<PersonView> {
        let person = |number: u128| PersonView {
            id: PersonId::from_number(number),
            name: format!("代理人{number}"),
            team: if number.is_multiple_of(2) {
                "晨曦组"
            } else {
                "磐石组"
            }
            .to_owned(),
            units: Vec::new(),
            roles: Vec::new(),
            joined: None,
        };
        (1..=n).map(person).collect()
    }

    #[test]
    fn who_is_chosen_stays_in_sight_among_many() {
        let people = people(100);
        let mut answers = Answers::new();
        entry(&people[98]).toggle(&mut answers);
        let offered = Offered::of(&people, "", &answers);
        assert_eq!(offered.shown[0], entry(&people[98]));
        assert_eq!((offered.shown.len(), offered.hidden), (31, 69));
        let offered = Offered::of(&people, "nobody", &answers);
        assert_eq!(offered.shown, [entry(&people[98])]);
    }

    #[test]
    fn everybody_who_is_found_is_chosen_at_once_and_only_once() {
        let people = people(100);
        let mut answers = Answers::new();
        entry(&people[1]).toggle(&mut answers);
        let offered = Offered::of(&people, "晨曦", &answers);
        assert_eq!(offered.unchosen(&answers).len(), 49);
        offered.choose_found(&mut answers);
        assert_eq!(answers.items(GROUP), 50);
        offered.choose_found(&mut answers);
        assert_eq!(answers.items(GROUP), 50, "nobody is taken away");
    }

    #[test]
    fn no_more_are_chosen_than_a_session_may_name() {
        let people = people(600);
        let mut answers = Answers::new();
        Offered::of(&people, "代理人", &answers).choose_found(&mut answers);
        assert_eq!(answers.items(GROUP), MOST_PEOPLE);
    }
}
