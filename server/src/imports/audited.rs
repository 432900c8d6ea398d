//! Who imports, and what the log is told of it.

use super::table::Import;
use crate::auth::Caller;
use crate::people::{Administered, By};
use crate::store::audit::{self, Act, Actor, SETTINGS};
use crate::store::{Db, Stored};
use shared::audit::AuditAction;

/// Who imports.
pub(super) enum Importer<'r> {
    /// Whoever has the server's machine; the file's name is written down.
    CommandLine {
        /// The file's name, without the folders.
        file: &'r str,
    },
    /// Somebody within what they administer. What they call their files is their own matter.
    Administrator(&'r Caller, &'r Administered),
}

impl Import<'_> {
    /// The file's SHA-256 and what came of it, in the log of the company or of the branch whose administrator it was.
    pub(super) async fn write_down(
        &self,
        db: &mut Db,
        action: AuditAction,
        counts: String,
    ) -> Stored<()> {
        let (chain, act) = match self.importer {
            Importer::CommandLine { file } => {
                let subject = format!("{file}: {counts}");
                let act = Act::new(self.now, Actor::CommandLine, action, subject);
                (SETTINGS.to_owned(), act)
            }
            Importer::Administrator(by, _) => {
                let act = by.act(action, counts, self.now);
                (by.person.branch.unit_id.to_string(), act)
            }
        };
        let before = self.hash.clone();
        audit::append(db, &chain, &Act { before, ..act }).await
    }

    /// By whom people and units are kept.
    pub(super) fn by(&self) -> By {
        let (actor, device) = match self.importer {
            Importer::CommandLine { .. } => (Actor::CommandLine, None),
            Importer::Administrator(by, _) => (by.actor(), by.device()),
        };
        By {
            actor,
            device,
            now: self.now,
        }
    }
}
