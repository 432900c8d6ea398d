//! What somebody looked for last: there again when they come back to the list, gone when the page is loaded anew.

use shared::id::PersonId;
use std::cell::RefCell;

/// What somebody looked for last, and who.
#[derive(Debug)]
pub struct KeptFilter<T>(RefCell<Option<(PersonId, T)>>);

impl<T: Clone + Default> KeptFilter<T> {
    /// Nobody has looked for anything.
    pub const fn new() -> Self {
        Self(RefCell::new(None))
    }

    /// What this person looked for last; everything, if it was somebody else.
    pub fn of(&self, person: PersonId) -> T {
        match &*self.0.borrow() {
            Some((whose, filter)) if *whose == person => filter.clone(),
            _ => T::default(),
        }
    }

    /// Keeps what this person looks for.
    pub fn keep(&self, person: PersonId, filter: &T) {
        self.0.replace(Some((person, filter.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_looked_for_is_not_told_to_another() {
        let (one, other) = (PersonId::from_number(1), PersonId::from_number(2));
        let kept = KeptFilter::new();
        kept.keep(one, &"王芳".to_owned());
        assert_eq!(kept.of(one), "王芳");
        assert_eq!(kept.of(other), "");
    }
}
