//! One policy and what happens to it.

use super::{Ending, Impossible, Status, Terms};
use crate::facts::{PolicyEventKind, PolicyNumber};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One policy as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyLife {
    /// Its number.
    pub policy: PolicyNumber,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// The limits of its life.
    pub terms: Terms,
    /// What came back from the client.
    pub papers: Papers,
    /// Whether it covers.
    pub cover: Cover,
}

/// When the steps after the issue were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// The client received the policy.
    pub delivered: Option<NaiveDate>,
    /// The signed receipt is back in the office (回执).
    pub receipt_returned: Option<NaiveDate>,
    /// The call-back is done (回访).
    pub called_back: Option<NaiveDate>,
}

/// Whether a policy covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cover", rename_all = "snake_case", deny_unknown_fields)]
pub enum Cover {
    /// It does.
    Running {},
    /// Not until it is reinstated (复效).
    Lapsed {
        /// Since when.
        on: NaiveDate,
        /// The last day for a reinstatement.
        reinstatable_until: NaiveDate,
    },
    /// No more.
    Ended {
        /// Since when.
        on: NaiveDate,
        /// Why.
        ending: Ending,
    },
}

impl Papers {
    /// The latest day on which the client can have received the policy: the day of delivery, or if
    /// that was not told, the day the receipt was back.
    pub fn received_by(self) -> Option<NaiveDate> {
        self.delivered.or(self.receipt_returned)
    }
}

impl PolicyLife {
    /// A policy that was issued on this day.
    pub fn issued(policy: PolicyNumber, issued_on: NaiveDate, terms: Terms) -> Self {
        Self {
            policy,
            issued_on,
            terms,
            papers: Papers::default(),
            cover: Cover::Running {},
        }
    }

    /// Where it stands.
    pub const fn status(&self) -> Status {
        match (self.cover, self.papers) {
            (Cover::Ended { ending, .. }, _) => Status::Ended(ending),
            (Cover::Lapsed { .. }, _) => Status::Lapsed,
            (
                Cover::Running {},
                Papers {
                    receipt_returned: Some(_),
                    called_back,
                    ..
                },
            ) => match called_back {
                Some(_) => Status::InForce,
                None => Status::ReceiptReturned,
            },
            (Cover::Running {}, _) => Status::Issued,
        }
    }

    /// The last day for a cooling-off withdrawal; `None` while the client has not received the policy.
    pub fn cooling_off_until(&self) -> Option<NaiveDate> {
        let received = self.papers.received_by()?;
        Some(self.terms.cooling_off_until(received))
    }

    /// The policy after this happened to it.
    ///
    /// # Errors
    /// Why it cannot have happened; the policy is unchanged.
    pub fn after(&self, event: PolicyEventKind, on: NaiveDate) -> Result<Self, Impossible> {
        if on < self.issued_on {
            return Err(Impossible::BeforeIssue {
                issued_on: self.issued_on,
            });
        }
        if let Cover::Ended { on: ended_on, .. } = self.cover {
            return Err(Impossible::AfterEnd { ended_on });
        }
        let mut next = self.clone();
        match event {
            PolicyEventKind::Delivered => next.deliver(on)?,
            PolicyEventKind::ReceiptReturned => first_time(&mut next.papers.receipt_returned, on)?,
            PolicyEventKind::CalledBack => first_time(&mut next.papers.called_back, on)?,
            PolicyEventKind::Lapsed => next.lapse(on)?,
            PolicyEventKind::Reinstated => next.reinstate(on)?,
            PolicyEventKind::Withdrawn => next.withdraw(on)?,
            PolicyEventKind::Matured => next.mature(on)?,
            PolicyEventKind::Surrendered => next.end(Ending::Surrendered, on),
            PolicyEventKind::ClaimTerminated => next.end(Ending::ClaimTerminated, on),
            PolicyEventKind::Moved => next.end(Ending::Moved, on),
        }
        Ok(next)
    }

    fn deliver(&mut self, on: NaiveDate) -> Result<(), Impossible> {
        match self.papers.receipt_returned {
            Some(returned_on) if returned_on < on => {
                Err(Impossible::DeliveredAfterReceipt { returned_on })
            }
            _ => first_time(&mut self.papers.delivered, on),
        }
    }

    fn lapse(&mut self, on: NaiveDate) -> Result<(), Impossible> {
        self.refuse_lapsed()?;
        let reinstatable_until = self.terms.reinstatable_until(on);
        self.cover = Cover::Lapsed {
            on,
            reinstatable_until,
        };
        Ok(())
    }

    fn reinstate(&mut self, on: NaiveDate) -> Result<(), Impossible> {
        match self.cover {
            Cover::Lapsed {
                reinstatable_until: until,
                ..
            } if on > until => Err(Impossible::ReinstatementOver { until }),
            Cover::Lapsed { .. } => {
                self.cover = Cover::Running {};
                Ok(())
            }
            Cover::Running {} | Cover::Ended { .. } => Err(Impossible::NotLapsed),
        }
    }

    fn withdraw(&mut self, on: NaiveDate) -> Result<(), Impossible> {
        self.refuse_lapsed()?;
        match self.cooling_off_until() {
            Some(until) if on > until => Err(Impossible::CoolingOffOver { until }),
            _ => {
                self.end(Ending::Withdrawn, on);
                Ok(())
            }
        }
    }

    fn mature(&mut self, on: NaiveDate) -> Result<(), Impossible> {
        self.refuse_lapsed()?;
        self.end(Ending::Matured, on);
        Ok(())
    }

    const fn refuse_lapsed(&self) -> Result<(), Impossible> {
        match self.cover {
            Cover::Lapsed { on, .. } => Err(Impossible::Lapsed { on }),
            Cover::Running {} | Cover::Ended { .. } => Ok(()),
        }
    }

    const fn end(&mut self, ending: Ending, on: NaiveDate) {
        self.cover = Cover::Ended { on, ending };
    }
}

/// What happens once keeps its first day.
fn first_time(day: &mut Option<NaiveDate>, on: NaiveDate) -> Result<(), Impossible> {
    match *day {
        Some(first) => Err(Impossible::Repeated { first }),
        None => {
            *day = Some(on);
            Ok(())
        }
    }
}
