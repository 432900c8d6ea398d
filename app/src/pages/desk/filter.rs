//! The address is the state of the queue: the filter read from its query and written to it. What is
//! searched for is not: names and numbers of people stand in no address, history or log.

use shared::desk::{Held, Order, QueueFilter, Standing};
use shared::key;
use shared::record::RecordKind;

/// The filter that the query of an address asks for, with what is searched for; what it does not know
/// it leaves out.
pub fn from_query(
    parameter: impl Fn(&str) -> Option<String>,
    search: Option<String>,
) -> QueueFilter {
    fn read<T: core::str::FromStr>(text: Option<String>) -> Option<T> {
        text?.parse().ok()
    }
    let named = |name: &str| parameter(name).filter(|text| !text.is_empty());
    QueueFilter {
        kind: named("kind").and_then(|name| RecordKind::from_name(&name)),
        status: read(named("status")).unwrap_or_else(|| usual_standing(search.as_deref())),
        team: named("team"),
        subject: named("subject"),
        amount_from: read(named("amount_from")),
        amount_until: read(named("amount_until")),
        received_from: read(named("received_from")),
        received_until: read(named("received_until")),
        with_warnings: named("with_warnings").is_some(),
        held: named("held").and_then(|name| Held::from_name(&name)),
        order: read(named("order")).unwrap_or_default(),
        search,
        after: None,
    }
}

/// Who looks for something looks everywhere.
fn usual_standing(search: Option<&str>) -> Standing {
    match search {
        Some(_) => Standing::Any,
        None => Standing::Waiting,
    }
}

/// What the filter asks for, as parameters of an address; what is searched for is not among them.
fn to_query(filter: &QueueFilter) -> Vec<(&'static str, String)> {
    let usual = usual_standing(filter.search.as_deref());
    let status = Some(filter.status).filter(|status| *status != usual);
    let order = Some(filter.order).filter(|order| *order != Order::default());
    [
        ("kind", filter.kind.map(|kind| kind.as_str().to_owned())),
        ("status", status.map(|status| status.to_string())),
        ("team", filter.team.clone()),
        ("subject", filter.subject.clone()),
        ("amount_from", filter.amount_from.map(|it| it.to_string())),
        ("amount_until", filter.amount_until.map(|it| it.to_string())),
        (
            "received_from",
            filter.received_from.map(|it| it.to_string()),
        ),
        (
            "received_until",
            filter.received_until.map(|it| it.to_string()),
        ),
        (
            "with_warnings",
            filter.with_warnings.then(|| "yes".to_owned()),
        ),
        ("held", filter.held.map(|held| held.as_str().to_owned())),
        ("order", order.map(|order| order.to_string())),
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

/// How many things are wanted besides kind, status and search.
pub fn narrowed_by(filter: &QueueFilter) -> usize {
    [
        filter.team.is_some(),
        filter.subject.is_some(),
        filter.amount_from.is_some(),
        filter.amount_until.is_some(),
        filter.received_from.is_some(),
        filter.received_until.is_some(),
        filter.with_warnings,
        filter.held.is_some(),
    ]
    .into_iter()
    .filter(|narrows| *narrows)
    .count()
}

/// The text keys of ranges that end before they begin: nothing can lie in them.
pub fn crossed(filter: &QueueFilter) -> Vec<&'static str> {
    fn is_crossed<T: PartialOrd>(from: Option<T>, until: Option<T>) -> bool {
        from.zip(until).is_some_and(|(from, until)| from > until)
    }
    let amounts = is_crossed(filter.amount_from, filter.amount_until);
    let days = is_crossed(filter.received_from, filter.received_until);
    [
        amounts.then_some(key!("desk.narrow.amounts_crossed")),
        days.then_some(key!("desk.narrow.days_crossed")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::money::Money;
    use shared::submission::Status;

    fn read(query: &[(&'static str, String)], search: Option<&str>) -> QueueFilter {
        let parameter = |wanted: &str| {
            let found = query.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| value.clone())
        };
        from_query(parameter, search.map(str::to_owned))
    }

    fn a_filter() -> QueueFilter {
        QueueFilter {
            kind: Some(RecordKind::LossNotice),
            status: Standing::Status(Status::Answered),
            search: Some("王芳".to_owned()),
            team: Some("一组".to_owned()),
            subject: Some("motor".to_owned()),
            amount_from: Some(Money::from_yuan(20_000)),
            amount_until: Some(Money::from_yuan(50_000)),
            received_from: "2026-11-01".parse().ok(),
            received_until: "2026-11-30".parse().ok(),
            with_warnings: true,
            held: Some(Held::Free),
            order: Order::Riskiest,
            after: None,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let filter = a_filter();
        assert_eq!(read(&to_query(&filter), Some("王芳")), filter);
        assert_eq!(narrowed_by(&filter), 8);
        let usual = QueueFilter::default();
        assert_eq!(to_query(&usual), []);
        assert_eq!(read(&[], None), usual);
    }

    #[test]
    fn a_range_that_ends_before_it_begins_is_named() {
        let mut filter = a_filter();
        assert_eq!(crossed(&filter), Vec::<&str>::new());
        filter.amount_from = Some(Money::from_yuan(50_001));
        assert_eq!(crossed(&filter), [key!("desk.narrow.amounts_crossed")]);
        filter.received_until = "2026-10-31".parse().ok();
        assert_eq!(crossed(&filter).len(), 2);
        filter.amount_until = None;
        assert_eq!(crossed(&filter), [key!("desk.narrow.days_crossed")]);
    }

    #[test]
    fn what_is_searched_for_stands_in_no_address() {
        let written = to_query(&a_filter());
        assert!(written.iter().all(|(_, value)| !value.contains("王芳")));
    }

    #[test]
    fn who_searches_looks_everywhere_unless_they_say_where() {
        assert_eq!(read(&[], Some("王芳")).status, Standing::Any);
        let waiting = [("status", "waiting".to_owned())];
        let filter = read(&waiting, Some("王芳"));
        assert_eq!(filter.status, Standing::Waiting);
        assert_eq!(to_query(&filter), waiting);
    }

    #[test]
    fn what_nobody_knows_is_left_out() {
        let strange = [
            ("kind", "letter".to_owned()),
            ("status", "lost".to_owned()),
            ("amount_from", "much".to_owned()),
            ("received_from", "soon".to_owned()),
            ("team", String::new()),
        ];
        assert_eq!(read(&strange, None), QueueFilter::default());
    }
}
