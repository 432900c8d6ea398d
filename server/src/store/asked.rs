//! A query put together of constant pieces; values are always bound.

use super::queue::Viewer;
use super::{Db, Stored};
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use shared::search::{Coded, above};
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe};

/// What is asked of the store so far.
pub(super) struct Asked {
    text: String,
    bound: Vec<Value>,
}

enum Value {
    Text(String),
    Number(i64),
}

impl Asked {
    /// By somebody who is `$1`, on the day that is `$2`.
    pub(super) fn by(viewer: Viewer) -> Self {
        Self {
            text: String::new(),
            bound: vec![
                Value::Text(viewer.person.to_string()),
                Value::Text(viewer.today.to_string()),
            ],
        }
    }

    /// By nobody in particular.
    pub(super) const fn new() -> Self {
        Self {
            text: String::new(),
            bound: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, piece: &'static str) -> &mut Self {
        self.text.push_str(piece);
        self
    }

    pub(super) fn text(&mut self, value: impl Into<String>) -> &mut Self {
        self.bind(Value::Text(value.into()))
    }

    pub(super) fn number(&mut self, value: i64) -> &mut Self {
        self.bind(Value::Number(value))
    }

    /// A text, or nothing.
    pub(super) fn or_null(&mut self, value: Option<String>) -> &mut Self {
        match value {
            Some(text) => self.text(text),
            None => self.push("NULL"),
        }
    }

    /// Which records have a term that begins with one of these.
    pub(super) fn found_by(&mut self, beginnings: &[Coded]) -> &mut Self {
        let mut joint = "";
        for beginning in beginnings {
            self.push(joint);
            self.push("SELECT t.record_id FROM record_term t WHERE t.term >= ");
            self.text(beginning.as_str());
            self.push(" AND t.term < ").text(above(beginning));
            joint = " UNION ";
        }
        self
    }

    fn bind(&mut self, value: Value) -> &mut Self {
        self.bound.push(value);
        self.text.push_str(&format!("${}", self.bound.len()));
        self
    }

    /// Several values between brackets; never none.
    pub(super) fn texts<T: Into<String>>(
        &mut self,
        values: impl IntoIterator<Item = T>,
    ) -> &mut Self {
        for (at, value) in values.into_iter().enumerate() {
            self.push(if at == 0 { "(" } else { ", " }).text(value);
        }
        self.push(")")
    }

    pub(super) async fn rows(self, db: &mut Db) -> Stored<Vec<AnyRow>> {
        Ok(self.query().fetch_all(db).await?)
    }

    pub(super) async fn execute(self, db: &mut Db) -> Stored<()> {
        self.query().execute(db).await?;
        Ok(())
    }

    pub(super) fn stream(self, db: &mut Db) -> BoxStream<'_, Stored<AnyRow>> {
        self.query().fetch(db).map_err(Into::into).boxed()
    }

    fn query(self) -> sqlx::query::Query<'static, Any, sqlx::any::AnyArguments> {
        let mut query = sqlx::query(AssertSqlSafe(self.text));
        for value in self.bound {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            };
        }
        query
    }
}
