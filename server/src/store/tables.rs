//! Whole tables, from one database to another of the same form, whatever the engines. Which tables
//! there are is read from the schema itself: a new one is copied without being named anywhere.

use super::{Db, MIGRATIONS, StoreError, Stored, count};
use futures::TryStreamExt;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

/// Rows of one `INSERT`: few enough for every engine's limit of parameters.
const ROWS_AT_ONCE: usize = 100;

/// A table as the schema has it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    columns: Vec<Column>,
    /// The tables it refers to.
    refers_to: Vec<String>,
}

#[derive(Debug)]
struct Column {
    name: String,
    kind: Kind,
}

/// What a column holds; the schema uses nothing else.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Number,
}

/// What a row has in a column.
enum Value {
    Text(Option<String>),
    Number(Option<i64>),
}

/// What a database lacks or has beyond this build's form, in words; none if it has that form.
pub(super) async fn difference(sqlite: &mut Db) -> Stored<Option<String>> {
    let mut new = AnyConnection::connect("sqlite::memory:").await?;
    MIGRATIONS.run(&mut new).await?;
    let (form, found) = (names(&mut new).await?, names(sqlite).await?);
    new.close().await?;
    let lacks = form.iter().find(|name| !found.contains(name));
    let lacks = lacks.map(|name| format!("it has no table {name}"));
    let beyond = found.iter().find(|name| !form.contains(name));
    Ok(lacks.or_else(|| beyond.map(|name| format!("no backup has a table {name}"))))
}

async fn names(sqlite: &mut Db) -> Stored<Vec<String>> {
    let names = sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table'
         AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> '_sqlx_migrations' ORDER BY name",
    )
    .fetch_all(sqlite)
    .await?;
    Ok(names)
}

/// Every table of a SQLite database, each after those it refers to.
pub(super) async fn tables(sqlite: &mut Db) -> Stored<Vec<Table>> {
    let names = names(sqlite).await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        tables.push(Table {
            columns: columns(sqlite, &name).await?,
            refers_to: referred_to(sqlite, &name).await?,
            name,
        });
    }
    in_order(tables)
}

async fn columns(sqlite: &mut Db, table: &str) -> Stored<Vec<Column>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT name, type FROM pragma_table_info($1) ORDER BY cid")
            .bind(table.to_owned())
            .fetch_all(sqlite)
            .await?;
    rows.into_iter()
        .map(|(name, declared)| {
            let kind = match declared.as_str() {
                "TEXT" => Kind::Text,
                "BIGINT" => Kind::Number,
                _ => return Err(strange(format!("{table}.{name} is {declared}"))),
            };
            Ok(Column { name, kind })
        })
        .collect()
}

async fn referred_to(sqlite: &mut Db, table: &str) -> Stored<Vec<String>> {
    let names = sqlx::query_scalar("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)")
        .bind(table.to_owned())
        .fetch_all(sqlite)
        .await?;
    Ok(names)
}

/// Each table after those it refers to.
fn in_order(mut waiting: Vec<Table>) -> Stored<Vec<Table>> {
    let mut ordered: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let known = |name: &String| ordered.iter().any(|table| table.name == *name);
        let next = waiting
            .iter()
            .position(|table| table.refers_to.iter().all(known))
            .ok_or_else(|| strange("tables refer to each other in a circle".to_owned()))?;
        ordered.push(waiting.remove(next));
    }
    Ok(ordered)
}

fn strange(reason: String) -> StoreError {
    StoreError::Unreadable {
        column: "schema",
        reason,
    }
}

impl Table {
    /// How many rows it has.
    pub(super) async fn rows(&self, db: &mut Db) -> Stored<u64> {
        let sql = format!("SELECT COUNT(*) FROM {}", quoted(&self.name));
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(db).await?;
        Ok(count(rows))
    }

    /// Copies all its rows; says how many.
    pub(super) async fn copy(&self, from: &mut Db, to: &mut Db) -> Stored<u64> {
        let sql = format!("SELECT {} FROM {}", self.column_list(), quoted(&self.name));
        let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(from);
        let (mut copied, mut waiting) = (0, Vec::with_capacity(ROWS_AT_ONCE));
        while let Some(row) = rows.try_next().await? {
            waiting.push(self.read(&row)?);
            copied += 1;
            if waiting.len() == ROWS_AT_ONCE {
                self.insert(to, core::mem::take(&mut waiting)).await?;
            }
        }
        self.insert(to, waiting).await?;
        Ok(copied)
    }

    fn read(&self, row: &AnyRow) -> Stored<Vec<Value>> {
        let value = |(at, column): (usize, &Column)| {
            Ok(match column.kind {
                Kind::Text => Value::Text(row.try_get(at)?),
                Kind::Number => Value::Number(row.try_get(at)?),
            })
        };
        self.columns.iter().enumerate().map(value).collect()
    }

    async fn insert(&self, to: &mut Db, rows: Vec<Vec<Value>>) -> Stored<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut query = sqlx::query(AssertSqlSafe(self.insert_of(rows.len())));
        for value in rows.into_iter().flatten() {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            };
        }
        query.execute(to).await?;
        Ok(())
    }

    fn insert_of(&self, rows: usize) -> String {
        let width = self.columns.len();
        let row = |row: usize| {
            let numbers = row * width + 1..=(row + 1) * width;
            let places: Vec<String> = numbers.map(|number| format!("${number}")).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        let (table, columns) = (quoted(&self.name), self.column_list());
        format!("INSERT INTO {table} ({columns}) VALUES {}", rows.join(", "))
    }

    fn column_list(&self) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| quoted(&column.name))
            .collect();
        names.join(", ")
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
