//! Characters that nobody sees.

/// A blank of any width.
pub const fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{2800}' | '\u{3164}' | '\u{FFA0}' | '\u{115F}' | '\u{1160}'
        )
}

/// A character without a shape that changes nothing by itself: zero-width blanks and joiners, the
/// marks and embeddings of direction, the mark of byte order, the soft hyphen.
///
/// What turns the order around (U+202D, U+202E) is none of them inside a text: what is read would not
/// be what is seen. See [`trim`] for the ends.
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202C}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Without blanks and invisible characters at the ends; empty if there is nothing to see in it.
pub fn trim(text: &str) -> &str {
    let inner = text.trim_matches(|c| is_blank(c) || is_invisible(c) || c == '\u{202D}');
    if inner.chars().all(is_unseen) {
        ""
    } else {
        inner
    }
}

/// Nothing to see of it where it stands alone.
fn is_unseen(c: char) -> bool {
    is_blank(c)
        || is_invisible(c)
        || c.is_control()
        || matches!(c,
            '\u{202D}' | '\u{202E}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_phones_paste_around_a_text_falls_away() {
        for text in [
            " 王芳\u{3000}",
            "\u{FEFF}王芳",
            "\u{202D}王芳\u{202C}",
            "\u{2068}王芳\u{2069}\u{200B}",
            "\u{A0}王芳\n",
        ] {
            assert_eq!(trim(text), "王芳", "{text:?}");
        }
    }

    #[test]
    fn nothing_to_see_is_nothing() {
        for text in [
            "",
            " ",
            "\u{200B}",
            "\u{FE0F}",
            "\u{202E} \u{3164}",
            "\u{2800}\u{E0020}",
        ] {
            assert_eq!(trim(text), "", "{text:?}");
        }
    }

    #[test]
    fn a_picture_keeps_its_parts() {
        for text in ["👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}"] {
            assert_eq!(trim(text), text);
        }
    }
}
