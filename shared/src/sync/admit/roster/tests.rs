//! A trainer plans, changes, calls off, marks and closes.

use crate::answers::{Answers, Changes};
use crate::finding::Finding;
use crate::record::{Office, RecordView};
use crate::sync::teaching_example::{
    act, admitted, calling_off, marking, moment, opening, person, session, trainer,
};
use crate::sync::{Admission, Operation, Outcome, Sender};
use crate::time::Timestamp;
use crate::training::{Presence, Roster};

mod after_the_day;
mod second_person;

/// A trainer of three agents.
struct Trainer {
    sender: Sender,
    session: Option<RecordView>,
}

impl Trainer {
    fn new() -> Self {
        Self {
            sender: trainer(),
            session: None,
        }
    }

    /// Does something at a moment of 20 November 2026; what the server refuses comes back.
    fn does(&mut self, time: &str, operation: Operation) -> Result<(), Vec<String>> {
        let now = that_day(time);
        self.does_at(now, now, operation)
    }

    fn does_at(
        &mut self,
        made_at: Timestamp,
        now: Timestamp,
        operation: Operation,
    ) -> Result<(), Vec<String>> {
        let stored = self.session.as_ref();
        let read = stored.map_or(0, |it| it.content_version);
        let act = act(1, made_at, read, operation);
        match admitted(&act, &self.sender, stored, now) {
            Admission::Apply(record) => {
                self.session = Some(*record);
                Ok(())
            }
            Admission::Refuse(Outcome::Rejected { findings }) => Err(codes(&findings)),
            Admission::Refuse(other) => panic!("{other:?}"),
        }
    }

    /// Has opened a session from 9:00 to 11:00 at eight.
    fn with_a_session() -> Self {
        let mut trainer = Self::new();
        assert_eq!(trainer.does("08:00", opening(&session())), Ok(()));
        trainer
    }

    fn roster(&self) -> &Roster {
        match &self.session.as_ref().unwrap().office {
            Office::Roster(roster) => roster,
            other => panic!("{other:?}"),
        }
    }

    fn invited(&self) -> Vec<u128> {
        let entries = self.roster().entries.iter();
        entries
            .map(|entry| entry.person.id.uuid().as_u128())
            .collect()
    }
}

/// A time of 20 November 2026.
fn that_day(time: &str) -> Timestamp {
    moment(&format!("2026-11-20T{time}"))
}

fn codes(findings: &[Finding]) -> Vec<String> {
    let codes = findings.iter().map(|finding| finding.code.as_str());
    codes.map(str::to_owned).collect()
}

fn refused(code: &str) -> Result<(), Vec<String>> {
    Err(vec![code.to_owned()])
}

fn only_the_first() -> Answers {
    let path = "audience_people.0.person";
    session().with(path, &person(1).id.to_string())
}

fn change(to: &Answers, note: &str) -> Operation {
    Operation::Amend {
        changes: Changes::between(&session(), to),
        note: note.to_owned(),
    }
}

fn closing_late(reason: &str, correction: bool) -> Operation {
    Operation::Close {
        reason: reason.to_owned(),
        correction,
    }
}

/// Marks the second agent.
fn mark(presence: Presence) -> Operation {
    marking(2, presence)
}

#[test]
fn only_those_a_session_is_for_are_on_its_roster() {
    let mut trainer = Trainer::new();
    assert_eq!(trainer.does("08:00", opening(&only_the_first())), Ok(()));
    assert_eq!(trainer.invited(), [1]);
    assert_eq!(Trainer::with_a_session().invited(), [1, 2, 3]);
}

#[test]
fn a_session_cannot_be_closed_before_it_begins() {
    let mut trainer = Trainer::with_a_session();
    let early = trainer.does("08:59", Operation::close());
    assert_eq!(early, refused("session_not_begun"));
    assert_eq!(trainer.does("09:00", Operation::close()), Ok(()));
}

#[test]
fn a_phone_set_ahead_closes_nothing_before_it_begins() {
    let mut trainer = Trainer::with_a_session();
    let (ten, noon) = (that_day("10:00"), that_day("12:00"));
    let ahead = trainer.does_at(ten, that_day("08:10"), Operation::close());
    assert_eq!(ahead, refused("session_not_begun"));
    if let Some(teaching) = &mut trainer.sender.teaching {
        teaching.clock_ahead = 2 * 60 * 60_000;
    }
    let learned = trainer.does_at(ten, noon, Operation::close());
    assert_eq!(learned, refused("session_not_begun"));
}

