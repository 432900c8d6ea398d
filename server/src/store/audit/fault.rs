//! What can be wrong with a chain, and what it means.

use serde::Serialize;

/// What is wrong with a chain, at the first row where it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Which chain.
    pub chain: String,
    /// The first row that is not as it was written.
    pub seq: u64,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
    /// The same in words.
    pub means: String,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The row is not what its own hash says.
    Edited,
    /// Rows are not there that others follow.
    Deleted {
        /// The last of them.
        until: u64,
    },
    /// The row was written at another place.
    Reordered {
        /// At which.
        from: u64,
    },
    /// The row's own hash fits, but it names another row before it.
    Unlinked,
    /// The chain ends before the exported head.
    CutTail {
        /// The last row that the head knew.
        until: u64,
    },
    /// Every hash fits, but the row of the exported head has another.
    Rewritten,
}

impl Found {
    /// At this row of the chain.
    pub fn at(chain: &str, seq: u64, fault: Fault) -> Self {
        Self {
            chain: chain.to_owned(),
            seq,
            means: fault.means(seq),
            fault,
        }
    }
}

impl Fault {
    fn means(&self, seq: u64) -> String {
        match self {
            Self::Edited => "it was changed after it was written: its hash does not fit what it says".to_owned(),
            Self::Deleted { until } => format!("rows {seq} to {until} were deleted: the next row is there, they are not"),
            Self::Reordered { from } => format!("it was written as row {from}: rows were exchanged, or some were deleted and the rest numbered anew"),
            Self::Unlinked => "it does not follow the row before it: that row was changed and its hash made anew, or this one was put in".to_owned(),
            Self::CutTail { until } => format!("rows {seq} to {until} were in the log when the head was exported: the end of the chain was cut off"),
            Self::Rewritten => "it has another hash than when the head was exported: this row or one before it was changed, and every hash after it made anew".to_owned(),
        }
    }
}
