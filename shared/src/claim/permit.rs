//! What may happen to a claim, by whom, and why not.

use super::{Action, Claim, Decision, Proposal, Refusal, Settlement, Stage, reason};
use crate::money::Money;
use crate::people::AuthorityTable;
use crate::submission::{Actor, Approval, Level};

impl Claim {
    /// Whether the actor may do this now, the note aside: the desk asks before it shows a button.
    /// Gives the level with which they do it.
    ///
    /// # Errors
    /// The [`Refusal`] that `after` would give.
    pub fn permit(
        &self,
        action: &Action,
        actor: &Actor,
        authority: &AuthorityTable,
    ) -> Result<Level, Refusal> {
        let level = actor.review_level.ok_or(Refusal::NotAReviewer)?;
        if actor.is(self.reported_by.id) {
            return Err(Refusal::OwnReport);
        }
        self.permit_now(action)?;
        match action {
            Action::Decide(decision) => {
                self.permit_amount(decision)?;
                self.permit_authority(decision, &[], actor, level, authority)?;
            }
            Action::Confirm {} => {
                let proposal = self.proposal()?;
                let given = &proposal.approvals;
                self.permit_authority(&proposal.decision, given, actor, level, authority)?;
            }
            Action::Assess { amount } => self.permit_assessment(*amount)?,
            Action::Reopen { reason } => self.permit_reopening(reason, actor, level, authority)?,
            Action::TurnBack {} => self.permit_turning_back(actor, level, authority)?,
            Action::Survey {} | Action::Close {} => {}
        }
        Ok(level)
    }

    fn proposal(&self) -> Result<&Proposal, Refusal> {
        self.proposal.as_ref().ok_or(Refusal::NothingProposed)
    }

    /// Whether the course has this step now.
    fn permit_now(&self, action: &Action) -> Result<(), Refusal> {
        if matches!(action, Action::Confirm {} | Action::TurnBack {}) {
            return self.proposal().map(|_| ());
        }
        if self.proposal.is_some() {
            return Err(Refusal::AwaitingSecondPerson);
        }
        let is_open = matches!(
            self.stage,
            Stage::Registered { .. } | Stage::Surveyed { .. } | Stage::Assessed { .. }
        );
        let fits = match action {
            Action::Decide(Decision::Register { .. }) => self.stage == Stage::Reported {},
            Action::Decide(Decision::Reestimate { .. }) | Action::Survey {} => is_open,
            Action::Assess { .. } => is_open && !matches!(self.stage, Stage::Registered { .. }),
            Action::Decide(Decision::Settle { .. }) => {
                matches!(self.stage, Stage::Assessed { .. })
            }
            Action::Close {} => matches!(self.stage, Stage::Settled(_)),
            Action::Reopen { .. } => self.stage.settled().is_some(),
            Action::Confirm {} | Action::TurnBack {} => true,
        };
        fits.then_some(()).ok_or(Refusal::NotAtThisStage)
    }

    fn permit_authority(
        &self,
        decision: &Decision,
        given: &[Approval],
        actor: &Actor,
        level: Level,
        authority: &AuthorityTable,
    ) -> Result<(), Refusal> {
        let needed = authority.needed(self.amount_of(decision));
        Ok(needed.permit(actor.person.id, level, given)?)
    }

    /// Who proposed it may think again; who else refuses it could have confirmed it.
    fn permit_turning_back(
        &self,
        actor: &Actor,
        level: Level,
        authority: &AuthorityTable,
    ) -> Result<(), Refusal> {
        let proposal = self.proposal()?;
        let given = &proposal.approvals;
        if given.iter().any(|given| actor.is(given.by.id)) {
            return Ok(());
        }
        self.permit_authority(&proposal.decision, given, actor, level, authority)
    }

    fn permit_amount(&self, decision: &Decision) -> Result<(), Refusal> {
        match decision {
            Decision::Settle { settlement } => self.permit_settlement(settlement),
            Decision::Register { estimate } | Decision::Reestimate { estimate } => {
                let in_range = *estimate > Money::ZERO;
                in_range.then_some(()).ok_or(Refusal::AmountOutOfRange)
            }
        }
    }

    fn permit_assessment(&self, amount: Money) -> Result<(), Refusal> {
        if amount.is_negative() {
            return Err(Refusal::AmountOutOfRange);
        }
        self.permit_total(amount)
    }

    /// What was paid before a reopening is not taken back by a settlement.
    fn permit_total(&self, amount: Money) -> Result<(), Refusal> {
        if amount < self.paid_before {
            return Err(Refusal::BelowPaid);
        }
        Ok(())
    }

    fn permit_settlement(&self, settlement: &Settlement) -> Result<(), Refusal> {
        let Stage::Assessed { assessed, .. } = self.stage else {
            return Err(Refusal::NotAtThisStage);
        };
        let amount = settlement.amount();
        let is_something = amount > Money::ZERO;
        match settlement {
            Settlement::Paid { .. } if !is_something || amount != assessed => {
                Err(Refusal::NotWhatWasAssessed)
            }
            Settlement::Partly { .. } if !is_something || amount >= assessed => {
                Err(Refusal::NotAPart)
            }
            _ => {
                let reasons = settlement.reasons();
                permit_reason(settlement.reason(), reasons)?;
                self.permit_total(amount)
            }
        }
    }

    fn permit_reopening(
        &self,
        why: &str,
        actor: &Actor,
        level: Level,
        authority: &AuthorityTable,
    ) -> Result<(), Refusal> {
        let settled = self.stage.settled().ok_or(Refusal::NotAtThisStage)?;
        if settled.approvals.iter().any(|given| actor.is(given.by.id)) {
            return Err(Refusal::SecondPersonNeeded);
        }
        let amount = settled.estimate.max(settled.settlement.amount());
        let needed = authority.needed(amount).level;
        if level < needed {
            return Err(Refusal::AboveAuthority { needed });
        }
        permit_reason(Some(why), reason::REOPENING)
    }
}

/// Whether a reason that is given is a known one.
fn permit_reason(given: Option<&str>, known: &[&str]) -> Result<(), Refusal> {
    match given {
        Some(reason) if !known.contains(&reason) => Err(Refusal::ReasonMissing),
        _ => Ok(()),
    }
}
