//! A disk so small that it can be filled, in a mount namespace that goes with the story.

use std::env;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Says that the story runs in its own mount namespace, and on which folder its disk is mounted there.
const INSIDE: &str = "SADDLEBAG_OWN_MOUNTS";
/// The ways to a mount namespace: as anybody, and as root where user namespaces are closed.
const WAYS: [&[&str]; 2] = [&["--user", "--map-root-user", "--mount"], &["--mount"]];
/// Enough for the demonstration and some days of work.
const SIZE: &str = "size=16m";

/// A small disk.
pub struct SmallDisk {
    place: PathBuf,
}

/// Tells a story that needs a small disk. `test` is its full name: it is run again by itself where a
/// disk can be mounted. Where that cannot be had, one loud line says so.
pub fn tells_on_small_disk(test: &str, story: impl FnOnce(SmallDisk)) {
    if let Some(place) = env::var_os(INSIDE) {
        return story(SmallDisk::mount(place.into()));
    }
    let Some(way) = WAYS.into_iter().find(|way| leads_to_a_mount(way)) else {
        // Past the test runner's capture.
        let line = b"SKIPPED: no small disk: mounting needs root or user namespaces (unshare)\n";
        return std::io::stderr().write_all(line).expect("the line");
    };
    // Made out here, where nothing is mounted on it: in there it could not be removed.
    let place = TempDir::new().expect("a folder");
    let told = Command::new("unshare")
        .args(way)
        .arg(env::current_exe().expect("this test"))
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, place.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&told.stdout);
    let cried = String::from_utf8_lossy(&told.stderr);
    println!("{said}{cried}");
    assert!(told.status.success(), "the story on a small disk failed");
    assert!(said.contains("1 passed"), "there is no test {test}");
}

fn leads_to_a_mount(way: &[&str]) -> bool {
    let place = TempDir::new().expect("a folder");
    let mut command = Command::new("unshare");
    command.args(way).args(mount(place.path()));
    command.stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn mount(place: &Path) -> [PathBuf; 7] {
    let words = ["mount", "-t", "tmpfs", "-o", SIZE, "tmpfs"];
    let [a, b, c, d, e, f] = words.map(PathBuf::from);
    [a, b, c, d, e, f, place.to_owned()]
}

impl SmallDisk {
    fn mount(place: PathBuf) -> Self {
        let [program, arguments @ ..] = mount(&place);
        let status = Command::new(program).args(arguments).status();
        assert!(status.is_ok_and(|status| status.success()), "it mounts");
        Self { place }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.place
    }

    /// Not a byte is left.
    pub fn fills(&self) {
        let mut ballast = File::create(self.ballast()).expect("a file");
        for size in [65_536, 4_096, 1] {
            let bytes = vec![0xff; size];
            let end = loop {
                if let Err(error) = ballast.write_all(&bytes) {
                    break error.kind();
                }
            };
            assert_eq!(end, ErrorKind::StorageFull);
        }
    }

    /// There is room again.
    pub fn is_freed(&self) {
        fs::remove_file(self.ballast()).expect("the ballast goes");
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }
}
