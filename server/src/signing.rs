//! The server's signing key (Ed25519): acknowledgements and audit heads are signed with it. Several
//! servers over one store share one key file.

use crate::private_file;
use ed25519_dalek::{Signer, VerifyingKey};
use shared::hex;
use shared::sync::{Acknowledgement, Arrival, KnownKey, PublicKey, Signature};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the key file in the data folder.
pub const FILE_NAME: &str = "signing.key";

/// The secret key and its public half.
#[derive(Clone)]
pub struct SigningKey(Arc<ed25519_dalek::SigningKey>);

/// Why there is no key to sign with.
#[derive(Debug)]
pub enum KeyError {
    /// The file cannot be read or made.
    Unusable(PathBuf, io::Error),
    /// Others on this machine can read it.
    OpenToOthers(PathBuf),
    /// It holds something else.
    NotAKey(PathBuf),
    /// It holds what everybody can guess.
    NoSecret(PathBuf),
    /// The store has signed before, and the file is not there.
    Lost(PathBuf, PublicKey),
    /// The store has signed before, and never with the file's key.
    Another(PathBuf, PublicKey),
}

/// What it means to go on with another key.
const NEW_KEY: &str = "proofs of arrival from before still hold, later ones come from the new key, and whoever checks proofs has to be told its public half";

impl core::fmt::Display for KeyError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Unusable(path, error) => write!(
                f,
                "the signing key {} cannot be used ({error}): give --signing-key a file this user can read, or a place where one can be made",
                path.display()
            ),
            Self::OpenToOthers(path) => write!(
                f,
                "others on this machine can read the signing key {0}, and could sign in the server's name: chmod 600 {0}",
                path.display()
            ),
            Self::Lost(path, last) => write!(
                f,
                "the signing key {0} is not there, but this store has signed before (last {last}), and a backup does not contain the key: put the copy of signing.key that was kept apart at {0} and chmod 600 it, or give --signing-key its place. If there is no copy, start once with --new-signing-key: {NEW_KEY}",
                path.display()
            ),
            Self::Another(path, last) => write!(
                f,
                "the signing key {0} is none that this store has signed with (last {last}): put the copy of that one at {0}, or give --signing-key its place. If it is lost, or another is wanted, start once with --new-signing-key: {NEW_KEY}",
                path.display()
            ),
            Self::NotAKey(path) => write!(
                f,
                "{} is not a signing key (64 digits of 0 to 9 and a to f on one line): give --signing-key the right file, or put the copy of it back",
                path.display()
            ),
            Self::NoSecret(path) => write!(
                f,
                "{} holds one digit pair again and again, which anybody can guess: put the copy of the right key back, or take the file away and let a new one be made",
                path.display()
            ),
        }
    }
}

impl core::error::Error for KeyError {}

impl SigningKey {
    /// The key of a secret; for tests, and for a file's content.
    pub fn of_secret(secret: &[u8; 32]) -> Self {
        Self(Arc::new(ed25519_dalek::SigningKey::from_bytes(secret)))
    }

    /// The key in this file, or else in the data folder. A store that has signed before goes on with a
    /// key that it knows; for another it is made, readable to this user alone, if there is none. Of
    /// servers that start at once one makes it.
    ///
    /// # Errors
    /// If the file cannot be read or made, others can read it, it is not a key, or not the store's.
    pub fn of(file: Option<&Path>, data: &Path, known: &[KnownKey]) -> Result<Self, KeyError> {
        let path = place(file, data);
        let unusable = |error| KeyError::Unusable(path.clone(), error);
        let last = known.last().map(|known| known.public_key);
        if !path.try_exists().map_err(unusable)? {
            if let Some(last) = last {
                return Err(KeyError::Lost(path, last));
            }
            make(&path).map_err(unusable)?;
        }
        let key = Self::read(&path)?;
        let is_known = known.iter().any(|known| known.public_key == key.public());
        match last {
            Some(last) if !is_known => Err(KeyError::Another(path, last)),
            _ => Ok(key),
        }
    }

    /// The key in this file, or else in the data folder, which has to be there.
    ///
    /// # Errors
    /// If the file cannot be read, others can read it, or it is not a key.
    pub fn existing(file: Option<&Path>, data: &Path) -> Result<Self, KeyError> {
        Self::read(&place(file, data))
    }

    fn read(path: &Path) -> Result<Self, KeyError> {
        let unusable = |error| KeyError::Unusable(path.to_owned(), error);
        if is_open_to_others(path).map_err(unusable)? {
            return Err(KeyError::OpenToOthers(path.to_owned()));
        }
        let text = fs::read(path).map_err(unusable)?;
        let text = String::from_utf8_lossy(&text);
        let secret: [u8; 32] =
            hex::parse(text.trim_end()).map_err(|_| KeyError::NotAKey(path.to_owned()))?;
        if secret.iter().all(|byte| *byte == secret[0]) {
            return Err(KeyError::NoSecret(path.to_owned()));
        }
        Ok(Self::of_secret(&secret))
    }

