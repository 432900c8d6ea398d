//! Texts as they are compared and kept.

use super::{composed, half_width, is_blank, is_invisible, trim};

/// Without what nobody sees, in half-width characters, each [`composed`], blanks single: what is typed
/// in one line.
pub fn plain(text: &str) -> String {
    let seen: String = half_width(trim(text))
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if is_blank(c) { ' ' } else { c })
        .collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    composed(&words.join(" "))
}

/// The number of a document, account or telephone: plain capitals without blanks, and without the
/// dashes between groups of digits or letters.
pub fn compact(text: &str) -> String {
    plain(text)
        .chars()
        .filter(|c| *c != ' ' && !is_dash(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Every dash that keyboards and word processors write for a hyphen.
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '－' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}'
    )
}

/// The dots, apostrophes and hyphens that keyboards offer as `·`, `'` and `-`. To be done before
/// [`plain`]: the full-width point stands for the middle dot in names.
pub fn in_signs_of_names(text: &str) -> String {
    let sign = |c| match c {
        '•' | '・' | '･' | '．' | '‧' | '∙' | '⋅' | '●' | '\u{387}' | '\u{16EB}' | '\u{2E31}'
        | '\u{2E33}' | '\u{A78F}' => '·',
        '’' | '‘' | '＇' | 'ʼ' | '`' | '´' => '\'',
        c if is_dash(c) => '-',
        c => c,
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_plain() {
        assert_eq!(plain("\u{FEFF} ＡＢ　 c\u{200B}d "), "AB cd");
        assert_eq!(plain("\u{200B}\u{3164}"), "");
    }

    #[test]
    fn numbers_of_documents_have_no_groups() {
        assert_eq!(compact("１１０１０５ 19491231—002ｘ"), "11010519491231002X");
    }
}
