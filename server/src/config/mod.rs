//! How the server is started, and which ways of starting it are refused.

mod calls;
mod folders;
mod public_url;
mod push;
mod reach;
mod store_place;

pub use calls::CallsConfig;
pub use public_url::{InvalidPublicUrl, PublicUrl};
pub use push::PushConfig;
pub use reach::Reach;
pub use store_place::StorePlace;

use crate::signing;
use clap::Args;
use core::fmt;
use folders::{check_apart, check_site};
use ipnet::IpNet;
use std::net::IpAddr;
use std::path::PathBuf;

/// How the server is started; every flag can be given as `SADDLEBAG_<FLAG>`, too.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// The folder with the app's files.
    #[arg(long, env = "SADDLEBAG_SITE")]
    pub site: PathBuf,
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, env = "SADDLEBAG_PORT", default_value_t = 8080)]
    pub port: u16,
    /// Where the store is.
    #[command(flatten)]
    pub place: StorePlace,
    /// The address to listen on.
    #[arg(long, env = "SADDLEBAG_LISTEN", default_value = "127.0.0.1")]
    pub listen: IpAddr,
    /// Where people reach the server: the https address of what does TLS in front of it.
    #[arg(long, env = "SADDLEBAG_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,
    /// The proxies, addresses or networks, that are believed when they say in X-Forwarded-For where a
    /// request comes from [default: with --public-url, those on this machine].
    #[arg(long, env = "SADDLEBAG_TRUSTED_PROXY", value_name = "ADDRESS", value_delimiter = ',', value_parser = reach::network)]
    pub trusted_proxy: Vec<IpNet>,
    /// Whether agents are told while the app is closed.
    #[command(flatten)]
    pub push: PushConfig,
    /// Whether other systems are called.
    #[command(flatten)]
    pub calls: CallsConfig,
    /// Fills an empty database with invented people and records, with simple passwords.
    #[arg(long, env = "SADDLEBAG_DEMO")]
    pub demo: bool,
    /// How many agents the demonstration has beside those of its story: for measuring.
    #[arg(
        long,
        requires = "demo",
        default_value_t = 0,
        value_name = "NUMBER",
        hide = true
    )]
    pub demo_agents: usize,
    /// The key that signs acknowledgements; made at the store's first start. Servers over one store share it
    /// [default: signing.key in the data folder].
    #[arg(long, env = "SADDLEBAG_SIGNING_KEY", value_name = "FILE")]
    pub signing_key: Option<PathBuf>,
    /// The store's signing key is lost, or another is wanted: signs with a new one from this start on.
    /// Proofs of arrival from before still hold, later ones come from the new key.
    #[arg(long)]
    pub new_signing_key: bool,
    /// Says on stdout in one line of JSON where the server is and who can sign in.
    #[arg(long)]
    pub json: bool,
}

/// A way of starting that would do harm, with the way out.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Refused {}

impl Config {
    /// Whether only this machine reaches the server.
    pub fn is_local(&self) -> bool {
        self.listen.is_loopback() && self.public_url.is_none()
    }

    /// Refuses what would do harm, before anything is opened.
    pub fn check(&self) -> Result<(), Refused> {
        self.check_reach()?;
        check_site(&self.site)?;
        self.place.check()?;
        let key = signing::place(self.signing_key.as_deref(), &self.place.data);
        let mut secrets = self.place.files();
        secrets.push(("--signing-key", key));
        check_apart(&self.site, &secrets)
    }

    /// By way of what the server is reached.
    pub fn reach(&self) -> Reach {
        Reach {
            public_url: self.public_url.clone(),
            trusted_proxies: self.trusted_proxy.clone(),
        }
    }

    fn check_reach(&self) -> Result<(), Refused> {
        if self.demo && !self.is_local() {
            return refuse("--demo has passwords that everybody knows: leave --demo out, or --listen and --public-url".to_owned());
        }
        if !self.listen.is_loopback() && self.public_url.is_none() {
            return refuse(format!(
                "listening on {} without TLS would send passwords in the open: give --public-url https://… of the proxy that does TLS, or leave --listen out",
                self.listen
            ));
        }
        Ok(())
    }
}

fn refuse(reason: String) -> Result<(), Refused> {
    Err(Refused(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(listen: &str, public_url: Option<&str>, demo: bool) -> Result<(), Refused> {
        Config {
            site: PathBuf::new(),
            port: 0,
            place: StorePlace {
                data: PathBuf::new(),
                database: None,
            },
            trusted_proxy: Vec::new(),
            listen: listen.parse().unwrap(),
            public_url: public_url.map(|url| url.parse().unwrap()),
            push: PushConfig::default(),
            calls: CallsConfig::default(),
            demo,
            demo_agents: 0,
            signing_key: None,
            new_signing_key: false,
            json: false,
        }
        .check_reach()
    }

    #[test]
    fn only_a_server_behind_tls_or_on_this_machine_starts() {
        assert!(reach("127.0.0.1", None, false).is_ok());
        assert!(reach("::1", None, true).is_ok());
        assert!(reach("0.0.0.0", None, false).is_err());
        assert!(reach("0.0.0.0", Some("https://bag.example"), false).is_ok());
    }

    #[test]
    fn a_demonstration_never_leaves_this_machine() {
        assert!(reach("0.0.0.0", Some("https://bag.example"), true).is_err());
        assert!(reach("127.0.0.1", Some("https://bag.example"), true).is_err());
    }
}
