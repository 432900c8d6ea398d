//! The rows of a table as facts; the rows of one policy are one fact, with a product in each.

use super::cells::value_of;
use super::columns::{Field, Table};
use super::entry::{Column, Entry, Found, Refused, Wrong};
use super::headings::ENVELOPE;
use csv::StringRecord;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The columns of a table that was recognised.
pub(super) struct Layout {
    pub table: &'static Table,
    pub columns: Arc<Vec<Column>>,
    /// How many headings there are.
    pub width: usize,
}

/// A row with the id that stands in it.
pub(super) type Row = (String, Found);

impl Layout {
    /// One row, or everything that is wrong with it.
    pub(super) fn row(&self, record: &StringRecord) -> Vec<Row> {
        let entry = Entry {
            content: Map::new(),
            lines: vec![line_of(record)],
            columns: Some(Arc::clone(&self.columns)),
        };
        let id = self.cell(record, "id").to_owned();
        let shape = self.shape(record).map_err(|wrong| vec![wrong]);
        match shape.and_then(|()| self.content(record)) {
            Ok(content) => vec![(id, Ok(Entry { content, ..entry }))],
            Err(wrong) => {
                let refused = entry.all_refused(wrong).into_iter();
                refused.map(|refused| (id.clone(), Err(refused))).collect()
            }
        }
    }

