//! The address is the state of the queue: the filter read from its query and written to it.

use shared::desk::QueueFilter;
use shared::record::RecordKind;
use shared::submission::Status;

/// The filter that the query of an address asks for; what it does not know it leaves out.
pub fn from_query(parameter: impl Fn(&str) -> Option<String>) -> QueueFilter {
    let search = parameter("search").unwrap_or_default();
    let search = search.trim();
    QueueFilter {
        kind: parameter("kind").and_then(|name| RecordKind::from_name(&name)),
        status: parameter("status").and_then(|name| Status::from_name(&name)),
        search: (!search.is_empty()).then(|| search.to_owned()),
        after: None,
    }
}

/// What the filter asks for, as parameters of an address.
pub fn to_query(filter: &QueueFilter) -> Vec<(&'static str, String)> {
    [
        ("kind", filter.kind.map(|kind| kind.as_str().to_owned())),
        (
            "status",
            filter.status.map(|status| status.as_str().to_owned()),
        ),
        ("search", filter.search.clone()),
        ("after", filter.after.clone()),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|value| (name, value)))
    .collect()
}

/// `path`, with the filter as its query.
pub fn address(path: &str, filter: &QueueFilter) -> String {
    let parameters: Vec<String> = to_query(filter)
        .into_iter()
        .map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(&value)))
        .collect();
    match parameters.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", parameters.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&'static str, String)]) -> QueueFilter {
        from_query(|wanted| {
            let found = query.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| value.clone())
        })
    }

    #[test]
    fn what_is_written_is_read_again() {
        let filter = QueueFilter {
            kind: Some(RecordKind::LossNotice),
            status: Some(Status::Answered),
            search: Some("王芳".to_owned()),
            after: None,
        };
        assert_eq!(read(&to_query(&filter)), filter);
        assert_eq!(
            read(&to_query(&QueueFilter::default())),
            QueueFilter::default()
        );
    }

    #[test]
    fn what_nobody_knows_is_left_out() {
        let strange = [("kind", "letter".to_owned()), ("search", "  ".to_owned())];
        assert_eq!(read(&strange), QueueFilter::default());
    }
}
