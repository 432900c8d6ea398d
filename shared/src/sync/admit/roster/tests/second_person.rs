//! Nothing that a trainer does goes round the second person, nor leaves them what does not stand any more.

use super::*;
use crate::training::CorrectionState;

const NEXT_DAY: &str = "2026-11-21T08:00";

impl Trainer {
    /// Has opened the session in time, and on the next day asked for a presence of the second agent.
    fn with_a_correction_of_an_open_session() -> Self {
        let mut trainer = Self::with_a_session();
        assert_eq!(trainer.does_on(NEXT_DAY, mark(Presence::Present)), Ok(()));
        assert!(trainer.asked().is_some_and(|asked| asked.waits()));
        trainer
    }

    fn last_asked(&self) -> &CorrectionState {
        &self.roster().corrections.last().unwrap().state
    }

    /// Does something by the phone's account in time, that comes many days later.
    fn does_in_time_and_sends_late(&mut self, operation: Operation) -> Result<(), Vec<String>> {
        let (made, came) = (moment("2026-11-20T10:00"), moment("2026-12-01T08:00"));
        self.does_at(made, came, operation)
    }
}

#[test]
fn a_change_by_a_phone_whose_clock_was_set_back_leaves_the_need_for_a_second_person() {
    for refused in [false, true] {
        let mut trainer = Trainer::with_a_late_session();
        if refused {
            trainer.has_the_word(false);
        }
        let in_time = moment("2026-11-20T10:00");
        let edit = change(&only_the_first(), "只请新人");
        let changed = trainer.does_at(in_time, moment("2026-11-20T15:00"), edit);
        assert_eq!(changed, Ok(()));
        assert!(!trainer.roster().is_in_force());
        assert_eq!(trainer.does("15:01", Operation::close()), Ok(()));
        assert!(trainer.roster().waits_for_second_person());
    }
}

#[test]
fn a_change_that_comes_many_days_later_waits_for_a_second_person() {
    let mut trainer = Trainer::with_a_session();
    let edit = change(&only_the_first(), "只请新人");
    assert_eq!(trainer.does_in_time_and_sends_late(edit), Ok(()));
    assert!(!trainer.roster().is_in_force());
}

#[test]
fn a_session_moved_into_the_future_still_waits_for_the_word_it_waited_for() {
    let mut trainer = Trainer::with_a_late_session();
    let next_week = session().with("date", "2026-11-27");
    assert_eq!(
        trainer.does("13:00", change(&next_week, "记错日期")),
        Ok(())
    );
    assert!(!trainer.roster().is_in_force());
}

#[test]
fn a_session_ended_after_its_day_says_why_and_waits_for_a_second_person() {
    let mut trainer = Trainer::with_a_session();
    let silent = trainer.does_on(NEXT_DAY, Operation::close());
    assert_eq!(silent, refused("backdating_reason_missing"));
    let closed = trainer.does_on(NEXT_DAY, closing_late("忘记结束", false));
    assert_eq!(closed, Ok(()));
    assert!(trainer.roster().waits_for_second_person() && !trainer.roster().is_in_force());
    let reason = trainer
        .roster()
        .backdated
        .as_ref()
        .map(|it| it.reason.as_str());
    assert_eq!(reason, Some("忘记结束"));
    trainer.has_the_word(true);
    assert!(trainer.roster().is_in_force());
}

#[test]
fn until_the_end_of_its_day_a_session_is_ended_without_a_word() {
    let mut trainer = Trainer::with_a_session();
    assert_eq!(trainer.does("23:59", Operation::close()), Ok(()));
    assert!(trainer.roster().is_in_force());
}

#[test]
fn an_ending_that_comes_many_days_later_waits_though_nobody_could_give_a_reason() {
    let mut trainer = Trainer::with_a_session();
    let sent = trainer.does_in_time_and_sends_late(Operation::close());
    assert_eq!(sent, Ok(()));
    assert!(trainer.roster().waits_for_second_person());
}

