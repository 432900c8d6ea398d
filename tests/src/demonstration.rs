//! The demonstration as a new store has it, told once in each hour for all stories: to tell it takes the
//! server longer than most of them.

use crate::clock::now;
use crate::server::{executable, target};
use chrono::Timelike;
use std::fs::{self, DirBuilder, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// In the data folder, held by the server that serves it.
const LOCK: &str = "serving.lock";

/// Puts a new demonstration's data into this folder, which is not there yet. It is what this server would
/// have told there itself: what it tells depends on the hour alone.
pub fn is_laid_in(folder: &Path) {
    let kept = target().join("stories/demonstrations");
    fs::create_dir_all(&kept).expect("a folder for demonstrations");
    let one_at_a_time = File::create(kept.join("lock")).expect("a lock");
    one_at_a_time.lock().expect("the lock");
    let told = kept.join(name());
    if !told.is_dir() {
        forget(&kept);
        // Under its name only once it is whole.
        let telling = kept.join("telling");
        tell(&telling);
        fs::rename(&telling, &told).expect("the demonstration");
    }
    copy(&told, folder);
}

/// By server and hour.
fn name() -> String {
    let server = fs::metadata(executable()).expect("the server's program");
    let (day, hour) = (now().date(), now().hour());
    format!("{day}-{hour}-{}-{}", server.ino(), server.mtime_nsec())
}

fn forget(kept: &Path) {
    for entry in fs::read_dir(kept).expect("the folder").flatten() {
        if entry.path().is_dir() {
            fs::remove_dir_all(entry.path()).expect("an old one goes");
        }
    }
}

fn tell(folder: &Path) {
    let mut server = Command::new(executable())
        .args(["serve", "--json", "--port", "0", "--demo", "--data"])
        .arg(folder)
        .arg("--site")
        .arg(crate::server::site())
        .env_remove("DATABASE_URL")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let output = server.stdout.take().expect("its output");
    let mut announced = String::new();
    let read = BufReader::new(output).read_line(&mut announced);
    read.expect("it says where it listens");
    server.kill().expect("it ends");
    server.wait().expect("it is gone");
    assert!(!announced.is_empty(), "it told nothing");
}

fn copy(told: &Path, folder: &Path) {
    // As the server makes it.
    let mut private = DirBuilder::new();
    private.mode(0o700).create(folder).expect("the folder");
    for entry in fs::read_dir(told).expect("the demonstration").flatten() {
        if entry.file_name() != LOCK {
            let file: PathBuf = folder.join(entry.file_name());
            fs::copy(entry.path(), file).expect("a file of it");
        }
    }
}
