//! Changes made on an older version of a record's content: what fits is merged, what doesn't is
//! kept twice and asked about.

use crate::answers::{Answers, Changes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One answer that was changed in two places, each to something else. Nobody's is thrown away: the
/// record keeps its own, the phone keeps its own, and the person chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// The answer's path.
    pub path: String,
    /// What stood there when the phone read it; empty if nothing did.
    pub before: String,
    /// What the phone wants there.
    pub yours: String,
    /// What stands there now.
    pub theirs: String,
}

impl Clash {
    /// The field it belongs to: a choice is made for all answers of a field together.
    pub fn field(&self) -> &str {
        field_of(&self.path)
    }
}

/// The content `now` with `changes` that were made on `base`.
///
/// Different fields merge. All items of a repeated group are one field: their numbers move when
/// one is taken away, so that item 1 here need not be item 1 there.
///
/// ```
/// use shared::answers::{Answers, Changes};
/// use shared::sync::merge;
/// let base = Answers::new().with("applicant.email", "a@example.org").with("applicant.mobile", "1");
/// let now = Answers::new().with("applicant.email", "b@example.org").with("applicant.mobile", "1");
/// let merged = merge(&base, &now, &Changes::new().with("applicant.mobile", "2"));
/// assert_eq!(merged.unwrap_or_default(), now.clone().with("applicant.mobile", "2"));
/// let clashes = merge(&base, &now, &Changes::new().with("applicant.email", "c@example.org"));
/// assert_eq!(clashes.unwrap_err()[0].theirs, "b@example.org");
/// ```
///
/// # Errors
/// Every answer at which the two differ, if a field was changed on both sides; nothing is merged.
pub fn merge(base: &Answers, now: &Answers, changes: &Changes) -> Result<Answers, Vec<Clash>> {
    let wanted = changes.on(base);
    let fields: BTreeSet<&str> = changes.iter().map(|(path, _)| field_of(path)).collect();
    let mut clashes = Vec::new();
    let mut merging = Changes::new();
    for field in fields {
        let moved_on = differing(field, base, now);
        if moved_on.is_empty() {
            merging = changes
                .iter()
                .filter(|(path, _)| field_of(path) == field)
                .fold(merging, |merging, (path, text)| merging.with(path, text));
        } else {
            clashes.extend(
                differing(field, &wanted, now)
                    .into_iter()
                    .map(|path| Clash {
                        before: base.typed(&path).to_owned(),
                        yours: wanted.typed(&path).to_owned(),
                        theirs: now.typed(&path).to_owned(),
                        path,
                    }),
            );
        }
    }
    if clashes.is_empty() {
        Ok(merging.on(now))
    } else {
        Err(clashes)
    }
}

/// The paths of a field at which the two differ.
fn differing(field: &str, one: &Answers, other: &Answers) -> Vec<String> {
    let mut paths = one.differing_paths(other);
    paths.retain(|path| field_of(path) == field);
    paths
}

/// `beneficiaries` of `beneficiaries.0.share`; a path without an item number is a field of its own.
fn field_of(path: &str) -> &str {
    let is_number = |step: &str| step.bytes().all(|b| b.is_ascii_digit());
    let mut end = 0;
    for step in path.split('.') {
        if end > 0 && is_number(step) {
            return path.get(..end - 1).unwrap_or(path);
        }
        end += step.len() + 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn two_beneficiaries() -> Answers {
        Answers::new()
            .with("beneficiaries.0.name", "甲")
            .with("beneficiaries.1.name", "乙")
            .with("applicant.name", "王芳")
    }

    #[test]
    fn the_items_of_a_group_are_one_field() {
        let base = two_beneficiaries();
        let mut now = base.clone();
        now.remove_item("beneficiaries", 0);
        let clashes = merge(
            &base,
            &now,
            &Changes::new().with("beneficiaries.1.name", "丙"),
        );
        let paths: Vec<String> = clashes
            .unwrap_err()
            .into_iter()
            .map(|clash| clash.path)
            .collect();
        assert_eq!(paths, ["beneficiaries.0.name", "beneficiaries.1.name"]);
    }

    #[test]
    fn the_same_change_on_both_phones_is_no_clash() {
        let base = two_beneficiaries();
        let mut now = base.clone();
        now.remove_item("beneficiaries", 1);
        let changes = Changes::between(&base, &now);
        assert_eq!(merge(&base, &now, &changes), Ok(now));
    }

    #[test]
    fn an_answer_taken_away_there_and_changed_here_is_a_clash() {
        let base = two_beneficiaries();
        let mut now = base.clone();
        now.remove("applicant.name");
        let clashes = merge(&base, &now, &Changes::new().with("applicant.name", "王方"));
        let clash = Clash {
            path: "applicant.name".to_owned(),
            before: "王芳".to_owned(),
            yours: "王方".to_owned(),
            theirs: String::new(),
        };
        assert_eq!(clashes, Err(vec![clash]));
    }

    fn some_answers() -> impl Strategy<Value = Answers> {
        let path = prop::sample::select(vec!["a", "b", "c.d", "g.0.x", "g.1.x"]);
        prop::collection::vec((path, "[xy]{0,1}"), 0..6).prop_map(|all| all.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_that_changed_since_is_ever_overwritten(
            base in some_answers(), now in some_answers(), after in some_answers(),
        ) {
            let changes = Changes::between(&base, &after);
            if let Ok(merged) = merge(&base, &now, &changes) {
                for path in base.differing_paths(&now) {
                    prop_assert_eq!(merged.get(&path), now.get(&path));
                }
                for (path, text) in changes.iter() {
                    prop_assert_eq!(merged.typed(path), text);
                }
            }
        }

        #[test]
        fn on_content_that_has_not_moved_changes_are_just_made(
            base in some_answers(), after in some_answers(),
        ) {
            let changes = Changes::between(&base, &after);
            prop_assert_eq!(merge(&base, &base, &changes), Ok(changes.on(&base)));
        }
    }
}
