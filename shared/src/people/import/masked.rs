//! Numbers of which a table shows only the ends, as one that was taken out does: they say that what stands stays.

use super::columns::PersonField as Field;
use super::plan::Wrong;
use super::reading::Reading;
use super::reason::Reason;
use crate::identity::IdentityKind;
use crate::input::compact;
use crate::mask;
use crate::people::PersonInFull;

/// What hides a character.
const HIDDEN: char = '*';

/// A number of which only the ends are shown.
#[derive(Debug, Clone)]
pub(super) struct Masked {
    field: Field,
    heading: Option<String>,
    shown: String,
    /// Of which document it is said to be.
    kind: Option<IdentityKind>,
}

impl Masked {
    /// What stands in a cell, if it is masked.
    pub(super) fn of(
        reading: &Reading<'_, Field>,
        field: Field,
        shown: &str,
        kind: Option<IdentityKind>,
    ) -> Option<Self> {
        shown.contains(HIDDEN).then(|| Self {
            field,
            heading: reading.heading(field),
            shown: shown.to_owned(),
            kind,
        })
    }

    /// Refuses it in a row unless it is what stands, masked.
    pub(super) fn check(&self, row: u32, before: Option<&PersonInFull>) -> Result<(), Wrong> {
        let stands = before.and_then(|before| self.standing(before));
        match stands.is_some_and(|it| compact(&mask::number(&it)) == self.shown) {
            true => Ok(()),
            false => Err(Wrong {
                row,
                column: self.heading.clone(),
                reason: Reason::Masked,
            }),
        }
    }

    fn standing(&self, before: &PersonInFull) -> Option<String> {
        match self.field {
            Field::Mobile => before.mobile.as_ref().map(ToString::to_string),
            _ => {
                let identity = before.identity.as_ref()?;
                let is_same = self.kind.is_none_or(|kind| kind == identity.kind());
                is_same.then(|| identity.to_string())
            }
        }
    }
}
