//! The audit log, the latest first, as the page has it: masked where that is masked, and silent where that is.

use super::log_words::Words;
use super::sheet::Sheet;
use super::{AT_ONCE, words};
use crate::audit::Reading;
use crate::problem::ApiError;
use crate::store::Db;
use crate::store::audit::After;
use shared::audit::LogEntry;
use shared::key;
use shared::table::Value;
use shared::text::Language;

/// What its columns are called.
pub(super) const COLUMNS: [&str; 17] = [
    key!("exports.column.at"),
    key!("exports.column.log"),
    key!("exports.column.row"),
    key!("audit.person"),
    key!("exports.column.device"),
    key!("audit.what"),
    key!("exports.column.subject"),
    key!("audit.record"),
    key!("exports.column.before"),
    key!("exports.column.after"),
    key!("audit.reason"),
    key!("audit.asked"),
    key!("exports.column.changed"),
    key!("exports.column.presence"),
    key!("exports.column.different"),
    key!("audit.looked"),
    key!("exports.column.intact"),
];

/// A line for each row of the log.
pub(super) async fn log(
    db: &mut Db,
    reading: &Reading,
    language: Language,
    sheet: &mut Sheet,
) -> Result<(), ApiError> {
    let words = Words::of(db, language, reading.offset_minutes()).await?;
    let mut after: Option<After> = None;
    loop {
        let page = reading.page(db, after.as_ref(), AT_ONCE).await?;
        for entry in &page.entries {
            sheet.line(&line(&words, entry))?;
        }
        after = page.next.as_deref().and_then(After::read);
        if after.is_none() {
            return Ok(());
        }
    }
}

fn line(words: &Words, entry: &LogEntry) -> [Value; COLUMNS.len()] {
    let (before, after) = words.moved(entry.moved);
    [
        words.moment(entry.at),
        Value::text(words.chain(&entry.chain)),
        Value::count(entry.seq),
        Value::text(words.actor(&entry.actor)),
        entry
            .device
            .map_or(Value::Empty, |device| Value::count(device.get())),
        words.action(entry.action),
        Value::text(words.subject(&entry.subject, entry.refused)),
        Words::number(&entry.subject),
        before,
        after,
        Value::text(words.reason(entry.reason.as_deref())),
        Value::text(entry.asked.join("; ")),
        Value::text(words.answers(&entry.answers)),
        Value::text(words.presences(&entry.presences)),
        Value::text(words.differences(&entry.differences)),
        Value::text(
            entry
                .looked
                .as_ref()
                .map_or_else(String::new, |looked| words.looked_for(looked)),
        ),
        words::yes(words.language(), entry.intact),
    ]
}
