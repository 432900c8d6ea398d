//! A PostgreSQL of the test run's own: started for it, and gone with it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    debian,
    process::{output, run, say},
    scratch::Scratch,
};

/// In which variable the tests find the URL.
pub const VARIABLE: &str = "SADDLEBAG_TEST_POSTGRES";

/// Nothing here outlives the run, so nothing waits for a disk; deadlocks are found soon.
const SETTINGS: [&str; 7] = [
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=300",
    "deadlock_timeout=100ms",
    "log_min_messages=panic",
];

/// A PostgreSQL that nobody else can reach.
pub struct Postgres {
    process: Child,
    folder: Scratch,
}

impl Postgres {
    /// Starts the PostgreSQL that is there, or else Debian's.
    ///
    /// # Errors
    /// There is none and none could be installed; the message holds the command to give.
    pub fn start() -> Result<Self> {
        let programs = find_or_install()?;
        let owner = Owner::find()?;
        let folder = Scratch::new("postgres")?;
        owner.own(folder.path())?;
        let mut initdb = owner.runs(&programs.join("initdb"), folder.path());
        initdb
            .args([
                "--pgdata",
                "data",
                "--username",
                "saddlebag",
                "--auth",
                "trust",
            ])
            .args(["--no-sync", "--encoding", "UTF8", "--locale", "C"])
            .stdout(Stdio::null());
        run(&mut initdb)?;
        let mut postgres = owner.runs(&programs.join("postgres"), folder.path());
        postgres.args(["-D", "data", "-k"]).arg(folder.path());
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        let process = postgres.spawn().context("could not start postgres")?;
        let mut started = Self { process, folder };
        started.wait_until_ready()?;
        Ok(started)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let status = self.folder.path().join("data/postmaster.pid");
        for _ in 0..1_000 {
            if fs::read_to_string(&status).is_ok_and(|status| status.contains("ready")) {
                return Ok(());
            }
            if let Some(ended) = self.process.try_wait()? {
                bail!("postgres ended with {ended}");
            }
            sleep(Duration::from_millis(20));
        }
        bail!("postgres is not ready after 20 seconds");
    }

    /// Where the tests reach it.
    pub fn url(&self) -> String {
        format!(
            "postgres://saddlebag@localhost/postgres?host={}",
            self.folder.path().display()
        )
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let told = Command::new("kill")
            .args(["-QUIT", &self.process.id().to_string()])
            .status();
        if told.is_ok() {
            // Its folder goes next.
            let _ = self.process.wait();
        }
    }
}

/// Starts one, or says loudly that what needs it is not tested.
pub fn start_or_say() -> Option<Postgres> {
    Postgres::start()
        .inspect_err(|error| {
            say(&format!(
                "!! NOT TESTED ON POSTGRESQL, only on SQLite: {error:#}"
            ));
        })
        .ok()
}

/// The folder of `initdb` and `postgres`.
fn find_or_install() -> Result<PathBuf> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    debian::install("PostgreSQL", &["postgresql"], "brew install postgresql@17")?;
    find().context("PostgreSQL is installed but initdb was not found")
}

/// On PATH, or where Debian keeps it, the newest first.
fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| {
            entries
                .flatten()
                .map(|entry| entry.path().join("bin"))
                .collect()
        })
        .unwrap_or_default();
    versions.sort();
    folders.extend(versions.into_iter().rev());
    folders.push("/usr/local/bin".into());
    folders.into_iter().find(|folder| {
        ["initdb", "postgres"]
            .iter()
            .all(|name| folder.join(name).is_file())
    })
}

/// PostgreSQL refuses to run as root: then it is nobody's.
enum Owner {
    Oneself,
    #[cfg(unix)]
    Nobody {
        user: u32,
        group: u32,
    },
}

impl Owner {
    #[cfg(unix)]
    fn find() -> Result<Self> {
        let id = |arguments: &[&str]| -> Result<u32> {
            Ok(output(Command::new("id").args(arguments))?.parse()?)
        };
        match id(&["-u"])? {
            0 => Ok(Self::Nobody {
                user: id(&["-u", "nobody"])?,
                group: id(&["-g", "nobody"])?,
            }),
            _ => Ok(Self::Oneself),
        }
    }

    #[cfg(not(unix))]
    fn find() -> Result<Self> {
        bail!("the tests start PostgreSQL on Unix only: give them the URL of one in {VARIABLE}")
    }

    /// The folder, and nobody else's to look into.
    #[cfg(unix)]
    fn own(&self, folder: &Path) -> Result<()> {
        use std::os::unix::fs::{PermissionsExt, chown};
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        if let Self::Nobody { user, group } = self {
            chown(folder, Some(*user), Some(*group))?;
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn own(&self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn runs(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        #[cfg(unix)]
        if let Self::Nobody { user, group } = self {
            use std::os::unix::process::CommandExt;
            command.uid(*user).gid(*group);
        }
        command
    }
}
