//! Every newtype that is read from text: reading never panics, and parse ∘ print is identity.

use crate::near::near;
use core::fmt::{Debug, Display};
use core::str::FromStr;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::commission::{Rate, SchemeCode, VersionName};
use shared::contact::{BankAccount, Email, MobileNumber};
use shared::facts::{ApplicationNumber, EventCode, FactId, InsuredKey, PolicyNumber};
use shared::id::{DecisionId, DeviceId, MutationId, PersonId, QueryId, RecordId, UnitId};
use shared::identity::{
    BirthCertificate, ForeignResidentId, HkMacauPermit, Identity, IdentityKind, Passport,
    ResidencePermit, ResidentId, TaiwanPermit,
};
use shared::money::Money;
use shared::month::Month;
use shared::name::PersonName;
use shared::number::RecordNumber;
use shared::product::{
    AgeRange, CoverageTerm, DocumentKind, OccupationClass, PaymentTerm, PlanCode, ProductCode,
    Rates,
};
use shared::session::OneTimeCode;
use shared::training::{SessionCode, SessionNumber, SessionSecret};

/// What is read from `text` is printed in one form, and read back from that form the same.
fn reads_what_it_prints<T>(text: &str) -> Result<(), TestCaseError>
where
    T: FromStr + Display + PartialEq + Debug,
{
    if let Ok(value) = text.parse::<T>() {
        let printed = value.to_string();
        let again = printed.parse::<T>().ok();
        prop_assert_eq!(again.map(|again| again.to_string()), Some(printed.clone()));
        prop_assert_eq!(printed.parse().ok(), Some(value));
    }
    Ok(())
}

/// In JSON it is the printed text, and is read by the same rules.
fn is_its_text_in_json<T>(text: &str) -> Result<(), TestCaseError>
where
    T: FromStr + Display + PartialEq + Debug + Serialize + DeserializeOwned,
{
    let read: Option<T> = serde_json::from_value(text.into()).ok();
    let parsed = text.parse::<T>().ok();
    prop_assert_eq!(&read, &parsed);
    if let Some(value) = parsed {
        prop_assert_eq!(serde_json::to_value(&value).unwrap(), value.to_string());
    }
    Ok(())
}

/// A table of newtypes, each with a right text.
macro_rules! newtypes {
    ($check:ident: $($name:ident: $type:ty = $right:expr;)*) => {
        $(
            proptest! {
                #[test]
                fn $name(text in near($right, 4)) {
                    reads_what_it_prints::<$type>(&text)?;
                    $check::<$type>(&text)?;
                }
            }
        )*

        mod $check {
            use super::*;

            #[test]
            fn the_right_texts_are_read() {
                $( assert!($right.parse::<$type>().is_ok(), "{}", $right); )*
            }
        }
    };
}

const UUID: &str = "019a8f2e-7c41-7b3a-9d52-0242ac120002";

newtypes! { is_its_text_in_json:
    person_name: PersonName = "买买提·吐尔逊";
    latin_name: PersonName = "John F. O'Brien-Smith";
    mobile_number: MobileNumber = "+86 138 0013 8000";
    email: Email = "li.na+mail@example.com";
    bank_account: BankAccount = "4111 1111 1111 1111";
    resident_id: ResidentId = "11010519491231002X";
    hk_macau_permit: HkMacauPermit = "H0123456700";
    taiwan_permit: TaiwanPermit = "0123456701";
    residence_permit: ResidencePermit = "810000199408230021";
    foreign_resident_id: ForeignResidentId = "USA110080010101";
    passport: Passport = "EA1234567";
    birth_certificate: BirthCertificate = "T310000001";
    record_number: RecordNumber = "A-0007-000012-3";
    money: Money = "-1,234,567.89";
    month: Month = "2026-03";
    rate: Rate = "0.125";
    fact_id: FactId = "import-7/12";
    policy_number: PolicyNumber = "P-1001";
    application_number: ApplicationNumber = "A-77";
    insured_key: InsuredKey = "wang";
    scheme_code: SchemeCode = "spring";
    version_name: VersionName = "2026-1";
    event_code: EventCode = "exam-3";
    product_code: ProductCode = "TL-2026";
    plan_code: PlanCode = "PLUS";
    document_kind: DocumentKind = "health_report";
    occupation_class: OccupationClass = "4";
    age_range: AgeRange = "18-60";
    rates: Rates = "0-4 658\n5-17 358.50\n18 1.0 1.1\n40-49 9";
    payment_term: PaymentTerm = "to_age_60";
    coverage_term: CoverageTerm = "20_years";
}

/// JSON takes what is printed; other spellings are a matter of the library.
fn is_read_from_json<T>(text: &str) -> Result<(), TestCaseError>
where
    T: FromStr + Display + PartialEq + Debug + DeserializeOwned,
{
    if let Ok(value) = text.parse::<T>() {
        let printed = value.to_string().into();
        prop_assert_eq!(serde_json::from_value::<T>(printed).ok(), Some(value));
    }
    Ok(())
}

newtypes! { is_read_from_json:
    record_id: RecordId = UUID;
    mutation_id: MutationId = UUID;
    person_id: PersonId = UUID;
    unit_id: UnitId = UUID;
    device_id: DeviceId = UUID;
    query_id: QueryId = UUID;
    decision_id: DecisionId = UUID;
}

proptest! {
    #[test]
    fn session_number(text in near("K7QM", 4)) {
        reads_what_it_prints::<SessionNumber>(&text)?;
    }

    #[test]
    fn session_code(text in near("572 000 3", 4)) {
        reads_what_it_prints::<SessionCode>(&text)?;
    }

    #[test]
    fn one_time_code(text in near("7K3M-QX9P-2WBD", 4)) {
        reads_what_it_prints::<OneTimeCode>(&text)?;
    }

    #[test]
    fn session_secret(text in near(&"5b".repeat(32), 4)) {
        if let Ok(secret) = text.parse::<SessionSecret>() {
            prop_assert_eq!(secret.to_hex().parse(), Ok(secret));
        }
    }

    #[test]
    fn identity_of_a_kind(
        kind in proptest::sample::select(IdentityKind::ALL.to_vec()),
        text in near("11010519491231002X", 4),
    ) {
        if let Ok(identity) = Identity::parse(kind, &text) {
            prop_assert_eq!(identity.kind(), kind);
            let _ = (identity.birth(), identity.sex());
            prop_assert_eq!(Identity::parse(kind, &identity.to_string()), Ok(identity));
        }
    }
}
