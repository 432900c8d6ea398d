//! Where people reach the server.

use core::fmt;
use url::{Origin, Url};

/// Where people reach the server: the https origin of what does TLS in front of it, as browsers name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(Origin);

/// What is no such address, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPublicUrl(String);

impl fmt::Display for InvalidPublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for InvalidPublicUrl {}

impl core::str::FromStr for PublicUrl {
    type Err = InvalidPublicUrl;

    /// Case, the usual port, a slash and a dot at the end mean nothing; anything more than scheme, host and
    /// port would lead elsewhere.
    fn from_str(text: &str) -> Result<Self, InvalidPublicUrl> {
        let url = Url::parse(text.trim()).map_err(|error| {
            refused(&format!(
                "cannot be read ({error}): it has the form https://saddlebag.example"
            ))
        })?;
        if url.scheme() != "https" {
            return Err(refused(
                "must begin with https://: passwords and clients' data must not travel in the open",
            ));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("must not hold a user or password: leave them out"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(refused(
                "must end after host and port: the app is served at the root of its own host",
            ));
        }
        Ok(Self(without_dot(url).origin()))
    }
}

impl PublicUrl {
    /// Whether a browser that names this `Origin` comes from there.
    pub fn is(&self, origin: &str) -> bool {
        Url::parse(origin).is_ok_and(|url| without_dot(url).origin() == self.0)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.ascii_serialization())
    }
}

/// A name with a dot at its end is the same name.
fn without_dot(mut url: Url) -> Url {
    let short = url
        .host_str()
        .and_then(|host| host.strip_suffix('.'))
        .map(str::to_owned);
    if let Some(short) = short {
        // Refused only for a URL that has no host, or an empty one, which stays as it is.
        let _ = url.set_host(Some(&short));
    }
    url
}

fn refused(reason: &str) -> InvalidPublicUrl {
    InvalidPublicUrl(format!("--public-url {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_one_address_is_that_address() {
        for text in [
            "https://bag.example",
            "https://bag.example/",
            "HTTPS://Bag.Example",
            "https://bag.example:443/",
            "https://bag.example.",
            " https://bag.example ",
        ] {
            let url: PublicUrl = text.parse().unwrap();
            assert!(url.is("https://bag.example"), "{text}");
            assert_eq!(url.to_string(), "https://bag.example", "{text}");
        }
        let port: PublicUrl = "https://bag.example:8443".parse().unwrap();
        assert!(port.is("https://bag.example:8443"));
        assert!(!port.is("https://bag.example"));
        let han: PublicUrl = "https://鞍囊.example".parse().unwrap();
        assert!(han.is("https://xn--fbsz02m.example"), "{han}");
    }

    #[test]
    fn another_address_is_another() {
        let url: PublicUrl = "https://bag.example".parse().unwrap();
        for origin in [
            "http://bag.example",
            "https://bag.example.evil.example",
            "https://bag.example:8443",
            "null",
            "",
        ] {
            assert!(!url.is(origin), "{origin}");
        }
    }

    #[test]
    fn what_would_lock_everybody_out_is_refused() {
        for text in [
            "http://bag.example",
            "bag.example",
            "https://",
            "https://bag.example/app",
            "https://user@bag.example",
            "https://user:secret@bag.example",
            "https://bag.example?x=1",
            "https://bag.example/#x",
            "https://bag.example:99999",
        ] {
            let refused = text.parse::<PublicUrl>().unwrap_err().to_string();
            assert!(refused.starts_with("--public-url "), "{text}");
            assert!(!refused.contains("secret"), "{refused}");
        }
    }
}
