//! Under what the reviewed records are found.

use super::asked::Asked;
use super::records::{StoredRecord, columns, insert_each, sql, stored};
use super::{Db, Stored, from_json, named, parse, settings};
use shared::id::{RecordId, UnitId};
use shared::kinds::form_of;
use shared::reason::ReasonCodes;
use shared::record::{Office, RecordKind, RecordView};
use shared::rules::{Decided, OtherRecord};
use shared::search::{Coded, TERMS, above, terms};
use shared::submission::Status;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// By which version of the terms a record is found once [`add`] was asked for it: 0 for what nobody
/// looks for.
pub fn version_of(record: &RecordView) -> i64 {
    match record.kind.is_reviewed() {
        true => i64::from(TERMS),
        false => 0,
    }
}

/// Writes what a new record is found under.
pub async fn add(db: &mut Db, record: &RecordView) -> Stored<()> {
    let terms: Vec<String> = terms(record, form_of(record.kind))
        .iter()
        .map(|term| term.as_str().to_owned())
        .collect();
    insert_each(
        db,
        "record_term (record_id, term)",
        record.record_id,
        &terms,
    )
    .await
}

/// Writes what a record is found under, instead of what it was found under before.
pub async fn write(db: &mut Db, record: &RecordView) -> Stored<()> {
    let id = record.record_id.to_string();
    sqlx::query("DELETE FROM record_term WHERE record_id = $1")
        .bind(id.clone())
        .execute(&mut *db)
        .await?;
    add(db, record).await?;
    sqlx::query("UPDATE record SET terms = $2 WHERE record_id = $1")
        .bind(id)
        .bind(version_of(record))
        .execute(db)
        .await?;
    Ok(())
}

/// At most so many reviewed records whose terms were never written, or by an earlier version.
pub async fn missing(db: &mut Db, most: u32) -> Stored<Vec<StoredRecord>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        " FROM record WHERE terms < $1 AND status <> '' ORDER BY record_id LIMIT $2",
    ]))
    .bind(i64::from(TERMS))
    .bind(i64::from(most))
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}

/// Of each of these records at most so many others of a branch that are found by one of its terms, newest first;
/// what was withdrawn is left out. The branch's clock is `offset_minutes` ahead of UTC.
pub async fn others_of_each(
    db: &mut Db,
    (branch, offset_minutes): (UnitId, i32),
    sought: &[(RecordId, Vec<Coded>)],
    most: i64,
) -> Stored<Vec<Vec<OtherRecord>>> {
    let found = found_by_each(db, branch, sought, most).await?;
    let records = found.iter().flatten().copied().collect();
    let others = load_others(db, &records, offset_minutes).await?;
    let of = |found: Vec<RecordId>| {
        let loaded = found.iter().filter_map(|id| others.get(id).cloned());
        loaded.collect()
    };
    Ok(found.into_iter().map(of).collect())
}

/// Which records each finds besides itself.
async fn found_by_each(
    db: &mut Db,
    branch: UnitId,
    sought: &[(RecordId, Vec<Coded>)],
    most: i64,
) -> Stored<Vec<Vec<RecordId>>> {
    let mut found = vec![Vec::new(); sought.len()];
    let mut asked = Asked::new();
    asked.push("WITH sought (place, low, high) AS (VALUES ");
    let mut joint = "(";
    for (place, (_, beginnings)) in sought.iter().enumerate() {
        for beginning in beginnings {
            asked.push(joint).number(i64::try_from(place).unwrap_or(0));
            asked.push(", ").text(beginning.as_str());
            asked.push(", ").text(above(beginning)).push(")");
            joint = ", (";
        }
    }
    if joint == "(" {
        return Ok(found);
    }
    asked.push(
        "), found AS (SELECT DISTINCT s.place, t.record_id FROM sought s
             CROSS JOIN record_term t WHERE t.term >= s.low AND t.term < s.high)
         SELECT place, record_id FROM (
             SELECT f.place, r.record_id, ROW_NUMBER() OVER
                 (PARTITION BY f.place ORDER BY r.received_at DESC, r.record_id) AS number
             FROM found f JOIN record r ON r.record_id = f.record_id
             WHERE r.status NOT IN ('', 'withdrawn') AND r.branch_id = ",
    );
    asked.text(branch.to_string());
    // A record finds itself, too.
    asked.push(") ranked WHERE number <= ").number(most + 1);
    asked.push(" ORDER BY place, number");
    for row in asked.rows(db).await? {
        let place: i64 = row.try_get("place")?;
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let record = parse(row.try_get::<&str, _>("record_id")?, "record_id")?;
        if let (Some(of_place), Some((own, _))) = (found.get_mut(place), sought.get(place))
            && record != *own
        {
            of_place.push(record);
        }
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    found
        .iter_mut()
        .for_each(|of_place| of_place.truncate(most));
    Ok(found)
}

async fn load_others(
    db: &mut Db,
    records: &BTreeSet<RecordId>,
    offset_minutes: i32,
) -> Stored<BTreeMap<RecordId, OtherRecord>> {
    if records.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT record_id, number, kind, captured_on, content, office FROM record");
    asked.push(" WHERE record_id IN ");
    asked.texts(records.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let codes: Vec<ReasonCodes> = settings::every(db).await?;
    let loaded = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("record_id")?, "record_id")?;
        Ok((id, other(row, offset_minutes, &codes)?))
    });
    loaded.collect()
}

/// At most so many other cases of a branch that wait and are found by one of these terms, newest first.
pub async fn waiting(
    db: &mut Db,
    branch: UnitId,
    except: RecordId,
    beginnings: &[Coded],
    most: i64,
) -> Stored<Vec<StoredRecord>> {
    let mut asked = Asked::new();
    asked.push("SELECT ").push(columns()).push(" FROM record");
    asked.push(" WHERE record_id IN (").found_by(beginnings);
    asked.push(") AND branch_id = ").text(branch.to_string());
    asked.push(" AND record_id <> ").text(except.to_string());
    asked.push(" AND status IN ('received', 'in_review', 'queried', 'answered')");
    asked.push(" ORDER BY received_at DESC, record_id LIMIT ");
    asked.number(most);
    asked.rows(db).await?.iter().map(stored).collect()
}

fn other(row: &AnyRow, offset_minutes: i32, codes: &[ReasonCodes]) -> Stored<OtherRecord> {
    let kind = named(RecordKind::from_name(row.try_get("kind")?), "kind")?;
    let captured_on = parse(row.try_get::<&str, _>("captured_on")?, "captured_on")?;
    let content = from_json(row.try_get("content")?, "content")?;
    let office: Office = from_json(row.try_get("office")?, "office")?;
    Ok(OtherRecord {
        decided: decided(&office, offset_minutes, codes),
        ..OtherRecord::new(row.try_get("number")?, kind, captured_on, &content)
    })
}

fn decided(office: &Office, offset_minutes: i32, codes: &[ReasonCodes]) -> Option<Decided> {
    let Office::Review(review) = office else {
        return None;
    };
    if review.status == Status::Accepted {
        return Some(Decided::Accepted);
    }
    let (reason, at) = review.rejected()?;
    let on = at.civil_date(offset_minutes)?;
    let meant = ReasonCodes::named(codes, reason, on);
    Some(Decided::Rejected {
        reason: reason.to_owned(),
        declines: meant.is_some_and(|reason| reason.declines),
        on,
    })
}
