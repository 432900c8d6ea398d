//! What a file takes from other modules of the crate, in `use` or by its path.

use super::source::Source;

/// A path into the crate.
pub struct Import {
    /// In which line it begins.
    pub line: usize,
    /// From the root of the crate.
    pub path: Vec<String>,
}

/// Every path in a file that begins at the root of the crate or at a module above the file's own.
pub fn imports(source: &Source) -> Vec<Import> {
    let mut found = Vec::new();
    for (at, _) in source.code.match_indices("::") {
        let (before, after) = source.code.split_at(at);
        let word = last_word(before);
        let line = before.matches('\n').count() + 1;
        let Some(start) = start_of(word, before, source) else {
            continue;
        };
        let mut paths = Vec::new();
        branches(after, &start, &mut paths);
        found.extend(paths.into_iter().map(|path| Import { line, path }));
    }
    found
}

fn last_word(before: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    before.rsplit(|c| !is_part(c)).next().unwrap_or_default()
}

/// The module that a path begins at with this word; nothing if the word goes on with another path, or begins at
/// something else.
fn start_of(word: &str, before: &str, source: &Source) -> Option<Vec<String>> {
    let ahead = before.strip_suffix(word)?;
    match word {
        "crate" => Some(Vec::new()),
        "super" => {
            // `super::super::` begins at the first of them.
            let is_first = !ahead.trim_end().ends_with("::");
            let above = source.module.split_last().map(|(_, above)| above.to_vec());
            above.filter(|_| is_first)
        }
        _ => None,
    }
}

/// The paths that `rest` makes of a start: one, or several in braces.
fn branches(rest: &str, start: &[String], paths: &mut Vec<Vec<String>>) {
    let Some(rest) = rest.trim_start().strip_prefix("::") else {
        paths.push(start.to_vec());
        return;
    };
    let rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix('{') {
        for one in items(inside) {
            branches(&format!("::{one}"), start, paths);
        }
        return;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    let (step, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let mut path = start.to_vec();
    match step {
        "super" => drop(path.pop()),
        "" | "self" => {}
        step => path.push(step.to_owned()),
    }
    branches(rest, &path, paths);
}

/// What stands between commas, up to the brace that closes.
fn items(inside: &str) -> Vec<&str> {
    let (mut items, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                items.extend(inside.get(from..at).map(str::trim));
                from = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    items.retain(|item| !item.is_empty());
    items
}
