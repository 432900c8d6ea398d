//! The folder that the server serves.
//!
//! ```text
//! index.html  manifest.webmanifest  icons/  screenshots/           from public/, build id filled in
//! sw.js                                                            from app/worker, build id filled in
//! a/<build id>/   app.js  app_bg.wasm  app.css  boot.js  chunks    never changes under its name
//! ```
//! The folder has the version, not the files: names of chunks come from source positions, so the
//! same name can hold another content.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::project;

/// Path in the site, with `/` between folders, and content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Filled in with the build id wherever it stands in a text of `public/`.
const BUILD_MARK: &str = "{{build}}";
/// Filled in with the list of files that the service worker installs.
const FILES_MARK: &str = "{{files}}";

/// A file that the service worker installs.
#[derive(Serialize)]
struct Installed<'a> {
    path: String,
    /// As in the `integrity` attribute of HTML: the browser checks it.
    integrity: &'a str,
}

/// The service worker: one script, for a browser looks for a new one in that alone.
const WORKER: &str = "sw.js";

/// Writes the site from the linked parts, `app/style`, `app/worker` and `public`; returns the build id.
pub fn assemble(parts: &Path, site: &Path) -> Result<String> {
    let mut versioned = read(parts)?;
    versioned.insert("app.css".into(), joined("app/style")?);
    let mut public = read(&project::root().join("public"))?;
    public.insert(WORKER.into(), joined("app/worker")?);
    let boot = public
        .remove("boot.js")
        .context("public/boot.js is missing")?;
    versioned.insert("boot.js".into(), boot);
    let build = build_id(&versioned, &public);
    for (name, content) in versioned {
        public.insert(format!("a/{build}/{name}"), content);
    }
    fill_in(&mut public, BUILD_MARK, &build);
    let list = serde_json::to_string(&installed(&public, &integrities(&public)))?;
    fill_in(&mut public, FILES_MARK, &list);
    write(site, &public)?;
    Ok(build)
}

/// All files of a folder of the project, in the order of their paths.
fn joined(folder: &str) -> Result<Vec<u8>> {
    let parts = read(&project::root().join(folder))?;
    Ok(parts.into_values().collect::<Vec<_>>().join(&b'\n'))
}

/// The same content has the same id.
fn build_id(versioned: &Files, public: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, content) in versioned.iter().chain(public) {
        hash.update(name);
        hash.update(content.len().to_be_bytes());
        hash.update(content);
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn fill_in(files: &mut Files, mark: &str, value: &str) {
    for name in ["index.html", WORKER, "manifest.webmanifest"] {
        if let Some(content) = files.get_mut(name) {
            *content = String::from_utf8_lossy(content)
                .replace(mark, value)
                .into_bytes();
        }
    }
}

fn integrities(files: &Files) -> BTreeMap<String, String> {
    let digest = |content: &Vec<u8>| BASE64_STANDARD.encode(Sha256::digest(content));
    files
        .iter()
        .map(|(name, content)| (name.clone(), format!("sha256-{}", digest(content))))
        .collect()
}

/// What the app needs without network: all but the worker itself and the pictures that only the
/// system's installer shows.
fn installed<'a>(files: &Files, integrities: &'a BTreeMap<String, String>) -> Vec<Installed<'a>> {
    let needed = |name: &str| name != WORKER && !name.ends_with(".png");
    let names = files.keys().filter(|name| needed(name));
    names
        .filter_map(|name| Some((name, integrities.get(name)?)))
        .map(|(name, integrity)| Installed {
            path: format!("/{name}"),
            integrity,
        })
        .collect()
}

/// All files below a folder, by path relative to it. A folder that is missing is empty.
pub fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(current) = waiting.pop() {
        for entry in fs::read_dir(&current).into_iter().flatten() {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.insert(relative(&path, folder)?, fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

fn relative(path: &Path, folder: &Path) -> Result<String> {
    let inside = path.strip_prefix(folder)?;
    let names: Vec<_> = inside.iter().map(|name| name.to_string_lossy()).collect();
    Ok(names.join("/"))
}

fn write(site: &Path, files: &Files) -> Result<()> {
    for (name, content) in files {
        let path: PathBuf = site.join(name);
        fs::create_dir_all(path.parent().unwrap_or(site))?;
        fs::write(&path, content).with_context(|| format!("could not write {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries
            .iter()
            .map(|(name, text)| ((*name).into(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn the_build_id_follows_names_and_contents() {
        let public = files(&[("index.html", "shell")]);
        let id = build_id(&files(&[("app.js", "one")]), &public);
        assert_eq!(id, build_id(&files(&[("app.js", "one")]), &public));
        assert_ne!(id, build_id(&files(&[("app.js", "two")]), &public));
        assert_ne!(id, build_id(&files(&[("boot.js", "one")]), &public));
        assert_ne!(
            id,
            build_id(
                &files(&[("app.js", "one")]),
                &files(&[("index.html", "new")])
            )
        );
    }

    #[test]
    fn the_worker_installs_all_but_itself_and_the_installers_pictures() {
        let site = files(&[
            ("a/1/app.js", ""),
            ("icons/icon-192.png", ""),
            ("index.html", "shell"),
            ("sw.js", ""),
        ]);
        let integrities = integrities(&site);
        let paths: Vec<_> = installed(&site, &integrities)
            .into_iter()
            .map(|file| file.path)
            .collect();
        assert_eq!(paths, ["/a/1/app.js", "/index.html"]);
    }

    #[test]
    fn integrity_is_written_as_browsers_read_it() {
        let of_nothing = &integrities(&files(&[("empty", "")]))["empty"];
        assert_eq!(
            of_nothing,
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }
}
