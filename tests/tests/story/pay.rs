//! The phone counts as the office does: every golden case gives the same bytes in the browser.

use std::fs;
use std::path::{Path, PathBuf};
use tests::probes::Probes;

#[tokio::test]
async fn the_browser_counts_every_golden_case_to_the_same_bytes() {
    let app = Probes::new().await;
    let files = case_files();
    assert!(files.len() > 100, "only {} cases", files.len());
    for file in files {
        let case = fs::read_to_string(&file).expect("a case");
        let (here, there) = (pay::run(&case), app.pay(&case).await);
        assert!(
            !here.is_empty() && here == there,
            "{}\nhere: {here}\nin the browser: {there}",
            file.display()
        );
    }
}

fn case_files() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/cases");
    let folders = ["commission", "measures"].map(|folder| cases.join(folder));
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("the cases"))
        .map(|entry| entry.expect("a case").path())
        .collect();
    files.sort();
    files
}