#[test]
fn into_a_closed_month_a_session_is_ended_only_as_a_correction() {
    let mut trainer = Trainer::with_a_session();
    let late = "2026-12-14T08:00";
    let silent = trainer.does_on(late, closing_late("忘记结束", false));
    assert_eq!(silent, refused("session_in_closed_month"));
    let named = trainer.does_on(late, closing_late("忘记结束", true));
    assert_eq!(named, Ok(()));
    let backdated = trainer.roster().backdated.as_ref();
    assert!(backdated.is_some_and(|it| it.waits() && it.closed_month));
}

#[test]
fn ending_once_more_what_counts_changes_nothing() {
    let mut trainer = Trainer::with_a_closed_session();
    let before = trainer.roster().clone();
    assert_eq!(trainer.does_on(NEXT_DAY, Operation::close()), Ok(()));
    assert_eq!(trainer.roster(), &before);
}

#[test]
fn what_somebody_came_to_is_not_called_off_after_its_day_before_a_second_person_said_no() {
    let mut trainer = Trainer::with_a_session();
    assert_eq!(trainer.does("09:05", mark(Presence::Present)), Ok(()));
    let held = refused("session_held");
    assert_eq!(trainer.does_on(NEXT_DAY, calling_off("误开")), held);
    let closing = closing_late("忘记结束", false);
    assert_eq!(trainer.does_on(NEXT_DAY, closing), Ok(()));
    assert_eq!(trainer.does_on(NEXT_DAY, calling_off("误开")), held);
    trainer.has_the_word(false);
    assert_eq!(trainer.does_on(NEXT_DAY, calling_off("误开")), Ok(()));
    let mut nobody_came = Trainer::with_a_session();
    assert_eq!(nobody_came.does_on(NEXT_DAY, calling_off("没有办")), Ok(()));
}

#[test]
fn a_session_that_is_opened_again_takes_back_what_was_asked_for_of_it() {
    let mut trainer = Trainer::with_a_correction_of_an_open_session();
    let edit = change(&session().with("end", "10:00"), "提前结束");
    assert_eq!(trainer.does_on(NEXT_DAY, edit), Ok(()));
    assert_eq!(trainer.last_asked(), &CorrectionState::TakenBack);
}

#[test]
fn a_direct_mark_takes_back_what_was_asked_for_of_the_same_person() {
    let mut trainer = Trainer::with_a_correction_of_an_open_session();
    let closing = closing_late("忘记结束", false);
    assert_eq!(trainer.does_on(NEXT_DAY, closing), Ok(()));
    let marked = trainer.does_on("2026-11-21T08:01", mark(Presence::Excused));
    assert_eq!(marked, Ok(()));
    assert_eq!(trainer.last_asked(), &CorrectionState::TakenBack);
    trainer.has_the_word(true);
    assert_eq!(trainer.presence(), Some(Presence::Excused));
}

#[test]
fn a_mark_that_was_made_before_leaves_what_was_asked_for_since() {
    let mut trainer = Trainer::with_a_correction_of_an_open_session();
    let (made, came) = (moment("2026-11-20T10:00"), moment("2026-11-21T09:00"));
    let marked = trainer.does_at(made, came, mark(Presence::Absent));
    assert_eq!(marked, Ok(()));
    assert_eq!(trainer.presence(), Some(Presence::Absent));
    assert!(trainer.asked().is_some_and(|asked| asked.waits()));
}

#[test]
fn who_is_not_invited_any_more_has_nothing_to_be_corrected() {
    let mut trainer = Trainer::with_a_correction_of_an_open_session();
    // The trainer's people are others by now; the audience is as it was.
    let teaching = trainer.sender.teaching.as_mut().unwrap();
    teaching.members.retain(|member| member.person != person(2));
    let topic = change(&session().with("topic", "周会"), "写错");
    assert_eq!(trainer.does_on(NEXT_DAY, topic), Ok(()));
    assert_eq!(trainer.invited(), [1, 3]);
    assert_eq!(trainer.last_asked(), &CorrectionState::TakenBack);
}

#[test]
fn asking_for_what_stands_is_kept_as_taken_back() {
    let mut trainer = Trainer::with_a_closed_session();
    assert_eq!(trainer.does_on(NEXT_DAY, mark(Presence::Absent)), Ok(()));
    assert_eq!(trainer.last_asked(), &CorrectionState::TakenBack);
    assert!(!trainer.roster().waits_for_second_person());
}
