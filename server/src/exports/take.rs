//! A list is taken out: written, written down, and on its way.

use super::download::Download;
use super::file_name::file_name;
use super::list::List;
use super::sheet::Sheet;
use crate::auth::Caller;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::audit::{self, Act, Detail, Looked};
use shared::export::FileFormat;
use shared::text::Language;

/// The list as this person sees it.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever does not see such a list; [`ApiError::Invalid`] if it is longer than a file may
/// be; [`ApiError::Busy`] while too many are made.
pub async fn take(
    state: &AppState,
    by: &Caller,
    list: List,
    (format, language): (FileFormat, Language),
) -> Result<Download, ApiError> {
    let _file = state.gate.file().await?;
    let headings = list.headings(language);
    let mut sheet = Sheet::begin(format, list.title(language), &headings)?;
    let mut db = state.store.read().await?;
    let looked = list
        .write(&mut db, (state, &by.person), language, &mut sheet)
        .await?;
    drop(db);
    let lines = sheet.lines();
    let bytes = sheet.end().await?;
    write_down(state, by, &list, (lines, looked)).await?;
    Ok(Download {
        name: file_name(list.file_stem(), by.person.today, format.as_str()),
        media_type: format.media_type(),
        bytes,
    })
}

/// Who took out what, and how much; nothing is handed out of which that is not written down.
async fn write_down(
    state: &AppState,
    by: &Caller,
    list: &List,
    (lines, looked): (u64, Option<Looked>),
) -> Result<(), ApiError> {
    let subject = format!("{}: {lines} lines", list.name());
    let act = &Act {
        detail: Detail {
            looked,
            ..Detail::default()
        },
        ..by.act(list.action(), subject, state.clock.now())
    };
    let chain = by.person.branch.unit_id;
    let written = state.store.write(chain, |mut db| async move {
        audit::append(&mut db, &chain.to_string(), act).await?;
        Ok::<_, ApiError>(db.commit().await?)
    });
    written.await
}