    /// The half that everybody may know.
    pub fn public(&self) -> PublicKey {
        PublicKey::new(self.0.verifying_key().to_bytes())
    }

    /// Signs; the same bytes always get the same signature.
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        Signature::new(self.0.sign(bytes).to_bytes())
    }

    /// Signs that content has arrived.
    pub fn acknowledge(&self, arrival: Arrival) -> Acknowledgement {
        let key = self.public();
        Acknowledgement {
            signature: self.sign(&arrival.signed_bytes(&key)),
            arrival,
            key,
        }
    }
}

/// Where the key is: in this file, or else in the data folder.
pub fn place(file: Option<&Path>, data: &Path) -> PathBuf {
    file.map_or_else(|| data.join(FILE_NAME), Path::to_owned)
}

/// Whether the key has signed these bytes. Weak keys have signed nothing.
pub fn has_signed(key: &PublicKey, bytes: &[u8], signature: &Signature) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature.bytes());
    VerifyingKey::from_bytes(key.bytes())
        .is_ok_and(|key| key.verify_strict(bytes, &signature).is_ok())
}

/// Written whole beside its place first, then linked there: nobody reads half a key, and none is
/// written over.
fn make(path: &Path) -> io::Result<()> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = private_file::make(&beside)?;
    let digits: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(file, "{digits}")?;
    file.sync_all()?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

/// Elsewhere the file's access list is the administrator's matter.
#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// A folder that goes with its test.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let number = NEXT.fetch_add(1, Ordering::SeqCst);
            let name = format!("saddlebag-key-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn file(&self) -> PathBuf {
            self.0.join(FILE_NAME)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_one_key_signed_no_other_has() {
        let [one, other] = [[1; 32], [2; 32]].map(|secret| SigningKey::of_secret(&secret));
        let signature = one.sign(b"text");
        assert!(has_signed(&one.public(), b"text", &signature));
        assert!(!has_signed(&one.public(), b"test", &signature));
        assert!(!has_signed(&other.public(), b"text", &signature));
        assert!(!has_signed(&PublicKey::new([0; 32]), b"text", &signature));
    }

    /// RFC 8032, section 7.1, test 2.
    #[test]
    fn signatures_are_those_of_the_standard() {
        let secret = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        let key = SigningKey::of_secret(&hex::parse(secret).unwrap());
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        assert_eq!(key.public().to_string(), public);
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(key.sign(&[0x72]).to_string(), signature);
    }

    #[test]
    fn a_key_is_made_once_and_is_private() {
        let folder = Folder::new();
        let made = SigningKey::of(None, &folder.0, &[]).unwrap();
        let read = SigningKey::of(None, &folder.0, &[]).unwrap();
        assert_eq!(made.public(), read.public());
        assert!(!is_open_to_others(&folder.file()).unwrap());
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    }

    #[test]
    fn servers_that_start_at_once_share_the_key() {
        let folder = Folder::new();
        let file = folder.file();
        // Each has its own process in truth: the second comes when the first has just made it.
        make(&file).unwrap();
        let first = fs::read(&file).unwrap();
        make(&file).unwrap();
        assert_eq!(fs::read(&file).unwrap(), first);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        SigningKey::of(None, &folder.0, &[]).unwrap();
        for mode in [0o640, 0o604, 0o644, 0o620] {
            fs::set_permissions(folder.file(), fs::Permissions::from_mode(mode)).unwrap();
            let refused = SigningKey::of(None, &folder.0, &[]).err().unwrap();
            assert!(matches!(refused, KeyError::OpenToOthers(_)), "{mode:o}");
        }
    }

    #[test]
    fn a_key_that_anybody_can_guess_is_refused() {
        let folder = Folder::new();
        for text in ["00".repeat(32), "ff".repeat(32)] {
            private_file::make(&folder.file()).unwrap();
            fs::write(folder.file(), &text).unwrap();
            let refused = SigningKey::of(None, &folder.0, &[]).err().unwrap();
            assert!(matches!(refused, KeyError::NoSecret(_)), "{text}");
            fs::remove_file(folder.file()).unwrap();
        }
    }

    #[test]
    fn what_is_no_key_is_refused_and_kept() {
        let folder = Folder::new();
        for text in ["", "hello", "12", "-----BEGIN PRIVATE KEY-----"] {
            private_file::make(&folder.file()).unwrap();
            fs::write(folder.file(), text).unwrap();
            let refused = SigningKey::of(None, &folder.0, &[]).err().unwrap();
            assert!(matches!(refused, KeyError::NotAKey(_)), "{text}");
            assert_eq!(fs::read_to_string(folder.file()).unwrap(), text);
            fs::remove_file(folder.file()).unwrap();
        }
    }
}
