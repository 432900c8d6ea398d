//! The columns of a table, and how a heading is found among those that are known.

use super::headings::ENVELOPE;
use shared::input;

/// What stands in a column, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Text,
    Day,
    Whole,
    /// One of these words; each with what it stands for.
    Word(&'static [(&'static str, &'static [&'static str])]),
    /// Main product or rider.
    Rider,
}

/// A field that a column can hold: its name in a fact, whether it may be left out, and its headings besides that name.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub cell: Cell,
    pub needed: bool,
    pub headings: &'static [&'static str],
}

/// A kind of table: one fact a row, or one product a row.
#[derive(Debug)]
pub(super) struct Table {
    /// The kind of its facts.
    pub kind: &'static str,
    /// What they are called.
    pub title: &'static str,
    pub fields: &'static [Field],
    /// The fields of a product inside a policy; several rows of one id are one policy.
    pub products: &'static [Field],
}

pub(super) const fn needed(
    name: &'static str,
    cell: Cell,
    headings: &'static [&'static str],
) -> Field {
    Field {
        name,
        cell,
        needed: true,
        headings,
    }
}

pub(super) const fn may_be(
    name: &'static str,
    cell: Cell,
    headings: &'static [&'static str],
) -> Field {
    Field {
        name,
        cell,
        needed: false,
        headings,
    }
}

impl Field {
    /// Every heading under which it is found, its name first.
    pub(super) fn known_as(&self) -> String {
        let names = core::iter::once(&self.name).chain(self.headings);
        names.copied().collect::<Vec<_>>().join(", ")
    }
}

impl Table {
    /// Every field a column of it can hold.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static Field> {
        ENVELOPE.iter().chain(self.fields).chain(self.products)
    }

    /// The columns it needs, as they are told to who lacks one.
    pub(super) fn needs(&self) -> String {
        let needed = self.all().filter(|field| field.needed);
        needed
            .map(|field| field.name)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The field that a heading names.
    pub(super) fn field_of(&self, heading: &str) -> Option<&'static Field> {
        let plain = plain(heading);
        self.all()
            .find(|field| field.name == plain || field.headings.contains(&plain.as_str()))
    }
}

/// Units that a heading may name: they are the ones in which its column is read anyway.
const UNITS: [&str; 5] = ["(元)", "(年)", "(yuan)", "(cny)", "(rmb)"];

/// A heading without what does not tell it from others: case, width, spaces, hyphens, a point at its end, the unit.
fn plain(heading: &str) -> String {
    let plain = input::plain(heading).to_lowercase();
    let without_unit = UNITS.iter().find_map(|unit| plain.strip_suffix(*unit));
    let name = without_unit.unwrap_or(&plain);
    let name = name.trim_end_matches(['.', ' ']);
    name.replace([' ', '-'], "_")
}
