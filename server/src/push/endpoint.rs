//! Where messages may go: a browser names its push service's address, and a server that called any
//! address would call inside its own network for whoever asks.

use core::str::FromStr;
use url::Url;

/// Longest address, in bytes.
const LONGEST: usize = 2_048;

/// The push services of Chrome (and most browsers made of it), Firefox, Safari and Edge.
const KNOWN: [&str; 4] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
];

/// The host of a push service, or with `*.` before it every host below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushHost(String);

impl FromStr for PushHost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim().to_ascii_lowercase();
        let name = text.strip_prefix("*.").unwrap_or(&text);
        let read = Url::parse(&format!("https://{name}/")).ok();
        let is_domain = read.is_some_and(|url| url.domain() == Some(name));
        match is_domain && name.contains('.') && !name.ends_with('.') && !name.contains('*') {
            true => Ok(Self(text)),
            false => Err(format!(
                "{text} is no host of a push service: push.example, or *.push.example for all below it"
            )),
        }
    }
}

impl PushHost {
    fn is(&self, host: &str) -> bool {
        match self.0.strip_prefix('*') {
            Some(below) => host.len() > below.len() && host.ends_with(below),
            None => host == self.0,
        }
    }
}

/// The push services that are spoken to.
#[derive(Debug, Clone)]
pub enum PushServices {
    /// Those of the known browsers, and these.
    Known(Vec<PushHost>),
    /// One origin alone, whatever its scheme and port: for tests.
    Only(String),
}

/// The address of a device at a push service that is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

impl PushServices {
    /// The address, or why nothing is sent there.
    pub(super) fn endpoint(&self, text: &str) -> Result<Endpoint, String> {
        if text.len() > LONGEST {
            return Err(format!("longer than {LONGEST} bytes"));
        }
        let url = Url::parse(text).map_err(|error| error.to_string())?;
        match self {
            Self::Only(origin) if url.origin().ascii_serialization() == *origin => {}
            Self::Only(_) => return Err("another push service".to_owned()),
            Self::Known(more) => refuse_elsewhere(&url, more)?,
        }
        Ok(Endpoint(url))
    }
}

fn refuse_elsewhere(url: &Url, more: &[PushHost]) -> Result<(), String> {
    if url.scheme() != "https" {
        return Err("not https".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a user or password".to_owned());
    }
    // The usual port is not kept by the reader.
    if url.port().is_some() {
        return Err("names a port".to_owned());
    }
    if url.fragment().is_some() {
        return Err("holds a fragment".to_owned());
    }
    let host = url.domain().unwrap_or_default();
    let known = KNOWN.iter().map(|name| PushHost((*name).to_owned()));
    match known.chain(more.iter().cloned()).any(|it| it.is(host)) {
        true => Ok(()),
        false => Err("no push service that this server speaks to".to_owned()),
    }
}

impl Endpoint {
    /// As it is kept.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The push service (RFC 8292, section 2: the audience).
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(more: &[&str]) -> PushServices {
        PushServices::Known(more.iter().map(|host| host.parse().unwrap()).collect())
    }

    #[test]
    fn the_push_services_of_the_known_browsers_are_spoken_to() {
        for (text, origin) in [
            (
                "https://fcm.googleapis.com/fcm/send/abc:def",
                "https://fcm.googleapis.com",
            ),
            (
                "https://updates.push.services.mozilla.com:443/wpush/v2/abc",
                "https://updates.push.services.mozilla.com",
            ),
            (
                "https://web.push.apple.com/abc",
                "https://web.push.apple.com",
            ),
            (
                "https://wns2-par02p.notify.windows.com/w/?token=abc",
                "https://wns2-par02p.notify.windows.com",
            ),
        ] {
            assert_eq!(known(&[]).endpoint(text).unwrap().origin(), origin);
        }
    }

    #[test]
    fn nothing_is_sent_anywhere_else() {
        for text in [
            "",
            "/fcm/send/abc",
            "http://fcm.googleapis.com/fcm/send/abc",
            "ftp://fcm.googleapis.com/abc",
            "https://127.0.0.1/abc",
            "https://[::1]/abc",
            "https://169.254.169.254/latest/meta-data",
            "https://2130706433/abc",
            "https://localhost/abc",
            "https://intranet.company.example/abc",
            "https://fcm.googleapis.com.evil.example/abc",
            "https://evilpush.apple.com.example/abc",
            "https://evilpush.apple.com@10.0.0.7/abc",
            "https://notify.windows.com/abc",
            "https://xnotify.windows.com/abc",
            "https://user@fcm.googleapis.com/abc",
            "https://:secret@fcm.googleapis.com/abc",
            "https://fcm.googleapis.com:8443/abc",
            "https://fcm.googleapis.com/abc#x",
            "https://fcm.googleapis.com./abc",
            "https:\\\\10.0.0.7\\@fcm.googleapis.com/abc",
        ] {
            assert!(known(&[]).endpoint(text).is_err(), "{text}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "a".repeat(LONGEST));
        assert!(known(&[]).endpoint(&long).is_err());
    }

    #[test]
    fn a_company_may_name_more_hosts() {
        let more = known(&["push.vendor.example", "*.push.example"]);
        for text in ["https://push.vendor.example/a", "https://a.push.example/b"] {
            assert!(more.endpoint(text).is_ok(), "{text}");
            assert!(known(&[]).endpoint(text).is_err(), "{text}");
        }
        for text in ["https://push.example/a", "https://a.push.vendor.example/b"] {
            assert!(more.endpoint(text).is_err(), "{text}");
        }
        for text in [
            "",
            "*",
            "*.",
            "localhost",
            "10.0.0.7",
            "[::1]",
            "push.example:443",
            "push.example/x",
            "user@push.example",
            "push.*.example",
            "push.example.",
        ] {
            assert!(text.parse::<PushHost>().is_err(), "{text}");
        }
    }
}
