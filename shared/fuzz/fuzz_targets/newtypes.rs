//! A text as every newtype: what is read is printed so that it is read the same again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::commission::Rate;
use shared::facts::PolicyNumber;
use shared::contact::{BankAccount, Email, MobileNumber};
use shared::id::RecordId;
use shared::identity::{
    BirthCertificate, ForeignResidentId, HkMacauPermit, Passport, ResidencePermit, ResidentId,
    TaiwanPermit,
};
use shared::money::Money;
use shared::month::Month;
use shared::name::PersonName;
use shared::number::RecordNumber;
use shared::product::{
    AgeRange, CoverageTerm, DocumentKind, OccupationClass, PaymentTerm, ProductCode, Rates,
};
use shared::session::OneTimeCode;
use shared::training::{SessionCode, SessionNumber, SessionSecret};

macro_rules! read_and_print {
    ($text:ident: $($type:ty),* $(,)?) => {
        $(
            if let Ok(value) = $text.parse::<$type>() {
                assert_eq!(value.to_string().parse::<$type>().ok(), Some(value));
            }
        )*
    };
}

fuzz_target!(|text: &str| {
    read_and_print!(
        text: PersonName, MobileNumber, Email, BankAccount, ResidentId, HkMacauPermit, TaiwanPermit,
        ResidencePermit, ForeignResidentId, Passport, BirthCertificate, RecordNumber, RecordId,
        Money, Month, Rate, PolicyNumber, ProductCode, DocumentKind, OccupationClass, AgeRange,
        Rates, PaymentTerm, CoverageTerm, SessionNumber, SessionCode,
        OneTimeCode,
    );
    if let Ok(secret) = text.parse::<SessionSecret>() {
        assert_eq!(secret.to_hex().parse(), Ok(secret));
    }
});
