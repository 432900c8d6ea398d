//! What lies on the disk is nobody else's.

use crate::folders::{Folders, Running, a_demonstration};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_data_folder_that_others_can_read_is_refused() {
    let folders = Folders::new();
    let data = folders.path("data");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("note"), "").unwrap();
    for mode in [0o755, 0o770] {
        std::fs::set_permissions(&data, Permissions::from_mode(mode)).unwrap();
        let refusal = folders.refusal(&[]);
        assert!(refusal.contains("chmod 700"), "{mode:o}: {refusal}");
    }
}

#[test]
fn a_database_that_others_could_read_is_made_private() {
    let folders = Folders::embedded();
    let files = ["saddlebag.db", "saddlebag.db-wal", "saddlebag.db-shm"];
    let file = |name: &str| folders.path("data").join(name);
    let modes = || {
        files.map(|name| {
            let mode = std::fs::metadata(file(name)).unwrap().permissions().mode();
            format!("{:o}", mode & 0o777)
        })
    };
    let serves = || {
        let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
        server.first_line();
        server
    };
    let server = serves();
    assert_eq!(modes(), ["600"; 3]);
    drop(server);
    for name in files {
        std::fs::set_permissions(file(name), Permissions::from_mode(0o644)).unwrap();
    }
    let _server = serves();
    assert_eq!(modes(), ["600"; 3]);
}

#[test]
fn nothing_secret_may_be_where_it_would_be_served() {
    let folders = Folders::new();
    let below = folders.path("site/below");
    std::fs::create_dir_all(&below).unwrap();
    let key = below.join("signing.key");
    let refusal = folders.refusal(&["--demo", "--signing-key", key.to_str().unwrap()]);
    assert!(refusal.contains("--signing-key another place"), "{refusal}");
    std::fs::remove_dir(folders.path("data")).unwrap();
    std::os::unix::fs::symlink(&below, folders.path("data")).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    assert!(refusal.contains("--data another place"), "{refusal}");
    assert!(!below.join("saddlebag.db").exists() && !key.exists());
}

#[test]
fn a_signing_key_that_others_can_read_is_refused() {
    let folders = a_demonstration();
    let key = folders.path("data/signing.key");
    let mode = std::fs::metadata(&key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    assert!(refusal.contains("chmod 600"), "{refusal}");
    let other = folders.path("no.key");
    std::fs::write(&other, "no key").unwrap();
    std::fs::set_permissions(&other, Permissions::from_mode(0o600)).unwrap();
    let refusal = folders.refusal(&["--demo", "--signing-key", other.to_str().unwrap()]);
    assert!(refusal.contains("is not a signing key"), "{refusal}");
}
