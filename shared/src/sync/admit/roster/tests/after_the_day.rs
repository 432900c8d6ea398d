//! What a trainer changes once the day of a session is over, or a second person has had their word.

use super::*;
use crate::training::{PresenceCorrection, SecondWord};

impl Trainer {
    /// Does something at a moment of another day.
    pub(super) fn does_on(
        &mut self,
        day_and_time: &str,
        operation: Operation,
    ) -> Result<(), Vec<String>> {
        let now = moment(day_and_time);
        self.does_at(now, now, operation)
    }

    /// Somebody else says something to what waits.
    pub(super) fn has_the_word(&mut self, agreed: bool) {
        let word = SecondWord {
            by: person(5),
            at: Timestamp::default(),
            agreed,
            note: "签到表上没有".to_owned(),
        };
        let roster = self.roster().after_second_word(word, person(9).id);
        self.session.as_mut().unwrap().office = Office::Roster(roster.unwrap());
    }

    /// Has held and closed the session in time.
    pub(super) fn with_a_closed_session() -> Self {
        let mut trainer = Self::with_a_session();
        assert_eq!(trainer.does("11:00", Operation::close()), Ok(()));
        trainer
    }

    /// Has told of the session only after it was held, and closed it.
    pub(super) fn with_a_late_session() -> Self {
        let mut trainer = Self::new();
        let late = session().with("backdating_reason", "手机没电");
        assert_eq!(trainer.does("12:00", opening(&late)), Ok(()));
        assert_eq!(trainer.does("12:01", Operation::close()), Ok(()));
        trainer
    }

    pub(super) fn presence(&self) -> Option<Presence> {
        let mut entries = self.roster().entries.iter();
        entries.find(|it| it.person == person(2)).unwrap().presence
    }

    pub(super) fn asked(&self) -> Option<&PresenceCorrection> {
        self.roster().correction_of(person(2).id)
    }
}

fn corrects_a_closed_month(presence: Presence) -> Operation {
    Operation::Mark {
        person: person(2).id,
        presence,
        reason: "签到表上有名字".to_owned(),
        correction: true,
    }
}

#[test]
fn until_the_end_of_the_day_a_presence_is_marked_and_then_it_is_asked_for() {
    let mut trainer = Trainer::with_a_closed_session();
    assert_eq!(trainer.does("23:59", mark(Presence::Late)), Ok(()));
    assert_eq!(trainer.presence(), Some(Presence::Late));
    let next_day = trainer.does_on("2026-11-21T08:00", mark(Presence::Present));
    assert_eq!(next_day, Ok(()));
    assert_eq!(trainer.presence(), Some(Presence::Late));
    assert!(trainer.roster().is_in_force());
    assert!(trainer.asked().is_some_and(|asked| asked.waits()));
    trainer.has_the_word(true);
    assert_eq!(trainer.presence(), Some(Presence::Present));
}

#[test]
fn what_a_second_person_agreed_to_changes_only_with_another_word() {
    let mut trainer = Trainer::with_a_late_session();
    assert_eq!(trainer.does("12:05", mark(Presence::Present)), Ok(()));
    assert_eq!(trainer.presence(), Some(Presence::Present));
    trainer.has_the_word(true);
    assert_eq!(trainer.does("13:00", mark(Presence::Absent)), Ok(()));
    assert_eq!(trainer.presence(), Some(Presence::Present));
    trainer.has_the_word(false);
    assert_eq!(trainer.presence(), Some(Presence::Present));
    assert!(trainer.roster().is_in_force());
}

#[test]
fn a_presence_in_a_closed_month_changes_only_as_a_correction() {
    let mut trainer = Trainer::with_a_closed_session();
    let late = "2026-12-14T08:00";
    let silent = trainer.does_on(late, mark(Presence::Present));
    assert_eq!(silent, refused("presence_in_closed_month"));
    let named = trainer.does_on(late, corrects_a_closed_month(Presence::Present));
    assert_eq!(named, Ok(()));
    assert!(trainer.asked().is_some_and(|asked| asked.closed_month));
}

#[test]
fn a_refused_session_is_corrected_closed_and_asked_for_again() {
    let mut trainer = Trainer::with_a_late_session();
    trainer.has_the_word(false);
    assert!(!trainer.roster().waits_for_second_person());
    let again = change(&session(), "签到表已补上");
    assert_eq!(trainer.does("15:00", again), Ok(()));
    assert!(!trainer.roster().waits_for_second_person());
    assert_eq!(trainer.does("15:01", mark(Presence::Present)), Ok(()));
    assert_eq!(trainer.does("15:02", Operation::close()), Ok(()));
    assert!(trainer.roster().waits_for_second_person());
    let backdated = trainer.roster().backdated.as_ref().unwrap();
    assert_eq!(backdated.reason, "签到表已补上");
    assert_eq!(backdated.refused.len(), 1);
}

#[test]
fn a_refused_session_may_be_called_off_and_one_that_counts_may_not() {
    let mut trainer = Trainer::with_a_late_session();
    trainer.has_the_word(false);
    assert_eq!(trainer.does("15:00", calling_off("没有办过")), Ok(()));
    let mut trainer = Trainer::with_a_late_session();
    trainer.has_the_word(true);
    let over = refused("session_closed");
    assert_eq!(trainer.does("15:00", calling_off("误开")), over);
    assert_eq!(trainer.does("15:00", change(&session(), "?")), over);
}
