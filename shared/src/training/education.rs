//! Continuing education (继续教育): hours a year by 31 December, some of them of law and ethics.

use super::course::CourseKind;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a year needs; a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EducationNeeded {
    /// Minutes in all.
    pub minutes: u32,
    /// Minutes of law and ethics among them.
    pub law_and_ethics_minutes: u32,
}

impl EducationNeeded {
    /// Until 2025: 36 hours, 12 of law and ethics.
    const V2015: Self = Self {
        minutes: 36 * 60,
        law_and_ethics_minutes: 12 * 60,
    };
    /// From 2026 on: 30 of the 36 hours are of law, rules and ethics.
    const V2026: Self = Self {
        law_and_ethics_minutes: 30 * 60,
        ..Self::V2015
    };

    /// What a calendar year needs.
    pub const fn of_year(year: i32) -> Self {
        if year < 2026 {
            Self::V2015
        } else {
            Self::V2026
        }
    }
}

/// A session somebody has been credited with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditedSession {
    /// The day of the session.
    pub day: NaiveDate,
    /// What it was.
    pub kind: CourseKind,
    /// What is credited, if nothing else was held meanwhile that is (see
    /// [`SessionCredit::minutes`](super::SessionCredit::minutes) and [`displaced`](super::displaced)).
    pub minutes: u32,
}

/// How far somebody is in a year, and what is missing by its 31 December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EducationProgress {
    /// Minutes that count.
    pub minutes: u32,
    /// Minutes of law and ethics among them.
    pub law_and_ethics_minutes: u32,
    /// Minutes still missing in all: never less than those of law and ethics.
    pub missing_minutes: u32,
    /// Minutes of law and ethics still missing.
    pub missing_law_and_ethics_minutes: u32,
}

impl EducationProgress {
    /// Whether the year's need is met.
    pub const fn is_complete(&self) -> bool {
        self.missing_minutes == 0
    }
}

/// The progress of one person in one calendar year; sessions of other years are left out.
pub fn education_progress(
    sessions: &[CreditedSession],
    year: i32,
    needed: &EducationNeeded,
) -> EducationProgress {
    let sum = |counts: fn(CourseKind) -> bool| {
        let of_year = sessions.iter().filter(|session| session.day.year() == year);
        let counted = of_year.filter(|session| counts(session.kind));
        counted.fold(0, |sum: u32, session| sum.saturating_add(session.minutes))
    };
    let minutes = sum(CourseKind::is_continuing_education);
    let law_and_ethics_minutes = sum(CourseKind::is_law_and_ethics);
    let missing_law = needed
        .law_and_ethics_minutes
        .saturating_sub(law_and_ethics_minutes);
    EducationProgress {
        minutes,
        law_and_ethics_minutes,
        missing_minutes: needed.minutes.saturating_sub(minutes).max(missing_law),
        missing_law_and_ethics_minutes: missing_law,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(day: &str, kind: CourseKind, hours: u32) -> CreditedSession {
        CreditedSession {
            day: day.parse().unwrap(),
            kind,
            minutes: hours * 60,
        }
    }

    /// Hours missing in 2026: in all, and of law and ethics.
    fn missing(sessions: &[CreditedSession]) -> (u32, u32) {
        let progress = education_progress(sessions, 2026, &EducationNeeded::of_year(2026));
        let law = progress.missing_law_and_ethics_minutes;
        (progress.missing_minutes / 60, law / 60)
    }

    #[test]
    fn morning_meetings_and_other_years_do_not_count() {
        let sessions = [
            session("2026-05-01", CourseKind::MorningMeeting, 30),
            session("2025-12-31", CourseKind::Product, 30),
        ];
        assert_eq!(missing(&sessions), (36, 30));
    }

    #[test]
    fn law_and_ethics_cannot_be_replaced() {
        let sessions = [
            session("2026-01-01", CourseKind::Product, 40),
            session("2026-12-31", CourseKind::Compliance, 26),
        ];
        assert_eq!(missing(&sessions), (4, 4));
    }

    #[test]
    fn each_year_asks_what_was_in_force_in_it() {
        let complete = |year: i32, law: u32| {
            let sessions = [
                session(&format!("{year}-03-01"), CourseKind::Product, 36 - law),
                session(&format!("{year}-06-01"), CourseKind::Compliance, law),
            ];
            education_progress(&sessions, year, &EducationNeeded::of_year(year)).is_complete()
        };
        assert!(complete(2025, 12) && !complete(2026, 12) && complete(2026, 30));
    }
}
