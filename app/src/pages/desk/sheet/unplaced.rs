//! What of a case has no place in today's form: nothing of it is lost.

use super::laying::{Laying, weight};
use super::{Group, Remark, Row, Sheet, SheetSection};
use crate::pages::desk::course::{self, replies};
use shared::desk::Case;
use shared::form::Form;
use shared::text::lookup;
use std::collections::BTreeSet;

impl Laying<'_> {
    /// Answers of another rule version that today's form does not ask for are shown all the same, and so is
    /// what the agent took out.
    pub(super) fn place_other(&self, case: &Case, sheet: &mut Sheet) {
        let content = &case.record.content;
        let paths = content.iter().map(|(path, _)| path);
        let paths: BTreeSet<&str> = paths.chain(course::answered_paths(case)).collect();
        let others: Vec<Row> = paths
            .into_iter()
            .filter(|path| sheet.row(path).is_none())
            .map(|path| Row {
                path: path.to_owned(),
                label: self.name_of(case, path),
                name: self.name_of(case, path),
                text: content.get(path).map(str::to_owned),
                weight: weight(path, content),
                asked: self.asked(path, case),
                replies: replies(case, path),
                remarks: self.remarks(case, |finding| finding.path == path),
            })
            .collect();
        if !others.is_empty() {
            sheet.sections.push(SheetSection {
                title: lookup(self.language, "desk.case.other_answers").unwrap_or_default(),
                groups: vec![Group {
                    title: None,
                    rows: others,
                }],
                follows: Vec::new(),
            });
        }
    }

    pub(super) fn unplaced(&self, case: &Case, form: &Form, sheet: &Sheet) -> Vec<Remark> {
        let mut remarks = self.remarks(case, |finding| sheet.row(&finding.path).is_none());
        let unplaced = case
            .findings
            .iter()
            .filter(|finding| sheet.row(&finding.path).is_none());
        for (remark, finding) in remarks.iter_mut().zip(unplaced) {
            if let Some(field) = form.field_at(&finding.path) {
                remark.text = format!("{}: {}", self.label(field.label), remark.text);
            }
        }
        remarks
    }
}
