//! What the agents sold before the story begins, and what became of each policy.

use super::cast::{AGENTS, CAST};
use chrono::{Days, NaiveDate, TimeDelta};
use shared::answers::Answers;
use shared::month::Month;
use shared::product::Catalogue;
use shared::sample::application;

/// Policies in every agent's client book.
const EACH: usize = 8;
/// The agent whose statement of last month shows everything.
const SHOWN: usize = 0;
/// A newcomer, recruited by that one.
pub(super) const RECRUIT: usize = 7;

/// A policy that was sold.
pub(super) struct Sale {
    pub(super) policy: String,
    pub(super) agent: usize,
    pub(super) sold_on: NaiveDate,
    pub(super) content: Answers,
    pub(super) course: Course,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// Delivered, receipt returned and called back within days.
    Smooth,
    /// Delivered late in the month: the client may still withdraw at the close.
    DeliveredOn(NaiveDate),
    /// The receipt came back late; not at all, without a day.
    ReceiptOn(Option<NaiveDate>),
    /// The client gave it up.
    SurrenderedOn(NaiveDate),
    /// The client withdrew on the first day, which the office learned late.
    WithdrawalLearnedOn(NaiveDate),
}

impl Sale {
    /// Cover begins the day after.
    pub(super) fn effective_on(&self) -> NaiveDate {
        self.sold_on + TimeDelta::days(1)
    }

    pub(super) const fn is_in_force(&self) -> bool {
        !matches!(
            self.course,
            Course::SurrenderedOn(_) | Course::WithdrawalLearnedOn(_)
        )
    }

    /// Whether its agent sold it: a client book also holds policies taken over from others.
    pub(super) fn is_own(&self, today: NaiveDate) -> bool {
        let joined_on = CAST.get(self.agent).map(|member| member.joined_on(today));
        joined_on.is_some_and(|joined_on| joined_on <= self.sold_on)
    }
}

/// Every sale of the past.
pub(super) fn sales(today: NaiveDate, catalogue: &Catalogue) -> Vec<Sale> {
    let books = (0..AGENTS * EACH).map(|number| {
        let sold_on = today - TimeDelta::days(40 + i64::try_from(number * 11).unwrap_or(0));
        let course = match number % 9 {
            8 => Course::SurrenderedOn(sold_on + (today - sold_on) / 2),
            _ => Course::Smooth,
        };
        (number, number % AGENTS, sold_on, course)
    });
    let shown = last_month(today).into_iter().enumerate();
    let shown =
        shown.map(|(n, (agent, sold_on, course))| (AGENTS * EACH + n, agent, sold_on, course));
    let all = books.chain(shown);
    all.map(|(number, agent, sold_on, course)| Sale {
        policy: format!("P{:010}", 2_026_000_000 + number * 37),
        agent,
        sold_on,
        content: application(
            9_000 + u64::try_from(number).unwrap_or(0),
            sold_on,
            catalogue,
        ),
        course,
    })
    .collect()
}

/// Sales that bring last month's statement a line of every kind.
fn last_month(today: NaiveDate) -> Vec<(usize, NaiveDate, Course)> {
    let month = Month::of(today).plus(-1);
    let day = |months: i32, day: u8| month.plus(months).day(day);
    let recruit_sold = CAST
        .get(RECRUIT)
        .map_or(today, |recruit| recruit.joined_on(today) + Days::new(3));
    vec![
        (SHOWN, day(0, 2), Course::Smooth),
        (SHOWN, day(0, 6), Course::ReceiptOn(None)),
        (SHOWN, day(-1, 20), Course::ReceiptOn(Some(day(0, 25)))),
        (SHOWN, day(0, 26), Course::DeliveredOn(day(0, 30))),
        (SHOWN, day(-5, 9), Course::SurrenderedOn(day(0, 12))),
        (SHOWN, day(-3, 4), Course::WithdrawalLearnedOn(day(0, 21))),
        (SHOWN, day(-12, 9), Course::Smooth),
        (SHOWN, day(-24, 11), Course::Smooth),
        (RECRUIT, recruit_sold, Course::Smooth),
    ]
}
