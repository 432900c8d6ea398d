//! The folders: what must not be reached from outside, or by others on the machine.

use super::{Refused, refuse};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The app has to be there.
pub(super) fn check_site(site: &Path) -> Result<(), Refused> {
    if site.join("index.html").is_file() {
        return Ok(());
    }
    refuse(format!(
        "{} has no index.html: make the app's files first (cargo xtask bundle), then give --site their folder",
        site.display()
    ))
}

/// The database holds clients' data: nobody else on the machine may read it.
pub(super) fn check_data(data: &Path) -> Result<(), Refused> {
    let unusable = |error: io::Error| {
        Refused(format!(
            "the data folder {} cannot be used ({error}): give --data a folder this user can write",
            data.display()
        ))
    };
    fs::create_dir_all(data).map_err(unusable)?;
    let empty = fs::read_dir(data).map_err(unusable)?.next().is_none();
    if empty {
        keep_private(data).map_err(unusable)?;
    }
    if is_open_to_others(data).map_err(unusable)? {
        return refuse(format!(
            "others on this machine can use {0}, where clients' data is: chmod 700 {0}",
            data.display()
        ));
    }
    let probe = data.join(".writable");
    fs::write(&probe, []).map_err(unusable)?;
    fs::remove_file(&probe).map_err(unusable)
}

#[cfg(unix)]
fn keep_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(unix)]
fn is_open_to_others(folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(folder)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Elsewhere the folder's access list is the administrator's matter.
#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// What is below the site folder is served to anybody: what must stay secret may not be there, by whatever
/// links it is named.
pub(super) fn check_apart(site: &Path, secrets: &[(&str, PathBuf)]) -> Result<(), Refused> {
    let unusable = |path: &Path, error: io::Error| {
        Refused(format!("{} cannot be used ({error})", path.display()))
    };
    let folder = fs::canonicalize(site).map_err(|error| unusable(site, error))?;
    for (flag, path) in secrets {
        let found = resolved(path).map_err(|error| unusable(path, error))?;
        if found.starts_with(&folder) {
            return refuse(format!(
                "{} is below the site folder {}, which is served to anybody: give {flag} another place",
                found.display(),
                folder.display()
            ));
        }
    }
    Ok(())
}

/// Where a path leads; of what is not there yet, where it will be.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let absolute = std::path::absolute(path)?;
            let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
                return Err(error);
            };
            Ok(fs::canonicalize(parent)?.join(name))
        }
        found => found,
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A site, a data folder beside it, and links in between; goes with its test.
    struct Place(PathBuf);

    impl Place {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir();
            let folder = folder.join(format!("saddlebag-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            for below in ["site/below", "data"] {
                fs::create_dir_all(folder.join(below)).unwrap();
            }
            Self(folder)
        }

        fn refused(&self, path: &str) -> bool {
            let site = self.0.join("site");
            check_apart(&site, &[("--data", self.0.join(path))]).is_err()
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn nothing_secret_may_be_below_the_site_however_it_is_named() {
        let place = Place::new("apart");
        symlink(place.0.join("site/below"), place.0.join("link")).unwrap();
        symlink(place.0.join("data"), place.0.join("site/out")).unwrap();
        for path in [
            "site",
            "site/below",
            "data/../site/below",
            "link",
            "link/signing.key",
            "site/below/signing.key",
        ] {
            assert!(place.refused(path), "{path}");
        }
        for path in ["data", "data/signing.key", "site/out", "siteless"] {
            assert!(!place.refused(path), "{path}");
        }
    }

    #[test]
    fn a_folder_that_a_group_can_use_is_refused_and_an_empty_one_made_private() {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new("modes");
        let data = place.0.join("data");
        let mode = |mode| fs::set_permissions(&data, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o770);
        check_data(&data).unwrap();
        assert!(!is_open_to_others(&data).unwrap(), "empty: mended");
        fs::write(data.join("note"), "").unwrap();
        for open in [0o770, 0o750, 0o710, 0o701] {
            mode(open);
            assert!(check_data(&data).is_err(), "{open:o}");
        }
    }
}
