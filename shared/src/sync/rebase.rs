//! Changes made on an older version of a record's content: what fits is merged, what doesn't is
//! kept twice and asked about.

use crate::answers::{Answers, Changes};
use crate::record::RecordKind;
use crate::sync::Operation;
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

/// What of a content is changed by one person at a time: the rest merges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A field. All items of a repeated group are one field: their numbers move when one is taken
    /// away, so that item 1 here need not be item 1 there.
    Field,
    /// All of it.
    Whole,
}

impl Unit {
    /// For an amendment of a record. What people sign they sign as a whole: nobody has put their name
    /// under what is put together of two.
    pub const fn of_amendment(kind: RecordKind) -> Self {
        if kind.is_signed() {
            Self::Whole
        } else {
            Self::Field
        }
    }

    /// For an answer to a query. One that says only what was asked changes fields; one that corrects
    /// something beside it is an amendment, too.
    pub const fn of_answer(kind: RecordKind, corrects: bool) -> Self {
        match corrects {
            true => Self::of_amendment(kind),
            false => Self::Field,
        }
    }

    /// For what an operation changes in a record.
    pub const fn of_change(kind: RecordKind, operation: &Operation) -> Self {
        match operation {
            Operation::Answer { correction, .. } => Self::of_answer(kind, correction.is_some()),
            _ => Self::of_amendment(kind),
        }
    }
}

/// Changes carried from the content they were made on to what stands in the record now.
///
/// ```
/// use shared::answers::{Answers, Changes};
/// use shared::sync::{Rebase, Unit::Field};
/// let base = Answers::new().with("reporter.name", "Li").with("reporter.mobile", "1");
/// let now = Answers::new().with("reporter.name", "Liu").with("reporter.mobile", "1");
/// let fitting = Rebase::of(Field, &base, &now, &Changes::new().with("reporter.mobile", "2"));
/// assert_eq!(fitting.merged(), Ok(now.clone().with("reporter.mobile", "2")));
/// let clashing = Rebase::of(Field, &base, &now, &Changes::new().with("reporter.name", "Lin"));
/// assert_eq!(clashing.clashes()[0].theirs, "Liu");
/// assert_eq!(clashing.settled(|_| true), now.with("reporter.name", "Lin"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebase {
    now: Answers,
    fitting: Changes,
    clashes: Vec<Clash>,
}

impl Rebase {
    /// `changes` that were made on `base`, on the content `now`.
    pub fn of(unit: Unit, base: &Answers, now: &Answers, changes: &Changes) -> Self {
        let wanted = changes.on(base);
        if unit == Unit::Whole && !base.differing_paths(now).is_empty() {
            return Self {
                now: now.clone(),
                fitting: Changes::new(),
                clashes: clashes_at(wanted.differing_paths(now), base, now, &wanted),
            };
        }
        let fields: BTreeSet<&str> = changes.iter().map(|(path, _)| field_of(path)).collect();
        let (moved_on, fitting): (BTreeSet<&str>, BTreeSet<&str>) = fields
            .into_iter()
            .partition(|field| !differing(field, base, now).is_empty());
        let clashing = moved_on
            .into_iter()
            .flat_map(|field| differing(field, &wanted, now))
            .collect();
        Self {
            now: now.clone(),
            fitting: changes
                .clone()
                .only(|path| fitting.contains(field_of(path))),
            clashes: clashes_at(clashing, base, now, &wanted),
        }
    }

    /// The same for changes made on a content that is no longer known: all that would become different
    /// is asked about.
    pub fn of_unknown_base(now: &Answers, changes: &Changes) -> Self {
        let wanted = changes.on(now);
        Self {
            now: now.clone(),
            fitting: Changes::new(),
            clashes: clashes_at(wanted.differing_paths(now), now, now, &wanted),
        }
    }

    /// Every answer at which the two differ, in what was changed on both sides.
    pub fn clashes(&self) -> &[Clash] {
        &self.clashes
    }

    /// The content with the changes.
    ///
    /// # Errors
    /// The clashes, if there are any; then nothing is merged.
    pub fn merged(self) -> Result<Answers, Vec<Clash>> {
        if self.clashes.is_empty() {
            Ok(self.fitting.on(&self.now))
        } else {
            Err(self.clashes)
        }
    }

    /// The content with the changes that fit and, in the fields where `yours` says so, with those that
    /// clash. Somebody has to have seen [`Self::clashes`].
    pub fn settled(&self, yours: impl Fn(&str) -> bool) -> Answers {
        let clashes = self.clashes.iter().filter(|clash| yours(clash.field()));
        let chosen: Changes = clashes.map(|clash| (&*clash.path, &*clash.yours)).collect();
        chosen.on(&self.fitting.on(&self.now))
    }
}

