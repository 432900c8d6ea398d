//! Files for their owner alone.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a file that nobody else on the machine can read; never over another.
///
/// # Errors
/// If something is there, or the folder cannot be written.
#[cfg(unix)]
pub fn make(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).open(path)
}

/// Elsewhere the file's access list is the administrator's matter.
///
/// # Errors
/// The same.
#[cfg(not(unix))]
pub fn make(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
