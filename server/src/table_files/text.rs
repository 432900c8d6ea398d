//! The text of a file, as spreadsheets and insurers save it: UTF-8, UTF-16 with its mark, or GB18030.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// How a workbook begins: it is a zip archive, or the older compound file.
pub(super) const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The text of these bytes.
///
/// # Errors
/// If they are a workbook, or no text in any of these encodings.
pub fn text_of(bytes: &[u8]) -> Result<String, &'static str> {
    if WORKBOOKS.iter().any(|begin| bytes.starts_with(begin)) {
        return Err("this is a workbook: save its sheet as \"CSV UTF-8\" and import that");
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, is_broken) = encoding.decode(bytes);
    match is_broken || text.contains('\0') {
        true => {
            Err("it is neither UTF-8 nor GB18030: save it anew, as \"CSV UTF-8\" or as UTF-8 text")
        }
        false => Ok(text.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "保单号,日期\nP1,2026-01-20\n";

    #[test]
    fn the_encodings_of_spreadsheets_say_the_same() {
        let (gb18030, _, _) = GB18030.encode(TEXT);
        let utf_16 = |unit: u16| unit.to_le_bytes();
        let utf_16: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(TEXT.encode_utf16())
            .flat_map(utf_16)
            .collect();
        let marked = format!("\u{feff}{TEXT}");
        for bytes in [TEXT.as_bytes(), marked.as_bytes(), &gb18030, &utf_16] {
            assert_eq!(text_of(bytes).as_deref(), Ok(TEXT));
        }
    }

    #[test]
    fn a_workbook_and_what_is_no_text_say_what_to_save() {
        assert!(text_of(b"PK\x03\x04...").unwrap_err().contains("CSV UTF-8"));
        assert!(
            text_of(b"\xd0\xcf\x11\xe0")
                .unwrap_err()
                .contains("CSV UTF-8")
        );
        assert!(text_of(b"P\xff\xff").unwrap_err().contains("GB18030"));
    }
}
