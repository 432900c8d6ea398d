//! Held amounts (domain, 5.2): released when both documents are there, forfeited when they wait too long.

use super::first_year::Commission;
use super::gates::Documents;
use super::policy_accrual::{Accruing, Held};
use crate::commission::posting::entry::Kind;
use crate::commission::posting::trace::{Step, Trace};
use crate::month::Month;

impl Accruing<'_, '_> {
    /// Releases what was held before, if the documents that it waits for are there at the close.
    pub(super) fn release(&mut self, month: Month) {
        let documents = self.documents(month);
        let (ready, waiting) = core::mem::take(&mut self.held)
            .into_iter()
            .partition::<Vec<_>, _>(|held| documents.are_complete_for(held.item));
        self.held = waiting;
        for held in ready {
            *self.paid.entry(held.agent).or_default() += held.amount;
            let mut steps = vec![waited(&held, month)];
            steps.extend(documents.steps(held.item));
            self.post(month, Kind::Released, held.into_commission(steps));
        }
    }

    /// Forfeits what has waited for as many months as the settings allow.
    pub(super) fn forfeit(&mut self, month: Month) {
        let allowed = self
            .rules
            .gates
            .at(month.last_day())
            .table
            .forfeited_after_months;
        let too_long = |held: &Held| month.since(held.since) >= i32::from(allowed);
        let (over, waiting) = core::mem::take(&mut self.held)
            .into_iter()
            .partition(too_long);
        self.held = waiting;
        self.forfeit_these(over, month, None);
    }

    /// Forfeits everything that is still held of a policy that has ended.
    pub(super) fn forfeit_of_ended(&mut self, month: Month) {
        if let Some((on, event)) = self.ending_in_books(month) {
            let held = core::mem::take(&mut self.held);
            let why = self.ended_step(event, on);
            self.forfeit_these(held, month, Some(why));
        }
    }

    /// The documents at a month's close; what comes when the policy has ended is too late.
    pub(super) fn documents(&self, month: Month) -> Documents {
        let close = self.close(month);
        let ended = self.policy.ending(close).map(|(on, _)| on);
        Documents::at(self.policy, ended.map_or(close, |on| on.min(close)))
    }

    fn forfeit_these(&mut self, over: Vec<Held>, month: Month, why: Option<Step>) {
        for held in over {
            let mut steps = vec![waited(&held, month)];
            steps.extend(why.clone());
            let mut forfeited = held.into_commission(steps);
            forfeited.amount = -forfeited.amount;
            self.post(month, Kind::Forfeited, forfeited);
        }
    }
}

fn waited(held: &Held, month: Month) -> Step {
    let months = u8::try_from(month.since(held.since)).unwrap_or(u8::MAX);
    Step::Waited {
        since: held.since,
        months,
    }
}

impl Held {
    pub(super) fn into_commission(self, steps: Vec<Step>) -> Commission {
        let Self {
            agent,
            item,
            subject,
            amount,
            ..
        } = self;
        Commission {
            agent,
            item,
            subject,
            amount,
            trace: Trace(steps),
        }
    }
}
