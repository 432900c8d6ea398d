//! Settings: a file has versions of one, and is named after it.

use super::plan::{Plan, Step, Under, What, hash_of, of_all, of_file};
use crate::settings::{Kind, Through};
use crate::store::settings::{self, NewVersion};
use crate::store::{Db, Stored};
use serde_json::Value;
use shared::finding::Finding;
use shared::rule_book::{FileFinding, RuleChange, RuleFile, RuleSubject};
use shared::setting::{Backdating, Setting, SettingFault, check_backdated, differences, from_toml};

/// What files of settings come to. Versions that are there already stay as they are.
pub(super) async fn plan(db: &mut Db, files: &[RuleFile], under: Under) -> Stored<Plan> {
    let (mut held, mut steps, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for (at, file) in files.iter().enumerate() {
        let Some(kind) = kind_of(file) else {
            findings.push(of_file(&file.name, None, nameless()));
            continue;
        };
        if files.iter().take(at).any(|it| kind_of(it) == Some(kind)) {
            let twice = Finding::error("rules_file_twice", "");
            findings.push(of_file(&file.name, None, twice));
            continue;
        }
        let planned = kind.through(Planning { db, file, under }).await?;
        held.push(planned.held);
        steps.extend(planned.steps);
        findings.extend(planned.findings);
    }
    if files.is_empty() {
        findings.push(of_all(Finding::error("rules_no_files", "")));
    }
    let subject = RuleSubject::Settings;
    Ok(match findings.is_empty() {
        true => Plan::of(subject, &held, steps),
        false => Plan::wrong(subject, &held, findings),
    })
}

fn kind_of(file: &RuleFile) -> Option<Kind> {
    Kind::named(file.name.strip_suffix(".toml").unwrap_or(&file.name))
}

fn nameless() -> Finding {
    let names = Kind::all().map(|kind| format!("{}.toml", kind.name()));
    let names: Vec<String> = names.collect();
    Finding::error("rules_file_nameless", "").with("names", names.join(", "))
}

struct Planning<'p> {
    db: &'p mut Db,
    file: &'p RuleFile,
    under: Under,
}

struct Planned {
    /// Every version that holds.
    held: Value,
    steps: Vec<Step>,
    findings: Vec<FileFinding>,
}

impl Through for Planning<'_> {
    type Output = Stored<Planned>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let before: Vec<S> = settings::versions(self.db).await?;
        let mut planned = Planned {
            held: serde_json::to_value(&before).unwrap_or_default(),
            steps: Vec::new(),
            findings: Vec::new(),
        };
        let versions: Vec<S> = match from_toml(&self.file.text) {
            Ok(versions) => versions,
            Err(fault) => {
                planned.findings = told(&self.file.name, &fault);
                return Ok(planned);
            }
        };
        let backdating = Backdating {
            is_said: self.under.backdated,
            pay_is_counted: self.under.pay_is_counted,
        };
        for version in versions.iter().filter(|it| !before.contains(it)) {
            let refused = check_backdated(version, self.under.today, backdating);
            let refused = refused.map(|found| of_file(&self.file.name, None, found));
            planned.findings.extend(refused);
            planned.steps.push(step(&before, version)?);
        }
        Ok(planned)
    }
}

fn step<S: Setting>(before: &[S], version: &S) -> Stored<Step> {
    let held = S::in_force(before, version.valid_from());
    let json = |version: &S| serde_json::to_value(version).unwrap_or_default();
    let (was, is) = (held.map(json).unwrap_or_default(), json(version));
    Ok(Step {
        change: RuleChange {
            name: S::NAME.to_owned(),
            from: Some(version.valid_from()),
            until: None,
            is_new: held.is_none(),
            differences: differences(&was, &is),
        },
        before: hash_of(&was),
        after: hash_of(&is),
        what: What::Setting(NewVersion::of(version)?),
    })
}

fn told(file: &str, fault: &SettingFault) -> Vec<FileFinding> {
    let one = |place, finding| vec![of_file(file, place, finding)];
    match fault {
        SettingFault::Unreadable(unreadable) => {
            let finding = Finding::error("rules_file_unreadable", "");
            one(unreadable.place, finding.with("reason", &unreadable.reason))
        }
        SettingFault::Empty => one(None, Finding::error("rules_file_empty", "")),
        SettingFault::Mistaken(findings) => {
            let findings = findings.iter().cloned();
            findings.map(|found| of_file(file, None, found)).collect()
        }
        SettingFault::Unwritable(error) => {
            let finding = Finding::error("rules_file_unreadable", "");
            one(None, finding.with("reason", error))
        }
    }
}
