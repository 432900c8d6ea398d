//! The address of another system, as an administrator writes it.

use super::network::CallReach;
use shared::connections::{DeliveryFailure, MOST_ADDRESS};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use url::{Host, Url};

/// So long it is waited for what a name leads to.
const PATIENCE: Duration = Duration::from_secs(5);

/// An address that may be called, as far as can be seen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallAddress(Url);

/// Why an address is not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedAddress {
    /// It is no address that could be called.
    Unreadable,
    /// It leads into a network that is not public.
    Private,
}

impl CallAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it is not called.
    pub(super) fn parse(text: &str, reach: CallReach) -> Result<Self, RefusedAddress> {
        let text = text.trim();
        if text.chars().count() > MOST_ADDRESS {
            return Err(RefusedAddress::Unreadable);
        }
        let url = Url::parse(text).map_err(|_| RefusedAddress::Unreadable)?;
        let has_user = !url.username().is_empty() || url.password().is_some();
        if has_user || url.fragment().is_some() {
            return Err(RefusedAddress::Unreadable);
        }
        let is_here = is_this_machine(&url);
        match url.scheme() {
            "https" => {}
            "http" if is_here && reach == CallReach::ThisMachineToo => {}
            _ => return Err(RefusedAddress::Unreadable),
        }
        let is_private = match url.host() {
            None => return Err(RefusedAddress::Unreadable),
            Some(Host::Domain(_)) if is_here => reach == CallReach::Public,
            Some(Host::Domain(name)) => is_inside(name),
            Some(Host::Ipv4(ip)) => !reach.reaches(ip.into()),
            Some(Host::Ipv6(ip)) => !reach.reaches(ip.into()),
        };
        match is_private {
            true => Err(RefusedAddress::Private),
            false => Ok(Self(url)),
        }
    }

    /// As it is kept.
    pub(super) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Looks where it leads now.
    ///
    /// # Errors
    /// Why it is not called: nobody is there, or only somebody within a network that is not public.
    pub(super) async fn look(&self, reach: CallReach) -> Result<(), DeliveryFailure> {
        let ips = match self.0.host() {
            Some(Host::Ipv4(ip)) => vec![IpAddr::V4(ip)],
            Some(Host::Ipv6(ip)) => vec![IpAddr::V6(ip)],
            Some(Host::Domain(name)) => resolved(name).await?,
            None => Vec::new(),
        };
        if ips.is_empty() {
            return Err(DeliveryFailure::Unreachable);
        }
        match ips.into_iter().any(|ip| reach.reaches(ip)) {
            true => Ok(()),
            false => Err(DeliveryFailure::Private),
        }
    }
}

async fn resolved(name: &str) -> Result<Vec<IpAddr>, DeliveryFailure> {
    let looked = tokio::time::timeout(PATIENCE, tokio::net::lookup_host((name, 0))).await;
    let found = looked.map_err(|_| DeliveryFailure::TooSlow)?;
    let found = found.map_err(|_| DeliveryFailure::Unreachable)?;
    Ok(found.map(|address: SocketAddr| address.ip()).collect())
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Names that no public network has.
fn is_inside(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit_once('.').map(|(_, last)| last);
    matches!(
        last,
        None | Some("localhost" | "local" | "internal" | "lan" | "home" | "corp" | "arpa")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<RefusedAddress> {
        CallAddress::parse(text, CallReach::Public).err()
    }

    #[test]
    fn an_address_in_the_public_network_is_read() {
        for text in [
            "https://hr.example.com/saddlebag?x=1",
            " https://hr.example.com:8443/ ",
            "https://8.8.8.8/hook",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "",
            "hr.example.com",
            "http://hr.example.com/",
            "ftp://hr.example.com/",
            "https://user@hr.example.com/",
            "https://:secret@hr.example.com/",
            "https://hr.example.com/#here",
            "http://localhost/",
        ] {
            assert_eq!(refused(text), Some(RefusedAddress::Unreadable), "{text}");
        }
        for text in [
            "https://localhost/",
            "https://intranet/",
            "https://payroll.local/",
            "https://metadata.google.internal/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "https://[::ffff:10.0.0.7]/",
        ] {
            assert_eq!(refused(text), Some(RefusedAddress::Private), "{text}");
        }
        let long = format!("https://hr.example.com/{}", "x".repeat(MOST_ADDRESS));
        assert_eq!(refused(&long), Some(RefusedAddress::Unreadable));
    }

    #[tokio::test]
    async fn only_a_demonstration_calls_its_own_machine() {
        let parse = |text| CallAddress::parse(text, CallReach::ThisMachineToo);
        assert!(parse("http://127.0.0.1:9000/hook").is_ok());
        assert!(parse("http://10.0.0.7/hook").is_err());
        let here = parse("http://127.0.0.1:9000/hook").unwrap();
        assert_eq!(here.look(CallReach::ThisMachineToo).await, Ok(()));
        // What was kept by a demonstration is not called by a server in earnest.
        let looked = here.look(CallReach::Public).await;
        assert_eq!(looked, Err(DeliveryFailure::Private));
    }
}
