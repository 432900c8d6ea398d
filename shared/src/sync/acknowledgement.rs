//! The server's proof that content has arrived: what it says, and the exact bytes that are signed.
//!
//! The server signs with Ed25519 (RFC 8032) when it has applied a mutation that brings content. The
//! signed bytes are UTF-8 text of these lines, each ended by a line feed:
//!
//! ```text
//! saddlebag acknowledgement 1
//! record_id 00000000-0000-0000-0000-000000000004
//! number A-0007-000012-3
//! content_version 1
//! content_hash <SHA-256 of the content's text, 64 hexadecimal digits>
//! received_at 1790000000000
//! key <the public key, 64 hexadecimal digits>
//! ```
//!
//! The first line names the purpose and the version of this form, so that a signature for anything
//! else never passes for an acknowledgement. No value can hold a line feed.

use crate::answers::Answers;
use crate::hex::hex_newtype;
use crate::id::RecordId;
use crate::number::RecordNumber;
use crate::record::RecordView;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of a content's text, [`Answers::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);
hex_newtype!(ContentHash, 32);

impl ContentHash {
    /// Of a content's text.
    pub fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Of a content.
    pub fn of(content: &Answers) -> Self {
        Self::of_text(&content.text())
    }
}

/// An Ed25519 public key. It is its own name: a signature says with it which key made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);
hex_newtype!(PublicKey, 32);

/// An Ed25519 signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature([u8; 64]);
hex_newtype!(Signature, 64);

/// That a version of a record's content has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The record.
    pub record_id: RecordId,
    /// The number people use for it.
    pub number: RecordNumber,
    /// Which version of the content.
    pub content_version: u64,
    /// What the content was.
    pub content_hash: ContentHash,
    /// When this version came, by the server's clock.
    pub received_at: Timestamp,
}

impl Arrival {
    /// Of the content that `record` has now, received at that time.
    pub fn of(record: &RecordView, received_at: Timestamp) -> Self {
        Self {
            record_id: record.record_id,
            number: record.number.clone(),
            content_version: record.content_version,
            content_hash: ContentHash::of(&record.content),
            received_at,
        }
    }

    /// The bytes that the key signs, as the module says.
    pub fn signed_bytes(&self, key: &PublicKey) -> Vec<u8> {
        format!(
            "saddlebag acknowledgement 1\n\
             record_id {}\nnumber {}\ncontent_version {}\ncontent_hash {}\nreceived_at {}\nkey {key}\n",
            self.record_id,
            self.number,
            self.content_version,
            self.content_hash,
            self.received_at.millis(),
        )
        .into_bytes()
    }
}

/// The server's proof of arrival: it had this content durably at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// What has arrived.
    #[serde(flatten)]
    pub arrival: Arrival,
    /// The key that signed it.
    pub key: PublicKey,
    /// Of [`Arrival::signed_bytes`].
    pub signature: Signature,
}

impl Acknowledgement {
    /// The bytes that were signed.
    pub fn signed_bytes(&self) -> Vec<u8> {
        self.arrival.signed_bytes(&self.key)
    }

    /// Whether it is about this content.
    pub fn is_of(&self, content: &Answers) -> bool {
        self.arrival.content_hash == ContentHash::of(content)
    }

    /// Eight characters by which people tell one acknowledgement from another: the beginning of the
    /// SHA-256 of its signature. Not a proof by itself.
    pub fn short_code(&self) -> String {
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(self.signature.bytes()));
        format!("{a:02X}{b:02X}-{c:02X}{d:02X}")
    }
}

/// An acknowledgement with the content's text: all that a check needs but a trusted key. This is
/// what the agent's phone keeps, and what it saves as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalProof {
    /// The server's acknowledgement.
    pub acknowledgement: Acknowledgement,
    /// The text that was hashed; `None` while the phone does not have that version.
    pub content: Option<String>,
}

/// The proofs of one record, oldest version first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAcknowledgements {
    /// One for each version of its content.
    pub proofs: Vec<ArrivalProof>,
}