    fn cell<'r>(&self, record: &'r StringRecord, field: &str) -> &'r str {
        let column = self.columns.iter().find(|column| column.field == field);
        let cell = column.and_then(|column| record.get(column.number - 1));
        cell.unwrap_or_default()
    }

    /// Whether it has as many cells as there are headings, each on one line.
    fn shape(&self, record: &StringRecord) -> Result<(), Wrong> {
        let is_short = self.lacks_cells(record);
        let is_open = |(number, cell): &(usize, &str)| {
            let is_noted = !is_short && !self.is_read(*number) && !self.has_eaten_rows(cell);
            (cell.contains('\n') && !is_noted) || (is_short && cell.contains([',', ';', '\t']))
        };
        if let Some((_, cell)) = (1..).zip(record).find(is_open) {
            let until = line_of(record) + cell.matches('\n').count();
            return Err(Wrong::at(
                "",
                format!(
                    "a quotation mark opens a cell that goes on to line {until}: close it where the cell ends, or leave it out; \
                 the rows up to there were not read"
                ),
            ));
        }
        if record.iter().skip(self.width).any(|cell| !cell.is_empty()) {
            return Err(Wrong::at(
                "",
                format!(
                    "it has more cells than the first line has headings ({}): put a cell that has the separator in it between \
                 quotation marks",
                    self.width
                ),
            ));
        }
        Ok(())
    }

    fn is_read(&self, number: usize) -> bool {
        self.columns.iter().any(|column| column.number == number)
    }

    /// Whether a line of a cell is as long as a row.
    fn has_eaten_rows(&self, cell: &str) -> bool {
        let cells = |line: &str| line.split([',', ';', '\t']).count();
        cell.lines().any(|line| cells(line) >= self.width)
    }

    /// Whether it ends before a column that every row fills.
    fn lacks_cells(&self, record: &StringRecord) -> bool {
        let is_needed = |column: &Column| {
            let mut fields = self.table.all().filter(|field| field.needed);
            fields.any(|field| field.name == column.field)
        };
        let mut beyond = self
            .columns
            .iter()
            .filter(|column| column.number > record.len());
        beyond.any(is_needed)
    }

    fn content(&self, record: &StringRecord) -> Result<Map<String, Value>, Vec<Wrong>> {
        let mut wrong = vec![];
        let mut fact = self.object(record, &ENVELOPE, &mut wrong);
        let mut what = self.object(record, self.table.fields, &mut wrong);
        let product = self.object(record, self.table.products, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        if !self.table.products.is_empty() {
            what.insert("lines".to_owned(), vec![Value::Object(product)].into());
        }
        fact.insert(self.table.kind.to_owned(), what.into());
        Ok(fact)
    }

    /// The fields that can be read; what is wrong with the others is added to `wrong`.
    fn object(
        &self,
        record: &StringRecord,
        fields: &[Field],
        wrong: &mut Vec<Wrong>,
    ) -> Map<String, Value> {
        let mut object = Map::new();
        for field in fields {
            let cell = self.cell(record, field.name);
            if !field.needed && cell.is_empty() {
                continue;
            }
            match value_of(field, cell) {
                Ok(value) => drop(object.insert(field.name.to_owned(), value)),
                Err(reason) => wrong.push(Wrong::at(field.name, reason)),
            }
        }
        object
    }

    /// The rows of each policy as one fact. A policy of which a row is wrong is not whole, and waits.
    pub(super) fn together(&self, rows: Vec<Row>) -> Vec<Found> {
        if self.table.products.is_empty() {
            return rows.into_iter().map(|(_, found)| found).collect();
        }
        let mut found: Vec<Found> = Vec::new();
        let mut policies: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        for (id, row) in rows {
            match id.as_str() {
                "" => found.push(row),
                _ => policies.entry(id).or_default().push(row),
            }
        }
        found.extend(policies.into_values().flat_map(|rows| self.policy(rows)));
        found
    }

    fn policy(&self, rows: Vec<Found>) -> Vec<Found> {
        let is_whole = rows.iter().all(Result::is_ok);
        if !is_whole {
            return rows.into_iter().map(waiting).collect();
        }
        let mut rows = rows.into_iter().flatten();
        let Some(mut policy) = rows.next() else {
            return vec![];
        };
        for row in rows {
            if let Err(wrong) = self.join(&mut policy, &row) {
                return vec![Err(row.refused(wrong))];
            }
        }
        vec![Ok(policy)]
    }

    /// Puts the product of another row of the same policy into it.
    fn join(&self, policy: &mut Entry, row: &Entry) -> Result<(), Wrong> {
        let what = |entry: &Entry| {
            entry
                .content
                .get(self.table.kind)
                .and_then(Value::as_object)
                .cloned()
        };
        let (Some(mut all), Some(more)) = (what(policy), what(row)) else {
            return Ok(());
        };
        let envelopes = (&ENVELOPE[..], &policy.content, &row.content);
        for (fields, said, again) in [envelopes, (self.table.fields, &all, &more)] {
            if let Some(field) = fields
                .iter()
                .find(|field| said.get(field.name) != again.get(field.name))
            {
                return Err(differs(field, policy.line()));
            }
        }
        if let (Some(Value::Array(lines)), Some(Value::Array(line))) =
            (all.get_mut("lines"), more.get("lines"))
        {
            lines.extend(line.iter().cloned());
        }
        policy
            .content
            .insert(self.table.kind.to_owned(), all.into());
        policy.lines.extend(&row.lines);
        Ok(())
    }
}

fn differs(field: &Field, line: usize) -> Wrong {
    Wrong::at(
        field.name,
        format!(
            "the row of the same id on line {line} says something else here: rows of one policy differ in their product alone; \
         the policy waits"
        ),
    )
}

fn waiting(row: Found) -> Found {
    let entry = row?;
    Err(entry.refused(Wrong::at(
        "",
        "another row of this policy is wrong: the policy waits until that is corrected",
    )))
}

pub(super) fn line_of(record: &StringRecord) -> usize {
    let line = record.position().map_or(0, csv::Position::line);
    usize::try_from(line).unwrap_or(0)
}

/// A row that the table itself cannot give.
pub(super) fn unreadable(error: &csv::Error) -> Refused {
    let line = error.position().map_or(0, csv::Position::line);
    Refused {
        line: usize::try_from(line).unwrap_or(0),
        field: String::new(),
        reason: error.to_string(),
        further: false,
    }
}
