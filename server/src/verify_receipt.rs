//! Whether a saved proof of arrival holds: its signature, the content it is of, and whose key it is.
//! Needs no network.

use crate::signing::has_signed;
use crate::store::{Database, Store, signing_keys};
use clap::Args;
use serde::Serialize;
use shared::sync::{ArrivalProof, ContentHash, PublicKey};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Which proof is checked, and against which keys.
#[derive(Debug, Args)]
pub struct VerifyReceipt {
    /// The file that was saved from the record's page.
    file: PathBuf,
    /// A public key of the server, as /api/signing-keys tells it; several may be given.
    #[arg(long, value_name = "KEY", conflicts_with = "data")]
    public_key: Vec<PublicKey>,
    /// The server's data folder: every key in its database is trusted.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Says it in one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What the checks found; each is told even if another failed.
#[derive(Debug, Serialize)]
struct Verdict {
    holds: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<String>,
    #[serde(flatten)]
    checks: Option<Checks>,
}

#[derive(Debug, Serialize)]
struct Checks {
    number: String,
    content_version: u64,
    received_at: i64,
    short_code: String,
    key: PublicKey,
    signature_fits: bool,
    content: ContentCheck,
    key_trust: KeyTrust,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum ContentCheck {
    AsReceived,
    Changed,
    Missing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum KeyTrust {
    Known,
    Unknown,
    NotChecked,
}

/// Checks the proof and tells what holds. Exit code 0: it holds; 1: it does not; 2: it could not be
/// decided, because the file cannot be opened or nothing says whose the key is.
pub async fn verify_receipt(asked: VerifyReceipt) -> Result<ExitCode, Box<dyn core::error::Error>> {
    let text = match std::fs::read_to_string(&asked.file) {
        Ok(text) => text,
        Err(error) => {
            let file = asked.file.display();
            eprintln!("saddlebag: {file} cannot be read ({error}): give the file that was saved");
            return Ok(ExitCode::from(2));
        }
    };
    let trusted = trusted_keys(&asked).await?;
    let verdict = verdict(&text, trusted.as_deref());
    if asked.json {
        println!("{}", serde_json::to_string(&verdict)?);
    } else {
        println!("{}", verdict.in_words());
    }
    Ok(verdict.exit_code())
}

/// `None` if nothing was given to trust.
async fn trusted_keys(
    asked: &VerifyReceipt,
) -> Result<Option<Vec<PublicKey>>, Box<dyn core::error::Error>> {
    match &asked.data {
        Some(folder) => Ok(Some(keys_in(folder).await?)),
        None if asked.public_key.is_empty() => Ok(None),
        None => Ok(Some(asked.public_key.clone())),
    }
}

async fn keys_in(folder: &Path) -> Result<Vec<PublicKey>, Box<dyn core::error::Error>> {
    let store = Store::open_existing(&Database::Embedded(folder.to_owned())).await?;
    let keys = signing_keys::all(&mut *store.read().await?).await?;
    store.close().await;
    Ok(keys.into_iter().map(|known| known.public_key).collect())
}

fn verdict(text: &str, trusted: Option<&[PublicKey]>) -> Verdict {
    match serde_json::from_str::<ArrivalProof>(text) {
        Ok(proof) => {
            let checks = Checks::of(&proof, trusted);
            Verdict {
                holds: checks.all_hold(),
                unreadable: None,
                checks: Some(checks),
            }
        }
        Err(error) => Verdict {
            holds: false,
            unreadable: Some(error.to_string()),
            checks: None,
        },
    }
}

impl Checks {
    fn of(proof: &ArrivalProof, trusted: Option<&[PublicKey]>) -> Self {
        let acknowledgement = &proof.acknowledgement;
        let (arrival, key) = (&acknowledgement.arrival, acknowledgement.key);
        let signed = acknowledgement.signed_bytes();
        Self {
            number: arrival.number.to_string(),
            content_version: arrival.content_version,
            received_at: arrival.received_at.millis(),
            short_code: acknowledgement.short_code(),
            key,
            signature_fits: has_signed(&key, &signed, &acknowledgement.signature),
            content: match &proof.content {
                None => ContentCheck::Missing,
                Some(text) if ContentHash::of_text(text) == arrival.content_hash => {
                    ContentCheck::AsReceived
                }
                Some(_) => ContentCheck::Changed,
            },
            key_trust: match trusted {
                None => KeyTrust::NotChecked,
                Some(keys) if keys.contains(&key) => KeyTrust::Known,
                Some(_) => KeyTrust::Unknown,
            },
        }
    }

    const fn all_hold(&self) -> bool {
        self.signature_fits
            && matches!(self.content, ContentCheck::AsReceived)
            && matches!(self.key_trust, KeyTrust::Known)
    }

    const fn any_fails(&self) -> bool {
        !self.signature_fits
            || matches!(self.content, ContentCheck::Changed)
            || matches!(self.key_trust, KeyTrust::Unknown)
    }

    fn in_words(&self) -> Vec<String> {
        let received = shared::time::Timestamp::from_millis(self.received_at).civil(0);
        let received = received.map_or_else(String::new, |at| format!(", received {at} UTC"));
        let signature = match self.signature_fits {
            true => {
                "holds: this key has signed exactly this record, number, version, hash and time"
            }
            false => {
                "does not fit: the record, number, version, hash, time, key or signature was changed, or this key never signed it"
            }
        };
        let content = match self.content {
            ContentCheck::AsReceived => "holds: it is, to the letter, what the server received",
            ContentCheck::Changed => {
                "was changed: it is not what the server received; its hash is another"
            }
            ContentCheck::Missing => {
                "is not in the file: save it again from the record's page while connected"
            }
        };
        let trust = match self.key_trust {
            KeyTrust::Known => "holds: it is the server's",
            KeyTrust::Unknown => "is unknown: the server never had it; somebody else signed this",
            KeyTrust::NotChecked => {
                "was not checked: give --data or --public-key to see whether it is the server's"
            }
        };
        vec![
            format!(
                "{}, version {} of the content{received}, code {}",
                self.number, self.content_version, self.short_code
            ),
            format!("signature {signature}"),
            format!("content {content}"),
            format!("key {} {trust}", self.key),
        ]
    }
}

impl Verdict {
    fn in_words(&self) -> String {
        let mut lines = self.checks.as_ref().map_or_else(Vec::new, Checks::in_words);
        if let Some(reason) = &self.unreadable {
            lines.push(format!(
                "it is no proof of arrival, or was changed: {reason}"
            ));
        }
        lines.push(match self.exit() {
            0 => "The proof holds.".to_owned(),
            1 => "The proof does not hold.".to_owned(),
            _ => "The proof is not decided.".to_owned(),
        });
        lines.join("\n")
    }

    fn exit(&self) -> u8 {
        match &self.checks {
            Some(checks) if checks.all_hold() => 0,
            Some(checks) if !checks.any_fails() => 2,
            _ => 1,
        }
    }

    fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::SigningKey;
    use shared::answers::Answers;
    use shared::id::RecordId;
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::sync::Arrival;
    use shared::time::Timestamp;

    fn key() -> SigningKey {
        SigningKey::of_secret(&[7; 32])
    }

    fn a_proof() -> ArrivalProof {
        let content = Answers::new().with("applicant.name", "王芳");
        let arrival = Arrival {
            record_id: RecordId::from_number(4),
            number: RecordNumber::new('A', DeviceNumber::new(7), 12),
            content_version: 1,
            content_hash: ContentHash::of(&content),
            received_at: Timestamp::from_millis(1_790_000_000_000),
        };
        ArrivalProof {
            acknowledgement: key().acknowledge(arrival),
            content: Some(content.text()),
        }
    }

    fn saved() -> String {
        serde_json::to_string_pretty(&a_proof()).unwrap()
    }

    #[test]
    fn a_proof_as_it_was_saved_holds() {
        let verdict = verdict(&saved(), Some(&[key().public()]));
        assert!(verdict.holds);
        assert_eq!(verdict.exit(), 0);
        assert!(verdict.in_words().ends_with("The proof holds."));
    }

    /// Every place of the file, each replaced by another character that could stand there.
    #[test]
    fn one_changed_character_anywhere_is_found() {
        let whole = saved();
        let trusted = [key().public()];
        for (place, character) in whole.char_indices() {
            let other = match character {
                '0' => '1',
                'a'..='e' | '1'..='8' => 'f',
                _ => '0',
            };
            let mut changed = whole.clone();
            changed.replace_range(place..place + character.len_utf8(), &other.to_string());
            let same = serde_json::from_str::<ArrivalProof>(&changed)
                .is_ok_and(|changed| changed == a_proof());
            assert!(
                same || !verdict(&changed, Some(&trusted)).holds,
                "{changed}"
            );
        }
    }

    #[test]
    fn a_changed_content_is_named() {
        let changed = saved().replace("王芳", "王方");
        let words = verdict(&changed, Some(&[key().public()])).in_words();
        assert!(words.contains("content was changed"), "{words}");
        assert!(words.contains("signature holds"), "{words}");
    }

    #[test]
    fn a_file_signed_with_a_key_of_ones_own_does_not_hold() {
        let other = SigningKey::of_secret(&[8; 32]);
        let verdict = verdict(&saved(), Some(&[other.public()]));
        assert_eq!(verdict.exit(), 1);
        assert!(verdict.in_words().contains("never had it"));
    }

    #[test]
    fn without_a_key_to_trust_nothing_is_decided() {
        assert_eq!(verdict(&saved(), None).exit(), 2);
        let changed = saved().replace("王芳", "王方");
        assert_eq!(verdict(&changed, None).exit(), 1);
        let without = ArrivalProof {
            content: None,
            ..a_proof()
        };
        let without = serde_json::to_string(&without).unwrap();
        assert_eq!(verdict(&without, Some(&[key().public()])).exit(), 2);
    }
}
