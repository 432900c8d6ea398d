//! What of a case nobody accepts without having seen it: what the rules found, each yes of the health
//! declaration, and what the agent answered to a query or corrected.

use super::{Asked, Remark, Row, Sheet, Weight};

/// An answer that matters, or something about the whole case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matter {
    /// The answer's path; `None` if it belongs to no answer shown.
    pub path: Option<String>,
    /// The path of what explains it, if anything does.
    pub explained_at: Option<String>,
    /// What the answer is called.
    pub name: String,
    /// What was answered, in words, with what explains it.
    pub text: String,
    /// What the agent did to it since it was asked about.
    pub asked: Asked,
    /// What the agent wrote to it.
    pub replies: Vec<String>,
    /// What the rules found at it.
    pub remarks: Vec<Remark>,
}

impl Sheet {
    /// What matters, what belongs to no answer first, then in the order of the form.
    pub fn matters(&self) -> Vec<Matter> {
        let whole = self.whole.iter().map(|remark| Matter {
            remarks: vec![remark.clone()],
            ..Matter::default()
        });
        let placed = self.rows().filter(|row| row.matters());
        whole.chain(placed.map(|row| self.matter(row))).collect()
    }

    fn matter(&self, row: &Row) -> Matter {
        let details = self.row(&format!("{}_details", row.path));
        let details = details.filter(|details| details.text.is_some());
        let said = [Some(row), details].into_iter().flatten();
        let said: Vec<&str> = said.filter_map(|row| row.text.as_deref()).collect();
        Matter {
            path: Some(row.path.clone()),
            explained_at: details.map(|details| details.path.clone()),
            name: row.name.clone(),
            text: said.join(" · "),
            asked: row.asked.clone(),
            replies: row.replies.clone(),
            remarks: row.remarks.clone(),
        }
    }
}

impl Matter {
    /// The paths where it stands among the answers.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        let places = [self.path.as_deref(), self.explained_at.as_deref()];
        places.into_iter().flatten()
    }
}

impl Row {
    fn matters(&self) -> bool {
        self.weight == Weight::Yes || self.asked != Asked::No || !self.remarks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Group, SheetSection};
    use super::*;

    fn row(path: &str, text: &str, weight: Weight, remarks: &[&str]) -> Row {
        Row {
            path: path.to_owned(),
            label: path.to_owned(),
            name: path.to_owned(),
            text: Some(text.to_owned()),
            weight,
            asked: Asked::No,
            replies: Vec::new(),
            remarks: remarks.iter().map(|text| remark(text)).collect(),
        }
    }

    fn remark(text: &str) -> Remark {
        Remark {
            is_error: false,
            text: text.to_owned(),
        }
    }

    fn sheet(rows: Vec<Row>) -> Sheet {
        Sheet {
            essentials: Vec::new(),
            whole: vec![remark("duplicate")],
            sections: vec![SheetSection {
                title: "",
                groups: vec![Group { title: None, rows }],
                follows: Vec::new(),
            }],
        }
    }

    #[test]
    fn a_yes_matters_with_what_explains_it_and_so_does_every_remark() {
        let matters = sheet(vec![
            row("applicant.name", "王芳", Weight::Usual, &[]),
            row("applicant.annual_income", "9", Weight::Usual, &["ratio"]),
            row("health.tumour", "是", Weight::Yes, &[]),
            row("health.tumour_details", "结节", Weight::Explains, &[]),
        ])
        .matters();
        let paths: Vec<_> = matters.iter().map(|it| it.path.as_deref()).collect();
        let income = Some("applicant.annual_income");
        assert_eq!(paths, [None, income, Some("health.tumour")]);
        assert_eq!(matters[2].text, "是 · 结节");
        let places: Vec<_> = matters[2].places().collect();
        assert_eq!(places, ["health.tumour", "health.tumour_details"]);
    }

    #[test]
    fn what_the_agent_answered_to_a_query_matters_changed_or_not() {
        let changed = Row {
            asked: Asked::Changed("90000".to_owned()),
            ..row("applicant.annual_income", "120000", Weight::Usual, &[])
        };
        let explained = Row {
            asked: Asked::Unchanged,
            replies: vec!["是同一人".to_owned()],
            ..row("applicant.name", "王芳", Weight::Usual, &[])
        };
        let matters = Sheet {
            whole: Vec::new(),
            ..sheet(vec![changed, explained])
        }
        .matters();
        assert_eq!(matters[0].asked, Asked::Changed("90000".to_owned()));
        assert_eq!(matters[1].replies, ["是同一人"]);
    }

    #[test]
    fn a_clean_case_has_nothing_that_has_to_be_seen_first() {
        let name = row("applicant.name", "王芳", Weight::Usual, &[]);
        let clean = Sheet {
            whole: Vec::new(),
            ..sheet(vec![name])
        };
        assert_eq!(clean.matters(), []);
    }
}