#[test]
fn a_phone_set_ahead_credits_no_hours_that_were_not_held() {
    let held_until = |made_at: &str, came_at: &str| {
        let mut trainer = Trainer::with_a_session();
        let (made, came) = (that_day(made_at), that_day(came_at));
        assert_eq!(trainer.does_at(made, came, Operation::close()), Ok(()));
        assert_eq!(trainer.roster().closed_at, Some(made));
        trainer.roster().held_until()
    };
    assert_eq!(held_until("11:00", "09:30"), Some(that_day("09:30")));
    assert_eq!(held_until("09:30", "11:00"), Some(that_day("09:30")));
}

#[test]
fn nobody_has_come_before_signing_in_opens_but_may_be_excused() {
    let mut trainer = Trainer::with_a_session();
    let early = trainer.does("08:29", mark(Presence::Present));
    assert_eq!(early, refused("session_not_begun"));
    assert_eq!(trainer.does("08:29", mark(Presence::Excused)), Ok(()));
    assert_eq!(trainer.does("08:30", mark(Presence::Present)), Ok(()));
}

#[test]
fn a_session_is_changed_with_a_reason_and_who_has_come_stays() {
    let mut trainer = Trainer::with_a_session();
    assert_eq!(trainer.does("08:40", mark(Presence::Present)), Ok(()));
    let silent = trainer.does("08:50", change(&only_the_first(), " "));
    assert_eq!(silent, refused("required"));
    let changed = trainer.does("08:50", change(&only_the_first(), "只请新人"));
    assert_eq!(changed, Ok(()));
    assert_eq!(trainer.invited(), [1, 2]);
    assert!(trainer.roster().is_in_force());
}

#[test]
fn an_audience_changed_after_the_session_waits_for_a_second_person() {
    let mut trainer = Trainer::with_a_session();
    let changed = trainer.does("11:01", change(&only_the_first(), "只请新人"));
    assert_eq!(changed, Ok(()));
    assert_eq!(trainer.does("11:02", Operation::close()), Ok(()));
    assert!(trainer.roster().waits_for_second_person());
    let mut trainer = Trainer::with_a_session();
    let topic = session().with("topic", "周会");
    assert_eq!(trainer.does("11:01", change(&topic, "写错")), Ok(()));
    assert!(trainer.roster().is_in_force());
}

#[test]
fn a_session_opened_after_it_was_held_waits_for_a_second_person() {
    let mut trainer = Trainer::new();
    let silent = trainer.does("12:00", opening(&session()));
    assert_eq!(silent, refused("backdating_reason_missing"));
    let explained = session().with("backdating_reason", "手机没电");
    assert_eq!(trainer.does("12:00", opening(&explained)), Ok(()));
    assert!(!trainer.roster().waits_for_second_person());
    assert_eq!(trainer.does("12:01", Operation::close()), Ok(()));
    assert!(trainer.roster().waits_for_second_person());
    assert!(!trainer.roster().is_in_force());
}

#[test]
fn what_was_called_off_stays_so() {
    let mut trainer = Trainer::with_a_session();
    assert_eq!(trainer.does("08:10", calling_off("")), refused("required"));
    assert_eq!(trainer.does("08:10", calling_off("讲师生病")), Ok(()));
    assert!(!trainer.roster().is_in_force());
    let over = refused("session_cancelled");
    assert_eq!(trainer.does("09:30", Operation::close()), over);
    assert_eq!(trainer.does("09:30", mark(Presence::Present)), over);
    assert_eq!(trainer.does("09:30", calling_off("再次")), over);
    assert_eq!(trainer.does("09:30", change(&only_the_first(), "?")), over);
}

#[test]
fn what_is_closed_is_not_changed_or_called_off() {
    let mut trainer = Trainer::with_a_session();
    assert_eq!(trainer.does("10:00", Operation::close()), Ok(()));
    let over = refused("session_closed");
    assert_eq!(trainer.does("10:01", calling_off("误开")), over);
    assert_eq!(trainer.does("10:01", change(&only_the_first(), "?")), over);
    assert_eq!(trainer.does("10:01", mark(Presence::LeftEarly)), Ok(()));
}
