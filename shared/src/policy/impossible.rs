//! What cannot have happened to a policy, and why.

use crate::facts::{PolicyEventKind, PolicyNumber};
use crate::finding::Finding;
use chrono::NaiveDate;
use core::fmt;

/// Why something cannot have happened to a policy. Its text is that of its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impossible {
    /// It is dated before the policy was issued.
    BeforeIssue {
        /// When that was.
        issued_on: NaiveDate,
    },
    /// It is dated after the policy ended.
    AfterEnd {
        /// When that was.
        ended_on: NaiveDate,
    },
    /// It happens once and had happened.
    Repeated {
        /// The day that counts.
        first: NaiveDate,
    },
    /// The receipt was back before the client had the policy.
    DeliveredAfterReceipt {
        /// When the receipt was back.
        returned_on: NaiveDate,
    },
    /// The cooling-off period was over.
    CoolingOffOver {
        /// Its last day.
        until: NaiveDate,
    },
    /// The policy had lapsed.
    Lapsed {
        /// Since when.
        on: NaiveDate,
    },
    /// The policy had not lapsed.
    NotLapsed,
    /// The time for a reinstatement was over.
    ReinstatementOver {
        /// Its last day.
        until: NaiveDate,
    },
}

impl Impossible {
    /// The code of its finding.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BeforeIssue { .. } => "policy_event_before_issue",
            Self::AfterEnd { .. } => "policy_event_after_end",
            Self::Repeated { .. } => "policy_event_repeated",
            Self::DeliveredAfterReceipt { .. } => "policy_delivered_after_receipt",
            Self::CoolingOffOver { .. } => "policy_cooling_off_over",
            Self::Lapsed { .. } => "policy_lapsed",
            Self::NotLapsed => "policy_not_lapsed",
            Self::ReinstatementOver { .. } => "policy_reinstatement_over",
        }
    }

    /// The day it is measured against.
    const fn limit(self) -> Option<NaiveDate> {
        match self {
            Self::BeforeIssue { issued_on: day }
            | Self::AfterEnd { ended_on: day }
            | Self::Repeated { first: day }
            | Self::DeliveredAfterReceipt { returned_on: day }
            | Self::CoolingOffOver { until: day }
            | Self::Lapsed { on: day }
            | Self::ReinstatementOver { until: day } => Some(day),
            Self::NotLapsed => None,
        }
    }

    /// The finding about an event that was set aside. A paper that comes twice or late harms nothing.
    pub(super) fn finding(
        self,
        policy: &PolicyNumber,
        event: PolicyEventKind,
        on: NaiveDate,
    ) -> Finding {
        let is_paper = matches!(
            event,
            PolicyEventKind::Delivered
                | PolicyEventKind::ReceiptReturned
                | PolicyEventKind::CalledBack
        );
        let finding = match self {
            Self::Repeated { .. } | Self::AfterEnd { .. } if is_paper => {
                Finding::warning(self.code(), policy.as_str())
            }
            _ => Finding::error(self.code(), policy.as_str()),
        };
        let finding = finding.with("on", on);
        match self.limit() {
            Some(limit) => finding.with("limit", limit),
            None => finding,
        }
    }
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl core::error::Error for Impossible {}
