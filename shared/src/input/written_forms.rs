//! One character for what is written in several ways and means the same.
//!
//! Not all of NFKC: it would make `10` and `2` of what is a power, a fraction or a number in a circle, and
//! nothing may change what is meant.

use unicode_normalization::UnicodeNormalization;

/// The ideographs of the 214 radicals (U+2F00 to U+2FD5), which scanners and old fonts put in their place.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕\
    大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Accents joined to their letters, compatibility ideographs as the unified ones (NFC), radicals as
/// the ideographs they are, ligatures of Latin letters as the letters.
///
/// ```
/// use shared::input::composed;
/// assert_eq!(composed("Jose\u{301}"), "José");
/// assert_eq!(composed("\u{F963}\u{2F29}"), "北小");
/// assert_eq!(composed("10²①"), "10²①");
/// ```
pub fn composed(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match written_out(character) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(ideograph(character)),
        }
    }
    plain.nfc().collect()
}

/// Of a radical, its ideograph.
fn ideograph(character: char) -> char {
    let ideograph = match character {
        '\u{2F00}'..='\u{2FD5}' => u32::from(character)
            .checked_sub(0x2F00)
            .and_then(|number| usize::try_from(number).ok())
            .and_then(|number| RADICALS.chars().nth(number)),
        '\u{2E9F}' => Some('母'),
        '\u{2EF3}' => Some('龟'),
        _ => None,
    };
    ideograph.unwrap_or(character)
}

/// Of a ligature, its letters.
const fn written_out(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_ligatures_are_read_as_in_nfkc() {
        let radicals = '\u{2E80}'..='\u{2FD5}';
        for character in radicals.chain('\u{FB00}'..='\u{FB06}') {
            let text = character.to_string();
            assert_eq!(composed(&text), text.nfkc().collect::<String>(), "{text}");
        }
    }

    #[test]
    fn what_means_something_else_stays() {
        for text in [
            "·", "①", "10²", "½", "㎡", "Ａ", "℃", "№5", "𠅤䶮", "\u{FA0E}",
        ] {
            assert_eq!(composed(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_read_once_is_read_the_same_again(text in "\\PC{0,40}") {
            let once = composed(&text);
            proptest::prop_assert_eq!(composed(&once), once);
        }
    }
}
