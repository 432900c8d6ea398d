//! Finding a record by what people know of it: its number, somebody's name, a document, a mobile, an
//! account, a policy. What is written beside the record and what is looked for are folded the same way, so that
//! hyphens, spaces, case and width make no difference.

mod coded;
mod terms;
mod wanted;

pub use coded::{Coded, above};
pub use terms::{beginning, terms};
pub use wanted::wanted;

/// The version of the terms: what was written with an earlier one is written anew.
pub const TERMS: u16 = 2;
/// Longest search, in characters.
pub const LONGEST_SEARCH: usize = 100;

/// Letters and digits alone, small, of ordinary width.
fn folded(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The ordinary form of a full-width letter or digit.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// What numbers are made of: they are also found by their end.
fn is_code(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::id::{PersonId, RecordId};
    use crate::kinds::form_of;
    use crate::number::{DeviceNumber, RecordNumber};
    use crate::record::{Office, RecordKind, RecordView, RuleVersion};
    use crate::submission::{PersonRef, Review};
    use crate::time::Timestamp;

    fn a_record() -> RecordView {
        let by = PersonRef {
            id: PersonId::from_number(1),
            name: "陈伟".to_owned(),
        };
        let at = Timestamp::default();
        RecordView {
            record_id: RecordId::from_number(2),
            kind: RecordKind::Application,
            number: RecordNumber::new('A', DeviceNumber::new(7), 12),
            captured_by: by.clone(),
            captured_at: at,
            received_at: at,
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content: Answers::new()
                .with("applicant.name", "王 芳")
                .with("applicant.mobile", "+86 138-1234-5678")
                .with("applicant.identity_number", "11010519491231002X")
                .with("applicant.address", "中山路1号")
                .with("payment.account_number", "6222 0212 3456 7890 128")
                .with("insured.name", "买买提·阿不都热合曼")
                .with("beneficiaries.0.name", "Seán O'Brien-Smith"),
            office: Office::Review(Review::received(by, at)),
        }
    }

    fn is_found(search: &str) -> bool {
        let record = a_record();
        let terms = terms(&record, form_of(record.kind));
        let wanted = wanted(search);
        let has = |start: &Coded| {
            let (start, end) = (start.as_str(), above(start));
            terms
                .iter()
                .any(|term| term.as_str() >= start && term.as_str() < end.as_str())
        };
        !wanted.is_empty() && wanted.iter().all(|word| word.iter().any(has))
    }

    #[test]
    fn people_are_found_by_any_part_of_their_name_as_it_is_typed() {
        for search in [
            "王芳",
            "芳",
            "王 芳",
            "陈伟",
            "买买提",
            "阿不都",
            "买买提·阿不都",
            "热合曼",
            "o'brien",
            "OBRIEN",
            "smith",
            "ｓｍｉｔｈ",
            "seán o'brien",
            "王芳 smith",
        ] {
            assert!(is_found(search), "{search}");
        }
        for search in ["芳王", "李", "mith", "王芳 李", "中山路", "%", " "] {
            assert!(!is_found(search), "{search}");
        }
    }

    #[test]
    fn numbers_are_found_by_either_end_with_and_without_hyphens() {
        let number = a_record().number.to_string();
        let bare = number.replace('-', "");
        let tail: String = bare.chars().skip(7).collect();
        let spaced = number.replace('-', " ");
        for search in [
            &number,
            &bare,
            &tail,
            &spaced,
            "A-0007",
            "000012",
            "12",
            "138 1234 5678",
            "5678",
            "+86 138 1234 5678",
            "0086-13812345678",
            "１３８",
            "11010519491231002x",
            "002X",
            "6222 0212 3456 7890 128",
            "0128",
        ] {
            assert!(is_found(search), "{search}");
        }
        for search in ["1234", "138 5678", "13812345679"] {
            assert!(!is_found(search), "{search}");
        }
    }

    #[test]
    fn digits_sort_by_what_they_begin_with() {
        for (word, start, is_within) in [
            ("王芳", "王", true),
            ("abc9", "abc", true),
            ("abz", "abc", false),
            ("ab", "abc", false),
            ("王", "王芳", false),
            ("\u{10FFFF}", "\u{10FFFF}", true),
        ] {
            let term = Coded::new(coded::Side::Start, word);
            let start = Coded::new(coded::Side::Start, start);
            let within = term >= start && term.as_str() < above(&start).as_str();
            assert_eq!(within, is_within, "{word} {}", start.as_str());
            assert!(term.as_str().bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
