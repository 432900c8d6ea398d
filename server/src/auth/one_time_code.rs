//! One-time codes: drawn, kept as a hash, and shown to whoever asked for them, once.

use super::Home;
use crate::store::audit::{self, Act, Actor};
use crate::store::one_time_codes::{self, StoredCode};
use crate::store::{Db, StoreError, Stored, settings};
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId};
use shared::session::{OneTimeCode, SessionLimits};
use shared::sync::fingerprint;
use shared::time::Timestamp;

/// A code that was just given to somebody.
#[derive(Debug, Clone)]
pub struct GivenCode {
    /// The code; the store keeps only its hash.
    pub code: OneTimeCode,
    /// From then on it is good for nothing.
    pub valid_until: Timestamp,
}

/// Who gives codes.
#[derive(Debug, Clone, Copy)]
pub struct Giver {
    /// Who.
    pub actor: Actor,
    /// On which device, if it is one.
    pub device: Option<DeviceId>,
}

impl Giver {
    /// Whoever has the server's machine.
    pub const COMMAND_LINE: Self = Self {
        actor: Actor::CommandLine,
        device: None,
    };
}

/// Gives somebody who belongs there a code in the place of their last one. Their passphrase stays until the
/// code is used.
///
/// # Errors
/// If the store cannot be written, or the machine gives no randomness.
pub async fn give_code(
    db: &mut Db,
    (person, home): (PersonId, &Home),
    by: Giver,
    now: Timestamp,
) -> Stored<GivenCode> {
    let code = draw()?;
    let limits: SessionLimits = settings::in_force(db, home.today).await?;
    let valid_until = now.plus_millis(limits.code_lasts());
    let stored = StoredCode {
        person,
        hash: hash_of(person, &code),
        valid_until,
    };
    one_time_codes::set(db, &stored, by.actor, now).await?;
    let act = Act {
        device: by.device,
        units: home.line.clone(),
        ..Act::new(now, by.actor, AuditAction::GiveCode, person.to_string())
    };
    audit::append(db, &home.branch.unit_id.to_string(), &act).await?;
    Ok(GivenCode { code, valid_until })
}

fn draw() -> Stored<OneTimeCode> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Unreadable {
        column: "code_hash",
        reason: format!("no randomness: {error}"),
    })?;
    Ok(OneTimeCode::of_bits(u64::from_le_bytes(bytes)))
}

/// The hash of what somebody typed for a code of this person; none if it is no code.
pub(super) fn hash_of_typed(person: PersonId, typed: &str) -> Option<String> {
    let code: OneTimeCode = typed.parse().ok()?;
    Some(hash_of(person, &code))
}

/// Sixty random bits for three days need no slow hash; with the person in it, one table of hashes fits
/// nobody else's code.
fn hash_of(person: PersonId, code: &OneTimeCode) -> String {
    fingerprint(&format!("saddlebag one-time code\n{person}\n{code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_its_person_however_it_is_typed_and_nobody_else() {
        let [person, other] = [1, 2].map(PersonId::from_number);
        let code = OneTimeCode::of_bits(0x0123_4567_89AB_CDEF);
        let typed = |person, typed: &str| hash_of_typed(person, typed);
        let kept = Some(hash_of(person, &code));
        assert_eq!(typed(person, &code.to_string().to_lowercase()), kept);
        assert_ne!(typed(other, &code.to_string()), kept);
        assert_eq!(typed(person, "no code"), None);
    }

    #[test]
    fn no_two_codes_are_drawn_alike() {
        let drawn = (0..64).map(|_| draw().unwrap().to_string());
        let drawn: std::collections::BTreeSet<String> = drawn.collect();
        assert_eq!(drawn.len(), 64);
    }
}
