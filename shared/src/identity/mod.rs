//! Identity documents (证件): each number is a type that cannot hold a wrong one.

mod birth_certificate;
mod foreign_resident_id;
mod passport;
mod permit;
mod registered;
mod resident_id;
mod sex;

pub use birth_certificate::BirthCertificate;
pub use foreign_resident_id::ForeignResidentId;
pub use passport::Passport;
pub use permit::{HkMacauPermit, ResidencePermit, TaiwanPermit};
pub use resident_id::ResidentId;
pub use sex::Sex;

use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What kind of identity document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// 居民身份证.
    ResidentId,
    /// 港澳居民来往内地通行证.
    HkMacauPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 港澳台居民居住证.
    ResidencePermit,
    /// 外国人永久居留身份证.
    ForeignResidentId,
    /// 护照.
    Passport,
    /// 出生医学证明.
    BirthCertificate,
}

impl IdentityKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::ResidentId,
        Self::HkMacauPermit,
        Self::TaiwanPermit,
        Self::ResidencePermit,
        Self::ForeignResidentId,
        Self::Passport,
        Self::BirthCertificate,
    ];

    /// The name in answers and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HkMacauPermit => "hk_macau_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::ResidencePermit => "residence_permit",
            Self::ForeignResidentId => "foreign_resident_id",
            Self::Passport => "passport",
            Self::BirthCertificate => "birth_certificate",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// The number of an identity document, with its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// 居民身份证.
    ResidentId(ResidentId),
    /// 港澳居民来往内地通行证.
    HkMacauPermit(HkMacauPermit),
    /// 台湾居民来往大陆通行证.
    TaiwanPermit(TaiwanPermit),
    /// 港澳台居民居住证.
    ResidencePermit(ResidencePermit),
    /// 外国人永久居留身份证.
    ForeignResidentId(ForeignResidentId),
    /// 护照.
    Passport(Passport),
    /// 出生医学证明.
    BirthCertificate(BirthCertificate),
}

impl Identity {
    /// The number of a document of this kind.
    ///
    /// # Errors
    /// [`InvalidIdentity`] says what is wrong with it.
    pub fn parse(kind: IdentityKind, number: &str) -> Result<Self, InvalidIdentity> {
        match kind {
            IdentityKind::ResidentId => number.parse().map(Self::ResidentId),
            IdentityKind::HkMacauPermit => number.parse().map(Self::HkMacauPermit),
            IdentityKind::TaiwanPermit => number.parse().map(Self::TaiwanPermit),
            IdentityKind::ResidencePermit => number.parse().map(Self::ResidencePermit),
            IdentityKind::ForeignResidentId => number.parse().map(Self::ForeignResidentId),
            IdentityKind::Passport => number.parse().map(Self::Passport),
            IdentityKind::BirthCertificate => number.parse().map(Self::BirthCertificate),
        }
    }

    /// What kind of document it is.
    pub const fn kind(&self) -> IdentityKind {
        match self {
            Self::ResidentId(_) => IdentityKind::ResidentId,
            Self::HkMacauPermit(_) => IdentityKind::HkMacauPermit,
            Self::TaiwanPermit(_) => IdentityKind::TaiwanPermit,
            Self::ResidencePermit(_) => IdentityKind::ResidencePermit,
            Self::ForeignResidentId(_) => IdentityKind::ForeignResidentId,
            Self::Passport(_) => IdentityKind::Passport,
            Self::BirthCertificate(_) => IdentityKind::BirthCertificate,
        }
    }

    /// What is the same of every document of this kind that the person has had: without the digits
    /// that count the renewals of a permit. Numbers are compared by it.
    pub fn of_person(&self) -> (IdentityKind, &str) {
        let number = match self {
            Self::ResidentId(id) => id.as_str(),
            Self::HkMacauPermit(permit) => permit.of_person(),
            Self::TaiwanPermit(permit) => permit.of_person(),
            Self::ResidencePermit(permit) => permit.as_str(),
            Self::ForeignResidentId(id) => id.as_str(),
            Self::Passport(passport) => passport.as_str(),
            Self::BirthCertificate(certificate) => certificate.as_str(),
        };
        (self.kind(), number)
    }

    /// Whether both numbers are of the same person.
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.of_person() == other.of_person()
    }

    /// The birth date the number holds, if its kind holds one.
    pub fn birth(&self) -> Option<NaiveDate> {
        match self {
            Self::ResidentId(id) => Some(id.birth()),
            Self::ResidencePermit(permit) => Some(permit.birth()),
            Self::ForeignResidentId(id) => id.birth(),
            _ => None,
        }
    }

    /// The sex the number holds, if its kind holds one.
    pub fn sex(&self) -> Option<Sex> {
        match self {
            Self::ResidentId(id) => Some(id.sex()),
            Self::ResidencePermit(permit) => Some(permit.sex()),
            _ => None,
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ResidentId(number) => number.fmt(f),
            Self::HkMacauPermit(number) => number.fmt(f),
            Self::TaiwanPermit(number) => number.fmt(f),
            Self::ResidencePermit(number) => number.fmt(f),
            Self::ForeignResidentId(number) => number.fmt(f),
            Self::Passport(number) => number.fmt(f),
            Self::BirthCertificate(number) => number.fmt(f),
        }
    }
}

/// Why a text is not the number of an identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InvalidIdentity {
    /// A first-generation resident ID of 15 digits: no longer valid since 1 January 2013.
    OldForm,
    /// Not 18 characters.
    Length,
    /// A character that does not belong where it stands.
    Character,
    /// The region (or country) code is not known for this kind of document.
    Region,
    /// The birth date in the number is no date.
    BirthDate,
    /// The check character does not fit: a character is wrong or two are swapped.
    CheckCharacter,
    /// Not in the form of this kind of document.
    HkMacauPermit,
    /// Not in the form of this kind of document.
    TaiwanPermit,
    /// Not in the form of this kind of document.
    ResidencePermit,
    /// Not in either form of this kind of document.
    ForeignResidentId,
    /// Not in the form of this kind of document.
    Passport,
    /// Not in the form of this kind of document.
    BirthCertificate,
}

impl InvalidIdentity {
    /// The code of the finding.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OldForm => "identity_old_form",
            Self::Length => "identity_length",
            Self::Character => "identity_character",
            Self::Region => "identity_region",
            Self::BirthDate => "identity_birth_date",
            Self::CheckCharacter => "identity_check_character",
            Self::HkMacauPermit => "hk_macau_permit_form",
            Self::TaiwanPermit => "taiwan_permit_form",
            Self::ResidencePermit => "residence_permit_form",
            Self::ForeignResidentId => "foreign_resident_id_form",
            Self::Passport => "passport_form",
            Self::BirthCertificate => "birth_certificate_form",
        }
    }
}

impl fmt::Display for InvalidIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl core::error::Error for InvalidIdentity {}

/// Whether the text is `letters` capitals and then exactly so many digits.
fn is_letters_then_digits(text: &str, letters: usize, digits: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == letters + digits
        && bytes[..letters].iter().all(u8::is_ascii_uppercase)
        && bytes[letters..].iter().all(u8::is_ascii_digit)
}
