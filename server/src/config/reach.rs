//! Who reaches the server, and by way of what.

use super::PublicUrl;
use ipnet::IpNet;
use std::net::IpAddr;

/// By way of what the server is reached.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Where people reach it, if it stands behind something that does TLS.
    pub public_url: Option<PublicUrl>,
    /// The proxies that are believed when they say where a request comes from; none named: behind a public
    /// URL, those on this machine.
    pub trusted_proxies: Vec<IpNet>,
}

impl Reach {
    /// Whether `X-Forwarded-For` is believed of this address.
    pub fn trusts(&self, ip: IpAddr) -> bool {
        match self.trusted_proxies.as_slice() {
            [] => self.public_url.is_some() && ip.is_loopback(),
            named => named.iter().any(|network| network.contains(&ip)),
        }
    }
}

/// An address or a network, as in `10.0.0.7` or `10.0.0.0/24`.
pub fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let one = text.parse::<IpAddr>().map(IpNet::from);
    one.or_else(|_| text.parse::<IpNet>())
        .map_err(|_| format!("{text} is neither an address nor a network: 10.0.0.7 or 10.0.0.0/24"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(public_url: Option<&str>, trusted: &[&str]) -> Reach {
        Reach {
            public_url: public_url.map(|url| url.parse().unwrap()),
            trusted_proxies: trusted.iter().map(|text| network(text).unwrap()).collect(),
        }
    }

    #[test]
    fn nobody_is_believed_who_is_no_proxy() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert!(!reach(None, &[]).trusts(ip("127.0.0.1")));
        let behind = reach(Some("https://bag.example"), &[]);
        assert!(behind.trusts(ip("127.0.0.1")) && behind.trusts(ip("::1")));
        assert!(!behind.trusts(ip("10.0.0.7")));
        let named = reach(Some("https://bag.example"), &["10.0.0.0/24", "10.1.0.1"]);
        assert!(named.trusts(ip("10.0.0.7")) && named.trusts(ip("10.1.0.1")));
        assert!(!named.trusts(ip("10.1.0.2")) && !named.trusts(ip("127.0.0.1")));
        assert!(network("proxy.example").is_err());
    }
}
