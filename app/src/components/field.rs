//! One component per kind of answer. Each takes an [`Asked`] and gives back text.

mod choice;
mod consent;
mod date;
mod entry;
mod frame;
mod long_text;
mod moment;
mod money;
mod policy_number;
mod premium;
mod question;
mod radios;
mod select;
mod sum_insured;
pub mod typed;

#[cfg(test)]
pub use choice::LIST_FROM;
pub use choice::{Choice, Offer};
pub use consent::Consent;
pub use date::DateField;
pub use entry::{Entry, InputFormat};
pub use frame::MessageLine;
pub use long_text::LongText;
pub use moment::{MomentField, TimeField};
pub use money::MoneyField;
pub use policy_number::PolicyNumber;
pub use premium::{Premium, PremiumLine, PremiumShown, PremiumSoFar, PremiumState};
pub use question::{Message, Question};
pub use radios::{Radios, YesNo};
pub use select::Select;
pub use sum_insured::SumInsured;