/// The keys that the server has signed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKeys {
    /// Oldest first; none is ever removed.
    pub keys: Vec<KnownKey>,
}

/// A key that the server has signed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownKey {
    /// The key.
    pub public_key: PublicKey,
    /// Since when it is used.
    pub first_used_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::DeviceNumber;
    use crate::sync::{MutationOutcome, Outcome};

    fn an_acknowledgement() -> Acknowledgement {
        Acknowledgement {
            arrival: Arrival {
                record_id: RecordId::from_number(4),
                number: RecordNumber::new('A', DeviceNumber::new(7), 12),
                content_version: 1,
                content_hash: ContentHash::of(&Answers::new().with("applicant.name", "王芳")),
                received_at: Timestamp::from_millis(1_790_000_000_000),
            },
            key: PublicKey::new([0xab; 32]),
            signature: Signature::new([0xcd; 64]),
        }
    }

    #[test]
    fn the_signed_bytes_never_change() {
        let signed = String::from_utf8(an_acknowledgement().signed_bytes()).unwrap();
        let expected = "saddlebag acknowledgement 1\n\
            record_id 00000000-0000-0000-0000-000000000004\n\
            number A-0007-000012-3\n\
            content_version 1\n\
            content_hash d93979ca4036911053653a57f498c840f36fd40249389040fef07f3836aa1475\n\
            received_at 1790000000000\n\
            key abababababababababababababababababababababababababababababababab\n";
        assert_eq!(signed, expected);
    }

    #[test]
    fn the_written_form_is_stable() {
        insta::assert_json_snapshot!(an_acknowledgement(), @r#"
        {
          "record_id": "00000000-0000-0000-0000-000000000004",
          "number": "A-0007-000012-3",
          "content_version": 1,
          "content_hash": "d93979ca4036911053653a57f498c840f36fd40249389040fef07f3836aa1475",
          "received_at": 1790000000000,
          "key": "abababababababababababababababababababababababababababababababab",
          "signature": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        }
        "#);
    }

    #[test]
    fn a_phone_and_a_server_of_before_still_understand_each_other() {
        #[derive(Debug, Deserialize)]
        struct Before {
            #[serde(flatten)]
            outcome: Outcome,
        }
        let with = MutationOutcome {
            acknowledgement: Some(an_acknowledgement()),
            ..MutationOutcome::bare(None, Outcome::Applied { version: 1 })
        };
        let told = serde_json::to_string(&with).unwrap();
        assert_eq!(
            serde_json::from_str::<MutationOutcome>(&told).unwrap(),
            with
        );
        let before: Before = serde_json::from_str(&told).unwrap();
        assert_eq!(before.outcome, with.outcome);
        let told = r#"{"mutation_id":null,"outcome":"applied","version":1}"#;
        let without: MutationOutcome = serde_json::from_str(told).unwrap();
        assert_eq!(without.acknowledgement, None);
        assert_eq!(serde_json::to_string(&without).unwrap(), told);
    }

    #[test]
    fn every_part_is_signed() {
        let whole = an_acknowledgement();
        let mut parts: Vec<Acknowledgement> = (0..6).map(|_| whole.clone()).collect();
        parts[0].arrival.record_id = RecordId::from_number(5);
        parts[1].arrival.number = RecordNumber::new('A', DeviceNumber::new(7), 13);
        parts[2].arrival.content_version = 2;
        parts[3].arrival.content_hash = ContentHash::of(&Answers::new());
        parts[4].arrival.received_at = Timestamp::from_millis(0);
        parts[5].key = PublicKey::new([0; 32]);
        for part in parts {
            assert_ne!(part.signed_bytes(), whole.signed_bytes());
        }
    }

    #[test]
    fn it_is_of_one_content_only() {
        let acknowledgement = an_acknowledgement();
        let content = Answers::new().with("applicant.name", "王芳");
        assert!(acknowledgement.is_of(&content));
        assert!(!acknowledgement.is_of(&content.with("applicant.sex", "female")));
    }

    #[test]
    fn the_short_code_is_short() {
        assert_eq!(an_acknowledgement().short_code(), "48AB-A524");
    }
}
