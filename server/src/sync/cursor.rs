//! Where a device has read to, as only the server reads it: `epoch.person.position`. Where more was to come, how
//! far the scope had counted by then and how much was left follow, so that a run of pages is counted once.

use shared::id::PersonId;
use shared::sync::Cursor;

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) position: u64,
    /// What comes after it, if anything did.
    pub(super) left: Option<Left>,
}

/// How many changes came after a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    /// When the scope had counted to here: as long as it has, they are as many.
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
        if let Some(left) = place.left {
            text.push_str(&format!(".{}.{}", left.reached, left.changes));
        }
        Cursor(text)
    }

    /// `None` if the cursor was given in another epoch or to another person, or was never given: the scope has
    /// counted to `reached`.
    pub(super) fn place(self, cursor: &Cursor, reached: u64) -> Option<Place> {
        let mut numbers = cursor.0.split('.').skip(2).map(str::parse::<u64>);
        let position = numbers.next()?.ok()?;
        let left = match (numbers.next(), numbers.next()) {
            (Some(reached), Some(changes)) => Some(Left {
                reached: reached.ok()?,
                changes: changes.ok()?,
            }),
            _ => None,
        };
        let place = Place { position, left };
        (position <= reached && self.cursor(place) == *cursor).then_some(place)
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
        (any::<u64>(), prop::option::of(left)).prop_map(|(position, left)| Place { position, left })
    }

    proptest! {
        #[test]
        fn a_place_is_found_again_by_who_was_given_it_alone(place in a_place()) {
            let cursor = READER.cursor(place);
            prop_assert_eq!(READER.place(&cursor, place.position), Some(place));
            let other = Reader { person: PersonId::from_number(8), ..READER };
            prop_assert_eq!(other.place(&cursor, place.position), None);
            let later = Reader { epoch: "fedcba9876543210", ..READER };
            prop_assert_eq!(later.place(&cursor, place.position), None);
            if let Some(before) = place.position.checked_sub(1) {
                prop_assert_eq!(READER.place(&cursor, before), None, "never given");
            }
        }
    }

    #[test]
    fn a_cursor_of_servers_of_before_is_where_it_was() {
        let cursor = Cursor(format!("{}.{}.12", READER.epoch, READER.person));
        let place = READER.place(&cursor, 20);
        assert_eq!(
            place.map(|place| (place.position, place.left)),
            Some((12, None))
        );
    }

    #[test]
    fn what_is_not_a_cursor_begins_from_the_start() {
        let own = READER
            .cursor(Place {
                position: 3,
                left: None,
            })
            .0;
        for strange in [
            "",
            "nonsense",
            "...",
            &format!("{own}."),
            &format!("{own}.4"),
            &format!("{own}.4.5.6"),
            &own.replace(".3", ".+3"),
        ] {
            assert_eq!(
                READER.place(&Cursor(strange.to_owned()), 9),
                None,
                "{strange}"
            );
        }
    }
}
