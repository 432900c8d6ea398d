//! The app's folder as another build would have made it.

use crate::server::site;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The id of the build that was made.
pub fn build_id() -> String {
    let builds = fs::read_dir(site().join("a")).expect("the builds");
    let build = builds.flatten().next().expect("one build");
    build.file_name().into_string().expect("an id")
}

/// The service worker's script.
pub fn worker() -> String {
    fs::read_to_string(site().join("sw.js")).expect("the service worker")
}

/// The same app as a later build: another id, the same code.
pub fn later_build(id: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder for the later build");
    let now = build_id();
    for path in ["icons", ""] {
        copy(&site().join(path), &folder.path().join(path), &now, id);
    }
    let files = site().join("a").join(&now);
    copy(&files, &folder.path().join("a").join(id), &now, id);
    let list = folder.path().join("sw.js");
    let script = fs::read_to_string(&list).expect("the service worker");
    fs::write(&list, with_integrity(&script, folder.path())).expect("the list is written");
    folder
}

/// Copies the files of a folder, the id in their text replaced; compressed copies are left out.
fn copy(from: &Path, to: &Path, now: &str, id: &str) {
    fs::create_dir_all(to).expect("the folder");
    let files = fs::read_dir(from).expect("the files").flatten();
    for file in files.filter(|file| file.path().is_file()) {
        let name = file.file_name();
        let compressed = [".br", ".gz"];
        if compressed
            .iter()
            .any(|ending| name.to_string_lossy().ends_with(ending))
        {
            continue;
        }
        let bytes = fs::read(file.path()).expect("the file");
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => text.replace(now, id).into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        fs::write(to.join(name), bytes).expect("the file is written");
    }
}

/// The list of files with what their bytes now hash to.
fn with_integrity(script: &str, folder: &Path) -> String {
    let begin = script.find("const FILES = ").expect("the list") + "const FILES = ".len();
    let end = begin + script[begin..].find(";\n").expect("its end");
    let mut files: Vec<serde_json::Value> =
        serde_json::from_str(&script[begin..end]).expect("a list of files");
    for file in &mut files {
        let path = file["path"]
            .as_str()
            .expect("a path")
            .trim_start_matches('/');
        let bytes = fs::read(folder.join(path)).expect("a file of the list");
        let hash = STANDARD.encode(Sha256::digest(&bytes));
        file["integrity"] = format!("sha256-{hash}").into();
    }
    let list = serde_json::to_string(&files).expect("a list");
    format!("{}{list}{}", &script[..begin], &script[end..])
}
