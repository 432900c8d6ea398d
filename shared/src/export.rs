//! Lists taken out as files: as what, in which language, and what is hidden in them.

use crate::people::import::Numbers;
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// What kind of file a list is taken out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// A workbook.
    #[default]
    Xlsx,
    /// Text with commas, in UTF-8 with its mark.
    Csv,
}

impl FileFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Csv];

    /// The name in addresses, and the ending of a file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// As what a list is wanted: the query of everything below `/api/exports`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportAsked {
    /// As what kind of file.
    pub format: FileFormat,
    /// The language of headings and words; without it, the one that the reader's browser prefers.
    pub language: Option<Language>,
}

/// The same of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleExportAsked {
    /// As what kind of file.
    pub format: FileFormat,
    /// The language of headings and words; without it, the one that the reader's browser prefers.
    pub language: Option<Language>,
    /// Whether numbers of documents and telephones are whole; that they were is written down.
    pub identity: Numbers,
}

impl From<PeopleExportAsked> for ExportAsked {
    fn from(asked: PeopleExportAsked) -> Self {
        Self {
            format: asked.format,
            language: asked.language,
        }
    }
}
