//! Whom a push service may write to about this server (RFC 8292, section 2.1).

use core::fmt;
use core::str::FromStr;
use url::Url;

/// A `mailto:` or `https:` address that reaches who runs the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushContact(String);

/// No address that a push service would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPushContact(String);

impl fmt::Display for InvalidPushContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "--push-contact {}: give mailto:it@company.example, or an https page that says how to reach you",
            self.0
        )
    }
}

impl core::error::Error for InvalidPushContact {}

impl FromStr for PushContact {
    type Err = InvalidPushContact;

    /// Some services refuse every message whose contact leads nowhere, on this machine, or is not plainly
    /// written.
    fn from_str(text: &str) -> Result<Self, InvalidPushContact> {
        let refused = |reason: &str| Err(InvalidPushContact(reason.to_owned()));
        let text = text.trim();
        if text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c)) {
            return refused("must be the address alone");
        }
        let Ok(url) = Url::parse(text) else {
            return refused("cannot be read");
        };
        let host = match url.scheme() {
            "mailto" => match url.path().rsplit_once('@') {
                Some((name, host)) if !name.is_empty() => Some(host.to_owned()),
                _ => None,
            },
            "https" if url.username().is_empty() && url.password().is_none() => {
                url.domain().map(str::to_owned)
            }
            "https" => return refused("must not hold a user or password"),
            _ => return refused("must begin with mailto: or https:"),
        };
        match host {
            Some(host) if host.contains('.') && !host.starts_with('.') && !host.ends_with('.') => {
                Ok(Self(text.to_owned()))
            }
            _ => refused("must name a host that the push services reach"),
        }
    }
}

impl fmt::Display for PushContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_or_a_page_is_a_contact() {
        for text in [
            "mailto:it@company.example",
            "https://company.example/contact",
            " mailto:it@company.example ",
        ] {
            let contact: PushContact = text.parse().unwrap();
            assert_eq!(contact.to_string(), text.trim());
        }
    }

    #[test]
    fn what_reaches_nobody_is_refused() {
        for text in [
            "",
            "it@company.example",
            "mailto:",
            "mailto:it",
            "mailto:@company.example",
            "mailto:it@localhost",
            "mailto:IT <it@company.example>",
            "http://company.example",
            "https://localhost",
            "https://10.0.0.7",
            "https://user:secret@company.example",
        ] {
            let refused = text.parse::<PushContact>().unwrap_err().to_string();
            assert!(refused.starts_with("--push-contact "), "{text}");
            assert!(!refused.contains("secret"), "{refused}");
        }
    }
}
