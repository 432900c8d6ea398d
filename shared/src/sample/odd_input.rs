//! What people paste and type: one table for every way in.

/// One odd input of the table `odd_inputs.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddInput {
    /// The path of a field of the application.
    pub path: &'static str,
    /// The text as it comes.
    pub text: String,
    /// The text as it is kept, or the code with which it is refused.
    pub expected: Result<&'static str, &'static str>,
}

/// All of the table.
pub fn odd_inputs() -> impl Iterator<Item = OddInput> {
    let lines = include_str!("odd_inputs.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('|').map(|cell| cell.trim_matches(' '));
            let (path, text, expected) = (cells.next()?, cells.next()?, cells.next()?);
            Some(OddInput {
                path,
                text: unescaped(text),
                expected: expected.strip_prefix("! ").map_or(Ok(expected), Err),
            })
        })
}

/// `\u{…}` stands for a character that nobody sees, or nobody can tell.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap_or((part, ""));
        let code = u32::from_str_radix(code, 16).ok();
        plain.extend(code.and_then(char::from_u32));
        plain.push_str(rest);
    }
    plain
}
