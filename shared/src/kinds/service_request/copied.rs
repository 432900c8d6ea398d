//! What of a service request is let through into a new one: see [`copied`](crate::kinds::copied).

use crate::kinds::copied::LetThrough;

pub(super) const LET_THROUGH: &[LetThrough] = &[LetThrough {
    of: "applicant.identity_number",
    paths: &[
        "applicant.name",
        "applicant.identity_kind",
        "applicant.identity_number",
        "policy.number",
    ],
}];
