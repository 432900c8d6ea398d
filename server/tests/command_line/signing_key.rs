//! The key that the server signs with: lost, another's, put back.

use crate::folders::{Folders, a_demonstration, another_demonstration, starts};

#[test]
fn a_store_that_lost_its_signing_key_says_so_and_makes_no_other_unasked() {
    let folders = a_demonstration();
    let key = folders.path("data/signing.key");
    let copy = folders.path("copy.key");
    std::fs::rename(&key, &copy).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    for way_out in [
        key.to_str().unwrap(),
        "put the copy",
        "--new-signing-key",
        "still hold",
    ] {
        assert!(refusal.contains(way_out), "{way_out}: {refusal}");
    }
    assert!(!key.exists(), "none is made");
    starts(&folders, &["--signing-key", copy.to_str().unwrap()]);

    starts(&folders, &["--new-signing-key"]);
    assert_ne!(std::fs::read(&key).unwrap(), std::fs::read(&copy).unwrap());
    starts(&folders, &[]);
    // The copy was found after all: the store has signed with it.
    std::fs::rename(&copy, &key).unwrap();
    starts(&folders, &[]);
}

#[test]
fn a_store_does_not_sign_with_the_key_of_another() {
    let (folders, other) = (a_demonstration(), another_demonstration());
    let (key, others) = (
        folders.path("data/signing.key"),
        other.path("data/signing.key"),
    );
    std::fs::copy(&others, &key).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    assert!(
        refusal.contains("none that this store has signed with"),
        "{refusal}"
    );
    assert!(refusal.contains("--new-signing-key"), "{refusal}");
    starts(&folders, &["--new-signing-key"]);
    starts(&folders, &[]);
}

#[test]
fn a_restored_store_starts_with_the_copy_of_its_key() {
    let folders = a_demonstration();
    let file = folders.path("backup");
    let file = file.to_str().unwrap();
    assert!(folders.runs("backup", &["--to", file]).status.success());
    let restored = Folders::new();
    let key = restored.path("data/signing.key");
    let (code, told) = restored.checks("restore", &[file]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("put its copy at") && told.contains(key.to_str().unwrap()),
        "{told}"
    );
    let refusal = restored.refusal(&["--demo"]);
    assert!(
        refusal.contains("a backup does not contain the key"),
        "{refusal}"
    );
    std::fs::copy(folders.path("data/signing.key"), &key).unwrap();
    starts(&restored, &[]);
}
