//! What an auditor looked for last: there again after a case was opened, gone when the page is loaded anew.

use shared::audit::LogFilter;
use shared::id::PersonId;
use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<Option<(PersonId, LogFilter)>> = const { RefCell::new(None) };
}

/// What this person looked for last; everything, if it was somebody else.
pub fn filter_of(person: PersonId) -> LogFilter {
    LAST.with_borrow(|last| match last {
        Some((whose, filter)) if *whose == person => filter.clone(),
        _ => LogFilter::default(),
    })
}

/// Keeps what this person looks for.
pub fn keep(person: PersonId, filter: &LogFilter) {
    LAST.set(Some((person, filter.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_looked_for_is_not_told_to_another() {
        let (one, other) = (PersonId::from_number(1), PersonId::from_number(2));
        let filter = LogFilter {
            person: Some("王芳".to_owned()),
            ..LogFilter::default()
        };
        keep(one, &filter);
        assert_eq!(filter_of(one), filter);
        assert_eq!(filter_of(other), LogFilter::default());
    }
}
