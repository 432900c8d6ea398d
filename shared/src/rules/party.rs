//! Who appears in a record, and by what the same person is recognised in another.

use crate::answers::{Answers, read};
use crate::contact::{BankAccount, MobileNumber};
use crate::identity::Identity;
use crate::name::PersonName;

/// Somebody who appears in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Where their answers are: `applicant`, `beneficiaries.0`.
    pub prefix: String,
    /// Their name.
    pub name: Option<PersonName>,
    /// Their identity document.
    pub identity: Option<Identity>,
    /// Their mobile.
    pub mobile: Option<MobileNumber>,
    /// The account from which they pay, or to which they are paid.
    pub account: Option<BankAccount>,
}

/// The insured among everybody of a record: the applicant, where nobody else is.
pub(crate) fn insured_of(parties: &[Party]) -> Option<&Party> {
    let of = |prefix: &str| parties.iter().find(|party| party.prefix == prefix);
    of("insured").or_else(|| of("applicant"))
}

impl Party {
    /// Whoever is under `prefix`, with the account at that path if there is one.
    pub(crate) fn at(answers: &Answers, prefix: &str, account: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            name: read::parsed(answers, &format!("{prefix}.name")),
            identity: read::identity(answers, prefix),
            mobile: read::parsed(answers, &format!("{prefix}.mobile")),
            account: read::parsed(answers, account),
        }
    }

    /// Applicant and insured, not who only receives.
    pub fn is_of_contract(&self) -> bool {
        ["applicant", "insured"].contains(&self.prefix.as_str())
    }

    /// Whether both are the same person: by their documents, or where one has none here by name and mobile.
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (&self.identity, &other.identity) {
            (Some(one), Some(other)) => one.is_same_person(other),
            _ => self.has_name_of(other) && self.mobile.is_some() && self.mobile == other.mobile,
        }
    }

    /// Whether both have one name.
    pub(crate) fn has_name_of(&self, other: &Self) -> bool {
        let both = self.name.as_ref().zip(other.name.as_ref());
        both.is_some_and(|(one, other)| one.is_same_as(other))
    }

    /// The beginnings of the numbers by which they are found in other records: document and mobile.
    pub fn recognised_by(&self) -> impl Iterator<Item = &str> {
        let identity = self
            .identity
            .as_ref()
            .map(|identity| identity.of_person().1);
        let mobile = self.mobile.as_ref().map(MobileNumber::as_str);
        identity.into_iter().chain(mobile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applicant(number: &str, kind: &str) -> Party {
        let answers = Answers::new()
            .with("applicant.name", "王芳")
            .with("applicant.identity_kind", kind)
            .with("applicant.identity_number", number);
        Party::at(&answers, "applicant", "")
    }

    #[test]
    fn a_renewed_permit_is_of_the_same_person() {
        let (first, second) = ("H1234567800", "H1234567801");
        let kind = "hk_macau_permit";
        assert!(applicant(first, kind).is_same_as(&applicant(second, kind)));
        assert!(!applicant(first, kind).is_same_as(&applicant("H1234567901", kind)));
        assert!(!applicant("", kind).is_same_as(&applicant("", kind)));
    }

    #[test]
    fn who_has_no_document_here_is_recognised_by_name_and_mobile_together() {
        let reporter = |name: &str, mobile: &str| {
            let answers = Answers::new()
                .with("reporter.name", name)
                .with("reporter.mobile", mobile);
            Party::at(&answers, "reporter", "")
        };
        let known = reporter("王芳", "+86 138 1234 5678");
        assert!(known.is_same_as(&reporter("王 芳", "13812345678")));
        assert!(!known.is_same_as(&reporter("王芳", "13812345679")));
        assert!(!known.is_same_as(&reporter("李娜", "13812345678")));
        assert!(!reporter("王芳", "").is_same_as(&reporter("王芳", "")));
    }
}
