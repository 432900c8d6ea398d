//! Where a policy stands, in one word.

use serde::{Deserialize, Serialize};

/// How a policy ended. Text key `policy.status.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// 犹豫期退保.
    Withdrawn,
    /// 退保.
    Surrendered,
    /// 理赔终止: by a claim, such as the death of the insured.
    ClaimTerminated,
    /// 迁出: to another branch or company.
    Moved,
    /// 满期.
    Matured,
}

/// Where a policy stands. Text key `policy.status.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 承保: the signed receipt is not back yet.
    Issued,
    /// 已回执: the call-back is still to be done.
    ReceiptReturned,
    /// 有效: receipt and call-back are there.
    InForce,
    /// 失效.
    Lapsed,
    /// Over.
    Ended(Ending),
}

impl Status {
    /// All, in the order of a policy's life.
    pub const ALL: [Self; 9] = [
        Self::Issued,
        Self::ReceiptReturned,
        Self::InForce,
        Self::Lapsed,
        Self::Ended(Ending::Withdrawn),
        Self::Ended(Ending::Surrendered),
        Self::Ended(Ending::ClaimTerminated),
        Self::Ended(Ending::Moved),
        Self::Ended(Ending::Matured),
    ];

    /// The name in columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::ReceiptReturned => "receipt_returned",
            Self::InForce => "in_force",
            Self::Lapsed => "lapsed",
            Self::Ended(Ending::Withdrawn) => "withdrawn",
            Self::Ended(Ending::Surrendered) => "surrendered",
            Self::Ended(Ending::ClaimTerminated) => "claim_terminated",
            Self::Ended(Ending::Moved) => "moved",
            Self::Ended(Ending::Matured) => "matured",
        }
    }
}
