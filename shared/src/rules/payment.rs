//! An account and whose it is.

use crate::answers::{Answers, read};
use crate::name::PersonName;

/// Whether the name on the account at `path` is another than the one at `name`.
pub(crate) fn holder_differs(answers: &Answers, path: &str, name: &str) -> bool {
    let name: Option<PersonName> = read::parsed(answers, name);
    let (Some(name), Some(holder)) = (name, answers.get(path)) else {
        return false;
    };
    let holder: Option<PersonName> = holder.parse().ok();
    holder.is_none_or(|holder| !holder.is_same_as(&name))
}
