//! What the company sells, printed and published on the command line.

use crate::folders::{Folders, Running, a_demonstration};
use std::fs;
use std::path::PathBuf;

/// The files of what is sold.
fn printed(folders: &Folders) -> PathBuf {
    let folder = folders.path("products");
    let (code, told) = folders.checks("products", &["--to", folder.to_str().unwrap()]);
    assert!(
        code == 0 && told.contains("TL-A   2024-01-01 open"),
        "{told}"
    );
    folder
}

/// A tariff that begins in a year when nobody tries this any more, and the one before, ended.
fn dearer_later(folders: &Folders) -> [PathBuf; 2] {
    let folder = printed(folders);
    let before = folder.join("tl-a-2024-01-01.toml");
    let text = fs::read_to_string(&before).unwrap();
    let later = folder.join("tl-a-later.toml");
    fs::write(&later, text.replace("2024-01-01", "2199-01-01")).unwrap();
    let first_day = "valid_from = \"2024-01-01\"\n";
    assert!(text.contains(first_day));
    let ended = format!("{first_day}valid_until = \"2198-12-31\"\n");
    fs::write(&before, text.replace(first_day, &ended)).unwrap();
    [later, before]
}

impl Folders {
    fn publishes(&self, files: &[PathBuf], more: &[&str]) -> (i32, String) {
        let files = files.iter().map(|file| file.to_str().unwrap());
        let arguments: Vec<&str> = files.chain(more.iter().copied()).collect();
        self.checks("publish-products", &arguments)
    }
}

#[test]
fn what_is_printed_changes_nothing_when_it_is_published() {
    let folders = a_demonstration();
    let files = fs::read_dir(printed(&folders)).unwrap();
    let files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 12, "{files:?}");
    let said = folders.publishes(&files, &[]);
    assert_eq!(said, (0, "products: nothing is different\n".to_owned()));
    // Nobody's files are written over.
    let folder = folders.path("products");
    let (code, told) = folders.checks("products", &["--to", folder.to_str().unwrap()]);
    assert!(code != 0 && told.contains("is there already"), "{told}");
}

#[test]
fn a_company_sells_nothing_invented_and_begins_with_files_like_them() {
    let folders = Folders::new();
    let organisation = [
        "--company",
        "安和",
        "--branch",
        "华东",
        "--administrator",
        "fengtao",
        "--name",
        "冯涛",
    ];
    assert_eq!(folders.checks("init", &organisation).0, 0);
    let mut server = Running(folders.serve().arg("--json").spawn().unwrap());
    assert!(!server.first_line().is_empty());
    drop(server);
    let (code, told) = folders.checks("products", &[]);
    assert!(
        code != 0 && told.contains("no products are published"),
        "{told}"
    );
    let example = folders.path("example");
    let (code, told) = folders.checks(
        "products",
        &["--demonstration", "--to", example.to_str().unwrap()],
    );
    assert_eq!(code, 0, "{told}");
    let of_old = example.join("wl-a-2024-01-01.toml");
    let own = example.join("wl-a.toml");
    let text = fs::read_to_string(of_old).unwrap();
    fs::write(&own, text.replace("2024-01-01", "2199-01-01")).unwrap();
    let said = folders.publishes(&[own], &[]);
    assert_eq!(said, (0, "WL-A from 2199-01-01: new\n".to_owned()));
    let (_, told) = folders.checks("products", &[]);
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn a_tariff_follows_another_and_the_log_says_so() {
    let folders = a_demonstration();
    let files = dearer_later(&folders);
    let told = "TL-A from 2199-01-01: new\nTL-A from 2024-01-01 to 2198-12-31: different\n  valid_until: open → 2198-12-31\n";
    assert_eq!(
        folders.publishes(&files, &["--dry-run"]),
        (0, told.to_owned())
    );
    assert_eq!(
        folders.publishes(&files, &[]),
        (0, told.to_owned()),
        "only tried"
    );
    let again = (0, "products: nothing is different\n".to_owned());
    assert_eq!(folders.publishes(&files, &[]), again);
    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("(publish_products, command_line)"), "{told}");
}

#[test]
fn a_mistake_in_one_file_publishes_none() {
    let folders = a_demonstration();
    let [later, before] = dearer_later(&folders);
    let (code, told) = folders.publishes(std::slice::from_ref(&later), &[]);
    let words = "is valid at the same time as its tariff from 2024-01-01";
    assert!(code != 0 && told.contains(words), "{told}");

    let text = fs::read_to_string(&before).unwrap();
    fs::write(&before, text.replace("2198-12-31", "2024-12-31")).unwrap();
    let (code, told) = folders.publishes(&[later.clone(), before.clone()], &[]);
    let words = "would change by what TL-A was sold until";
    assert!(code != 0 && told.contains(words), "{told}");

    fs::write(&before, "code = \"TL-A\"\nprice = 1\n").unwrap();
    let (code, told) = folders.publishes(&[later, before], &[]);
    assert!(
        code != 0 && told.contains("tl-a-2024-01-01.toml: "),
        "{told}"
    );

    let (_, told) = folders.checks("products", &[]);
    assert!(!told.contains("2199-01-01"), "{told}");
}
