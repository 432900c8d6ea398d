//! What a table comes to.

use super::reason::Reason;
use core::fmt;

/// What a table comes to: nothing of it is done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan<T> {
    /// Who or what was not there.
    pub new: Vec<T>,
    /// Who or what is different, and how.
    pub changed: Vec<Change<T>>,
    /// How many are as they were.
    pub unchanged: usize,
    /// What cannot be taken.
    pub wrong: Vec<Wrong>,
}

/// Something before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<T> {
    /// As it stands.
    pub before: T,
    /// As the table has it.
    pub after: T,
}

/// A row that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// The line of the sheet or file, from 1.
    pub row: u32,
    /// The heading over the cell, if it is one cell.
    pub column: Option<String>,
    /// What is wrong, and what to do about it.
    pub reason: Reason,
}

impl Wrong {
    /// A row as a whole.
    pub(super) const fn row(row: u32, reason: Reason) -> Self {
        Self {
            row,
            column: None,
            reason,
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "row {}, {column}: {}", self.row, self.reason),
            None => write!(f, "row {}: {}", self.row, self.reason),
        }
    }
}

impl<T: Clone + PartialEq> Plan<T> {
    /// Of each as it would be, with what stands of it; what is wrong in the order of the table, each once.
    pub(super) fn of<'a>(
        afters: impl IntoIterator<Item = (Option<&'a T>, T)>,
        mut wrong: Vec<Wrong>,
    ) -> Self
    where
        T: 'a,
    {
        wrong.sort();
        wrong.dedup();
        let mut plan = Self {
            new: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
            wrong,
        };
        for (before, after) in afters {
            match before {
                None => plan.new.push(after),
                Some(before) if *before == after => plan.unchanged += 1,
                Some(before) => plan.changed.push(Change {
                    before: before.clone(),
                    after,
                }),
            }
        }
        plan
    }
}
