//! The table of spoilt records.

use shared::answers::Answers;

/// One spoilt record.
pub struct Case {
    /// The line of the table, to name it.
    pub line: &'static str,
    /// Name of the good record.
    pub good: &'static str,
    /// The code that must be found.
    pub code: &'static str,
    /// Where.
    pub path: &'static str,
    changes: Vec<(&'static str, &'static str)>,
}

impl Case {
    /// The good record with the changes of this case.
    pub fn spoil(&self, good: &Answers) -> Answers {
        let mut answers = good.clone();
        for (path, text) in &self.changes {
            match text.strip_prefix('@') {
                Some(other) => answers.set(*path, good.get(other).unwrap()),
                None => answers.set(*path, *text),
            }
        }
        answers
    }
}

/// All cases of the table.
pub fn cases() -> Vec<Case> {
    let lines = include_str!("cases.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(case)
        .collect()
}

fn case(line: &'static str) -> Case {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let [good, code, path, changes] = columns[..] else {
        panic!("not four columns: {line}");
    };
    let change = |text: &'static str| text.trim().split_once('=').unwrap();
    Case {
        line,
        good,
        code,
        path,
        changes: changes.split(';').map(change).collect(),
    }
}
