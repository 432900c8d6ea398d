//! The account the premium is drawn from.

use super::read;
use crate::answers::Answers;
use crate::finding::Finding;
use crate::name::PersonName;

/// The holder is the applicant: premiums are not drawn from other people's accounts.
pub(super) fn check(answers: &Answers, findings: &mut Vec<Finding>) {
    let path = "payment.account_holder";
    findings.extend(holder_differs(answers, path, "applicant.name"));
}

/// The name on an account must be the name at `name`.
pub(super) fn holder_differs(answers: &Answers, path: &str, name: &str) -> Option<Finding> {
    let name: PersonName = read::parsed(answers, name)?;
    let holder: Option<PersonName> = answers.get(path)?.parse().ok();
    let same = holder.is_some_and(|holder| holder.is_same_as(&name));
    (!same).then(|| Finding::error("account_holder_differs", path))
}
