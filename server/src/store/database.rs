//! Where the store's database is: embedded in the data folder, or a PostgreSQL.

use super::sqlite;
use core::fmt;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::net::IpAddr;
use std::path::PathBuf;
use url::Url;

/// Where the store's database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in this folder.
    Embedded(PathBuf),
    /// PostgreSQL, or an engine that speaks it.
    Postgres(PostgresUrl),
}

/// A URL that could be of a database, and is not. Never says the URL: there is a password in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDatabase(String);

impl fmt::Display for InvalidDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for InvalidDatabase {}

impl Database {
    /// The database at `url`; without one, or for `sqlite:`, the one in the folder.
    ///
    /// # Errors
    /// If the URL is of something else, or of a PostgreSQL that would be spoken to in the open.
    pub fn at(url: Option<&str>, folder: PathBuf) -> Result<Self, InvalidDatabase> {
        match url.unwrap_or_default() {
            "" | "sqlite:" => Ok(Self::Embedded(folder)),
            url if url.starts_with("postgres:") || url.starts_with("postgresql:") => {
                Ok(Self::Postgres(PostgresUrl::parse(url)?))
            }
            url if url.starts_with("sqlite:") => refuse(
                "the embedded database is always in the data folder: leave the database's URL out, or give just sqlite:",
            ),
            _ => refuse(
                "the database's URL begins neither with postgres:// nor with sqlite:, and no other engine is known",
            ),
        }
    }
}

impl Database {
    /// The files it is made of or opened with, as far as they are named.
    pub fn files(&self) -> Vec<PathBuf> {
        match self {
            Self::Embedded(folder) => sqlite::files(folder).to_vec(),
            Self::Postgres(url) => url.files(),
        }
    }
}

/// The URL of a PostgreSQL database. Shown without its password, always.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    url: String,
    place: String,
}

impl PostgresUrl {
    fn parse(url: &str) -> Result<Self, InvalidDatabase> {
        let options: PgConnectOptions = url.parse().map_err(|error| {
            InvalidDatabase(format!(
                "the database's URL cannot be read ({error}): it has the form postgres://user:password@host:5432/name?sslmode=verify-full"
            ))
        })?;
        if !is_private(&options) {
            return refuse(&format!(
                "the database's URL leads to {} without TLS, and passwords and clients' data must not travel in the open: add ?sslmode=verify-full (with sslrootcert=FILE if its certificate is your own)",
                options.get_host()
            ));
        }
        let place = place(&options);
        let url = url.to_owned();
        Ok(Self { url, place })
    }

    /// The client's key and certificates.
    fn files(&self) -> Vec<PathBuf> {
        const NAMES: [&str; 4] = ["sslkey", "sslcert", "sslrootcert", "passfile"];
        let Ok(url) = Url::parse(&self.url) else {
            return Vec::new();
        };
        let named = url.query_pairs();
        let named = named.filter(|(name, _)| NAMES.contains(&&*name.replace('-', "")));
        named.map(|(_, file)| PathBuf::from(&*file)).collect()
    }

    /// With its password: for the driver alone.
    pub(super) fn reveal(&self) -> &str {
        &self.url
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)
    }
}

/// On this machine, or never without TLS.
fn is_private(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_matches(['[', ']']);
    let loopback = host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    let insists_on_tls = matches!(
        options.get_ssl_mode(),
        PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull
    );
    options.get_socket().is_some() || loopback || host == "localhost" || insists_on_tls
}

fn place(options: &PgConnectOptions) -> String {
    let host = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let user = options.get_username();
    let name = options.get_database().unwrap_or(user);
    format!("PostgreSQL database {name} of {user} at {host}")
}

fn refuse<T>(reason: &str) -> Result<T, InvalidDatabase> {
    Err(InvalidDatabase(reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> Result<Database, String> {
        Database::at(Some(url), PathBuf::from("data")).map_err(|refused| refused.to_string())
    }

    #[test]
    fn without_a_url_the_database_is_in_the_data_folder() {
        let embedded = Ok(Database::Embedded(PathBuf::from("data")));
        assert_eq!(Database::at(None, PathBuf::from("data")), embedded);
        assert_eq!(at("sqlite:"), at(""));
        assert!(at("sqlite:///elsewhere.db").is_err());
        assert!(at("mysql://bag@localhost/bag").is_err());
    }

    #[test]
    fn a_postgresql_beyond_this_machine_is_spoken_to_by_tls_only() {
        for local in [
            "postgres://bag@localhost/bag",
            "postgresql://bag@127.0.0.1:5433/bag",
            "postgres://bag@[::1]/bag",
            "postgres://bag@x/bag?host=/run/postgresql",
            "postgres://bag@%2Frun%2Fpostgresql/bag",
        ] {
            assert!(at(local).is_ok(), "{local}: {:?}", at(local));
        }
        for mode in ["", "?sslmode=disable", "?sslmode=prefer"] {
            let refusal = at(&format!("postgres://bag@db.example/bag{mode}")).unwrap_err();
            assert!(refusal.contains("sslmode=verify-full"), "{refusal}");
        }
        for mode in ["require", "verify-ca", "verify-full"] {
            let url = format!("postgres://bag@db.example/bag?sslmode={mode}");
            assert!(at(&url).is_ok(), "{mode}");
        }
    }

    #[test]
    fn the_files_of_a_database_are_known_by_name() {
        let key = at("postgres://bag@localhost/bag?sslrootcert=/etc/ca.pem&sslkey=%2Fsite%2Fkey");
        let files = key.unwrap().files();
        assert_eq!(
            files,
            [PathBuf::from("/etc/ca.pem"), PathBuf::from("/site/key")]
        );
        assert_eq!(
            at("").unwrap().files()[0],
            PathBuf::from("data/saddlebag.db")
        );
    }

    #[test]
    fn the_password_is_never_shown() {
        let database = at("postgres://bag:se%20cret@localhost/bag").unwrap();
        assert!(!format!("{database:?}").contains("cret"));
        let wrong = [
            "postgres://bag:secret@db.example/bag",
            "postgres://bag:secret@localhost:port/bag",
            "postgres://bag:secret@localhost/bag?sslmode=perhaps",
            "oracle://bag:secret@localhost/bag",
        ];
        for url in wrong {
            assert!(!at(url).unwrap_err().contains("secret"), "{url}");
        }
    }
}
