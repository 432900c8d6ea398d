//! The tables that pay is counted by, in a company that begins.

use crate::folders::{Folders, an_empty_store};
use std::fs;

impl Folders {
    fn asks_for_pay(&self) -> (i32, String) {
        let arguments = ["--month", "2026-10", "--agent", "all"];
        self.checks("statement", &arguments)
    }
}

#[test]
fn pay_is_counted_by_nothing_invented_and_begins_with_files_like_them() {
    let folders = an_empty_store();
    let none = "no compensation tables are published: publish-tables does that";
    let (code, told) = folders.asks_for_pay();
    assert!(code != 0 && told.contains(none), "{told}");
    let facts = folders.path("facts.jsonl");
    fs::write(&facts, "{}").unwrap();
    let (code, told) = folders.checks("import-facts", &[facts.to_str().unwrap()]);
    assert!(code != 0 && told.contains(none), "{told}");
    let (code, told) = folders.checks("tables", &[]);
    assert!(code != 0 && told.contains(none), "{told}");

    let example = folders.path("example");
    let to = ["--demonstration", "--to", example.to_str().unwrap()];
    assert_eq!(folders.checks("tables", &to).0, 0);
    let (code, told) = folders.checks("tables", &to);
    assert!(code != 0 && told.contains("is there already"), "{told}");
    let files = fs::read_dir(&example).unwrap();
    let files = files.map(|file| file.unwrap().path().to_str().unwrap().to_owned());
    let files: Vec<String> = files.collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let (code, told) = folders.checks("publish-tables", &files[1..]);
    assert!(
        code != 0 && told.contains("missing; add the file"),
        "{told}"
    );
    let (code, told) = folders.checks("publish-tables", &files);
    assert_eq!((code, told.matches(": new\n").count()), (0, 12), "{told}");
    assert_eq!(
        folders.asks_for_pay(),
        (0, String::new()),
        "nobody to pay yet"
    );
    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "{told}");
}
