//! The address a request comes from.

use crate::state::AppState;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The address a request comes from. What a proxy says counts only if it is a trusted one; of what
/// several have added, the last that no trusted one has.
#[derive(Debug, Clone, Copy)]
pub struct Address(Option<IpAddr>);

impl FromRequestParts<AppState> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip().to_canonical());
        let trusted = |ip: IpAddr| state.reach.trusts(ip);
        Ok(Self(match peer {
            Some(peer) if trusted(peer) => Some(forwarded(&parts.headers, trusted).unwrap_or(peer)),
            peer => peer,
        }))
    }
}

impl Address {
    /// As failures are counted for it: who has one address of IPv6 has all of its network (/64).
    pub fn source(self) -> String {
        match self.0 {
            Some(IpAddr::V6(ip)) => {
                let [a, b, c, d, ..] = ip.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
            }
            Some(ip) => ip.to_string(),
            None => String::new(),
        }
    }
}

/// Anybody can begin the list; only its end is written by the proxies themselves. What cannot be read
/// ends the search: nothing before it is to be believed.
fn forwarded(headers: &HeaderMap, trusted: impl Fn(IpAddr) -> bool) -> Option<IpAddr> {
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
    let named = lines.into_iter().rev().flat_map(|line| {
        let line = line.to_str().unwrap_or_default();
        line.rsplit(',').map(|named| ip(named.trim()))
    });
    let mut last = None;
    for ip in named {
        last = Some(ip?);
        if !trusted(ip?) {
            break;
        }
    }
    last
}

/// Some proxies add the port.
fn ip(named: &str) -> Option<IpAddr> {
    let address = named.parse::<SocketAddr>().map(|address| address.ip());
    let ip = address.or_else(|_| named.trim_matches(['[', ']']).parse::<IpAddr>());
    ip.ok().map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn told(lines: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        let trusted = |ip: IpAddr| ip.to_string() == "10.0.0.1";
        forwarded(&headers, trusted).map(|ip| ip.to_string())
    }

    #[test]
    fn the_last_address_that_is_no_proxy_counts() {
        let told = |lines: &[&'static str]| told(lines).unwrap_or_default();
        assert_eq!(told(&["1.1.1.1, 2.2.2.2"]), "2.2.2.2");
        assert_eq!(told(&["1.1.1.1", "2.2.2.2"]), "2.2.2.2", "of several lines");
        assert_eq!(told(&["1.1.1.1, 2.2.2.2, 10.0.0.1"]), "2.2.2.2");
        assert_eq!(told(&["2.2.2.2:5060"]), "2.2.2.2");
        assert_eq!(told(&["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(told(&["::ffff:2.2.2.2"]), "2.2.2.2");
        assert_eq!(told(&["10.0.0.1"]), "10.0.0.1");
    }

    #[test]
    fn what_cannot_be_read_hides_nobody() {
        assert_eq!(told(&["1.1.1.1, unknown"]), None);
        assert_eq!(told(&[""]), None);
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn a_network_of_ipv6_is_one_source() {
        let source = |text: &str| Address(text.parse().ok()).source();
        assert_eq!(source("2001:db8:1:2::3"), source("2001:db8:1:2:ffff::4"));
        assert_ne!(source("2001:db8:1:2::3"), source("2001:db8:1:3::3"));
        assert_eq!(source("192.0.2.7"), "192.0.2.7");
    }
}
