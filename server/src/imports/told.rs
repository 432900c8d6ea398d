//! What is said of a table: counts, differences, and the rows that are wrong.

use core::fmt;
use shared::audit::AuditAction;
use shared::directory::{TableDifference, TableImported, WrongRow};
use shared::people::Difference;
use shared::people::import::{Plan, TableKind, Wrong};
use shared::sync::fingerprint;
use std::path::Path;

type Failure = Box<dyn core::error::Error>;

/// So many that are different are shown on a terminal.
const SHOWN: usize = 50;
/// So many reasons are shown there.
const REASONS: usize = 200;
/// So many of either are told to an app.
const TOLD: usize = 1_000;

/// What becomes of a table.
pub(super) struct Told {
    kind: TableKind,
    new: Vec<Line>,
    changed: Vec<Line>,
    unchanged: usize,
    pub(super) wrong: Vec<Wrong>,
}

/// Somebody or a unit that is new or different.
pub(super) struct Line {
    /// Staff number or code; empty if there is none.
    pub(super) number: String,
    pub(super) name: String,
    /// The version that stood, if anything did.
    pub(super) stood: Option<String>,
    pub(super) differences: Vec<Difference>,
}

impl Told {
    /// Says what a plan comes to; `line` tells what is different of one of them, who or which had nothing before if
    /// they are new.
    pub(super) fn of<T>(
        kind: TableKind,
        plan: &Plan<T>,
        line: impl Fn(Option<&T>, &T) -> Line,
    ) -> Self {
        let changed = plan.changed.iter();
        Self {
            kind,
            new: plan.new.iter().map(|after| line(None, after)).collect(),
            changed: changed
                .map(|change| line(Some(&change.before), &change.after))
                .collect(),
            unchanged: plan.unchanged,
            wrong: plan.wrong.clone(),
        }
    }

    /// Whether anything is to be written.
    pub(super) const fn is_different(&self) -> bool {
        !(self.new.is_empty() && self.changed.is_empty())
    }

    /// What the log calls it.
    pub(super) const fn action(&self) -> AuditAction {
        match self.kind {
            TableKind::People => AuditAction::ImportPeople,
            TableKind::Units => AuditAction::ImportUnits,
        }
    }

    pub(super) fn wrong_rows(&self) -> usize {
        let mut rows: Vec<u32> = self.wrong.iter().map(|wrong| wrong.row).collect();
        rows.dedup();
        rows.len()
    }

    /// Stands for what comes of this file, and for what stood before.
    pub(super) fn token(&self, file: &str) -> String {
        let lines = self
            .new
            .iter()
            .chain(&self.changed)
            .map(ToString::to_string);
        let wrong = self.wrong.iter().map(ToString::to_string);
        let counts = [file.to_owned(), self.to_string()].into_iter();
        let all: Vec<String> = counts.chain(lines).chain(wrong).collect();
        fingerprint(all.join("\n").as_bytes())
    }

    /// As an app is told.
    pub(super) fn answer(&self, file: &str, kept: bool) -> TableImported {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let different = self.new.iter().chain(&self.changed).take(TOLD);
        let wrong = self.wrong.iter().take(TOLD);
        TableImported {
            file: file.to_owned(),
            token: self.token(file),
            new: count(self.new.len()),
            changed: count(self.changed.len()),
            unchanged: count(self.unchanged),
            wrong: count(self.wrong_rows()),
            different: different.map(Line::answer).collect(),
            rows: wrong
                .map(|wrong| WrongRow {
                    row: wrong.row,
                    column: wrong.column.clone(),
                    finding: wrong.finding_of_row(self.kind),
                })
                .collect(),
            kept,
        }
    }
}

impl Line {
    fn answer(&self) -> TableDifference {
        TableDifference {
            number: self.number.clone(),
            name: self.name.clone(),
            is_new: self.stood.is_none(),
            differences: self.differences.clone(),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stood = self.stood.as_deref().unwrap_or_default();
        write!(f, "{} {} {stood}", self.number, self.name)?;
        let mut differences = self.differences.iter();
        differences.try_for_each(|it| write!(f, "\n  {it}"))
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} new, {} changed, {} unchanged, {} rows wrong",
            self.kind,
            self.new.len(),
            self.changed.len(),
            self.unchanged,
            self.wrong_rows()
        )
    }
}

/// Prints it.
///
/// # Errors
/// If a row is wrong: what to do.
pub(super) fn tell(
    file: &Path,
    told: &Told,
    good_rows: bool,
    dry_run: bool,
) -> Result<(), Failure> {
    for line in told.changed.iter().take(SHOWN) {
        println!("{} {}", line.number, line.name);
        for difference in &line.differences {
            println!("  {difference}");
        }
    }
    let more = told.changed.len().saturating_sub(SHOWN);
    if more > 0 {
        println!("… and {more} more that are changed");
    }
    for wrong in told.wrong.iter().take(REASONS) {
        eprintln!("{}, {wrong}", file.display());
    }
    let more = told.wrong.len().saturating_sub(REASONS);
    if more > 0 {
        eprintln!("… and {more} more reasons");
    }
    println!("{told}");
    match (told.wrong.is_empty(), dry_run, good_rows) {
        (true, _, _) => Ok(()),
        (false, true, _) => Err("rows are wrong; nothing was kept, it was only tried".into()),
        (false, false, true) => Err(
            "the good rows are taken: mend the others and import the file again, what is there already stays as it is"
                .into(),
        ),
        (false, false, false) => Err(
            "nothing is taken: mend the rows and import the file again, or take the good ones with --good-rows".into(),
        ),
    }
}
