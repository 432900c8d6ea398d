//! How long a record was under way: a phone that was set back makes an old date of a new one, and
//! only the day on which the office had the record cannot be turned.

use super::AtDesk;
use crate::finding::Finding;
use chrono::NaiveDate;

/// A warning for the desk: nobody is kept from sending what they saved without network.
pub(crate) fn under_way(captured_on: NaiveDate, desk: AtDesk<'_>) -> Option<Finding> {
    let days = (desk.received_on - captured_on).num_days();
    (days > i64::from(desk.watch.under_way_days))
        .then(|| Finding::warning("received_late", "").with("days", days))
}
