//! Headings in either language and any order, and the columns under them.

use super::{Cell, Row};
use crate::finding::Finding;
use crate::input;
use crate::text::Language;
use core::fmt;

/// A column that a table can have.
#[derive(Debug, Clone, Copy)]
pub struct Column<F: 'static> {
    /// What stands in it.
    pub field: F,
    /// Whether every table has it.
    pub needed: bool,
    /// What it is called, in Chinese.
    pub chinese: &'static str,
    /// What it is called, in English; as [`plain_heading`] writes it.
    pub english: &'static str,
    /// What else it is called.
    pub others: &'static [&'static str],
}

impl<F> Column<F> {
    /// What it is called in a table that is taken out.
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::ZhHans => self.chinese,
            Language::En => self.english,
        }
    }

    fn is_called(&self, plain: &str) -> bool {
        self.chinese == plain || self.english == plain || self.others.contains(&plain)
    }
}

/// Why the headings of a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadingError {
    /// Nothing stands in it.
    Nothing,
    /// No column is called so.
    Unknown {
        /// As it stands there.
        heading: String,
        /// In which column, from 1.
        column: usize,
    },
    /// A column that every table has is missing.
    Missing {
        /// What it is called.
        chinese: &'static str,
        /// What it is called.
        english: &'static str,
    },
    /// Two columns say the same.
    Twice {
        /// The second, as it stands there.
        heading: String,
        /// The columns, from 1.
        columns: (usize, usize),
    },
}

impl fmt::Display for HeadingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing stands in it: begin with --template"),
            Self::Unknown { heading, column } => write!(
                f,
                "column {column} ({heading}): no column is called so; leave it out, or call it as in --template"
            ),
            Self::Missing { chinese, english } => write!(
                f,
                "there is no column {chinese} ({english}), which every row needs"
            ),
            Self::Twice {
                heading,
                columns: (first, second),
            } => write!(
                f,
                "columns {first} and {second} ({heading}) say the same: leave one of them out"
            ),
        }
    }
}

impl core::error::Error for HeadingError {}

impl HeadingError {
    /// As whoever imports is told; the text is `findings.<code>`.
    pub fn finding(&self) -> Finding {
        let error = |code| Finding::error(code, "");
        match self {
            Self::Nothing => error("table_empty"),
            Self::Unknown { heading, column } => error("table_heading_unknown")
                .with("heading", heading)
                .with("column", column),
            Self::Missing { chinese, english } => {
                error("table_heading_missing").with("heading", format!("{chinese} ({english})"))
            }
            Self::Twice {
                heading,
                columns: (first, second),
            } => error("table_heading_twice")
                .with("heading", heading)
                .with("first", first)
                .with("second", second),
        }
    }
}

/// Which field stands in which column.
#[derive(Debug, Clone)]
pub struct Layout<F> {
    /// Field, place from 0, heading as it stands there.
    columns: Vec<(F, usize, String)>,
}

impl<F: Copy + Eq> Layout<F> {
    /// Of a form: each field with what it is called there, in this order.
    pub fn of_form(fields: &[(F, &str)]) -> Self {
        let fields = fields.iter().enumerate();
        let columns = fields.map(|(at, (field, name))| (*field, at, (*name).to_owned()));
        Self {
            columns: columns.collect(),
        }
    }

    /// What a row has in a field.
    pub fn cell<'r>(&self, row: &'r Row, field: F) -> &'r Cell {
        let mut columns = self.columns.iter();
        let place = columns.find(|(it, ..)| *it == field).map(|(_, at, _)| *at);
        place
            .and_then(|at| row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    /// The heading over a field, as it stands there.
    pub fn heading(&self, field: F) -> Option<&str> {
        let mut columns = self.columns.iter();
        columns
            .find(|(it, ..)| *it == field)
            .map(|(.., heading)| heading.as_str())
    }

    /// The first column, from 1, in which a row has something under no heading.
    pub fn beyond(&self, row: &Row) -> Option<usize> {
        let is_headed = |at: usize| self.columns.iter().any(|(_, place, _)| *place == at);
        let mut cells = row.cells.iter().enumerate();
        cells
            .find(|(at, cell)| !cell.is_empty() && !is_headed(*at))
            .map(|(at, _)| at + 1)
    }
}

/// Headings stand among so many first rows; above them may be titles.
const TITLES: usize = 10;
/// A row with so many known headings is the line of headings.
const ENOUGH: usize = 2;

