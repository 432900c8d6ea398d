//! Where a device has read to, as only the server reads it: `epoch.person.position.of company`, the positions in
//! the person's own scope and in the company's. Where more was to come, how far both had counted by then and how
//! much was left follow, so that a run of pages is counted once.

use shared::id::PersonId;
use shared::sync::Cursor;

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// In the person's own scope.
    pub(super) position: u64,
    /// In the company's; servers of before knew none.
    pub(super) of_company: Option<u64>,
    /// What comes after it, if anything did.
    pub(super) left: Option<Left>,
}

/// How many changes came after a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    /// When both scopes together had counted to here: as long as they have, they are as many.
    pub(super) reached: u64,
    pub(super) changes: u64,
}

/// Whose cursor it is, in which life of the store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) epoch: &'a str,
    pub(super) person: PersonId,
}

impl Reader<'_> {
    pub(super) fn cursor(self, place: Place) -> Cursor {
        let mut text = format!("{}.{}.{}", self.epoch, self.person, place.position);
        if let Some(of_company) = place.of_company {
            text.push_str(&format!(".{of_company}"));
        }
        if let Some(left) = place.left {
            text.push_str(&format!(".{}.{}", left.reached, left.changes));
        }
        Cursor(text)
    }

    /// `None` if the cursor was given in another epoch or to another person, or was never given: the scopes have
    /// counted to these, the person's own and the company's.
    pub(super) fn place(self, cursor: &Cursor, (own, company): (u64, u64)) -> Option<Place> {
        let numbers = cursor.0.split('.').skip(2).map(str::parse::<u64>);
        let numbers: Vec<u64> = numbers.collect::<Result<_, _>>().ok()?;
        let left = |reached, changes| Some(Left { reached, changes });
        let (position, of_company, left) = match *numbers.as_slice() {
            [position] => (position, None, None),
            [position, of_company] => (position, Some(of_company), None),
            [position, reached, changes] => (position, None, left(reached, changes)),
            [position, of_company, reached, changes] => {
                (position, Some(of_company), left(reached, changes))
            }
            _ => return None,
        };
        let place = Place {
            position,
            of_company,
            left,
        };
        let was_given = position <= own && of_company.is_none_or(|it| it <= company);
        (was_given && self.cursor(place) == *cursor).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const READER: Reader<'_> = Reader {
        epoch: "0123456789abcdef",
        person: PersonId::from_number(7),
    };

    fn a_place() -> impl Strategy<Value = Place> {
        let left = (any::<u64>(), any::<u64>());
        let left = left.prop_map(|(reached, changes)| Left { reached, changes });
        let numbers = (
            any::<u64>(),
            prop::option::of(any::<u64>()),
            prop::option::of(left),
        );
        numbers.prop_map(|(position, of_company, left)| Place {
            position,
            of_company,
            left,
        })
    }

    proptest! {
        #[test]
        fn a_place_is_found_again_by_who_was_given_it_alone(place in a_place()) {
            let cursor = READER.cursor(place);
            let company = place.of_company.unwrap_or(0);
            let reached = (place.position, company);
            prop_assert_eq!(READER.place(&cursor, reached), Some(place));
            let other = Reader { person: PersonId::from_number(8), ..READER };
            prop_assert_eq!(other.place(&cursor, reached), None);
            let later = Reader { epoch: "fedcba9876543210", ..READER };
            prop_assert_eq!(later.place(&cursor, reached), None);
            if let Some(before) = place.position.checked_sub(1) {
                prop_assert_eq!(READER.place(&cursor, (before, company)), None, "never given");
            }
            if let Some(before) = company.checked_sub(1) {
                let before = (place.position, before);
                prop_assert_eq!(READER.place(&cursor, before), None, "never given");
            }
        }
    }

    #[test]
    fn a_cursor_of_servers_of_before_is_where_it_was() {
        let begun = format!("{}.{}.12", READER.epoch, READER.person);
        let left = Some(Left {
            reached: 19,
            changes: 7,
        });
        for (cursor, left) in [(begun.clone(), None), (format!("{begun}.19.7"), left)] {
            let place = Place {
                position: 12,
                of_company: None,
                left,
            };
            assert_eq!(READER.place(&Cursor(cursor), (20, 3)), Some(place));
        }
    }

    #[test]
    fn what_is_not_a_cursor_begins_from_the_start() {
        let own = READER
            .cursor(Place {
                position: 3,
                of_company: Some(1),
                left: None,
            })
            .0;
        for strange in [
            "",
            "nonsense",
            "...",
            &format!("{own}."),
            &format!("{own}.4.5.6"),
            &own.replace(".3", ".+3"),
            &own.replace(".1", ".2"),
        ] {
            assert_eq!(
                READER.place(&Cursor(strange.to_owned()), (9, 1)),
                None,
                "{strange}"
            );
        }
    }
}
