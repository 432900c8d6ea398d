//! A table that an administrator sends: looked at first, and taken as it was looked at.

use super::audited::Importer;
use super::table::{Import, Table, ids};
use super::told::Told;
use crate::auth::Caller;
use crate::people::Administered;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::StoreError;
use crate::table_files::{self, TableError};
use axum::body::Bytes;
use shared::directory::{ImportAsked, RowsTaken, TableImported};
use shared::finding::Finding;
use shared::people::import::TableKind;
use shared::sync::fingerprint;
use shared::table::Row;

/// What the table comes to, or came to.
///
/// # Errors
/// [`ApiError::Invalid`] if the file is no such table, or a row is wrong and all are to be taken;
/// [`ApiError::ChangedMeanwhile`] if something else would come of it than was looked at; [`ApiError::Busy`] while too
/// many files are read.
pub async fn import_sent(
    state: &AppState,
    (by, administered): (&Caller, &Administered),
    kind: TableKind,
    asked: &ImportAsked,
    file: Bytes,
) -> Result<TableImported, ApiError> {
    let _file = state.gate.file().await?;
    let (hash, rows) = read(file).await?;
    let table = Table::of(kind, &rows).map_err(|error| ApiError::Invalid(error.findings()))?;
    let import = Import {
        importer: Importer::Administrator(by, administered),
        hash,
        ids: ids(rows.len())?,
        table,
        now: state.clock.now(),
    };
    if asked.preview {
        let (told, _) = import.look(&mut *state.store.read().await?).await?;
        return Ok(told.answer(&import.hash, false));
    }
    if asked.file.as_ref() != Some(&import.hash) {
        return Err(meanwhile("import_of_another_file"));
    }
    let import = &import;
    let taken = state
        .store
        .write(by.person.branch.unit_id, |mut db| async move {
            let (told, planned) = import.look(&mut db).await?;
            may_take(&told, &import.hash, asked)?;
            if told.is_different() {
                import.take(&mut db, &told, planned).await?;
                db.commit().await?;
            }
            Ok::<_, ApiError>(told.answer(&import.hash, true))
        });
    taken.await
}

/// Its SHA-256 and its rows. Unpacking a workbook takes a moment, in which nobody else is to wait.
async fn read(file: Bytes) -> Result<(String, Vec<Row>), ApiError> {
    let read = tokio::task::spawn_blocking(move || {
        let rows = table_files::rows(&file)?;
        Ok::<_, TableError>((fingerprint(&file), rows))
    });
    let read = read.await.map_err(|error| StoreError::Unreadable {
        column: "import",
        reason: error.to_string(),
    })?;
    read.map_err(|error| ApiError::Invalid(vec![error.finding()]))
}

/// Refuses what was not looked at, and wrong rows unless the good ones are wanted.
fn may_take(told: &Told, file: &str, asked: &ImportAsked) -> Result<(), ApiError> {
    if asked.token != Some(told.token(file)) {
        return Err(meanwhile("import_changed_meanwhile"));
    }
    match (asked.rows, told.wrong_rows()) {
        (RowsTaken::Good, _) | (_, 0) => Ok(()),
        (RowsTaken::All, n) => {
            let finding = Finding::error("import_rows_wrong", "").with("n", n);
            Err(ApiError::Invalid(vec![finding]))
        }
    }
}

fn meanwhile(code: &'static str) -> ApiError {
    ApiError::ChangedMeanwhile(vec![Finding::error(code, "")])
}
