//! Marking people on a session's roster; after the day, asking a second person to.

use super::mark_reasons::SCANNED;
use super::opening::telling;
use super::seen::{MarkingDoes, SeenSession};
use super::words;
use crate::components::toast::use_toasts;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::record::RecordKind;
use shared::submission::PersonRef;
use shared::sync::Operation;
use shared::training::{Presence, Roster, Telling};
use shared::{key, note};

/// What a trainer marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Who.
    pub whom: Whom,
    /// As what.
    pub presence: Presence,
    /// Why, as it is stored.
    pub reason: String,
    /// That it corrects a month whose pay is closed.
    pub is_correction: bool,
}

/// Whom a trainer marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// One person, whatever is known of them.
    One(PersonRef),
    /// Those of these of whom nothing is known: who has signed in meanwhile stays as they are.
    Open(Vec<PersonRef>),
}

/// Those of whom nothing is known, and of whom nothing was asked for.
pub fn still_open(roster: &Roster) -> Vec<PersonRef> {
    let asked = |person| roster.waiting_corrections().any(|it| it.person == person);
    let entries = roster.entries.iter();
    entries
        .filter(|entry| entry.presence.is_none() && !asked(entry.person.id))
        .map(|entry| entry.person.clone())
        .collect()
}

impl Marked {
    /// One whose slip the trainer's camera has read.
    pub fn scanned(person: PersonRef, presence: Presence) -> Self {
        Self {
            whom: Whom::One(person),
            presence,
            reason: SCANNED.to_owned(),
            is_correction: false,
        }
    }

    /// Those whom it marks now.
    fn people(&self, roster: &Roster) -> Vec<PersonRef> {
        match &self.whom {
            Whom::One(person) => vec![person.clone()],
            Whom::Open(people) => {
                let mut open = still_open(roster);
                open.retain(|person| people.contains(person));
                open
            }
        }
    }

    fn operation(&self, person: &PersonRef) -> Operation {
        Operation::Mark {
            person: person.id,
            presence: self.presence,
            reason: note::written(&self.reason),
            correction: self.is_correction,
        }
    }

    /// What is said once these are marked.
    fn said(&self, people: &[PersonRef], session: &SeenSession, telling: Telling) -> String {
        let presence = ("presence", words::presence(self.presence));
        let does = |person: &PersonRef| session.marking_does(person.id, self.presence, telling);
        match people {
            [person] => {
                let key = match does(person) {
                    MarkingDoes::Mark => key!("training.mark.saved"),
                    MarkingDoes::Ask => key!("training.mark.asked"),
                    MarkingDoes::TakeBack => key!("training.mark.taken_back"),
                    MarkingDoes::Nothing => key!("training.mark.stands"),
                };
                tf(key, &[("name", &person.name), presence])
            }
            people => {
                let key = match people.iter().any(|it| does(it) == MarkingDoes::Ask) {
                    true => key!("training.mark.all_asked"),
                    false => key!("training.mark.all_saved"),
                };
                tf(key, &[("n", &people.len().to_string()), presence])
            }
        }
    }
}

/// Puts the marks into the outbox, each as an act of its own, and says so.
pub fn use_marking(session: Memo<SeenSession>) -> Callback<Marked> {
    let (work, toasts, profile) = (use_work(), use_toasts(), use_profile());
    Callback::new(move |marked: Marked| {
        let (id, version, people, said) = session.with_untracked(|one| {
            let people = marked.people(&one.roster());
            let said = marked.said(&people, one, telling(profile));
            (
                one.record.record_id,
                one.record.content_version,
                people,
                said,
            )
        });
        let marks: Vec<Operation> = people.iter().map(|it| marked.operation(it)).collect();
        spawn_local(async move {
            let kind = RecordKind::TrainingSession;
            match work.act_each(id, kind, version, marks).await {
                Ok(()) => toasts.say(said),
                Err(_) => toasts.warn(t(key!("training.mark.failed"))),
            }
        });
    })
}

#[cfg(test)]
mod tests;
