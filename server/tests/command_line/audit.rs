//! Whether the log is whole, and every record as the log says.

use crate::folders::{Folders, a_demonstration};
use serde_json::Value;

#[test]
fn the_audit_log_of_a_demonstration_fits_its_exported_head() {
    let folders = a_demonstration();
    let (code, told) = folders.checks("verify-audit", &[]);
    assert!(code == 0 && told.starts_with("whole: "), "{told}");
    let (code, exported) = folders.checks("audit-head", &[]);
    assert_eq!(code, 0, "{exported}");
    let file = folders.path("heads.json");
    std::fs::write(&file, &exported).unwrap();
    let head = ["--json", "--head", file.to_str().unwrap()];
    let (code, told) = folders.checks("verify-audit", &head);
    assert_eq!(code, 0, "{told}");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["whole"], &told["exported"]["as_signed"]),
        (&true.into(), &true.into())
    );

    // An export that somebody changed is not believed.
    let changed = exported.replacen("\"seq\": ", "\"seq\": 1", 1);
    assert_ne!(changed, exported);
    std::fs::write(&file, changed).unwrap();
    let (code, told) = folders.checks("verify-audit", &["--head", file.to_str().unwrap()]);
    assert!(
        code == 1 && told.contains("was changed after it was exported"),
        "{told}"
    );
}

/// What somebody does to a record's row, the way back, and what is found.
const EDITS: [(&str, &str, &str); 9] = [
    (
        r#"content = REPLACE(content, '.name":"', '.name":"阿')"#,
        r#"content = REPLACE(content, '.name":"阿', '.name":"')"#,
        "altered",
    ),
    (
        "content = content || '.'",
        "content = SUBSTR(content, 1, LENGTH(content) - 1)",
        "altered",
    ),
    (
        r#"office = REPLACE(office, '"accepted"', '"rejected"')"#,
        r#"office = REPLACE(office, '"rejected"', '"accepted"')"#,
        "altered",
    ),
    (
        "captured_by_name = captured_by_name || ' '",
        "captured_by_name = RTRIM(captured_by_name)",
        "altered",
    ),
    (
        "captured_at = captured_at - 1",
        "captured_at = captured_at + 1",
        "altered",
    ),
    ("version = version + 1", "version = version - 1", "altered"),
    ("status = 'rejected'", "status = 'accepted'", "refiled"),
    ("amount = amount + 1", "amount = amount - 1", "refiled"),
    (
        "title = title || '.'",
        "title = SUBSTR(title, 1, LENGTH(title) - 1)",
        "refiled",
    ),
];

#[test]
fn a_record_that_was_altered_past_the_log_is_named_with_its_number() {
    let folders = a_demonstration();
    let number = folders.number_of_an_accepted_application();
    let update = |set: &str| format!("UPDATE record SET {set} WHERE number = '{number}'");
    for (edit, back, fault) in EDITS {
        folders.suffers(&update(edit));
        assert_eq!(folders.fault_of(&number), fault, "{edit}");
        folders.suffers(&update(back));
    }
    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "put back as it was: {told}");
    folders.suffers(&update(
        "branch_id = (SELECT MIN(unit_id) FROM unit WHERE unit_id <> record.branch_id)",
    ));
    assert_eq!(folders.fault_of(&number), "refiled");
    let (_, told) = folders.checks("verify-audit", &[]);
    assert!(told.contains(&format!("record {number}: ")), "{told}");
}

#[test]
fn a_record_that_was_put_in_past_the_log_is_named_with_its_number() {
    let folders = a_demonstration();
    let number = folders.number_of_an_accepted_application();
    folders.suffers(&format!(
        "INSERT INTO record (record_id, kind, number, captured_by, captured_by_name, captured_at,
             captured_on, received_at, version, content_version, rules, content, office, branch_id,
             team, status, title, subject, warnings, searched)
         SELECT 'f' || SUBSTR(record_id, 2), kind, number || '0', captured_by, captured_by_name,
             captured_at, captured_on, received_at, version, content_version, rules, content,
             office, branch_id, team, status, title, subject, warnings, searched
         FROM record WHERE number = '{number}'"
    ));
    assert_eq!(folders.fault_of(&format!("{number}0")), "unlogged");
}

/// What somebody does to the facts of pay, and what is found.
const FACT_EDITS: [(&str, &str); 5] = [
    (
        r#"UPDATE fact SET body = REPLACE(body, '"amount":"', '"amount":"1') WHERE body LIKE '%"premium"%'"#,
        "altered",
    ),
    (
        "UPDATE fact SET known_date = '2020-01-01' WHERE fact_id = 'recruited'",
        "altered",
    ),
    ("DELETE FROM fact WHERE fact_id = 'recruited'", "altered"),
    ("DELETE FROM fact", "altered"),
    (
        "INSERT INTO fact (fact_id, on_date, known_date, body, imported_at)
         SELECT 'copy', on_date, known_date, body, imported_at + 1 FROM fact
         WHERE fact_id = 'recruited'",
        "unlogged",
    ),
];

#[test]
fn facts_of_pay_that_were_changed_past_the_log_are_named() {
    for (edit, fault) in FACT_EDITS {
        let folders = a_demonstration();
        folders.suffers(edit);
        let (code, told) = folders.checks("verify-audit", &["--json"]);
        assert_eq!(code, 1, "{edit}: {told}");
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["strayed_facts"][0]["fault"], fault, "{edit}: {told}");
        let (_, told) = folders.checks("verify-audit", &[]);
        assert!(told.contains("broken: facts of "), "{told}");
    }
}

#[test]
fn a_folder_without_a_database_is_not_whole() {
    let folders = Folders::embedded();
    std::fs::create_dir_all(folders.path("data")).unwrap();
    let (code, told) = folders.checks("verify-audit", &[]);
    assert!(code != 0 && told.contains("has no database"), "{told}");
    assert_eq!(std::fs::read_dir(folders.path("data")).unwrap().count(), 0);
}
