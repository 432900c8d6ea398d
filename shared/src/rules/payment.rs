//! The account the premium is drawn from.

use super::read;
use crate::answers::Answers;
use crate::finding::Finding;
use crate::name::PersonName;

/// The holder is the applicant: premiums are not drawn from other people's accounts.
pub(super) fn check(answers: &Answers, findings: &mut Vec<Finding>) {
    let path = "payment.account_holder";
    if holder_differs(answers, path, "applicant.name") {
        findings.push(Finding::error("account_holder_differs", path));
    }
}

/// Whether the name on the account at `path` is another than the one at `name`.
pub(super) fn holder_differs(answers: &Answers, path: &str, name: &str) -> bool {
    let name: Option<PersonName> = read::parsed(answers, name);
    let (Some(name), Some(holder)) = (name, answers.get(path)) else {
        return false;
    };
    let holder: Option<PersonName> = holder.parse().ok();
    holder.is_none_or(|holder| !holder.is_same_as(&name))
}
