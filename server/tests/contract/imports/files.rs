//! Files: what is no table is told, what is too large is refused, templates are read.

use super::{PEOPLE, counts, people};
use crate::world::TestServer;
use encoding_rs::GB18030;
use shared::directory::TableImported;
use shared::people::import::{PERSON_COLUMNS, UNIT_COLUMNS};
use shared::problem::Problem;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A small workbook that unpacks to more than any table is; what follows is not unpacked any more.
fn a_bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..201 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn what_is_no_table_of_people_is_told_by_what_is_wrong_with_it() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let file = |text: &str| text.as_bytes().to_vec();
    for (file, code) in [
        (file(""), "table_empty"),
        (file(PEOPLE), "table_no_rows"),
        (file("名称,价格\n苹果,3\n"), "table_heading_unknown"),
        (
            file("姓名,入职日期\n赵丽,2026-11-20\n"),
            "table_heading_missing",
        ),
        (file("工号,员工号,姓名\n1,1,赵丽\n"), "table_heading_twice"),
        (file("工号,姓名\n1,\"赵丽\n2,孙浩然\n"), "table_open_quote"),
        (b"PK\x03\x04...".to_vec(), "table_damaged"),
        (b"\xd0\xcf\x11\xe0".to_vec(), "table_of_before_2007"),
        (b"%PDF-1.7\n\xff\xff\x00".to_vec(), "table_no_text"),
    ] {
        let answer = administrator
            .sends_file("people", "application/octet-stream", file)
            .await;
        assert_eq!(answer.refusal(), (422, "invalid".to_owned()), "{code}");
        let problem: Problem = answer.json();
        let codes: Vec<&str> = problem.findings.iter().map(|it| it.code.as_str()).collect();
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let answer = administrator
        .sends_file("people", "application/json", "{}")
        .await;
    assert_eq!(answer.refusal(), (415, "wrong_content_type".to_owned()));
}

#[tokio::test]
async fn what_is_too_large_is_refused_by_how_large_it_may_be() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let large = vec![b'1'; 20 * 1024 * 1024 + 1];
    let answer = administrator.sends_file("people", "text/csv", large).await;
    assert_eq!(answer.refusal(), (413, "file_too_large".to_owned()));
    let problem: Problem = answer.json();
    assert_eq!(problem.findings[0].params["max"], "20");
    let bomb = a_bomb();
    assert!(bomb.len() < 2 << 20);
    let answer = administrator
        .sends_file("people", "application/octet-stream", bomb)
        .await;
    let problem: Problem = answer.json();
    assert_eq!(problem.findings[0].code.as_str(), "table_unpacks_too_large");
    // An agent's is not even read.
    let agent = server.person("wangfang").await;
    let answer = agent.sends_file("people", "application/json", "{}").await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn a_table_in_the_encoding_of_chinese_spreadsheets_is_read() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let before = people(&server).await;
    let text = format!("{PEOPLE}77001,赵丽,13800138010,,晨曦组,代理人,2026-11-20\n");
    let (bytes, ..) = GB18030.encode(&text);
    let answer = administrator
        .sends_file("people", "text/csv", bytes.into_owned())
        .await;
    let looked: TableImported = answer.json();
    assert_eq!(
        (counts(&looked), looked.different[0].name.as_str()),
        ([1, 0, 0, 0], "赵丽")
    );
    assert_eq!(people(&server).await, before);
}

#[tokio::test]
async fn templates_come_in_both_languages_and_are_read_again() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let chinese = "/api/imports/people/template?format=csv&language=zh-Hans";
    let answer = administrator.get(chinese).await;
    let name = "attachment; filename=\"people-template.csv\"";
    assert_eq!(answer.headers["content-disposition"], name);
    let headings: Vec<&str> = PERSON_COLUMNS.iter().map(|it| it.chinese).collect();
    assert_eq!(answer.text, format!("\u{feff}{}\r\n", headings.join(",")));
    let english = "/api/imports/units/template?format=csv&language=en";
    let answer = administrator.get(english).await;
    let headings: Vec<&str> = UNIT_COLUMNS.iter().map(|it| it.english).collect();
    assert_eq!(answer.text, format!("\u{feff}{}\r\n", headings.join(",")));
    for kind in ["people", "units"] {
        let workbook = administrator
            .get(&format!("/api/imports/{kind}/template"))
            .await;
        let answer = administrator
            .sends_file(kind, "application/octet-stream", workbook.bytes)
            .await;
        let problem: Problem = answer.json();
        assert_eq!(problem.findings[0].code.as_str(), "table_no_rows");
    }
}
