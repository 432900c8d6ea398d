//! A civil date in three boxes, in the order of the language.

use super::frame::GroupFrame;
use super::{Question, typed};
use crate::text::{language, t};
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::date::read_date;
use shared::text::{Language, date_with_weekday};

/// Most characters of one box: room for a whole date as it is pasted, its weekday behind it.
const LONGEST_DATE: usize = 40;

/// A date of which parts may still be missing: `2026-10-31`, `2026-1-`, empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct DateParts {
    year: String,
    month: String,
    day: String,
}

/// One of the three boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
}

impl Part {
    const fn in_order(language: Language) -> [Self; 3] {
        match language {
            Language::ZhHans => [Self::Year, Self::Month, Self::Day],
            Language::En => [Self::Day, Self::Month, Self::Year],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

impl DateParts {
    /// From what is kept; what has no such form is all in the year.
    pub(super) fn read(kept: &str) -> Self {
        let mut parts = kept.splitn(3, '-').map(str::to_owned);
        Self {
            year: parts.next().unwrap_or_default(),
            month: parts.next().unwrap_or_default(),
            day: parts.next().unwrap_or_default(),
        }
    }

    /// As it is kept: a whole date in two-digit months and days, a part of one as it stands.
    pub(super) fn kept(&self) -> String {
        let Self { year, month, day } = self;
        if year.is_empty() && month.is_empty() && day.is_empty() {
            String::new()
        } else if year.len() == 4 && !month.is_empty() && !day.is_empty() {
            format!("{year}-{month:0>2}-{day:0>2}")
        } else {
            format!("{year}-{month}-{day}")
        }
    }

    fn get(&self, part: Part) -> &str {
        match part {
            Part::Year => &self.year,
            Part::Month => &self.month,
            Part::Day => &self.day,
        }
    }

    /// Takes what stands in one box now. A whole date that was pasted there fills all three; one that
    /// is not certain stays as it was pasted, for the rules to refuse. Of what is typed only the digits
    /// stay, until eight of them are a date.
    fn set(&mut self, part: Part, text: &str) {
        let digits = typed::digits(text);
        let came_whole = typed::numbers_in(text) >= 3;
        let whole = if came_whole { text } else { &digits };
        if let Ok(date) = read_date(whole) {
            *self = Self::read(&date.to_string());
            return;
        }
        let stands = if came_whole { text.to_owned() } else { digits };
        match part {
            Part::Year => self.year = stands,
            Part::Month => self.month = stands,
            Part::Day => self.day = stands,
        }
    }
}

/// A labelled date, with the day in words as soon as it is one.
#[component]
pub fn DateField(question: Question) -> impl IntoView {
    let (value, on_leave) = (question.value, question.on_leave);
    view! {
        <GroupFrame question=question.clone()>
            <DateBoxes
                id=question.id.clone()
                label=question.label.clone()
                described_by=question.described_by()
                value
                on_input=question.on_input
                invalid=question.invalid()
                on_leave
            />
            <DayInWords value/>
        </GroupFrame>
    }
}

/// The three boxes. What stands in them follows the kept date only when that changed elsewhere.
#[component]
pub(super) fn DateBoxes(
    id: String,
    label: String,
    described_by: String,
    value: Signal<String>,
    invalid: Signal<bool>,
    on_input: Callback<String>,
    on_leave: Callback<()>,
) -> impl IntoView {
    let parts = RwSignal::new(DateParts::default());
    Effect::new(move |_| {
        let kept = value.get();
        if parts.with_untracked(DateParts::kept) != kept {
            parts.set(DateParts::read(&kept));
        }
    });
    let type_in = move |part, text: String| {
        parts.update(|parts| parts.set(part, &text));
        on_input.run(parts.with_untracked(DateParts::kept));
    };
    let order = Part::in_order(language());
    let boxes = order.map(|part| {
        // The first box has the field's own id: an error summary leads to it.
        let box_id = if part == order[0] {
            id.clone()
        } else {
            format!("{id}-{}", part.name())
        };
        view! {
            <label class=format!("date-part is-{}", part.name())>
                <input
                    class="field-input is-figures"
                    id=box_id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    enterkeyhint="next"
                    maxlength=LONGEST_DATE
                    aria-label=format!("{label} {}", part_text(part))
                    aria-describedby=described_by.clone()
                    aria-invalid=move || invalid.get().then_some("true")
                    prop:value=move || parts.with(|parts| parts.get(part).to_owned())
                    on:input=move |event| type_in(part, event_target_value(&event))
                    on:blur=move |_| on_leave.run(())
                />
                <span class="date-unit" aria-hidden="true">{part_text(part)}</span>
            </label>
        }
    });
    view! { <div class="date-boxes">{boxes.collect_view()}</div> }
}

fn part_text(part: Part) -> &'static str {
    t(&format!("form.date.{}", part.name()))
}

/// The day in words, as a check on what was typed.
#[component]
fn DayInWords(value: Signal<String>) -> impl IntoView {
    let said = move || {
        let date: Option<NaiveDate> = value.with(|kept| kept.parse().ok());
        date.map(|date| date_with_weekday(language(), date))
    };
    view! { <p class="field-echo">{said}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_date_is_kept_as_it_stands() {
        let mut parts = DateParts::default();
        parts.set(Part::Year, "1990");
        assert_eq!(parts.kept(), "1990--");
        parts.set(Part::Month, "5");
        assert_eq!(DateParts::read(&parts.kept()), parts);
        parts.set(Part::Day, "2");
        assert_eq!(parts.kept(), "1990-05-02");
    }

    #[test]
    fn eight_digits_are_a_whole_date() {
        let mut parts = DateParts::default();
        parts.set(Part::Day, "19900520");
        assert_eq!(parts.kept(), "1990-05-20");
    }

    #[test]
    fn a_whole_date_pasted_into_any_box_fills_all_three() {
        for text in [
            "2036-11-05",
            "2036/11/5",
            "2036年11月5日",
            " ２０３６．１１．０５ ",
        ] {
            for part in [Part::Year, Part::Month, Part::Day] {
                let mut parts = DateParts::read("1990-05-20");
                parts.set(part, text);
                assert_eq!(parts.kept(), "2036-11-05", "{text} in {part:?}");
            }
        }
    }

    #[test]
    fn what_may_be_another_day_stays_as_it_was_pasted() {
        for text in ["05/11/2036", "2036/13/5", "2036/11/05 08:30"] {
            let mut parts = DateParts::default();
            parts.set(Part::Year, text);
            assert_eq!(parts.get(Part::Year), text);
            assert_eq!(DateParts::read(&parts.kept()), parts);
        }
        let mut parts = DateParts::default();
        parts.set(Part::Day, "05112036");
        assert_eq!(parts.get(Part::Day), "05112036");
    }

    #[test]
    fn separators_that_are_typed_fall_away() {
        let mut parts = DateParts::default();
        let mut stands = String::new();
        for typed in "2036-11-05".chars() {
            stands.push(typed);
            parts.set(Part::Year, &stands);
            stands = parts.get(Part::Year).to_owned();
        }
        assert_eq!(parts.kept(), "2036-11-05");
    }

    #[test]
    fn an_emptied_date_is_no_answer() {
        let mut parts = DateParts::read("1990-05-20");
        for part in [Part::Year, Part::Month, Part::Day] {
            parts.set(part, "");
        }
        assert_eq!(parts.kept(), "");
    }
}
