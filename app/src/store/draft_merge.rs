//! What two tabs have typed into one draft.

use super::Draft;
use shared::answers::Answers;
use std::collections::{BTreeMap, BTreeSet};

type Texts<'a> = BTreeMap<&'a str, &'a str>;

impl Draft {
    /// This draft with what was changed from `known` to `here`: different answers are all kept; of the
    /// same answer, that of `here`. Its number, whether it is sent, and what it rests on stay as they are.
    #[must_use]
    pub fn with_changes(mut self, known: &Self, here: &Self) -> Self {
        for (path, text) in changed(&texts(&known.answers), &texts(&here.answers)) {
            self.answers.set(path, text);
        }
        self.prefilled.learn(&known.prefilled, &here.prefilled);
        for (path, text) in changed(&remarks(known), &remarks(here)) {
            match text {
                "" => drop(self.remarks.remove(path)),
                text => drop(self.remarks.insert(path.to_owned(), text.to_owned())),
            }
        }
        if known.note != here.note {
            self.note.clone_from(&here.note);
        }
        if known.policy != here.policy {
            self.policy.clone_from(&here.policy);
        }
        if known.put_aside != here.put_aside {
            self.put_aside.clone_from(&here.put_aside);
        }
        if known.sold_before != here.sold_before {
            self.sold_before.clone_from(&here.sold_before);
        }
        self.visited.extend(here.visited.iter().cloned());
        self.rules = self.rules.max(here.rules);
        self
    }
}

fn texts(answers: &Answers) -> Texts<'_> {
    answers.iter().collect()
}

fn remarks(draft: &Draft) -> Texts<'_> {
    let remarks = draft.remarks.iter();
    remarks
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect()
}

/// The texts that differ, exactly as typed; an empty one was taken away.
fn changed<'a>(known: &Texts<'a>, here: &Texts<'a>) -> Vec<(&'a str, &'a str)> {
    let paths: BTreeSet<&str> = known.keys().chain(here.keys()).copied().collect();
    let text = |texts: &Texts<'a>, path: &str| texts.get(path).copied().unwrap_or_default();
    paths
        .into_iter()
        .filter(|path| text(known, path) != text(here, path))
        .map(|path| (path, text(here, path)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::RecordId;
    use shared::record::RecordKind;
    use shared::time::Timestamp;

    fn draft(answers: &[(&str, &str)]) -> Draft {
        let (id, now) = (RecordId::from_number(1), Timestamp::from_millis(5));
        Draft {
            answers: answers.iter().copied().collect(),
            ..Draft::new_record(id, RecordKind::Application, now)
        }
    }

    #[test]
    fn different_answers_of_two_tabs_are_all_kept() {
        let known = draft(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let here = draft(&[("a", "2"), ("b", "1")]);
        let stored = draft(&[("a", "1"), ("b", "3"), ("c", "1"), ("d", "4")]);
        let merged = stored.with_changes(&known, &here);
        assert_eq!(merged, draft(&[("a", "2"), ("b", "3"), ("d", "4")]));
    }

    #[test]
    fn of_the_same_answer_the_last_one_stands_exactly_as_typed() {
        let known = draft(&[("a", "王")]);
        let here = draft(&[("a", "王 ")]);
        let stored = draft(&[("a", "李")]);
        assert_eq!(stored.with_changes(&known, &here), here);
    }

    #[test]
    fn remarks_reason_and_seen_pages_are_merged_too() {
        let known = draft(&[]);
        let mut here = draft(&[]);
        here.remarks.insert("a".to_owned(), "here".to_owned());
        here.visited.insert("one".to_owned());
        let mut stored = draft(&[]);
        stored.remarks.insert("b".to_owned(), "there".to_owned());
        stored.visited.insert("two".to_owned());
        stored.note = "there".to_owned();
        stored.sent = true;
        let merged = stored.with_changes(&known, &here);
        assert_eq!(merged.remarks.len(), 2);
        assert_eq!(merged.visited.len(), 2);
        assert_eq!((merged.note.as_str(), merged.sent), ("there", true));
    }

    #[test]
    fn a_change_is_newer_even_if_the_clock_went_back() {
        let before = draft(&[]);
        let after = before.clone().touched(Timestamp::from_millis(1));
        assert!(after.updated_at > before.updated_at);
    }
}
