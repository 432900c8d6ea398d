//! What people write in their own words beside a form: notes, remarks, reasons. Phone, desk and
//! server hold them to the same rules.

use crate::finding::Finding;

/// Most characters of a note or a remark.
pub const MOST_NOTE: usize = 1_000;
/// Most characters of the reason beside a name on a roster.
pub const MOST_REASON: usize = 100;

/// As it is kept: without what a paste brings along that nobody sees.
pub fn written(text: &str) -> String {
    text.trim().chars().filter(|c| !is_stray(*c)).collect()
}

/// How many characters of it are kept.
pub fn length(text: &str) -> usize {
    written(text).chars().count()
}

/// Whether it can be sent: something is written, and no more than so many characters of it are kept.
pub fn fits(text: &str, most: usize) -> bool {
    (1..=most).contains(&length(text))
}

/// What is wrong with it at `path`, in at most so many characters.
pub fn check(path: &str, text: &str, most: usize) -> Option<Finding> {
    if text.chars().count() > most {
        return Some(Finding::error("too_long", path).with("max", most));
    }
    text.contains(is_stray)
        .then(|| Finding::error("text_invalid", path))
}

/// Lines are written, other control characters are not.
fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        check("note", text, 5).map(|finding| finding.code.to_string())
    }

    #[test]
    fn a_note_is_short_text_with_lines_and_nothing_unseen() {
        for good in ["", "客户改变了", "a\nb\tc"] {
            assert_eq!(code(good), None, "{good}");
        }
        assert_eq!(code("客户改变了主意").as_deref(), Some("too_long"));
        for bad in ["a\0", "\u{7}", "\u{1b}[1m", "\u{85}"] {
            assert_eq!(code(bad).as_deref(), Some("text_invalid"), "{bad:?}");
        }
    }

    #[test]
    fn neither_nothing_nor_too_much_fits() {
        assert!(fits("客户", 2) && fits(" 客户\n", 2));
        for not in ["", " \0", "客户改"] {
            assert!(!fits(not, 2), "{not:?}");
        }
    }

    #[test]
    fn what_the_phone_writes_the_server_takes() {
        let kept = written(" 客\0户\n改 ");
        assert_eq!(kept, "客户\n改");
        assert_eq!(length(" 客\0户\n改 "), 4);
        assert_eq!(code(&kept), None);
    }
}
