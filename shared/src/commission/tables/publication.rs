//! Tables as they are to be beside those that hold: what is different from which day on, and what must not change
//! any more.
//!
//! A month that is closed says the same for ever. So a day that decided a closed month keeps what it had; only days
//! on which no version was in force can still be given one, and the statements that lacked it are whole then. What is
//! changed for days of months that are open is known from the day of its publication on, as facts are.

use super::close::payment_day;
use super::dated::Dated;
use super::rules::Rules;
use super::scheme::Scheme;
use crate::finding::Finding;
use crate::month::Month;
use crate::pay_calendar::PayCalendar;
use chrono::NaiveDate;
use core::fmt;
use serde_json::{Map, Value};

/// The tables, as their files and the fields of [`Rules`] are called.
pub const TABLES: [&str; 12] = [
    "commission_rates",
    "gates",
    "clawback",
    "newcomer_allowance",
    "production_bonus",
    "recruiting_bonus",
    "management_allowance",
    "nurture_allowance",
    "income_tax",
    "value_added_tax",
    "newcomer_track",
    "schemes",
];

/// The table that is looked up on the day on which a month is paid; all others on days of the month itself.
const BY_DAY_OF_PAYMENT: &str = "income_tax";

/// The table without versions; a scheme is settled in its last month.
const SCHEMES: &str = "schemes";

/// A table that is new or different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedTable {
    /// Which.
    pub table: &'static str,
    /// The first day on which it says otherwise than before; none where it is new, or says the same in other words.
    pub from: Option<NaiveDate>,
    /// The first of these days on which something was decided by what was there before.
    held_from: Option<NaiveDate>,
}

/// Under what tables are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publishing {
    /// On which day.
    pub today: NaiveDate,
    /// Whether who publishes them says that days which are over are to change.
    pub is_said: bool,
    /// Whether facts of pay were told already.
    pub pay_is_counted: bool,
}

impl Rules {
    /// Each table by its name, as it is stored.
    ///
    /// # Errors
    /// If one has something that cannot be stored.
    pub fn tables(&self) -> Result<Map<String, Value>, serde_json::Error> {
        let mut tables: Map<String, Value> = serde_json::from_value(serde_json::to_value(self)?)?;
        tables.retain(|name, _| TABLES.contains(&name.as_str()));
        Ok(tables)
    }

    /// The rules of tables as they are stored, closing by this calendar.
    ///
    /// # Errors
    /// The table that lacks or cannot be read.
    pub fn of_tables(
        mut tables: Map<String, Value>,
        pay_calendar: &PayCalendar,
    ) -> Result<Self, serde_json::Error> {
        let calendar = serde_json::to_value(pay_calendar)?;
        tables.insert("pay_calendar".to_owned(), calendar);
        serde_json::from_value(Value::Object(tables))
    }

    /// Each table that is not as it was before; all of them, if there were none.
    pub fn changed_since(&self, before: Option<&Self>) -> Vec<ChangedTable> {
        let Some(before) = before else {
            let new = |table| ChangedTable {
                table,
                from: None,
                held_from: None,
            };
            return TABLES.into_iter().map(new).collect();
        };
        macro_rules! changed {
            ($($table:ident),*) => {
                [$((before.$table != self.$table).then(|| {
                    ChangedTable::of(stringify!($table), &before.$table, &self.$table)
                })),*]
            };
        }
        let dated = changed!(
            commission_rates,
            gates,
            clawback,
            newcomer_allowance,
            production_bonus,
            recruiting_bonus,
            management_allowance,
            nurture_allowance,
            income_tax,
            value_added_tax,
            newcomer_track
        );
        let schemes = (before.schemes != self.schemes)
            .then(|| ChangedTable::of_schemes(&before.schemes, &self.schemes));
        dated.into_iter().chain([schemes]).flatten().collect()
    }

    /// What of these changes to these rules must not be: that of what decided months that are closed, once pay is
    /// counted, and that of days that are over, unless it is said.
    pub fn check_changes(&self, changed: &[ChangedTable], publishing: Publishing) -> Vec<Finding> {
        let check = |changed: &ChangedTable| {
            let decided_until = self.decided_until(changed.table, publishing.today);
            changed.check(decided_until, publishing)
        };
        changed.iter().filter_map(check).collect()
    }

    /// These rules as if what `changed` in them, and begins only after a month, had begun with that month: to be tried
    /// on it. Earlier versions end the day before; schemes stay, each is of its own months.
    ///
    /// # Errors
    /// If a table has something that cannot be stored.
    pub fn as_if_begun(
        &self,
        changed: &[ChangedTable],
        month: Month,
    ) -> Result<Self, serde_json::Error> {
        let mut tables = self.tables()?;
        let (first, last) = (month.first_day(), month.last_day());
        let to_come = changed.iter().filter_map(|changed| {
            let from = changed.from.filter(|from| *from > last)?;
            (changed.table != SCHEMES).then_some((changed.table, from))
        });
        for (table, from) in to_come {
            if let Some(Value::Array(versions)) = tables.get_mut(table) {
                begin_with(versions, from, first);
            }
        }
        Self::of_tables(tables, &self.pay_calendar)
    }