fn clashes_at(paths: Vec<String>, base: &Answers, now: &Answers, wanted: &Answers) -> Vec<Clash> {
    let clash = |path: String| Clash {
        before: base.typed(&path).to_owned(),
        yours: wanted.typed(&path).to_owned(),
        theirs: now.typed(&path).to_owned(),
        path,
    };
    paths.into_iter().map(clash).collect()
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
    use Unit::{Field, Whole};
    use proptest::prelude::*;

    fn two_third_parties() -> Answers {
        Answers::new()
            .with("third_parties.0.name", "甲")
            .with("third_parties.1.name", "乙")
            .with("reporter.name", "王芳")
    }

    fn paths(rebase: &Rebase) -> Vec<&str> {
        rebase.clashes().iter().map(|it| it.path.as_str()).collect()
    }

    #[test]
    fn the_items_of_a_group_are_one_field() {
        let base = two_third_parties();
        let mut now = base.clone();
        now.remove_item("third_parties", 0);
        let changes = Changes::new().with("third_parties.1.name", "丙");
        let rebase = Rebase::of(Field, &base, &now, &changes);
        let both = ["third_parties.0.name", "third_parties.1.name"];
        assert_eq!(paths(&rebase), both);
        assert_eq!(rebase.settled(|_| true), changes.on(&base));
        assert_eq!(rebase.settled(|_| false), now);
    }

    #[test]
    fn the_same_change_on_both_phones_is_no_clash() {
        let base = two_third_parties();
        let mut now = base.clone();
        now.remove_item("third_parties", 1);
        let changes = Changes::between(&base, &now);
        for unit in [Field, Whole] {
            let rebase = Rebase::of(unit, &base, &now, &changes);
            assert_eq!(rebase.merged(), Ok(now.clone()));
        }
    }

    #[test]
    fn an_answer_taken_away_there_and_changed_here_is_a_clash() {
        let base = two_third_parties();
        let mut now = base.clone();
        now.remove("reporter.name");
        let changes = Changes::new().with("reporter.name", "王方");
        let clash = Clash {
            path: "reporter.name".to_owned(),
            before: "王芳".to_owned(),
            yours: "王方".to_owned(),
            theirs: String::new(),
        };
        let rebase = Rebase::of(Field, &base, &now, &changes);
        assert_eq!(rebase.merged(), Err(vec![clash]));
    }

    #[test]
    fn what_is_one_whole_is_asked_about_as_a_whole() {
        let base = Answers::new().with("a", "1").with("b", "1").with("c", "1");
        let now = base.clone().with("a", "2");
        let changes = Changes::new().with("b", "3");
        let rebase = Rebase::of(Whole, &base, &now, &changes);
        assert_eq!(paths(&rebase), ["a", "b"]);
        assert_eq!(rebase.settled(|_| true), changes.on(&base));
        assert_eq!(rebase.settled(|field| field == "b"), changes.on(&now));
    }

    #[test]
    fn without_the_base_all_that_becomes_different_is_asked_about() {
        let now = Answers::new().with("a", "1").with("b", "2");
        let changes = Changes::new().with("a", "1").with("b", "3").with("c", "4");
        let rebase = Rebase::of_unknown_base(&now, &changes);
        assert_eq!(paths(&rebase), ["b", "c"]);
    }

    fn some_answers() -> impl Strategy<Value = Answers> {
        let path = prop::sample::select(vec!["a", "b", "c.d", "g.0.x", "g.1.x"]);
        prop::collection::vec((path, "[xy]{0,1}"), 0..6).prop_map(|all| all.into_iter().collect())
    }

    fn a_unit() -> impl Strategy<Value = Unit> {
        prop::sample::select(vec![Field, Whole])
    }

    proptest! {
        #[test]
        fn nothing_that_changed_since_is_overwritten_unseen(
            unit in a_unit(),
            base in some_answers(), now in some_answers(), after in some_answers(),
            yours in prop::collection::btree_set(prop::sample::select(vec!["a", "b", "c.d", "g"]), 0..4),
        ) {
            let changes = Changes::between(&base, &after);
            let rebase = Rebase::of(unit, &base, &now, &changes);
            let settled = rebase.settled(|field| yours.contains(field));
            for path in now.differing_paths(&settled) {
                let seen = rebase.clashes().iter().any(|clash| clash.path == path);
                prop_assert!(seen || base.get(&path) == now.get(&path), "{path}");
            }
            if let Ok(merged) = rebase.merged() {
                prop_assert_eq!(&merged, &settled);
                for (path, text) in changes.iter() {
                    prop_assert_eq!(merged.typed(path), text);
                }
            }
        }

        #[test]
        fn a_whole_is_never_put_together_of_two(
            base in some_answers(), now in some_answers(), after in some_answers(),
        ) {
            let changes = Changes::between(&base, &after);
            if let Ok(merged) = Rebase::of(Whole, &base, &now, &changes).merged() {
                prop_assert_eq!(merged, changes.on(&base));
            }
        }

        #[test]
        fn on_content_that_has_not_moved_changes_are_just_made(
            unit in a_unit(), base in some_answers(), after in some_answers(),
        ) {
            let changes = Changes::between(&base, &after);
            let rebase = Rebase::of(unit, &base, &base, &changes);
            prop_assert_eq!(rebase.merged(), Ok(changes.on(&base)));
        }
    }
}
