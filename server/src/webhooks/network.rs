//! Which networks are called: the public one alone. An administrator names an address, and a server that called any
//! would call inside its own network for whoever asks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How far calls reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallReach {
    /// The public network, by https.
    Public,
    /// This machine besides, and there by plain http as well: for a demonstration.
    ThisMachineToo,
}

impl CallReach {
    /// Whether this address is called.
    pub(super) fn reaches(self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        let is_here = self == Self::ThisMachineToo && ip.is_loopback();
        is_here || is_public(ip)
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// All but what the IANA keeps for special purposes.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = match (a, b, c) {
        // This network, private, this machine, multicast and reserved.
        (0 | 10 | 127 | 224.., ..) => true,
        // Carriers' own networks.
        (100, 64..=127, _) => true,
        // Link-local, with the metadata of clouds.
        (169, 254, _) => true,
        (172, 16..=31, _) | (192, 168, _) => true,
        // Protocols, and the relay of 6to4.
        (192, 0, 0) | (192, 88, 99) => true,
        // Benchmarks, documentation.
        (198, 18 | 19, _) | (192, 0, 2) | (198, 51, 100) | (203, 0, 113) => true,
        _ => false,
    };
    !is_special
}

/// What is given out for global use (2000::/3), but for what leads to an address of IPv4 in disguise.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_global = a & 0xe000 == 0x2000;
    let is_special = match (a, b) {
        // Teredo, benchmarks, ORCHID and others; documentation.
        (0x2001, ..0x0200 | 0x0db8) | (0x3fff, ..0x1000) => true,
        // 6to4.
        (0x2002, _) => true,
        _ => false,
    };
    is_global && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_public_is_called() {
        let public = |text: &str| CallReach::Public.reaches(text.parse().unwrap());
        for text in [
            "8.8.8.8",
            "100.63.255.255",
            "172.32.0.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
        ] {
            assert!(public(text), "{text}");
        }
        for text in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.7",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!public(text), "{text}");
        }
    }

    #[test]
    fn a_demonstration_calls_its_own_machine_too_and_nothing_else_private() {
        let reaches = |text: &str| CallReach::ThisMachineToo.reaches(text.parse().unwrap());
        assert!(reaches("127.0.0.1") && reaches("::1") && reaches("8.8.8.8"));
        assert!(!reaches("10.0.0.7") && !reaches("169.254.169.254"));
    }
}
