//! The real server as a process: started, stopped, killed, started again on the same data.

use crate::demonstration;
use serde::Deserialize;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// In the server's folder.
const DATA: &str = "data";
/// In the data folder, beside the database.
const SIGNING_KEY: &str = "signing.key";
const DEMONSTRATION: &[&str] = &["--demo"];
const TELLING: &[&str] = &["--demo", "--push-contact", "mailto:it@company.example"];
const BEHIND_TLS: &[&str] = &["--public-url", "https://bag.example"];

/// A server process with its data folder.
pub struct Server {
    data: TempDir,
    site: PathBuf,
    arguments: Vec<String>,
    announced: Announced,
    process: Option<Child>,
}

/// What `--json` prints.
#[derive(Debug, Clone, Deserialize)]
struct Announced {
    url: String,
    accounts: Vec<Account>,
}

/// What a command said.
pub struct Checked {
    /// Its exit code.
    pub code: i32,
    /// Its output.
    pub told: String,
}

/// Somebody who can sign in.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    /// What they do.
    pub role: String,
    /// Their login name.
    pub login: String,
    /// Their password.
    pub password: String,
    /// Their name.
    pub name: String,
}

impl Server {
    /// A server with demo people and data, on any free port.
    pub fn with_demo() -> Self {
        Self::with_site(site())
    }

    /// A server without anybody: an organisation begins on it.
    pub fn with_nobody() -> Self {
        Self::with_arguments(TempDir::new(), site(), 0, &[])
    }

    /// The same of a company that lets its agents be told while the app is closed.
    pub fn that_tells() -> Self {
        Self::with_arguments(TempDir::new(), site(), 0, TELLING)
    }

    /// The same with the app from this folder.
    pub fn with_site(site: PathBuf) -> Self {
        Self::over(TempDir::new(), site)
    }

    /// The same with so many agents more.
    pub fn with_agents(site: PathBuf, agents: usize) -> Self {
        let agents = agents.to_string();
        Self::with_arguments(
            TempDir::new(),
            site,
            0,
            &["--demo", "--demo-agents", &agents],
        )
    }

    /// The same with its data below this folder.
    pub fn with_data_in(folder: &Path) -> Self {
        Self::over(TempDir::new_in(folder), site())
    }

