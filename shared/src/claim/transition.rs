//! What an action makes of a claim.

use super::{Action, Claim, Decision, Proposal, Refusal, Settled, Stage, Step, StepKind};
use crate::money::Money;
use crate::people::AuthorityTable;
use crate::submission::{Actor, Approval};
use crate::time::Timestamp;

/// What a step did: its kind and the amount it names.
type Taken = (StepKind, Option<Money>);

impl Claim {
    /// The claim after `action` by `actor` at `at`, explained by `note`, under the table of authority
    /// that is in force.
    ///
    /// # Errors
    /// A [`Refusal`]; the claim is unchanged.
    pub fn after(
        &self,
        action: Action,
        note: &str,
        actor: &Actor,
        authority: &AuthorityTable,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        let level = self.permit(&action, actor, authority)?;
        if action.wants_note() && note.trim().is_empty() {
            return Err(Refusal::NoteMissing);
        }
        let reason = action.reason().map(str::to_owned);
        let approval = Approval {
            by: actor.person.clone(),
            level,
            at,
        };
        let mut next = self.clone();
        let (kind, amount) = next.take(action, approval, authority)?;
        next.version += 1;
        next.steps.push(Step {
            kind,
            at,
            by: actor.person.clone(),
            note: note.trim().to_owned(),
            reason,
            amount,
        });
        Ok(next)
    }

    fn take(
        &mut self,
        action: Action,
        approval: Approval,
        authority: &AuthorityTable,
    ) -> Result<Taken, Refusal> {
        match action {
            Action::Decide(decision) => self.decide(decision, vec![approval], authority),
            Action::Confirm {} => {
                let proposal = self.proposal.take().ok_or(Refusal::NothingProposed)?;
                let mut approvals = proposal.approvals;
                approvals.push(approval);
                self.decide(proposal.decision, approvals, authority)
            }
            Action::TurnBack {} => {
                let proposal = self.proposal.take().ok_or(Refusal::NothingProposed)?;
                Ok((StepKind::TurnedBack, Some(proposal.decision.amount())))
            }
            Action::Survey {} => self.survey(),
            Action::Assess { amount } => self.assess(amount),
            Action::Close {} => self.close(),
            Action::Reopen { .. } => self.reopen(),
        }
    }

    fn decide(
        &mut self,
        decision: Decision,
        approvals: Vec<Approval>,
        authority: &AuthorityTable,
    ) -> Result<Taken, Refusal> {
        let amount = Some(decision.amount());
        let needed = authority.needed(self.amount_of(&decision));
        if !needed.is_met_by(&approvals) {
            self.proposal = Some(Proposal {
                decision,
                approvals,
            });
            return Ok((StepKind::Proposed, amount));
        }
        let step = decision.step();
        self.stage = self.decided(decision, approvals)?;
        Ok((step, amount))
    }

    fn decided(&self, decision: Decision, approvals: Vec<Approval>) -> Result<Stage, Refusal> {
        Ok(match (decision, &self.stage) {
            (Decision::Register { estimate }, _) => Stage::Registered { estimate },
            (Decision::Reestimate { estimate }, Stage::Registered { .. }) => {
                Stage::Registered { estimate }
            }
            (Decision::Reestimate { estimate }, Stage::Surveyed { .. }) => {
                Stage::Surveyed { estimate }
            }
            (Decision::Reestimate { estimate }, &Stage::Assessed { assessed, .. }) => {
                Stage::Assessed { estimate, assessed }
            }
            (Decision::Settle { settlement }, &Stage::Assessed { estimate, assessed }) => {
                Stage::Settled(Settled {
                    estimate,
                    assessed,
                    settlement,
                    approvals,
                })
            }
            _ => return Err(Refusal::NotAtThisStage),
        })
    }

    fn survey(&mut self) -> Result<Taken, Refusal> {
        let estimate = self.stage.estimate().ok_or(Refusal::NotAtThisStage)?;
        self.stage = Stage::Surveyed { estimate };
        Ok((StepKind::Surveyed, None))
    }

    fn assess(&mut self, assessed: Money) -> Result<Taken, Refusal> {
        let estimate = self.stage.estimate().ok_or(Refusal::NotAtThisStage)?;
        self.stage = Stage::Assessed { estimate, assessed };
        Ok((StepKind::Assessed, Some(assessed)))
    }

    fn close(&mut self) -> Result<Taken, Refusal> {
        let settled = self.stage.settled().ok_or(Refusal::NotAtThisStage)?.clone();
        let amount = settled.settlement.amount();
        self.stage = Stage::Closed(settled);
        Ok((StepKind::Closed, Some(amount)))
    }

    fn reopen(&mut self) -> Result<Taken, Refusal> {
        let settled = self.stage.settled().ok_or(Refusal::NotAtThisStage)?;
        let (estimate, paid) = (settled.estimate, settled.settlement.amount());
        self.stage = Stage::Registered { estimate };
        self.paid_before = paid;
        Ok((StepKind::Reopened, Some(paid)))
    }
}
