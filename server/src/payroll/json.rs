//! Facts out of JSON: one after the other or in a list, each read by itself, so that one that is wrong
//! is named and the others are read all the same.

use super::entry::{Entry, Found, Refused};
use super::once::object_of;
use serde_json::value::RawValue;

/// The facts of a text.
pub(super) fn entries(text: &str) -> Vec<Found> {
    let filled = text.trim_start();
    let start = text.len() - filled.len();
    let is_list = filled.starts_with('[');
    let mut reader = Reader {
        text,
        at: start + usize::from(is_list),
    };
    let mut found = Vec::new();
    while let Some(entry) = reader.next_entry() {
        found.push(entry);
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    /// Where the rest begins.
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next_entry(&mut self) -> Option<Found> {
        let rest = self.rest();
        let between = |c: char| c.is_whitespace() || c == ',' || c == ']';
        self.at += rest.len() - rest.trim_start_matches(between).len();
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let read = values.next()?;
        let line = self.line_of(self.at);
        match read {
            Ok(raw) => {
                self.at += values.byte_offset();
                Some(self.entry(line, raw.get()))
            }
            Err(error) => {
                let (line_of_error, column) = self.place(line, &error);
                self.skip_broken();
                Some(Err(Refused {
                    line,
                    field: String::new(),
                    reason: format!(
                        "not JSON from line {line_of_error}, column {column} on ({}): correct it there",
                        without_place(&error)
                    ),
                    further: false,
                }))
            }
        }
    }

    fn entry(&self, line: usize, text: &str) -> Found {
        let refused = |reason: String| Refused {
            line,
            field: String::new(),
            reason,
            further: false,
        };
        let content = object_of(text).map_err(|error| refused(without_place(&error)))?;
        Ok(Entry {
            content,
            lines: vec![line],
            columns: None,
        })
    }

    /// The line on which a part of the text begins.
    fn line_of(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Line and column, in the file, of what is wrong in the rest.
    fn place(&self, line: usize, error: &serde_json::Error) -> (usize, usize) {
        let before = match error.line() {
            1 => self.indent(),
            _ => 0,
        };
        (
            (line + error.line()).saturating_sub(1),
            before + error.column(),
        )
    }

    /// How far the rest stands from the beginning of its line.
    fn indent(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.len() - before.rfind('\n').map_or(0, |end| end + 1)
    }

    /// On to the next line that begins as far inside as the fact that is broken.
    fn skip_broken(&mut self) {
        let begin = format!("{}{{", " ".repeat(self.indent()));
        let mut at = self.at;
        for line in self.rest().split_inclusive('\n') {
            if at > self.at && line.starts_with(&begin) {
                break;
            }
            at += line.len();
        }
        self.at = at;
    }
}

/// Line and column inside the fact's own text would be taken for those of the file.
fn without_place(error: &serde_json::Error) -> String {
    let reason = error.to_string();
    let place = reason.rfind(" at line ");
    let short = place.and_then(|place| reason.get(..place));
    short.map_or_else(|| reason.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"a","on":"2026-01-20"}"#;

    fn told(text: &str) -> Vec<String> {
        let entries = entries(text).into_iter();
        entries
            .map(|found| match found {
                Ok(entry) => format!("line {}", entry.line()),
                Err(refused) => refused.to_string(),
            })
            .collect()
    }

    #[test]
    fn lines_lists_and_facts_over_several_lines_say_the_same() {
        let spread = GOOD.replace(',', ",\n  ");
        for (text, lines) in [
            (format!("{GOOD}\n\n{GOOD}\n"), ["line 1", "line 3"]),
            (format!("[\n{GOOD},\n{GOOD}\n]"), ["line 2", "line 3"]),
            (format!("[{GOOD},\n\n {GOOD}]\n"), ["line 1", "line 3"]),
            (format!("{spread}\n{spread}"), ["line 1", "line 3"]),
        ] {
            assert_eq!(told(&text), lines, "{text}");
        }
    }

    #[test]
    fn what_is_broken_is_named_and_the_rest_is_not_lost() {
        for broken in [&GOOD.replace('}', ""), &GOOD.replace(':', " "), "hello"] {
            for text in [
                format!("{GOOD}\n{broken}\n{GOOD}\n"),
                format!("[\n  {GOOD},\n  {broken},\n  {GOOD}\n]").replace("[\n  ", "[ "),
            ] {
                let told = told(&text);
                assert_eq!(told.len(), 3, "{told:?}");
                assert!(
                    told[1].starts_with("line 2: not JSON from line "),
                    "{told:?}"
                );
                assert_eq!(told[2], "line 3");
            }
        }
    }

    #[test]
    fn what_is_said_twice_is_refused() {
        let twice = GOOD.replace('}', r#","on":"2026-01-21"}"#);
        assert_eq!(
            told(&twice),
            ["line 1: `on` stands there twice: leave one of them"]
        );
        let inside = r#"{"id":"a","left":{"agent":"x","agent":"y"}}"#;
        assert!(told(inside)[0].contains("`agent` stands there twice"));
        assert!(told("[[1]]")[0].contains("a fact is an object"));
    }
}
