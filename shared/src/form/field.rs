//! One question.

use super::When;

/// One question of a page.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The last step of its path.
    pub name: &'static str,
    /// Text key: `fields.<label>`; a hint, if it has one, is `hints.<label>`.
    pub label: &'static str,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// Whether a complete record must answer it (when it is asked).
    pub required: bool,
    /// When it is asked.
    pub when: When,
    /// Whether the answer tells of somebody's health: it is told only where the record itself is read.
    pub about_health: bool,
}

impl Field {
    /// A question that a complete record answers.
    pub const fn required(name: &'static str, label: &'static str, kind: FieldKind) -> Self {
        Self {
            name,
            label,
            kind,
            required: true,
            when: When::Always,
            about_health: false,
        }
    }

    /// A question that may stay unanswered.
    pub const fn optional(name: &'static str, label: &'static str, kind: FieldKind) -> Self {
        Self {
            name,
            label,
            kind,
            required: false,
            when: When::Always,
            about_health: false,
        }
    }

    /// The same question, asked only then.
    #[must_use]
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }

    /// The same question, whose answer tells of somebody's health.
    #[must_use]
    pub const fn about_health(self) -> Self {
        Self {
            about_health: true,
            ..self
        }
    }
}

/// What kind of answer a field takes. The answer is always kept as text; the form says here how.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// One line of at most this many characters.
    Text(usize),
    /// Several lines of at most this many characters.
    LongText(usize),
    /// A civil date, `2026-10-31`.
    Date,
    /// A civil date and time, `2026-10-31T14:05`.
    Moment,
    /// A time of day, `14:05`.
    TimeOfDay,
    /// One of a set.
    Choice(ChoiceSet),
    /// `yes` or `no`.
    YesNo,
    /// `yes`: must be given.
    Consent,
    /// An amount in yuan, as [`crate::money::Money`] reads it.
    Money,
    /// A number between two limits, as [`crate::input::quantity`] reads it.
    Quantity {
        /// Text key `units.<unit>`; empty for none.
        unit: &'static str,
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
        /// Most decimal places; none for a whole number.
        places: u32,
    },
    /// The number of the identity document whose kind is the answer `identity_kind` beside it.
    IdentityNumber,
    /// A mobile phone number.
    Mobile,
    /// An e-mail address.
    Email,
    /// A bank account number.
    BankAccount,
    /// Something the product catalogue offers for the answers so far.
    Catalogue(CatalogueChoice),
    /// A policy number: looked up in the client book, or typed.
    PolicyNumber,
    /// The changing code of a training session.
    SessionCode,
    /// The number of a training session.
    SessionNumber,
    /// Made by the phone, never shown: the secret of a training session.
    SessionSecret,
}

/// A closed set of answers. Text key of each: `choices.<name>.<value>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceSet {
    /// The set's name.
    pub name: &'static str,
    /// In the order they are shown.
    pub values: &'static [&'static str],
}

/// What of the product catalogue a field chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatalogueChoice {
    /// A main product that can be sold to the insured.
    MainProduct,
    /// A rider that can be attached to the main product.
    Rider,
    /// A plan of the product on the same page.
    Plan,
    /// How many years are paid.
    PaymentYears,
    /// How long it covers.
    Coverage,
    /// How often is paid.
    PaymentMode,
    /// An amount within the product's limits and steps.
    SumInsured,
    /// The premium: computed, never typed.
    Premium,
}
