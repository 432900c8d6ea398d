//! Which case comes first, and after which one a page begins.

use crate::store::asked::Asked;
use crate::store::records::StoredRecord;
use shared::desk::Order;
use shared::id::RecordId;

/// After which entry a page begins: its place in an order, and itself among those of the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub order: Order,
    pub record: RecordId,
    pub place: Place,
}

/// What a list is ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Number(i64),
    Text(String),
}

impl After {
    /// The page that begins after this record.
    pub fn record(order: Order, record: &StoredRecord) -> Self {
        let (view, filing) = (&record.view, &record.filing);
        let place = match order {
            Order::Oldest | Order::Newest => Place::Number(view.received_at.millis()),
            Order::Largest | Order::Smallest => {
                Place::Number(filing.amount.map_or(0, |amount| amount.fen()))
            }
            Order::Riskiest => Place::Number(filing.warnings.into()),
            Order::Team => Place::Text(record.team.clone()),
            Order::Subject => Place::Text(filing.subject.clone()),
            Order::Captured => Place::Text(record.captured_on.to_string()),
        };
        Self {
            order,
            record: view.record_id,
            place,
        }
    }

    /// As it is written; `None` if it is not written for this order.
    pub fn read(order: Order, text: &str) -> Option<Self> {
        let (record, place) = text
            .strip_prefix(order.as_str())?
            .strip_prefix('.')?
            .split_once('.')?;
        let place = match column(order) {
            Column::Number(_) => Place::Number(place.parse().ok()?),
            Column::Text(_) if place.contains('\0') => return None,
            Column::Text(_) => Place::Text(place.to_owned()),
        };
        Some(Self {
            order,
            record: record.parse().ok()?,
            place,
        })
    }

    /// For [`Self::read`].
    pub fn written(&self) -> String {
        let place = match &self.place {
            Place::Number(number) => number.to_string(),
            Place::Text(text) => text.clone(),
        };
        format!("{}.{}.{place}", self.order, self.record)
    }

    /// `AND …`: only what comes after it.
    pub(super) fn ask(&self, asked: &mut Asked) {
        let than = if descends(self.order) { " < " } else { " > " };
        let key = column(self.order).sql();
        asked.push(" AND (").push(key).push(than);
        self.bind(asked);
        asked.push(" OR (").push(key).push(" = ");
        self.bind(asked);
        asked
            .push(" AND r.record_id")
            .push(than)
            .text(self.record.to_string());
        asked.push("))");
    }

    fn bind(&self, asked: &mut Asked) {
        match &self.place {
            Place::Number(number) => asked.number(*number),
            Place::Text(text) => asked.text(text.clone()),
        };
    }
}

enum Column {
    Number(&'static str),
    Text(&'static str),
}

impl Column {
    const fn sql(&self) -> &'static str {
        match self {
            Self::Number(sql) | Self::Text(sql) => sql,
        }
    }
}

const fn column(order: Order) -> Column {
    match order {
        Order::Oldest | Order::Newest => Column::Number("r.received_at"),
        Order::Largest | Order::Smallest => Column::Number("COALESCE(r.amount, 0)"),
        Order::Riskiest => Column::Number("r.warnings"),
        Order::Team => Column::Text("r.team"),
        Order::Subject => Column::Text("r.subject"),
        Order::Captured => Column::Text("r.captured_on"),
    }
}

const fn descends(order: Order) -> bool {
    match order {
        Order::Newest | Order::Largest | Order::Riskiest | Order::Captured => true,
        Order::Oldest | Order::Smallest | Order::Team | Order::Subject => false,
    }
}

/// `ORDER BY …`, whole: no two records have the same place.
pub(super) fn ask(order: Order, asked: &mut Asked) {
    let way = if descends(order) { " DESC" } else { "" };
    let key = column(order).sql();
    asked.push(" ORDER BY ").push(key).push(way);
    asked.push(", r.record_id").push(way);
}
