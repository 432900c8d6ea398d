//! Who is marked when a trainer marks everybody who is still open.

use super::*;
use shared::id::{MutationId, PersonId};
use shared::time::Timestamp;
use shared::training::{CorrectionState, PresenceCorrection, RosterEntry};

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("代理人{number}"),
    }
}

/// Three people of whom nothing is known.
fn class() -> Roster {
    let entries = [1, 2, 3].map(|number| RosterEntry::awaited(person(number)));
    Roster {
        entries: entries.to_vec(),
        ..Roster::default()
    }
}

fn all_present(people: Vec<PersonRef>) -> Marked {
    Marked {
        whom: Whom::Open(people),
        presence: Presence::Present,
        reason: "签到表上有名字".to_owned(),
        is_correction: false,
    }
}

#[test]
fn everybody_of_whom_nothing_is_known_is_marked_by_an_act_of_their_own() {
    let marked = all_present(still_open(&class()));
    let people = marked.people(&class());
    assert_eq!(people, [1, 2, 3].map(person));
    let acts = people.iter().map(|it| marked.operation(it));
    let acts: Vec<Operation> = acts.collect();
    let mark = |number| Operation::Mark {
        person: person(number).id,
        presence: Presence::Present,
        reason: "签到表上有名字".to_owned(),
        correction: false,
    };
    assert_eq!(acts, [1, 2, 3].map(mark));
}

#[test]
fn who_signs_in_while_the_question_stands_is_not_marked() {
    let marked = all_present(still_open(&class()));
    let mut meanwhile = class();
    meanwhile.entries[1].mark(Presence::Late, "came_later", Timestamp::default());
    assert_eq!(marked.people(&meanwhile), [1, 3].map(person));
}

#[test]
fn who_came_onto_the_roster_meanwhile_is_not_marked() {
    let marked = all_present([1, 2].map(person).to_vec());
    assert_eq!(marked.people(&class()), [1, 2].map(person));
}

#[test]
fn of_whom_something_is_asked_already_is_not_open() {
    let mut roster = class();
    roster.corrections.push(PresenceCorrection {
        id: MutationId::from_number(1),
        person: person(2).id,
        before: None,
        presence: Presence::Present,
        reason: "签到表上有名字".to_owned(),
        at: Timestamp::default(),
        closed_month: false,
        state: CorrectionState::Waits,
    });
    assert_eq!(still_open(&roster), [1, 3].map(person));
}
