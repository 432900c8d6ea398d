//! The heads of all chains, exported and signed: what was in the log then can no longer be cut off
//! or rewritten unnoticed.

use crate::signing::{SigningKey, has_signed};
use crate::store::audit::Head;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::sync::{PublicKey, Signature};
use shared::time::Timestamp;

/// What an export says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heads {
    /// When, by the server's clock.
    pub exported_at: Timestamp,
    /// Which life of the store it was.
    pub epoch: String,
    /// The last row of each chain, by chain.
    pub heads: Vec<Head>,
}

/// The file that `audit-head` writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHeads {
    /// What it says.
    #[serde(flatten)]
    pub heads: Heads,
    /// The key that signed it.
    pub key: PublicKey,
    /// Of [`Heads::signed_bytes`].
    pub signature: Signature,
}

impl Heads {
    /// The bytes that the key signs: UTF-8 lines, the first naming purpose and version, then one for
    /// each chain, whose name is written as a JSON string.
    fn signed_bytes(&self, key: &PublicKey) -> Vec<u8> {
        let mut text = format!(
            "saddlebag audit heads 1\nexported_at {}\nepoch {}\nkey {key}\n",
            self.exported_at.millis(),
            Value::from(self.epoch.as_str()),
        );
        for head in &self.heads {
            let chain = Value::from(head.chain.as_str());
            let hash = Value::from(head.hash.as_str());
            text.push_str(&format!("head {} {hash} {chain}\n", head.seq));
        }
        text.into_bytes()
    }

    /// Signed with the server's key.
    pub fn signed(self, key: &SigningKey) -> AuditHeads {
        let public = key.public();
        AuditHeads {
            signature: key.sign(&self.signed_bytes(&public)),
            heads: self,
            key: public,
        }
    }
}

impl AuditHeads {
    /// Whether the key it names has signed it as it is.
    pub fn is_as_signed(&self) -> bool {
        has_signed(
            &self.key,
            &self.heads.signed_bytes(&self.key),
            &self.signature,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_was_changed_is_not_as_signed() {
        let heads = Heads {
            exported_at: Timestamp::from_millis(5),
            epoch: "e".to_owned(),
            heads: vec![Head {
                chain: "east".to_owned(),
                seq: 3,
                hash: "00".to_owned(),
            }],
        };
        let whole = heads.signed(&SigningKey::of_secret(&[7; 32]));
        assert!(whole.is_as_signed());
        let mut changed = [whole.clone(), whole.clone(), whole.clone(), whole];
        changed[0].heads.heads[0].seq = 2;
        changed[1].heads.heads.clear();
        changed[2].heads.epoch = "f".to_owned();
        changed[3].key = SigningKey::of_secret(&[8; 32]).public();
        assert!(changed.iter().all(|it| !it.is_as_signed()));
    }
}
