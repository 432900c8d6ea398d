//! 电子邮箱.

use super::simple_error;
use crate::input::plain;
use crate::mask;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// An e-mail address as people have them: no quotes, no comments, no bare hosts (less than
/// RFC 5321 allows, and what the `email` field of a browser takes).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

text_newtype!(Email);

simple_error!(
    /// The text is not an e-mail address.
    InvalidEmail,
    "not an e-mail address: name@example.com"
);

impl Email {
    /// `l****@example.com`, for lists and screens that others can see.
    pub fn masked(&self) -> String {
        mask::email(&self.0)
    }
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = plain(text).replace('。', ".");
        let text = text.strip_prefix("mailto:").unwrap_or(&text);
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let form = text.len() <= 254 && is_local(local) && is_domain(domain);
        form.then(|| Self(text.to_owned())).ok_or(InvalidEmail)
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b);
    (1..=64).contains(&local.len())
        && local.bytes().all(allowed)
        && local.split('.').all(|s| !s.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses_and_nothing_else() {
        for right in [
            "li.na@example.com",
            "a+b@mail.example.cn",
            " 10001@qq.com ",
            "wang＠example。com",
            "mailto:a@example.com\u{200B}",
        ] {
            assert!(right.parse::<Email>().is_ok(), "{right}");
        }
        for wrong in [
            "",
            "@",
            "a@b",
            "a b@example.com",
            "a@@example.com",
            ".a@example.com",
            "李@example.com",
            "a@-x.com",
            "a@example.",
        ] {
            assert_eq!(wrong.parse::<Email>(), Err(InvalidEmail), "{wrong}");
        }
    }
}