    /// From which day on a change to these rules is known that may be: from that of its publication on. What it gives
    /// to days of closed months, which had nothing or decided nothing, counts as known since then.
    pub fn known_from(&self, changed: &ChangedTable, today: NaiveDate) -> NaiveDate {
        let decides_from = match changed.table {
            SCHEMES => changed.held_from,
            _ => changed.from,
        };
        let decided_until = self.decided_until(changed.table, today);
        let of_closed_months = decides_from.is_some_and(|day| day <= decided_until);
        let from = changed.from.filter(|_| of_closed_months);
        from.unwrap_or(today)
    }

    /// The last day by which this table decided a month that is closed.
    fn decided_until(&self, table: &str, today: NaiveDate) -> NaiveDate {
        let closed = self.pay_calendar.closing_month(today).plus(-1);
        match table {
            BY_DAY_OF_PAYMENT => payment_day(self, closed),
            _ => closed.last_day(),
        }
    }
}

impl ChangedTable {
    fn of<T: PartialEq>(table: &'static str, before: &Dated<T>, after: &Dated<T>) -> Self {
        let mut days: Vec<NaiveDate> = begins(before).chain(begins(after)).collect();
        days.sort_unstable();
        let differs = |day: &NaiveDate| said(before, *day) != said(after, *day);
        let mut different = days.into_iter().filter(differs);
        let from = different.next();
        // Before its first day the first version was taken, for want of another.
        let was_taken = |day: NaiveDate| {
            let is_early = before.versions().all(|version| day < version.from);
            is_early && nearest(before, day) != nearest(after, day)
        };
        let held = |day: &NaiveDate| before.covers(*day) || was_taken(*day);
        Self {
            table,
            from,
            held_from: from.into_iter().chain(different).find(held),
        }
    }

    /// A scheme is paid in its last month.
    fn of_schemes(before: &[Scheme], after: &[Scheme]) -> Self {
        let only = |these: &[Scheme], those: &[Scheme]| {
            let only = these.iter().filter(|scheme| !those.contains(scheme));
            only.map(|scheme| (scheme.from, scheme.to))
                .collect::<Vec<(Month, Month)>>()
        };
        let different = [only(before, after), only(after, before)].concat();
        let first = different.iter().map(|(from, _)| from.first_day()).min();
        let paid = different.iter().map(|(_, to)| to.last_day()).min();
        Self {
            table: SCHEMES,
            from: first,
            held_from: paid,
        }
    }

    fn check(&self, decided_until: NaiveDate, publishing: Publishing) -> Option<Finding> {
        let Publishing {
            today,
            is_said,
            pay_is_counted,
        } = publishing;
        let decided = self.held_from.filter(|day| *day <= decided_until);
        if let Some(day) = decided.filter(|_| pay_is_counted) {
            let found = Finding::error("table_counted_in_pay", self.table).with("day", day);
            return Some(found.with("closed", decided_until));
        }
        let day = self.from.filter(|day| *day <= today && !is_said)?;
        let found = Finding::error("table_backdated", self.table).with("day", day);
        Some(found.with("today", today))
    }
}

/// Lets the version that is in force from a day on begin on an earlier one, in the place of those between.
fn begin_with(versions: &mut Vec<Value>, from: NaiveDate, first: NaiveDate) {
    let day = |version: &Value, key: &str| {
        let text = version.get(key).and_then(Value::as_str);
        text.and_then(|text| text.parse::<NaiveDate>().ok())
    };
    let new = versions.iter().find(|it| day(it, "from") == Some(from));
    let Some(mut new) = new.cloned() else { return };
    versions.retain(|version| day(version, "from").is_some_and(|begun| begun < first));
    if let (Some(Value::Object(before)), Some(end)) = (versions.last_mut(), first.pred_opt()) {
        before.insert("until".to_owned(), Value::String(end.to_string()));
    }
    if let Value::Object(new) = &mut new {
        new.insert("from".to_owned(), Value::String(first.to_string()));
        new.remove("until");
    }
    versions.push(new);
}

/// `income_tax, from 2027-01-01`.
impl fmt::Display for ChangedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.table)?;
        self.from.map_or(Ok(()), |day| write!(f, ", from {day}"))
    }
}

/// The days from which on it may say something else.
fn begins<T>(table: &Dated<T>) -> impl Iterator<Item = NaiveDate> {
    table.versions().flat_map(|version| {
        let after = version.until.and_then(|until| until.succ_opt());
        core::iter::once(version.from).chain(after)
    })
}

/// What is in force on a day: also by which name it is, for statements tell it.
fn said<T>(table: &Dated<T>, day: NaiveDate) -> Option<(&str, &T)> {
    table.covers(day).then(|| nearest(table, day))
}

fn nearest<T>(table: &Dated<T>, day: NaiveDate) -> (&str, &T) {
    let version = table.at(day);
    (version.version.as_str(), &version.table)
}

#[cfg(test)]
mod tests;
