//! Backup and restore.

use crate::folders::{Folders, Running};

#[test]
fn a_running_server_is_backed_up_and_restored_elsewhere() {
    let folders = Folders::new();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    server.first_line();
    let file = folders.path("backup");
    let file = file.to_str().unwrap();
    let written = folders.runs("backup", &["--to", file]);
    let told = String::from_utf8(written.stdout).unwrap();
    assert!(written.status.success(), "{told}");
    assert!(
        told.contains(" record\n") && told.contains("\naudit "),
        "{told}"
    );
    let again = folders.runs("backup", &["--to", file]);
    let refusal = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && refusal.contains("not overwritten"));
    let nowhere = folders.path("no_such_folder");
    let file_there = nowhere.join("backup");
    let lost = folders.runs("backup", &["--to", file_there.to_str().unwrap()]);
    let refusal = String::from_utf8(lost.stderr).unwrap();
    let way_out = format!(
        "the folder {} is not there: make it first",
        nowhere.display()
    );
    assert!(
        !lost.status.success() && refusal.contains(&way_out),
        "{refusal}"
    );

    let other = Folders::new();
    let restored = other.runs("restore", &[file]);
    let loaded = String::from_utf8(restored.stdout).unwrap();
    let rows = |told: &str| told.lines().filter(|line| line.starts_with(' ')).count();
    assert_eq!(rows(&loaded), rows(&told), "{loaded}");
    assert!(other.runs("verify-audit", &[]).status.success());
    let over = other.runs("restore", &[file]);
    let refusal = String::from_utf8(over.stderr).unwrap();
    assert!(
        !over.status.success() && refusal.contains("not empty"),
        "{refusal}"
    );
}
