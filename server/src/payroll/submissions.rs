//! Applications on their way, out of the records: what they would bring is estimated.
//!
//! An application counts as the office knew it: as it arrived, by the catalogue of that day, until a correction
//! arrived; and it had ended from the day of that decision on, until it was opened again. So what was said of
//! a month on a day stays as it was.

use crate::store::contents::{self, Versions};
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, catalogues, units};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::facts::{
    Concluded, DERIVED, Fact, FactId, FactKind, NotAName, Retracted, Submitted, policy_lines,
};
use shared::kinds::application::rules::product::quoted;
use shared::product::Catalogue;
use shared::record::{Office, RecordKind};
use shared::submission::StepKind;
use shared::time::Timestamp;

/// Every application that was received, and those that ended without becoming a policy.
pub(super) async fn facts(db: &mut Db) -> Stored<Vec<Fact>> {
    let catalogues = catalogues::all(db).await?;
    let contents = contents::of_kind(db, RecordKind::Application).await?;
    let mut told = Vec::new();
    for record in records::of_kind(db, RecordKind::Application).await? {
        let offset = units::offset(db, record.branch).await?.unwrap_or_default();
        told.extend(of_record(&record, offset, &contents, &catalogues).unwrap_or_default());
    }
    Ok(told)
}

fn of_record(
    record: &StoredRecord,
    offset: i32,
    contents: &Versions,
    catalogues: &[(Timestamp, Catalogue)],
) -> Result<Vec<Fact>, NotAName> {
    let submitted = Words {
        kind: "submitted",
        record,
        offset,
    };
    let concluded = Words {
        kind: "concluded",
        ..submitted
    };
    let arrived = Some(record.view.received_at);
    let mut told = submitted.facts(submissions(record, contents, catalogues)?, arrived)?;
    told.extend(concluded.facts(conclusions(record)?, None)?);
    Ok(told)
}

/// What is said of an application, and when; nothing, if what was said before no longer holds.
type Word = (Timestamp, Option<FactKind>);

/// What was applied for, each time it changed.
fn submissions(
    record: &StoredRecord,
    contents: &Versions,
    catalogues: &[(Timestamp, Catalogue)],
) -> Result<Vec<Word>, NotAName> {
    let arrived = [(record.view.received_at, record.view.content.clone())];
    let versions = contents
        .get(&record.view.record_id)
        .map_or(&arrived[..], Vec::as_slice);
    let mut words: Vec<Word> = vec![];
    for (at, content) in versions {
        let word = Some(submitted(record, content, catalogue_at(catalogues, *at))?);
        if words.last().is_none_or(|(_, last)| *last != word) {
            words.push((*at, word));
        }
    }
    Ok(words)
}

/// The catalogue that was published last by then; the first one for what came before it.
fn catalogue_at(catalogues: &[(Timestamp, Catalogue)], at: Timestamp) -> Option<&Catalogue> {
    let published = catalogues
        .iter()
        .rev()
        .find(|(published, _)| *published <= at);
    published
        .or(catalogues.first())
        .map(|(_, catalogue)| catalogue)
}

fn submitted(
    record: &StoredRecord,
    content: &Answers,
    catalogue: Option<&Catalogue>,
) -> Result<FactKind, NotAName> {
    let lines = catalogue.and_then(|catalogue| {
        let quote = quoted(content, catalogue)?;
        Some(policy_lines(&quote, catalogue))
    });
    Ok(FactKind::Submitted(Submitted {
        application: record.view.number.to_string().parse()?,
        agent: record.view.captured_by.id,
        lines: lines.unwrap_or_default(),
    }))
}

/// When it was rejected or withdrawn, and when that no longer held.
fn conclusions(record: &StoredRecord) -> Result<Vec<Word>, NotAName> {
    let Office::Review(review) = &record.view.office else {
        return Ok(vec![]);
    };
    let application = record.view.number.to_string().parse()?;
    let concluded = FactKind::Concluded(Concluded { application });
    let mut words: Vec<Word> = vec![];
    for step in &review.steps {
        let ends = matches!(step.kind, StepKind::Rejected | StepKind::Withdrawn);
        let had_ended = words.last().is_some_and(|(_, word)| word.is_some());
        if ends != had_ended {
            words.push((step.at, ends.then(|| concluded.clone())));
        }
    }
    Ok(words)
}

/// The words about one thing of a record, one taking the place of the other.
#[derive(Clone, Copy)]
struct Words<'r> {
    kind: &'static str,
    record: &'r StoredRecord,
    offset: i32,
}

impl Words<'_> {
    /// Each word from the day on which it was said; about the day of `on`, or that day.
    fn facts(self, words: Vec<Word>, on: Option<Timestamp>) -> Result<Vec<Fact>, NotAName> {
        let (mut facts, mut standing) = (vec![], None);
        for (number, (at, word)) in words.into_iter().enumerate() {
            let Some(known) = at.civil_date(self.offset) else {
                continue;
            };
            if let Some(fact) = standing.take() {
                let what = FactKind::Retracted(Retracted { fact });
                facts.push(fact_of(self.id("not_", number)?, known, known, what));
            }
            if let Some(what) = word {
                let on = on
                    .and_then(|on| on.civil_date(self.offset))
                    .unwrap_or(known);
                let id = self.id("", number)?;
                standing = Some(id.clone());
                facts.push(fact_of(id, on, known, what));
            }
        }
        Ok(facts)
    }

    fn id(self, prefix: &str, number: usize) -> Result<FactId, NotAName> {
        let (kind, record) = (self.kind, self.record.view.record_id);
        match number {
            0 => format!("{DERIVED}{prefix}{kind}/{record}").parse(),
            number => format!("{DERIVED}{prefix}{kind}/{record}/{number}").parse(),
        }
    }
}

fn fact_of(id: FactId, on: NaiveDate, known: NaiveDate, what: FactKind) -> Fact {
    Fact {
        on,
        id,
        known: Some(known),
        what,
    }
}

#[cfg(test)]
mod tests;
