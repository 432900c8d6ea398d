//! What is said of a table: counts, differences, and the rows that are wrong.

use core::fmt;
use shared::people::Difference;
use shared::people::import::{Plan, Wrong};
use std::path::Path;

type Failure = Box<dyn core::error::Error>;

/// So many that are different are shown.
const SHOWN: usize = 50;
/// So many reasons are shown.
const REASONS: usize = 200;

/// What becomes of a table.
pub(super) struct Told {
    /// What it is of.
    what: &'static str,
    new: usize,
    changed: usize,
    unchanged: usize,
    /// The first that are different, and how.
    differences: Vec<(String, Vec<Difference>)>,
    pub(super) wrong: Vec<Wrong>,
}

impl Told {
    /// Says what a plan comes to; `different` tells what a change is of, and what is different.
    pub(super) fn of<T>(
        what: &'static str,
        plan: &Plan<T>,
        different: impl Fn(&T, &T) -> (String, Vec<Difference>),
    ) -> Self {
        let first = plan.changed.iter().take(SHOWN);
        Self {
            what,
            new: plan.new.len(),
            changed: plan.changed.len(),
            unchanged: plan.unchanged,
            differences: first
                .map(|change| different(&change.before, &change.after))
                .collect(),
            wrong: plan.wrong.clone(),
        }
    }

    /// Whether anything is to be written.
    pub(super) const fn is_different(&self) -> bool {
        self.new + self.changed > 0
    }

    fn wrong_rows(&self) -> usize {
        let mut rows: Vec<u32> = self.wrong.iter().map(|wrong| wrong.row).collect();
        rows.dedup();
        rows.len()
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} new, {} changed, {} unchanged, {} rows wrong",
            self.what,
            self.new,
            self.changed,
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
    for (what, differences) in &told.differences {
        println!("{what}");
        for difference in differences {
            println!("  {difference}");
        }
    }
    let more = told.changed - told.differences.len();
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
