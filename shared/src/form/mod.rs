//! A form as data: sections of pages of fields. The phone draws it, the rules walk it, the desk
//! lays a case out by it, and a query points into it: one description for all four.

mod condition;
mod discreet;
mod field;
mod kept;
mod layout;

pub mod beneficiary;
pub mod payment;
pub mod person;

pub use condition::When;
pub use discreet::Discreet;
pub use field::{CatalogueChoice, ChoiceSet, Field, FieldKind};
pub use layout::{PlacedField, PlacedPage};

/// The whole form of one kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// In the order they are filled in.
    pub sections: &'static [Section],
    /// Where an answer is taken although it is not asked any more: it was when the record was captured, or is
    /// where an older build captures it.
    pub once_asked: &'static [&'static str],
}

/// A named part of a form, shown as one step of the progress.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Text key `sections.<id>`.
    pub id: &'static str,
    /// In order.
    pub pages: &'static [Page],
}

/// What is asked on one screen.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Text key `pages.<id>`; also the page's place in the address.
    pub id: &'static str,
    /// Put before the name of every field: the path of a field is `<prefix>.<name>`.
    pub prefix: &'static str,
    /// The page is asked once per item; paths are `<prefix>.<item>.<name>`.
    pub repeat: Option<Repeat>,
    /// Whether the page is asked at all.
    pub when: When,
    /// In order.
    pub fields: &'static [Field],
}

impl Page {
    /// A page that is asked once, always.
    pub const fn new(id: &'static str, prefix: &'static str, fields: &'static [Field]) -> Self {
        Self {
            id,
            prefix,
            repeat: None,
            when: When::Always,
            fields,
        }
    }

    /// The same page, asked only then.
    #[must_use]
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }

    /// The same page, asked once per item.
    #[must_use]
    pub const fn repeated(self, fewest: usize, most: usize) -> Self {
        Self {
            repeat: Some(Repeat { fewest, most }),
            ..self
        }
    }
}

/// How often a repeated page may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// Fewest items.
    pub fewest: usize,
    /// Most items.
    pub most: usize,
}
