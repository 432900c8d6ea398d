//! Makes one sorted table per language out of `text/<language>/*.toml` and refuses to build when
//! a text is missing in one language or its parameters differ.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Texts = BTreeMap<String, String>;

const LANGUAGES: [(&str, &str); 2] = [("en", "EN"), ("zh-Hans", "ZH_HANS")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=text");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("text");
    let catalogues = LANGUAGES
        .iter()
        .map(|(folder, _)| read_language(&root.join(folder)))
        .collect::<Result<Vec<_>, _>>()?;
    refuse_differences(&catalogues[0], &catalogues[1])?;
    let mut source = String::new();
    for ((_, name), texts) in LANGUAGES.iter().zip(&catalogues) {
        writeln!(source, "pub(super) static {name}: &[(&str, &str)] = &[")?;
        for (key, text) in texts {
            writeln!(source, "    ({key:?}, {text:?}),")?;
        }
        writeln!(source, "];")?;
    }
    let out = PathBuf::from(env::var("OUT_DIR")?).join("text.rs");
    fs::write(out, source)?;
    Ok(())
}

fn read_language(folder: &Path) -> Result<Texts, Box<dyn Error>> {
    let mut texts = Texts::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let subject = path.file_stem().unwrap_or_default().to_string_lossy();
        let table: toml::Table = fs::read_to_string(&path)?
            .parse()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        flatten(&subject, &toml::Value::Table(table), &mut texts)?;
    }
    Ok(texts)
}

fn flatten(key: &str, value: &toml::Value, texts: &mut Texts) -> Result<(), Box<dyn Error>> {
    match value {
        toml::Value::String(text) if !text.trim().is_empty() => {
            texts.insert(key.to_owned(), text.clone());
            Ok(())
        }
        toml::Value::Table(table) => table
            .iter()
            .try_for_each(|(name, value)| flatten(&format!("{key}.{name}"), value, texts)),
        _ => Err(format!("text {key} is not a text, or is empty").into()),
    }
}

fn refuse_differences(one: &Texts, other: &Texts) -> Result<(), Box<dyn Error>> {
    let mut wrong = Vec::new();
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for key in keys {
        match (one.get(key), other.get(key)) {
            (Some(a), Some(b)) if params(a) != params(b) => {
                wrong.push(format!("{key}: the parameters differ"));
            }
            (Some(_), Some(_)) => {}
            (Some(_), None) => wrong.push(format!("{key}: missing in {}", LANGUAGES[1].0)),
            (None, _) => wrong.push(format!("{key}: missing in {}", LANGUAGES[0].0)),
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("the text catalogue is incomplete:\n{}", wrong.join("\n")).into())
}

fn params(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(place, _)| place.split_once('|').map_or(place, |(name, _)| name))
        .collect()
}
