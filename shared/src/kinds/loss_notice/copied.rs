//! What of a claim report is let through into a new one: see [`copied`](crate::kinds::copied).

use crate::kinds::copied::LetThrough;

pub(super) const LET_THROUGH: &[LetThrough] = &[LetThrough {
    of: "policy.number",
    paths: &[
        "policy.number",
        "insured.name",
        "insured.identity_kind",
        "insured.identity_number",
        "reporter.name",
        "reporter.relation",
        "reporter.mobile",
        "payee.known",
        "payee.name",
        "payee.relation",
        "payee.identity_kind",
        "payee.identity_number",
        "payee.bank",
        "payee.bank_name",
        "payee.account_number",
        "payee.account_holder",
    ],
}];
