//! Where the pages of a draft are.

use crate::store::DraftKey;

/// Its sections.
pub fn overview(key: &str) -> String {
    format!("/draft/{key}")
}

/// One of its pages.
pub fn page(key: &str, id: &str, item: Option<usize>) -> String {
    match item {
        None => format!("/draft/{key}/{id}"),
        Some(item) => format!("/draft/{key}/{id}?item={item}"),
    }
}

/// The same, from where Continue leads back to the check of all answers.
pub fn page_from_check(key: &str, id: &str, item: Option<usize>) -> String {
    let address = page(key, id, item);
    let joined = if item.is_some() { '&' } else { '?' };
    format!("{address}{joined}from=check")
}

/// The check of all answers.
pub fn check(key: &str) -> String {
    format!("/draft/{key}/check")
}

/// The answer to the query, of a draft that is one.
pub fn answer(key: &str) -> String {
    format!("/answer/{key}")
}

/// Where a draft is changed that is as good as finished: the answer to a query, or the check of all answers.
pub fn changing(key: &str) -> String {
    match DraftKey::read(key) {
        Some(DraftKey::Answer(_)) => answer(key),
        Some(DraftKey::NewRecord { .. } | DraftKey::Amendment { .. }) | None => check(key),
    }
}

/// What is said after it was put on its way.
pub fn sent(key: &str) -> String {
    format!("/draft/{key}/sent")
}

/// The id of the control for the answer at `path`.
pub fn control(path: &str) -> String {
    format!("field-{}", path.replace('.', "-"))
}
