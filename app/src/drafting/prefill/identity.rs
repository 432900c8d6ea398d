//! What the number of an identity document says of its holder.

use super::{Found, Source};
use shared::answers::read;
use shared::identity::{Identity, Sex};

/// Birth date and sex stand in the number of most documents.
pub(super) fn from_identity(found: &mut Found<'_>, person: &str) {
    let Some(identity) = read::identity(found.answers, person) else {
        return;
    };
    if let Some(birth) = identity.birth() {
        let path = format!("{person}.birth_date");
        found.suggest(path, birth.to_string(), Source::IdentityNumber);
    }
    if let Some(sex) = identity.sex() {
        found.suggest(
            format!("{person}.sex"),
            sex_name(sex),
            Source::IdentityNumber,
        );
    }
    if matches!(identity, Identity::ResidentId(_)) {
        let path = format!("{person}.nationality");
        found.suggest(path, "cn", Source::IdentityNumber);
    }
}

const fn sex_name(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}