/// The line of headings: which row it is, and which field stands where.
///
/// # Errors
/// Everything that is wrong with it, with the row it is.
pub fn find_headings<F: Copy + Eq>(
    rows: &[Row],
    columns: &[Column<F>],
) -> Result<(usize, Layout<F>), (u32, Vec<HeadingError>)> {
    let known = |row: &&Row| {
        let headings = row.cells.iter().map(|cell| plain_heading(cell.as_typed()));
        let known = headings.filter(|plain| columns.iter().any(|it| it.is_called(plain)));
        known.count() >= ENOUGH
    };
    let place = rows.iter().take(TITLES).position(|row| known(&row));
    let place = place.unwrap_or_default();
    let Some(row) = rows.get(place) else {
        return Err((1, vec![HeadingError::Nothing]));
    };
    let layout = layout(row, columns).map_err(|wrong| (row.number, wrong))?;
    Ok((place, layout))
}

fn layout<F: Copy + Eq>(row: &Row, columns: &[Column<F>]) -> Result<Layout<F>, Vec<HeadingError>> {
    let mut found: Vec<(F, usize, String)> = Vec::new();
    let mut wrong = Vec::new();
    for (at, cell) in row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.is_empty())
    {
        let heading = input::plain(cell.as_typed());
        let plain = plain_heading(&heading);
        let Some(column) = columns.iter().find(|column| column.is_called(&plain)) else {
            wrong.push(HeadingError::Unknown {
                heading,
                column: at + 1,
            });
            continue;
        };
        let before = found.iter().find(|(field, ..)| *field == column.field);
        match before.map(|(_, first, _)| *first) {
            Some(first) => wrong.push(HeadingError::Twice {
                heading,
                columns: (first + 1, at + 1),
            }),
            None => found.push((column.field, at, heading)),
        }
    }
    let is_missing = |column: &&Column<F>| {
        column.needed && !found.iter().any(|(field, ..)| *field == column.field)
    };
    wrong.extend(
        columns
            .iter()
            .filter(is_missing)
            .map(|column| HeadingError::Missing {
                chinese: column.chinese,
                english: column.english,
            }),
    );
    match wrong.is_empty() {
        true => Ok(Layout { columns: found }),
        false => Err(wrong),
    }
}

/// A heading without what does not tell it from others: case, width, spaces, hyphens, a point or an asterisk
/// beside it.
pub fn plain_heading(heading: &str) -> String {
    let plain = input::plain(heading).to_lowercase();
    let name = plain.trim_matches(['.', ' ', '*', ':']);
    name.replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<char>; 2] = [
        Column {
            field: 'n',
            needed: true,
            chinese: "工号",
            english: "staff_number",
            others: &["员工号"],
        },
        Column {
            field: 'd',
            needed: false,
            chinese: "入职日期",
            english: "joined_on",
            others: &[],
        },
    ];

    fn row(number: u32, cells: &[&str]) -> Row {
        let cells = cells.iter().map(|text| Cell::Shown((*text).to_owned()));
        Row {
            number,
            cells: cells.collect(),
        }
    }

    #[test]
    fn headings_are_found_in_any_order_below_titles() {
        for headings in [
            ["Joined on", "STAFF NUMBER"],
            ["入职日期", "工号*"],
            ["joined-on", "员工号："],
        ] {
            let rows = [
                row(1, &["2026 年人员"]),
                row(3, &headings),
                row(4, &["2026-11-03", "12"]),
            ];
            let (place, layout) = find_headings(&rows, &COLUMNS).unwrap();
            assert_eq!((place, layout.cell(&rows[2], 'n').as_typed()), (1, "12"));
            assert_eq!(layout.beyond(&rows[2]), None);
            assert_eq!(layout.beyond(&row(5, &["", "12", "", "more"])), Some(4));
        }
    }

    #[test]
    fn an_unknown_a_missing_and_a_double_heading_are_named() {
        let (line, wrong) =
            find_headings(&[row(2, &["入职日期", "Joined on", "备注"])], &COLUMNS).unwrap_err();
        let said: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert_eq!(line, 2);
        assert!(
            said[0].starts_with("columns 1 and 2 (Joined on) say the same"),
            "{said:?}"
        );
        assert!(
            said[1].starts_with("column 3 (备注): no column is called so"),
            "{said:?}"
        );
        assert!(
            said[2].starts_with("there is no column 工号 (staff_number)"),
            "{said:?}"
        );
        assert_eq!(
            find_headings(&[], &COLUMNS).unwrap_err(),
            (1, vec![HeadingError::Nothing])
        );
    }
}
