//! Who may do what to a submission, in which state.

use super::{
    Action, Actor, AuthorityNeeded, DueAction, Level, QuerySettings, Refusal, Review, Status,
    due_action,
};
use crate::id::PersonId;
use chrono::NaiveDate;

impl Review {
    /// Whether the actor may do this now, content of the action aside: the desk asks before it
    /// shows a button.
    ///
    /// # Errors
    /// The [`Refusal`] that `after` would give.
    pub fn permit(
        &self,
        action: &Action,
        actor: &Actor,
        captured_by: PersonId,
        needed: AuthorityNeeded,
    ) -> Result<(), Refusal> {
        if self.status.is_final() && !matches!(action, Action::Reopen { .. }) {
            return Err(Refusal::AlreadyDecided);
        }
        match action {
            Action::AnswerQuery { .. } | Action::Amend { .. } | Action::Withdraw { .. } => {
                match actor.is(captured_by) {
                    true => Ok(()),
                    false => Err(Refusal::NotTheAgent),
                }
            }
            // Whoever looks without being able to decide leaves no trace in the course.
            Action::Open | Action::Accept => {
                let level = self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()?;
                Ok(needed.permit(actor.person.id, level, &self.approvals)?)
            }
            Action::RaiseQuery(_) => {
                self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()
            }
            Action::Lapse { today } => {
                self.permit_reviewer(actor, captured_by)?;
                self.permit_lapse(*today)
            }
            Action::Reject { .. } => {
                let level = self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()?;
                let given = self.rejection.as_ref().map_or(&[][..], |it| &it.approvals);
                Ok(needed.permit(actor.person.id, level, given)?)
            }
            Action::Reopen { .. } => self.permit_reopening(actor, captured_by, needed),
        }
    }

    /// Who may decide the amount may take its decision up again; of one that two people took, a third.
    fn permit_reopening(
        &self,
        actor: &Actor,
        captured_by: PersonId,
        needed: AuthorityNeeded,
    ) -> Result<(), Refusal> {
        let level = self.permit_reviewer(actor, captured_by)?;
        if !matches!(self.status, Status::Accepted | Status::Rejected) {
            return Err(Refusal::NotDecided);
        }
        if needed.four_eyes && self.deciders().any(|decider| actor.is(decider.id)) {
            return Err(Refusal::DecidedYourself);
        }
        if level < needed.level {
            return Err(Refusal::AboveAuthority {
                needed: needed.level,
            });
        }
        Ok(())
    }

    fn permit_reviewer(&self, actor: &Actor, captured_by: PersonId) -> Result<Level, Refusal> {
        let level = actor.review_level.ok_or(Refusal::NotAReviewer)?;
        if actor.is(captured_by) {
            return Err(Refusal::OwnRecord);
        }
        Ok(level)
    }

    fn permit_while_waiting(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Queried => Err(Refusal::AwaitingAnswer),
            _ => Ok(()),
        }
    }

    fn permit_lapse(&self, today: NaiveDate) -> Result<(), Refusal> {
        let query = self.open_query().ok_or(Refusal::NoOpenQuery)?;
        match due_action(query, today, QuerySettings::in_force(today)) {
            DueAction::Lapse => Ok(()),
            DueAction::Wait | DueAction::Remind { .. } => Err(Refusal::NotOverdue),
        }
    }
}