    /// A server without anybody, as it stands behind what does TLS, with the app from this folder. It
    /// is spoken to as from there.
    pub fn behind_tls(site: PathBuf) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.expect("a free port").port();
        let mut server = Self::with_arguments(TempDir::new(), site, port, BEHIND_TLS);
        server.announced.url = format!("http://127.0.0.1:{port}");
        server
    }

    fn over(data: io::Result<TempDir>, site: PathBuf) -> Self {
        Self::with_arguments(data, site, 0, DEMONSTRATION)
    }

    fn with_arguments(
        data: io::Result<TempDir>,
        site: PathBuf,
        port: u16,
        arguments: &[&str],
    ) -> Self {
        let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
        let data = data.expect("a folder for the data");
        if arguments == DEMONSTRATION || arguments == TELLING {
            demonstration::is_laid_in(&data.path().join(DATA));
        }
        let (process, announced) = start(serve(&data, &site, port, &arguments));
        Self {
            data,
            site,
            arguments,
            announced,
            process: Some(process),
        }
    }

    /// Everybody of a role.
    pub fn accounts(&self, role: &str) -> Vec<Account> {
        let accounts = self.announced.accounts.iter();
        let of_role = accounts.filter(|account| account.role == role);
        of_role.cloned().collect()
    }

    /// The number of its process.
    ///
    /// # Panics
    /// If it was killed.
    pub fn process(&self) -> u32 {
        self.process.as_ref().expect("it runs").id()
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.announced.url
    }

    /// The full address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.announced.url.trim_end_matches('/'))
    }

    /// The `nth` account, from 0, of a role.
    pub fn account(&self, role: &str, nth: usize) -> Account {
        let mut accounts = self.announced.accounts.iter();
        accounts
            .by_ref()
            .filter(|account| account.role == role)
            .nth(nth)
            .cloned()
            .unwrap_or_else(|| panic!("no account {nth} of role {role}"))
    }

    /// Runs the server's program with a command of its own; `--data` is this server's folder.
    pub fn checks(&self, arguments: &[&str]) -> Checked {
        let output = Command::new(executable())
            .args(arguments)
            .arg("--data")
            .arg(self.data.path().join(DATA))
            .output()
            .expect("the program runs");
        Checked {
            code: output.status.code().expect("it ends by itself"),
            told: String::from_utf8(output.stdout).expect("text"),
        }
    }

    /// Everything it has goes into the file, while it serves.
    pub fn is_backed_up(&self, file: &Path) {
        let backup = self.checks(&["backup", "--to", &file.to_string_lossy()]);
        assert_eq!(backup.code, 0, "{}", backup.told);
    }

    /// It is stopped and its data lost; started again with what the file has. Its signing key was kept
    /// apart.
    pub fn is_restored(&mut self, file: &Path) {
        self.is_killed();
        let lost = self.data.path().join("lost");
        fs::rename(self.folder(), &lost).expect("the data is lost");
        let restored = self.checks(&["restore", &file.to_string_lossy()]);
        assert_eq!(restored.code, 0, "{}", restored.told);
        let key = fs::copy(lost.join(SIGNING_KEY), self.folder().join(SIGNING_KEY));
        key.expect("the signing key");
        self.starts_again();
    }

    /// SIGKILL: nothing is finished.
    pub fn is_killed(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("it is killed");
            process.wait().expect("it is gone");
        }
    }

    /// Started again on the same data and port.
    pub fn starts_again(&mut self) {
        let port = self.announced.url.trim_end_matches('/').rsplit(':').next();
        let port = port.and_then(|port| port.parse().ok()).expect("a port");
        let (process, _) = start(serve(&self.data, &self.site, port, &self.arguments));
        self.process = Some(process);
    }

    /// Tries to start with new data below this folder and does not: what it says.
    pub fn does_not_start_in(folder: &Path) -> String {
        let data = TempDir::new_in(folder).expect("a folder for the data");
        let mut command = serve(&data, &site(), 0, DEMONSTRATION);
        let mut process = command.stderr(Stdio::piped()).spawn().expect("it runs");
        let mut announced = String::new();
        let output = process.stdout.take().expect("its output");
        let read = BufReader::new(output).read_line(&mut announced);
        read.expect("its output ends");
        if !announced.is_empty() {
            process.kill().expect("it is killed");
        }
        let ended = process.wait_with_output().expect("it is gone");
        assert_eq!(announced, "", "it started");
        String::from_utf8_lossy(&ended.stderr).into_owned()
    }

    /// What `saddlebag verify-audit` says of the data: how many rows are whole.
    pub fn whole_audit_rows(&self) -> u64 {
        let mut command = Command::new(executable());
        command.arg("verify-audit").arg("--data").arg(self.folder());
        let output = command.output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}{output:?}");
        let digits = said.split(|c: char| !c.is_ascii_digit());
        let mut numbers = digits.filter_map(|digits| digits.parse().ok());
        numbers.next().expect("a number of rows")
    }

    fn folder(&self) -> PathBuf {
        self.data.path().join(DATA)
    }

    /// From its next start it serves the app from this folder.
    pub fn gets_site(&mut self, site: PathBuf) {
        self.site = site;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_killed();
    }
}

fn serve(data: &TempDir, site: &Path, port: u16, arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(executable());
    command
        .args(["serve", "--json", "--port", &port.to_string()])
        .args(arguments)
        .arg("--data")
        .arg(data.path().join(DATA))
        .arg("--site")
        .arg(site)
        .env_remove("DATABASE_URL")
        .stdout(Stdio::piped());
    command
}

fn start(mut command: Command) -> (Child, Announced) {
    let mut process = command.spawn().expect("the server starts");
    let output = process.stdout.take().expect("its output");
    let mut line = String::new();
    BufReader::new(output)
        .read_line(&mut line)
        .expect("it says where it listens");
    let announced = serde_json::from_str(&line).expect("one line of JSON");
    (process, announced)
}

/// The folder for what is built and made by the tests.
pub fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target")
}

pub(crate) fn executable() -> PathBuf {
    env::var_os("SADDLEBAG_SERVER").map_or_else(|| target().join("debug/saddlebag"), PathBuf::from)
}

/// The folder of the app as it was built.
pub fn site() -> PathBuf {
    env::var_os("SADDLEBAG_SITE").map_or_else(|| target().join("site/dev"), PathBuf::from)
}
