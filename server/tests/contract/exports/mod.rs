//! Lists that are taken out as files: by whoever sees them, no more than they see, and harmless.

mod attendance;
mod lists;
mod own;
mod people;

use crate::person::Person;
use crate::world::{Act, Answer, TestServer};
use calamine::{Data, Reader, Xlsx};
use serde::Serialize;
use std::io::Cursor;

/// The lines of text with commas, the headings first.
fn lines(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let text = answer.text.strip_prefix('\u{feff}').expect("a mark");
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.into_records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The cells of a workbook, the headings first.
fn cells(answer: &Answer) -> Vec<Vec<Data>> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.as_slice())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(<[Data]>::to_vec).collect()
}

/// What stands under a heading, line by line.
fn under(lines: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = lines[0].iter().position(|it| it == heading).unwrap();
    lines[1..].iter().map(|line| line[at].clone()).collect()
}

impl Person<'_> {
    /// A list by what is wanted of it, as text with Chinese headings.
    async fn takes_out(&self, list: &str, wanted: &impl Serialize) -> Vec<Vec<String>> {
        let path = format!("/api/exports/{list}?format=csv&language=zh-Hans");
        lines(&self.post(&path, wanted).await)
    }

    /// A list of which all is wanted.
    async fn takes_out_all(&self, list: &str) -> Vec<Vec<String>> {
        let path = format!("/api/exports/{list}?format=csv&language=zh-Hans");
        lines(&self.get(&path).await)
    }
}

/// What the log says was taken out: how, and how much of what.
async fn taken_out(server: &TestServer) -> Vec<(String, String)> {
    let is_export = |act: &Act| act.action.starts_with("export_");
    let acts = server.acts().await.into_iter().filter(is_export);
    acts.map(|act| (act.action, act.subject)).collect()
}
