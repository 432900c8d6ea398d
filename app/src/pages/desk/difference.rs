//! What changed between two versions of an answer.

/// Two texts taken apart: what both begin with, what was taken out, what was put in, what both end with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What both begin with.
    pub begin: String,
    /// Only before.
    pub removed: String,
    /// Only after.
    pub added: String,
    /// What both end with.
    pub end: String,
}

impl Difference {
    /// The difference between two texts, by characters.
    pub fn between(before: &str, after: &str) -> Self {
        let before: Vec<char> = before.chars().collect();
        let after: Vec<char> = after.chars().collect();
        let begin = common(before.iter(), after.iter());
        let end = common(before[begin..].iter().rev(), after[begin..].iter().rev());
        let text = |part: &[char]| part.iter().collect::<String>();
        Self {
            begin: text(&before[..begin]),
            removed: text(&before[begin..before.len() - end]),
            added: text(&after[begin..after.len() - end]),
            end: text(&before[before.len() - end..]),
        }
    }
}

fn common<'a>(one: impl Iterator<Item = &'a char>, other: impl Iterator<Item = &'a char>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(before: &str, after: &str) -> [String; 4] {
        let found = Difference::between(before, after);
        [found.begin, found.removed, found.added, found.end]
    }

    #[test]
    fn only_what_differs_is_marked() {
        assert_eq!(
            parts("文三路18号", "文三路28号"),
            ["文三路", "1", "2", "8号"]
        );
        assert_eq!(parts("", "新"), ["", "", "新", ""]);
        assert_eq!(parts("旧", ""), ["", "旧", "", ""]);
        assert_eq!(parts("same", "same"), ["same", "", "", ""]);
        assert_eq!(parts("aa", "aaa"), ["aa", "", "a", ""]);
    }
}
