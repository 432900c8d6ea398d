//! Rule sets have versions; a draft of an older one is carried forward.
//!
//! What a new rule set changes about the answers stands in one table, [`STEPS`]: a line per change,
//! oldest first. A change is data, so that the list of what happened to a draft follows from it. To
//! make version *n*: raise [`RuleVersion::CURRENT`] and add its lines.

use crate::answers::Answers;
use crate::record::{RecordKind, RuleVersion};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// One change of the answers that a version asks for.
///
/// In a path, `*` stands for the number of an item: `beneficiaries.*.name`.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The version that brought it.
    to: RuleVersion,
    /// For which form.
    kind: RecordKind,
    /// What changed.
    change: Change,
}

/// What changed about a question. Until a version needs them, only the tests' table names them.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(test), expect(dead_code, reason = "version 1 has no steps"))]
enum Change {
    /// The answer stands at another path.
    Moved {
        from: &'static str,
        to: &'static str,
    },
    /// It is not asked any more.
    Dropped { path: &'static str },
    /// A choice has another name.
    Renamed {
        path: &'static str,
        from: &'static str,
        to: &'static str,
    },
    /// A choice is not offered any more.
    Retired {
        path: &'static str,
        choice: &'static str,
    },
    /// It is asked now.
    Asked { path: &'static str },
}

/// Every change since version 1, versions rising.
const STEPS: &[Step] = &[];

const _: () = assert!(
    rise_to(STEPS, RuleVersion::CURRENT),
    "versions of the steps rise, up to the current one"
);

const fn rise_to(steps: &[Step], current: RuleVersion) -> bool {
    let (mut at, mut last) = (0, 2);
    while at < steps.len() {
        let version = steps[at].to.0;
        if version < last || version > current.0 {
            return false;
        }
        last = version;
        at += 1;
    }
    true
}

/// What happened to a draft when it was carried forward. Text key `rules.changes.<name>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum DraftChange {
    /// An answer that is not asked any more was taken out.
    Dropped {
        /// Where it stood.
        path: String,
        /// What it said.
        text: String,
    },
    /// The choice that was made is not offered any more: choose again.
    Retired {
        /// The path of the answer.
        path: String,
        /// The choice that was made.
        choice: String,
    },
    /// Something is asked that was not asked before.
    Asked {
        /// The path of the answer.
        path: String,
    },
}

impl DraftChange {
    /// The path it is about.
    pub fn path(&self) -> &str {
        match self {
            Self::Dropped { path, .. } | Self::Retired { path, .. } | Self::Asked { path } => path,
        }
    }

    /// The name in JSON and text keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Dropped { .. } => "dropped",
            Self::Retired { .. } => "retired",
            Self::Asked { .. } => "asked",
        }
    }
}

/// A draft begun with the rules `from`, as the current rules ask it, and what its person has to know about that.
///
/// Answers that only moved or were renamed are still there and not worth a word. A draft of the current
/// rules, or of newer ones, stays as it is.
///
/// ```
/// use shared::answers::Answers;
/// use shared::record::{RecordKind, RuleVersion};
/// use shared::rules::carry_forward;
///
/// let draft = Answers::new().with("applicant.name", "王芳");
/// let (carried, changes) = carry_forward(RecordKind::Application, RuleVersion::CURRENT, draft.clone());
/// assert_eq!((carried, changes), (draft, vec![]));
/// ```
pub fn carry_forward(
    kind: RecordKind,
    from: RuleVersion,
    answers: Answers,
) -> (Answers, Vec<DraftChange>) {
    carry(STEPS, kind, from, answers)
}

fn carry(
    steps: &[Step],
    kind: RecordKind,
    from: RuleVersion,
    answers: Answers,
) -> (Answers, Vec<DraftChange>) {
    let missed = steps
        .iter()
        .filter(|step| step.kind == kind && step.to > from);
    missed.fold((answers, Vec::new()), |(answers, mut changes), step| {
        let (answers, made) = step.change.applied_to(answers);
        changes.extend(made);
        (answers, changes)
    })
}

impl Change {
    fn applied_to(self, mut answers: Answers) -> (Answers, Vec<DraftChange>) {
        if let Self::Asked { path } = self {
            let is_new = !answers.is_empty() && answers.get(path).is_none();
            let path = path.to_owned();
            let asked = is_new.then_some(DraftChange::Asked { path });
            return (answers, asked.into_iter().collect());
        }
        let changes = self
            .answered_in(&answers)
            .into_iter()
            .filter_map(|(path, item)| self.apply(&mut answers, path, &item))
            .collect();
        (answers, changes)
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Moved { from: path, .. }
            | Self::Dropped { path }
            | Self::Renamed { path, .. }
            | Self::Retired { path, .. }
            | Self::Asked { path } => path,
        }
    }

    /// Every answer it is about, with the item's number.
    fn answered_in(self, answers: &Answers) -> Vec<(String, String)> {
        let found = |path: &str| Some((path.to_owned(), item_at(self.path(), path)?.to_owned()));
        answers.iter().filter_map(|(path, _)| found(path)).collect()
    }

    fn apply(self, answers: &mut Answers, path: String, item: &str) -> Option<DraftChange> {
        let text = answers.typed(&path).to_owned();
        match self {
            Self::Moved { to, .. } if answers.typed(&to.replace('*', item)).is_empty() => {
                answers.remove(&path);
                answers.set(to.replace('*', item), text);
                None
            }
            // Whoever answered the new question already keeps that answer.
            Self::Moved { .. } | Self::Dropped { .. } => {
                answers.remove(&path);
                Some(DraftChange::Dropped { path, text })
            }
            Self::Renamed { from, to, .. } if text == from => {
                answers.set(path, to);
                None
            }
            Self::Retired { choice, .. } if text == choice => {
                answers.remove(&path);
                let choice = text;
                Some(DraftChange::Retired { path, choice })
            }
            Self::Renamed { .. } | Self::Retired { .. } | Self::Asked { .. } => None,
        }
    }
}

/// The item's number if `path` is of the pattern's form; empty if the pattern has no item.
fn item_at<'p>(pattern: &str, path: &'p str) -> Option<&'p str> {
    let Some((before, after)) = pattern.split_once('*') else {
        return (path == pattern).then_some("");
    };
    let item = path.strip_prefix(before)?.strip_suffix(after)?;
    let is_number = !item.is_empty() && item.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(item)
}
