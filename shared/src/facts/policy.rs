//! Facts about applications, policies and premiums.

use super::name::{ApplicationNumber, InsuredKey, PolicyNumber};
use crate::id::PersonId;
use crate::money::Money;
use crate::product::{Line, ProductCode};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One product inside an application or a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyLine {
    /// Its number in the policy; its place in the list, from 1, unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// Which product.
    pub product: ProductCode,
    /// Long-term or short-term.
    pub line: Line,
    /// Whether it is a rider (附加险); a main product otherwise.
    #[serde(default)]
    pub rider: bool,
    /// In how many policy years a premium falls due; 1 for a single premium.
    pub payment_years: u8,
    /// First-year premium: a year's premiums together, or the single premium.
    pub premium: Money,
}

impl PolicyLine {
    /// Whether a premium falls due in more than one year of a long-term contract (期交).
    pub fn is_regular(&self) -> bool {
        self.line == Line::LongTerm && self.payment_years > 1
    }
}

/// An application on its way (投保单).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submitted {
    /// Its number.
    pub application: ApplicationNumber,
    /// Who captured it.
    pub agent: PersonId,
    /// The products applied for.
    pub lines: Vec<PolicyLine>,
}

/// An application rejected or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concluded {
    /// Its number.
    pub application: ApplicationNumber,
}

/// A policy that was issued (承保).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issued {
    /// Its number.
    pub policy: PolicyNumber,
    /// The application it came from, if that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationNumber>,
    /// Who sold it.
    pub agent: PersonId,
    /// Who is insured.
    pub insured: InsuredKey,
    /// The date of effect (生效日); policy years are counted from it.
    pub effective_on: NaiveDate,
    /// Its products.
    pub lines: Vec<PolicyLine>,
}

impl Issued {
    /// Whether it is a long-term policy: its main products are, or it has only riders that are.
    pub fn is_long_term(&self) -> bool {
        let main = self.lines.iter().find(|line| !line.rider);
        main.or(self.lines.first())
            .is_some_and(|line| line.line == Line::LongTerm)
    }

    /// Its products with their numbers.
    pub fn numbered_lines(&self) -> impl Iterator<Item = (u16, &PolicyLine)> {
        let lines = (1..).zip(&self.lines);
        lines.map(|(place, line)| (line.number.unwrap_or(place), line))
    }

    /// Which of its products a premium is for. One told without the number of the line is for the
    /// only line of that product, or else for the only one that costs as much.
    ///
    /// # Errors
    /// [`NoLine`] if that is none of them, or cannot be told.
    pub fn line_of(&self, premium: &Premium) -> Result<(u16, &PolicyLine), NoLine> {
        let meant = |(number, line): &(u16, &PolicyLine)| {
            line.product == premium.product && premium.line.is_none_or(|meant| meant == *number)
        };
        let meant: Vec<_> = self.numbered_lines().filter(meant).collect();
        let costs_as_much = |(_, line): &&(u16, &PolicyLine)| line.premium == premium.amount;
        match (meant.as_slice(), premium.line) {
            ([], _) => Err(NoLine::NotInPolicy),
            ([line], _) => Ok(*line),
            (several, None) => only(several.iter().filter(costs_as_much)).ok_or(NoLine::Several),
            (_, Some(_)) => Err(NoLine::Several),
        }
    }

    /// First-year premium of all its products (首年保费).
    pub fn first_year_premium(&self) -> Money {
        self.lines.iter().map(|line| line.premium).sum()
    }
}

/// Why a premium is for no line of its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLine {
    /// The policy has no such product, or no line of that number with it.
    NotInPolicy,
    /// It may be for several.
    Several,
}

/// The only one of these, if there is only one.
fn only<'l, T: Copy + 'l>(mut all: impl Iterator<Item = &'l T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none()).copied()
}

/// A premium received (实收保费).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Premium {
    /// For which policy.
    pub policy: PolicyNumber,
    /// For which of its products.
    pub product: ProductCode,
    /// The number of that product's line in the policy; needed where one product has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u16>,
    /// When it fell due; tells the policy year.
    pub due_on: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// Something that happened to a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyEvent {
    /// Which policy.
    pub policy: PolicyNumber,
    /// What happened to it.
    pub event: PolicyEventKind,
}

/// What can happen to a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyEventKind {
    /// The client received it and signed for it; the cooling-off period runs from here.
    Delivered,
    /// The signed receipt is back in the office (回执).
    ReceiptReturned,
    /// The call-back is done (回访).
    CalledBack,
    /// Withdrawn in the cooling-off period (犹豫期退保).
    Withdrawn,
    /// Surrendered (退保).
    Surrendered,
    /// Lapsed (失效).
    Lapsed,
    /// Reinstated (复效).
    Reinstated,
    /// Ended by a claim (理赔终止).
    ClaimTerminated,
    /// Moved to another branch or company (迁出).
    Moved,
    /// Ran to its end (满期).
    Matured,
}

impl PolicyEventKind {
    /// All of them, in the order of a policy's life.
    pub const ALL: [Self; 10] = [
        Self::Delivered,
        Self::ReceiptReturned,
        Self::CalledBack,
        Self::Withdrawn,
        Self::Surrendered,
        Self::Lapsed,
        Self::Reinstated,
        Self::ClaimTerminated,
        Self::Moved,
        Self::Matured,
    ];

    /// Whether the policy is no longer in force afterwards.
    pub const fn ends(self) -> bool {
        self.ends_early() || matches!(self, Self::ClaimTerminated | Self::Moved | Self::Matured)
    }

    /// Whether the client gave it up: what brings a clawback.
    pub const fn ends_early(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Surrendered | Self::Lapsed)
    }
}

/// A policy given to another agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reassigned {
    /// Which policy.
    pub policy: PolicyNumber,
    /// Who serves it from now on, and has the commission on premiums received from now on.
    pub agent: PersonId,
}
