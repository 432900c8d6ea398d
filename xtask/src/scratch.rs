//! A folder for files that go with the run.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder of this run's own among the temporary files; it goes with its value.
pub struct Scratch(PathBuf);

impl Scratch {
    /// An empty one. Its name is short: paths of sockets are made in it.
    ///
    /// # Errors
    /// It could not be made.
    pub fn new(of: &str) -> io::Result<Self> {
        let name = format!("saddlebag-{of}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays among the temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
