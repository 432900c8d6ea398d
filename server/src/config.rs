//! How the server is started, and which ways of starting it are refused.

use crate::store::{Database, InvalidDatabase};
use clap::Args;
use core::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

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
    pub public_url: Option<String>,
    /// Fills an empty database with invented people and records, with simple passwords.
    #[arg(long, env = "SADDLEBAG_DEMO")]
    pub demo: bool,
    /// The key that signs acknowledgements; made if it is not there. Servers over one store share it
    /// [default: signing.key in the data folder].
    #[arg(long, env = "SADDLEBAG_SIGNING_KEY", value_name = "FILE")]
    pub signing_key: Option<PathBuf>,
    /// Says on stdout in one line of JSON where the server is and who can sign in.
    #[arg(long)]
    pub json: bool,
}

/// Where the store is.
#[derive(Debug, Clone, Args)]
pub struct StorePlace {
    /// The folder of the embedded database; made if it is not there.
    #[arg(long, env = "SADDLEBAG_DATA")]
    pub data: PathBuf,
    /// A PostgreSQL in place of the embedded database: postgres://user:password@host/name?sslmode=verify-full
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database: Option<Secret>,
}

/// What is neither shown nor logged.
#[derive(Clone)]
struct Secret(String);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl StorePlace {
    /// The database there.
    ///
    /// # Errors
    /// If the URL is of something else, or of a database that would be spoken to in the open.
    pub fn database(&self) -> Result<Database, InvalidDatabase> {
        let url = self.database.as_ref().map(|Secret(url)| url.as_str());
        Database::at(url, self.data.clone())
    }

    /// Refuses what would do harm, before anything is opened; makes the data folder.
    pub fn check(&self) -> Result<(), Refused> {
        self.database()
            .map_err(|error| Refused(error.to_string()))?;
        check_data(&self.data)
    }
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
        self.place.check()
    }

    fn check_reach(&self) -> Result<(), Refused> {
        let https = self
            .public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"));
        if self.public_url.is_some() && !https {
            return refuse("--public-url must begin with https://: passwords and clients' data must not travel in the open".to_owned());
        }
        if self.demo && !self.is_local() {
            return refuse("--demo has passwords that everybody knows: leave --demo out, or --listen and --public-url".to_owned());
        }
        if !self.listen.is_loopback() && !https {
            return refuse(format!(
                "listening on {} without TLS would send passwords in the open: give --public-url https://… of the proxy that does TLS, or leave --listen out",
                self.listen
            ));
        }
        Ok(())
    }
}

fn check_site(site: &Path) -> Result<(), Refused> {
    if site.join("index.html").is_file() {
        return Ok(());
    }
    refuse(format!(
        "{} has no index.html: make the app's files first (cargo xtask bundle), then give --site their folder",
        site.display()
    ))
}

/// The database holds clients' data: nobody else on the machine may read it.
fn check_data(data: &Path) -> Result<(), Refused> {
    let unusable = |error: std::io::Error| {
        Refused(format!(
            "the data folder {} cannot be used ({error}): give --data a folder this user can write",
            data.display()
        ))
    };
    std::fs::create_dir_all(data).map_err(unusable)?;
    let empty = std::fs::read_dir(data).map_err(unusable)?.next().is_none();
    if empty {
        keep_private(data).map_err(unusable)?;
    }
    if is_open_to_others(data).map_err(unusable)? {
        return refuse(format!(
            "others on this machine can read {0}, where clients' data is: chmod 700 {0}",
            data.display()
        ));
    }
    let probe = data.join(".writable");
    std::fs::write(&probe, []).map_err(unusable)?;
    std::fs::remove_file(&probe).map_err(unusable)
}

#[cfg(unix)]
fn keep_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(unix)]
fn is_open_to_others(folder: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(folder)?.permissions().mode() & 0o007 != 0)
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Elsewhere the folder's access list is the administrator's matter.
#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> std::io::Result<bool> {
    Ok(false)
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
            listen: listen.parse().unwrap(),
            public_url: public_url.map(str::to_owned),
            demo,
            signing_key: None,
            json: false,
        }
        .check_reach()
    }

    #[test]
    fn only_a_server_behind_tls_or_on_this_machine_starts() {
        assert!(reach("127.0.0.1", None, false).is_ok());
        assert!(reach("::1", None, true).is_ok());
        assert!(reach("0.0.0.0", None, false).is_err());
        assert!(reach("0.0.0.0", Some("http://bag.example"), false).is_err());
        assert!(reach("0.0.0.0", Some("https://bag.example"), false).is_ok());
    }

    #[test]
    fn a_demonstration_never_leaves_this_machine() {
        assert!(reach("0.0.0.0", Some("https://bag.example"), true).is_err());
        assert!(reach("127.0.0.1", Some("https://bag.example"), true).is_err());
    }
}
