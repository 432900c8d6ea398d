//! The cases of the desk as its list shows them: nothing of what they say beyond that.

use super::sheet::Sheet;
use super::{AT_ONCE, words};
use crate::auth::SignedIn;
use crate::desk;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::Db;
use shared::desk::{QueueEntry, QueueFilter};
use shared::key;
use shared::kinds::{self, Subject};
use shared::product::{Catalogue, ProductCode};
use shared::table::Value;
use shared::text::{Language, fill, lookup};

/// What its columns are called.
pub(super) const COLUMNS: [&str; 12] = [
    key!("desk.column.number"),
    key!("exports.column.kind"),
    key!("desk.column.title"),
    key!("desk.column.subject"),
    key!("desk.column.amount"),
    key!("desk.column.agent"),
    key!("team.title"),
    key!("exports.column.received"),
    key!("desk.column.status"),
    key!("desk.column.warnings"),
    key!("desk.column.authority"),
    key!("exports.column.holder"),
];

/// A line for each case that is wanted of those that this person sees, in the order of the list.
pub(super) async fn cases(
    db: &mut Db,
    (state, by): (&AppState, &SignedIn),
    filter: &QueueFilter,
    language: Language,
    sheet: &mut Sheet,
) -> Result<(), ApiError> {
    let catalogue = state.products.in_force(db).await?;
    let told = Told {
        language,
        catalogue: &catalogue,
        offset_minutes: by.branch.offset_minutes,
    };
    let mut after = None;
    loop {
        let wanted = (after.as_ref(), AT_ONCE);
        let (page, next) = desk::cases(db, by, filter, wanted, state.clock.now()).await?;
        for entry in &page {
            sheet.line(&told.line(entry))?;
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

struct Told<'a> {
    language: Language,
    catalogue: &'a Catalogue,
    offset_minutes: i32,
}

impl Told<'_> {
    fn line(&self, entry: &QueueEntry) -> [Value; COLUMNS.len()] {
        let holder = entry.holder.as_ref().map(|holder| &holder.person.name);
        [
            Value::code(Some(entry.number.to_string())),
            words::word(self.language, "states.kind", entry.kind.as_str()),
            Value::text(&entry.title),
            Value::text(self.subject(entry)),
            words::money(entry.amount),
            Value::text(&entry.captured_by.name),
            Value::text(&entry.team),
            words::moment(entry.received_at, self.offset_minutes),
            words::word(self.language, "desk.status", entry.status.as_str()),
            Value::count(entry.warnings),
            Value::text(self.authority(entry)),
            Value::text(holder.cloned().unwrap_or_default()),
        ]
    }

    fn subject(&self, entry: &QueueEntry) -> String {
        let subject = entry.subject.as_str();
        let named = match kinds::of(entry.kind).subject {
            Subject::Choice(set) => {
                let key = format!("choices.{}.{subject}", set.name);
                lookup(self.language, &key).map(str::to_owned)
            }
            Subject::Product => self.product(subject),
            Subject::None => None,
        };
        named.unwrap_or_else(|| subject.to_owned())
    }

    fn product(&self, code: &str) -> Option<String> {
        let code: ProductCode = code.parse().ok()?;
        let product = self.catalogue.tariffs(&code).last()?;
        let name = product.name.in_language(self.language);
        Some(format!("{name} ({code})"))
    }

    fn authority(&self, entry: &QueueEntry) -> String {
        let key = match entry.needed.four_eyes {
            true => key!("desk.authority.four_eyes"),
            false => key!("desk.authority.level"),
        };
        let level = entry.needed.level.0.to_string();
        fill(words::tell(self.language, key), [("n", level.as_str())])
    }
}
