//! What spreadsheets save.

use super::*;
use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use shared::table::Cell;
use std::io::Write as _;
use zip::write::SimpleFileOptions;

fn typed(rows: &[Row]) -> Vec<Vec<&str>> {
    rows.iter()
        .map(|row| row.cells.iter().map(Cell::as_typed).collect())
        .collect()
}

#[test]
fn every_encoding_and_separator_says_the_same() {
    let expected = vec![vec!["工号", "姓名"], vec!["00123", "王芳"]];
    for separator in [",", ";", "\t"] {
        let text = format!("工号{separator}姓名\r\n\r\n00123{separator}王芳\r\n");
        let (gb18030, _, _) = GB18030.encode(&text);
        let utf_16: Vec<u8> = format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let utf_16_big: Vec<u8> = format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let marked = format!("\u{feff}{text}");
        for bytes in [
            text.as_bytes(),
            marked.as_bytes(),
            &gb18030,
            &utf_16,
            &utf_16_big,
        ] {
            let rows = rows(bytes).unwrap();
            assert_eq!(typed(&rows), expected);
            assert_eq!(rows[1].number, 3);
        }
    }
}

#[test]
fn a_title_above_the_headings_hides_no_separator() {
    let rows = rows("2026 年人员名单\n工号;姓名;备注\n1;王芳;a\n".as_bytes()).unwrap();
    assert_eq!(typed(&rows)[1], ["工号", "姓名", "备注"]);
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_named() {
    let wrong = rows("工号,姓名\n1,\"王芳\n2,李强\n".as_bytes())
        .unwrap_err()
        .to_string();
    assert!(wrong.starts_with("line 2: a quotation mark"), "{wrong}");
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let hidden = workbook.add_worksheet();
    hidden.set_hidden(true);
    hidden.write(0, 0, "codes").unwrap();
    let sheet = workbook.add_worksheet().set_active(true);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .merge_range(0, 0, 0, 3, "人员", &Format::new())
        .unwrap();
    for (column, heading) in ["工号", "姓名", "证件号码", "入职日期"].iter().enumerate()
    {
        sheet
            .write(1, u16::try_from(column).unwrap(), *heading)
            .unwrap();
    }
    sheet.write(3, 0, 31001000).unwrap();
    sheet.write(3, 1, " 王芳 ").unwrap();
    sheet.write(3, 2, 110105194912310021_f64).unwrap();
    let date = ExcelDateTime::from_ymd(2026, 11, 3).unwrap();
    sheet.write_with_format(3, 3, date, &day).unwrap();
    sheet
        .merge_range(4, 0, 4, 3, "晨曦组", &Format::new())
        .unwrap();
    sheet.write(5, 0, "00124").unwrap();
    sheet.write(5, 3, 46329).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_first_sheet_that_can_be_seen_is_read_without_titles() {
    let rows = rows(&workbook()).unwrap();
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 4, 6]);
    let row = &rows[1].cells;
    assert_eq!(row[0].code(), Ok(Some("31001000".to_owned())));
    assert_eq!(row[1].words(), Ok(Some("王芳".to_owned())));
    assert!(row[2].code().is_err(), "three digits are lost");
    let day = |row: &Row| row.cells[3].day().unwrap().unwrap().to_string();
    assert_eq!(
        (day(&rows[1]).as_str(), day(&rows[2]).as_str()),
        ("2026-11-03", "2026-11-03")
    );
    assert_eq!(rows[2].cells[0].code(), Ok(Some("00124".to_owned())));
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing_and_is_refused() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "工号").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let wrong = rows(&workbook.save_to_buffer().unwrap())
        .unwrap_err()
        .to_string();
    assert!(wrong.contains("beyond column"), "{wrong}");
}

#[test]
fn a_workbook_that_unpacks_to_more_than_it_may_is_refused() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..201 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    let wrong = rows(&bytes).unwrap_err().to_string();
    assert!(wrong.contains("unpacks to more than 200 MB"), "{wrong}");
}

#[test]
fn what_is_no_table_says_what_to_save() {
    for (bytes, words) in [
        (&b"PK\x03\x04..."[..], "damaged"),
        (b"\xd0\xcf\x11\xe0", "before 2007"),
        (b"P\xff\xff", "neither UTF-8 nor GB18030"),
    ] {
        let wrong = rows(bytes).unwrap_err().to_string();
        assert!(wrong.contains(words), "{wrong}");
    }
}
