//! When a field or page is asked.

use crate::answers::Answers;
use chrono::NaiveDate;

/// When a field or page is asked. A path that begins with a point is relative to the page's item.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// Always.
    Always,
    /// The answer at the path is this value.
    Is(&'static str, &'static str),
    /// The answer at the path is one of these values.
    OneOf(&'static str, &'static [&'static str]),
    /// The path is answered, and not with this value.
    IsNot(&'static str, &'static str),
    /// All hold.
    All(&'static [When]),
    /// A rule about several answers and today's date holds; told the page's prefix with its item.
    Holds(fn(&Answers, &str, NaiveDate) -> bool),
}

impl When {
    /// Whether it holds for these answers, on the page item with this prefix, today.
    pub fn holds(&self, answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
        match self {
            Self::Always => true,
            Self::Is(path, value) => answers.is(&absolute(path, prefix), value),
            Self::OneOf(path, values) => answers
                .get(&absolute(path, prefix))
                .is_some_and(|answer| values.contains(&answer)),
            Self::IsNot(path, value) => answers
                .get(&absolute(path, prefix))
                .is_some_and(|answer| answer != *value),
            Self::All(all) => all.iter().all(|when| when.holds(answers, prefix, today)),
            Self::Holds(rule) => rule(answers, prefix, today),
        }
    }
}

fn absolute(path: &str, prefix: &str) -> String {
    match path.strip_prefix('.') {
        Some(name) => super::layout::join(prefix, name),
        None => path.to_owned(),
    }
}
