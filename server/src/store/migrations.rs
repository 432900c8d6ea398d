//! The steps from an empty database to this build's tables, the same for every engine. A step that was
//! released never changes: databases remember its checksum.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::sync::LazyLock;

/// All of them. Put together here, for the macro of the library that does it needs every engine a second time
/// to compile.
pub(super) static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    let steps = STEPS.iter().map(|&(version, name, sql)| {
        let simple = MigrationType::Simple;
        Migration::new(version, name.into(), simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(steps.collect())
});

/// A step by its number and name.
macro_rules! step {
    ($version:literal, $name:literal, $file:literal) => {
        (
            $version,
            $name,
            include_str!(concat!("../../migrations/", $file)),
        )
    };
}

const STEPS: [(i64, &str, &str); 20] = [
    step!(1, "first", "0001_first.sql"),
    step!(2, "acknowledgement", "0002_acknowledgement.sql"),
    step!(3, "fact", "0003_fact.sql"),
    step!(
        10,
        "organisation as learned",
        "0010_organisation_as_learned.sql"
    ),
    step!(12, "people in full", "0012_people_in_full.sql"),
    step!(14, "finding", "0014_finding.sql"),
    step!(15, "session limits", "0015_session_limits.sql"),
    step!(17, "audit in words", "0017_audit_in_words.sql"),
    step!(19, "people of records", "0019_people_of_records.sql"),
    step!(21, "push", "0021_push.sql"),
    step!(25, "clock of mutation", "0025_clock_of_mutation.sql"),
    step!(27, "mutations of record", "0027_mutations_of_record.sql"),
    step!(28, "scope of company", "0028_scope_of_company.sql"),
    step!(29, "one time code", "0029_one_time_code.sql"),
    step!(30, "organisation in full", "0030_organisation_in_full.sql"),
    step!(31, "compensation tables", "0031_compensation_tables.sql"),
    step!(32, "units by hand", "0032_units_by_hand.sql"),
    step!(33, "publishing", "0033_publishing.sql"),
    step!(34, "api key", "0034_api_key.sql"),
    step!(35, "webhook", "0035_webhook.sql"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_file_of_the_folder_is_a_step() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let steps = MIGRATIONS.iter().map(|step| {
            let name = step.description.replace(' ', "_");
            format!("{:04}_{name}.sql", step.version)
        });
        assert_eq!(steps.collect::<Vec<_>>(), files);
    }

    #[test]
    fn no_step_that_was_released_has_changed() {
        let released = [
            (1, "00767bedaadf7108"),
            (2, "5b44a97f65ac563d"),
            (3, "8ee90d5293fb0499"),
            (10, "a4942eb5471491b0"),
            (12, "7a4d6a3ffb384861"),
            (14, "5f384871e09b08a1"),
            (15, "f385c2cab6b4f7e9"),
            (17, "3d458c72123e9f7c"),
            (19, "8514e6d1657eac72"),
            (21, "15fd045ddb3d786b"),
            (25, "38787235b884f2dc"),
            (27, "fa795571b392792b"),
            (28, "c7bc8a81154cf1de"),
            (29, "cb941c4c48b4d671"),
            (30, "27aeb98b014f344c"),
            (31, "7f19eee4239c2ab2"),
            (32, "5d3d3145ab1c55b3"),
            (33, "13b92016c8bf31aa"),
            (34, "8cbc41e1cf974396"),
            (35, "b683cbb9d1f64119"),
        ];
        let steps = MIGRATIONS.iter().map(|step| {
            let checksum = step.checksum.iter().take(8);
            let checksum: String = checksum.map(|byte| format!("{byte:02x}")).collect();
            (step.version, checksum)
        });
        let released = released.map(|(version, checksum)| (version, checksum.to_owned()));
        assert_eq!(steps.collect::<Vec<_>>(), released);
    }
}
