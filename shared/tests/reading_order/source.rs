//! The sources of the crate, without what is no code of it: comments, texts, tests.

use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

/// A file of the crate.
pub struct Source {
    /// From the root of the crate.
    pub file: String,
    /// The path of its module.
    pub module: Vec<String>,
    /// Its code: what is no code is blank, so that lines keep their numbers.
    pub code: String,
}

impl Source {
    /// The file of this path from the root of the crate, with this text.
    pub fn new(file: &str, text: &str) -> Self {
        let steps = file.trim_end_matches(".rs").split('/').skip(1);
        let module = steps.filter(|step| !["lib", "mod"].contains(step));
        Self {
            file: file.to_owned(),
            module: module.map(str::to_owned).collect(),
            code: without_tests(&without_words(text)),
        }
    }

    /// Of which module inside this one it is a part; nothing if of none.
    pub fn module_inside(&self, inside: &[&str]) -> Option<&str> {
        let (there, rest) = self.module.split_at_checked(inside.len())?;
        let is_inside = there.iter().eq(inside.iter());
        rest.first().filter(|_| is_inside).map(String::as_str)
    }
}

/// Every file of the crate that is no test.
pub fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    gather(&root().join("src"), &mut files);
    files.sort();
    let sources = files.iter().map(|file| source(file));
    sources.filter(|source| !source.module.is_empty()).collect()
}

/// The names of the modules in a folder.
pub fn modules_in(folder: &str) -> Vec<String> {
    let entries = read_dir(root().join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let named = paths.filter(|path| path.is_dir() || path.extension().is_some_and(|it| it == "rs"));
    let names = named.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut names: Vec<String> = names
        .filter(|name| !["lib", "mod"].contains(&name.as_str()))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_test = name == "tests" || name.ends_with("_tests");
        match path.is_dir() {
            _ if is_test => {}
            true => gather(&path, files),
            false if path.extension().is_some_and(|it| it == "rs") => files.push(path),
            false => {}
        }
    }
}

fn source(file: &Path) -> Source {
    let below = file.strip_prefix(root()).unwrap();
    Source::new(below.to_str().unwrap(), &read_to_string(file).unwrap())
}

/// Comments and texts made blank.
fn without_words(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let words = length_of_words(rest, code.chars().next_back());
        let (taken, after) = rest.split_at(words.max(first.len_utf8()));
        match words {
            0 => code.push_str(taken),
            _ => code.extend(taken.chars().map(|c| if c == '\n' { c } else { ' ' })),
        }
        rest = after;
    }
    code
}

/// How many bytes of a comment, a text or a character the code goes on with.
fn length_of_words(rest: &str, before: Option<char>) -> usize {
    let up_to = |end: &str, from: usize| {
        let found = rest.get(from..).and_then(|after| after.find(end));
        found.map_or(rest.len(), |at| from + at + end.len())
    };
    let is_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let raw = rest.strip_prefix('r').map(|it| it.trim_start_matches('#'));
    match rest.as_bytes() {
        [b'/', b'/', ..] => up_to("\n", 0) - 1,
        [b'/', b'*', ..] => up_to("*/", 2),
        [b'"', ..] => quoted(rest, '"'),
        [b'r', b'"' | b'#', ..] if !is_word && raw.is_some_and(|it| it.starts_with('"')) => {
            let signs = rest.len() - raw.unwrap_or_default().len() - 1;
            up_to(&format!("\"{}", "#".repeat(signs)), signs + 2)
        }
        [b'\'', b'\\', ..] => quoted(rest, '\''),
        [b'\'', ..] => {
            // Otherwise it is a lifetime.
            let character = rest.chars().nth(1).map_or(0, char::len_utf8);
            let end = rest.get(1 + character..).unwrap_or_default();
            if end.starts_with('\'') {
                character + 2
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// The length of a text from one sign to the next that is not escaped.
fn quoted(text: &str, sign: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == sign && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// What is compiled for tests alone made blank: from the attribute to the end of what follows it.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let (before, tests) = rest.split_at(at);
        let (tests, after) = tests.split_at(length_of_item(tests));
        kept.push_str(before);
        kept.extend(tests.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    kept + rest
}

/// How long an item is: to the first semicolon or closing brace that is outside of other braces.
fn length_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, ';' | '}') {
            return at + 1;
        }
    }
    code.len()
}
