//! A list is taken out: the server makes the file, the browser keeps it where it keeps downloads.

use crate::api::{self, ApiError};
use crate::file;
use crate::finding_text::finding_text;
use crate::task::Task;
use crate::text::{language, t};
use leptos::prelude::*;
use serde::Serialize;
use shared::export::{FileFormat, PeopleExportAsked};
use shared::key;
use shared::people::import::{Numbers, TableKind};

/// A list that is taken out, one file at a time.
#[derive(Clone, Copy)]
pub struct TakingOut {
    task: Task,
    error: RwSignal<Option<String>>,
}

impl TakingOut {
    /// Nothing is taken out yet.
    pub fn new() -> Self {
        Self {
            task: Task::new(),
            error: RwSignal::new(None),
        }
    }

    /// Whether the file is being made.
    pub fn is_busy(self) -> Signal<bool> {
        self.task.is_busy()
    }

    /// Why the last one could not be made.
    pub fn error(self) -> Signal<Option<String>> {
        self.error.into()
    }

    /// Takes out what stands at this address.
    pub fn take(self, path: String) {
        self.begin(path, None);
    }

    /// Takes out what of it is wanted.
    pub fn take_wanted(self, path: String, wanted: &impl Serialize) {
        // What is wanted can always be written.
        self.begin(path, serde_json::to_string(wanted).ok());
    }

    fn begin(self, path: String, wanted: Option<String>) {
        self.task.run(async move {
            let made = match wanted {
                Some(wanted) => api::post_for_file(&path, wanted).await,
                None => api::get_file(&path).await,
            };
            let said = match made {
                Ok(made) => match file::save_bytes(&made.name, &made.media_type, &made.bytes) {
                    Ok(()) => None,
                    Err(_) => Some(t(key!("exports.failed")).to_owned()),
                },
                Err(error) => Some(said(&error)),
            };
            // The page may have been left meanwhile.
            self.error.try_set(said);
        });
    }
}

/// What is wrong; what is to be asked differently comes first.
fn said(error: &ApiError) -> String {
    let found = match error {
        ApiError::Problem(problem) => problem.findings.first(),
        _ => None,
    };
    found.map_or_else(
        || t(&error.text_key()).to_owned(),
        |finding| finding_text(language(), finding, None),
    )
}

/// Where a list is taken out, in the language of the page.
pub fn address(list: &str, format: FileFormat) -> String {
    let (format, language) = (format.as_str(), language().tag());
    format!("/api/exports/{list}?format={format}&language={language}")
}

/// The same of people.
pub fn address_of_people(asked: PeopleExportAsked) -> String {
    let identity = match asked.identity {
        Numbers::Masked => "masked",
        Numbers::Whole => "whole",
    };
    format!("{}&identity={identity}", address("people", asked.format))
}

/// Where an empty table with its headings is.
pub fn address_of_template(kind: TableKind, format: FileFormat) -> String {
    let (format, language) = (format.as_str(), language().tag());
    format!("/api/imports/{kind}/template?format={format}&language={language}")
}
