//! Measures of training: attendance, exams, licences, sessions, satisfaction.

use super::heads::agents_on;
use super::reading::{Question, Reading, count};
use crate::commission::{Books, Figure};
use crate::facts::{Exam, ExamResult, Fact, FactKind};
use crate::id::PersonId;
use crate::month::Month;
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(super) fn attendance_rate(books: &Books, question: &Question) -> Reading {
    let (mut attended, mut required) = (Figure::default(), Figure::default());
    for (agent, person) in books.history().people() {
        for month in question.from.through(question.to) {
            let Some(known) = person.attendance(month, books.known_until()) else {
                continue;
            };
            if books.counts_for(agent, question.target, month) {
                add(
                    &mut attended,
                    known.attended.min(known.required),
                    agent,
                    month,
                );
                add(&mut required, known.required, agent, month);
            }
        }
    }
    question.ratio(books, attended, required)
}

fn add(figure: &mut Figure, sessions: u16, agent: PersonId, month: Month) {
    figure.value += Decimal::from(sessions);
    figure
        .ids
        .extend((sessions > 0).then(|| format!("{agent}/{month}")));
}

/// The facts inside the months and the knowledge.
fn facts<'b>(books: &'b Books, question: &Question) -> impl Iterator<Item = &'b Fact> {
    let span = question.span(books);
    books
        .history()
        .facts()
        .iter()
        .copied()
        .filter(move |fact| span.has(fact.on))
}

/// The enrolments that `counts`, by exam, agent and try.
fn exams(books: &Books, question: &Question, counts: impl Fn(&Exam) -> bool) -> Figure {
    count(facts(books, question).filter_map(|fact| match &fact.what {
        FactKind::Exam(exam)
            if counts(exam) && is_of_target(books, question, exam.agent, fact.on) =>
        {
            Some(format!("{}/{}/{}", exam.exam, exam.agent, exam.attempt))
        }
        _ => None,
    }))
}

fn is_of_target(books: &Books, question: &Question, agent: PersonId, on: NaiveDate) -> bool {
    books.counts_for(agent, question.target, Month::of(on))
}

fn sat(exam: &Exam) -> bool {
    exam.sitting != ExamResult::Absent
}

fn passed(exam: &Exam) -> bool {
    exam.sitting == ExamResult::Passed
}

pub(super) fn exam_sitting_rate(books: &Books, question: &Question) -> Reading {
    question.ratio(
        books,
        exams(books, question, sat),
        exams(books, question, |_| true),
    )
}

pub(super) fn exam_pass_rate(books: &Books, question: &Question) -> Reading {
    question.ratio(
        books,
        exams(books, question, passed),
        exams(books, question, sat),
    )
}

pub(super) fn exam_first_try_pass_rate(books: &Books, question: &Question) -> Reading {
    let first = |exam: &Exam| exam.attempt == 1 && sat(exam);
    let first_passed = |exam: &Exam| exam.attempt == 1 && passed(exam);
    question.ratio(
        books,
        exams(books, question, first_passed),
        exams(books, question, first),
    )
}

pub(super) fn certificate_rate(books: &Books, question: &Question) -> Reading {
    let day = question.last_day(books);
    let agents = agents_on(books, question.target, day);
    let holders = agents
        .iter()
        .filter(|agent| licensed_on(books, **agent, day));
    let holders = count(holders.map(ToString::to_string));
    question.ratio(
        books,
        holders,
        count(agents.iter().map(ToString::to_string)),
    )
}

/// Whether somebody holds a licence that is valid on a day.
fn licensed_on(books: &Books, agent: PersonId, day: NaiveDate) -> bool {
    books.history().facts().iter().any(|fact| match &fact.what {
        FactKind::Licensed(licensed) => {
            let valid = licensed.until.is_none_or(|until| day <= until);
            licensed.agent == agent && fact.on <= day && valid
        }
        _ => false,
    })
}

/// Sessions are everybody's: they are not divided by unit.
pub(super) fn training_plan_rate(books: &Books, question: &Question) -> Reading {
    let sessions = |counts: fn(bool) -> bool| {
        count(
            facts(books, question).filter_map(move |fact| match &fact.what {
                FactKind::Session(session) if counts(session.held) => {
                    Some(session.session.to_string())
                }
                _ => None,
            }),
        )
    };
    question.ratio(books, sessions(|held| held), sessions(|_| true))
}

pub(super) fn satisfaction(books: &Books, question: &Question) -> Reading {
    let (mut sum, mut ids) = (Decimal::ZERO, vec![]);
    for fact in facts(books, question) {
        if let FactKind::Rated(rated) = &fact.what
            && (1..=5).contains(&rated.rating)
            && is_of_target(books, question, rated.agent, fact.on)
        {
            sum += Decimal::from(rated.rating);
            ids.push(format!("{}/{}", rated.session, rated.agent));
        }
    }
    question.ratio(
        books,
        Figure {
            value: sum,
            ids: ids.clone(),
        },
        count(ids),
    )
}
