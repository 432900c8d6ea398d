//! Tables that an administrator imports: looked at first, taken as they were looked at, within what they administer.

mod files;
mod scope;
mod taken;

use crate::person::Person;
use crate::world::{Answer, TestServer};
use axum::body::Body;
use axum::http::Request;
use shared::directory::TableImported;

/// Somebody new, with these in the columns below.
const PEOPLE: &str = "工号,姓名,手机号码,证件号码,所属机构,角色,入职日期\n";

impl Person<'_> {
    /// Sends a file to an address below `/api/imports`.
    async fn sends_file(&self, path: &str, kind: &str, file: impl Into<Body>) -> Answer {
        let request = Request::post(format!("/api/imports/{path}"))
            .header("content-type", kind)
            .header("cookie", &self.cookie)
            .body(file.into());
        self.server.call(request.unwrap()).await
    }

    /// What a table would come to.
    async fn looks_at(&self, kind: &str, table: &str) -> TableImported {
        let answer = self.sends_file(kind, "text/csv", table.to_owned()).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let looked: TableImported = answer.json();
        assert!(!looked.kept);
        looked
    }

    /// Takes a table as it was looked at.
    async fn takes(
        &self,
        (kind, rows): (&str, &str),
        table: &str,
        looked: &TableImported,
    ) -> Answer {
        let (file, token) = (&looked.file, &looked.token);
        let path = format!("{kind}?preview=false&rows={rows}&file={file}&token={token}");
        self.sends_file(&path, "text/csv", table.to_owned()).await
    }

    /// Looks at a table and takes all of it.
    async fn imports(&self, kind: &str, table: &str) -> TableImported {
        let looked = self.looks_at(kind, table).await;
        let answer = self.takes((kind, "all"), table, &looked).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let taken: TableImported = answer.json();
        assert!(taken.kept);
        taken
    }
}

/// How many are new, changed, unchanged, and how many rows are wrong.
const fn counts(told: &TableImported) -> [u64; 4] {
    [told.new, told.changed, told.unchanged, told.wrong]
}

/// Row, heading and code of what is wrong.
fn wrong(told: &TableImported) -> Vec<(u32, &str, &str)> {
    let rows = told.rows.iter();
    rows.map(|it| {
        let column = it.column.as_deref().unwrap_or_default();
        (it.row, column, it.finding.code.as_str())
    })
    .collect()
}

/// What is different, in words.
fn different(told: &TableImported) -> Vec<String> {
    let lines = told.different.iter().flat_map(|line| {
        let differences = line.differences.iter();
        differences.map(|it| format!("{}: {it}", line.name))
    });
    lines.collect()
}

/// A person's column in the database.
async fn of_person(server: &TestServer, column: &str, login: &str) -> String {
    let sql = format!("SELECT COALESCE({column}, '') FROM person WHERE login = $1");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(login.to_owned())
        .fetch_one(&mut server.connection().await)
        .await
        .unwrap()
}

/// How many people there are.
async fn people(server: &TestServer) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM person")
        .fetch_one(&mut server.connection().await)
        .await
        .unwrap()
}
