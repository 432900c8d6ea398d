//! Newcomer tracker (新人成长跟踪): joined → pre-job training → exam → licence → first case → allowance
//! → 3, 6, 13 months, with an alarm where somebody stalls.

use super::newcomers::first_case;
use crate::commission::{Books, Item, close_of, first_month_with};
use crate::facts::{ExamResult, Fact, FactKind};
use crate::id::PersonId;
use crate::training::CourseKind;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A stage of a newcomer's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 入司
    Joined,
    /// 岗前培训
    PreJobTraining,
    /// 考试
    Exam,
    /// 执业证
    Licence,
    /// 首单
    FirstCase,
    /// 新人津贴
    Allowance,
    /// 满3个月
    #[serde(rename = "three_months")]
    ThreeMonths,
    /// 满6个月
    SixMonths,
    /// 满13个月
    ThirteenMonths,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Joined,
        Self::PreJobTraining,
        Self::Exam,
        Self::Licence,
        Self::FirstCase,
        Self::Allowance,
        Self::ThreeMonths,
        Self::SixMonths,
        Self::ThirteenMonths,
    ];
}

/// A stage of somebody's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// When it was reached.
    pub reached_on: Option<NaiveDate>,
    /// By when it is expected.
    pub expected_by: NaiveDate,
    /// Whether it is not reached and overdue: somebody should call.
    pub is_stalled: bool,
}

/// The way of a newcomer, up to the day of knowledge; none for who never joined.
pub fn track(books: &Books, agent: PersonId) -> Option<Vec<Step>> {
    let today = books.known_until();
    let joined_on = books.history().joined_on(agent, today)?;
    let step = |stage| {
        let expected_by = expected(books, joined_on, stage);
        let reached_on = reached(books, agent, joined_on, stage).filter(|on| *on <= today);
        let contracted = books.history().is_contracted(agent, today);
        let is_stalled = reached_on.is_none() && expected_by < today && contracted;
        Step {
            stage,
            reached_on,
            expected_by,
            is_stalled,
        }
    };
    Some(Stage::ALL.into_iter().map(step).collect())
}

fn expected(books: &Books, joined_on: NaiveDate, stage: Stage) -> NaiveDate {
    let table = &books.rules().newcomer_track.at(joined_on).table;
    let days = match stage {
        Stage::Joined => 0,
        Stage::PreJobTraining => table.pre_job_training_days,
        Stage::Exam => table.exam_days,
        Stage::Licence => table.licence_days,
        Stage::FirstCase => table.first_case_days,
        Stage::Allowance => table.allowance_days,
        Stage::ThreeMonths => return months_after(joined_on, 3),
        Stage::SixMonths => return months_after(joined_on, 6),
        Stage::ThirteenMonths => return months_after(joined_on, 13),
    };
    joined_on
        .checked_add_days(Days::new(days.into()))
        .unwrap_or(NaiveDate::MAX)
}

fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

fn reached(
    books: &Books,
    agent: PersonId,
    joined_on: NaiveDate,
    stage: Stage,
) -> Option<NaiveDate> {
    match stage {
        Stage::Joined => Some(joined_on),
        Stage::PreJobTraining | Stage::Exam | Stage::Licence => {
            let mut facts = books.history().facts().iter();
            facts
                .find(|fact| shows(fact, agent, stage))
                .map(|fact| fact.on)
        }
        Stage::FirstCase => first_case(books, agent),
        Stage::Allowance => first_allowance(books, agent),
        Stage::ThreeMonths => still_there(books, agent, months_after(joined_on, 3)),
        Stage::SixMonths => still_there(books, agent, months_after(joined_on, 6)),
        Stage::ThirteenMonths => still_there(books, agent, months_after(joined_on, 13)),
    }
}

fn shows(fact: &Fact, agent: PersonId, stage: Stage) -> bool {
    match (&fact.what, stage) {
        (FactKind::Trained(it), Stage::PreJobTraining) => {
            it.agent == agent && it.course == CourseKind::PreJob
        }
        (FactKind::Exam(it), Stage::Exam) => it.agent == agent && it.sitting == ExamResult::Passed,
        (FactKind::Licensed(it), Stage::Licence) => it.agent == agent,
        _ => false,
    }
}

fn still_there(books: &Books, agent: PersonId, day: NaiveDate) -> Option<NaiveDate> {
    books.history().is_contracted(agent, day).then_some(day)
}

/// The close of the first month with a newcomer allowance.
fn first_allowance(books: &Books, agent: PersonId) -> Option<NaiveDate> {
    let month = first_month_with(books, agent, Item::NewcomerAllowance)?;
    Some(close_of(books.rules(), month))
}
