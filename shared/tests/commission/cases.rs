//! Golden cases of commission: facts in, statements out, one TOML file each in `cases/commission`.
//!
//! `cases/README.md` says how to read and add one. The expected figures were worked out by hand
//! from the rules' text, never copied from a run.

use super::case::Case;
use std::fs;
use std::path::{Path, PathBuf};

pub fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/commission");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_golden_case_comes_out_to_the_fen() {
    let files = files();
    let failures: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let difference = Case::read(file).difference()?;
            Some(format!(
                "{}:\n{difference}",
                file.file_name().unwrap().display()
            ))
        })
        .collect();
    let (count, failed) = (files.len(), failures.len());
    assert!(
        failures.is_empty(),
        "{failed} of {count} cases differ\n\n{}",
        failures.join("\n")
    );
    assert!(count >= 60, "only {count} cases");
}
