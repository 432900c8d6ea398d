//! One fact as it stands in a file, and how it is said that it cannot be taken.

use core::fmt;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A fact that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Refused {
    /// The line of the file, from 1, on which the fact begins.
    pub line: usize,
    /// The field that is wrong, as its path or with its column; empty for the fact as a whole.
    pub field: String,
    /// What is wrong, and what to do about it.
    pub reason: String,
    /// Whether something else of the same fact was named before.
    pub further: bool,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field.as_str() {
            "" => write!(f, "line {}: {}", self.line, self.reason),
            field => write!(f, "line {}, {field}: {}", self.line, self.reason),
        }
    }
}

/// What is wrong with a fact: the path of the field, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub path: String,
    pub reason: String,
}

impl Wrong {
    pub(super) fn at(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            reason: reason.into(),
        }
    }
}

/// The heading over a column, and the field that stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub field: &'static str,
    pub heading: String,
    /// From 1.
    pub number: usize,
}

/// One fact, not looked at yet.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub content: Map<String, Value>,
    /// The lines on which it stands; a policy stands in several rows of a table, one for each product.
    pub lines: Vec<usize>,
    /// The columns, if it stands in a table.
    pub columns: Option<Arc<Vec<Column>>>,
}

/// What a file has at one place: a fact, or what cannot be one.
pub(super) type Found = Result<Entry, Refused>;

impl Entry {
    pub(super) fn line(&self) -> usize {
        self.lines.first().copied().unwrap_or_default()
    }

    /// Why it is not taken, at the place in the file that is wrong.
    pub(super) fn refused(&self, wrong: Wrong) -> Refused {
        let Wrong { path, reason } = wrong;
        let mut columns = self.columns.iter().flat_map(|columns| columns.iter());
        let field = path.rsplit('.').next().unwrap_or_default();
        let column = columns.find(|column| column.field == field);
        Refused {
            line: self.row_of(&path),
            field: match column {
                Some(Column {
                    heading, number, ..
                }) => format!("{heading} (column {number})"),
                None => path,
            },
            reason,
            further: false,
        }
    }

    /// The same of everything that is wrong with it.
    pub(super) fn all_refused(&self, wrong: Vec<Wrong>) -> Vec<Refused> {
        let refused = wrong.into_iter().enumerate();
        let refused = refused.map(|(number, wrong)| Refused {
            further: number > 0,
            ..self.refused(wrong)
        });
        refused.collect()
    }

    /// The row of the product that a path names; the first one otherwise.
    fn row_of(&self, path: &str) -> usize {
        let number = path
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        let number = number.and_then(|(number, _)| number.parse::<usize>().ok());
        let row = number.filter(|_| self.columns.is_some());
        let row = row.and_then(|number| self.lines.get(number).copied());
        row.unwrap_or_else(|| self.line())
    }
}
