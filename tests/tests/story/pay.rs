//! The phone counts as the office does: every golden case gives the same bytes in the browser.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use tests::browser::{Browser, PHONE, Window};
use tests::server::target;

#[tokio::test]
async fn the_browser_counts_every_golden_case_to_the_same_bytes() {
    let browser = Browser::new().await;
    let window = browser.open(PHONE, "about:blank").await;
    loads_the_cases(&window).await;
    let files = case_files();
    assert!(files.len() > 100, "only {} cases", files.len());
    for file in files {
        let case = fs::read_to_string(&file).expect("a case");
        let script = format!("run({})", serde_json::to_string(&case).expect("a text"));
        let (here, there) = (pay::run(&case), window.asks(&script).await);
        assert!(
            !here.is_empty() && here == there,
            "{}\nhere: {here}\nin the browser: {there}",
            file.display()
        );
    }
}

/// Gives the page the program: it has no server to load it from.
async fn loads_the_cases(window: &Window) {
    let read = |name: &str| fs::read(folder().join(name)).expect("cargo xtask test builds it");
    let glue = String::from_utf8(read("pay.js")).expect("a script");
    // A constant of one script is not seen by the next.
    let glue = glue.replacen("let wasm_bindgen", "globalThis.wasm_bindgen", 1);
    window.asks(&format!("{glue}; ''")).await;
    let module = STANDARD.encode(read("pay_bg.wasm"));
    let start = format!(
        "wasm_bindgen({{ module_or_path: Uint8Array.from(atob('{module}'), c => c.charCodeAt(0)) }}).then(() => 'ready')"
    );
    assert_eq!(window.asks(&start).await, "ready");
}

fn folder() -> PathBuf {
    env::var_os("SADDLEBAG_CASES").map_or_else(|| target().join("cases"), PathBuf::from)
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
