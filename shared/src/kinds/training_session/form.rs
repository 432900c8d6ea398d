//! A training session (培训场次), opened by a trainer.

use crate::form::{ChoiceSet, Field, FieldKind, Form, Page, Section};

/// 课程类别.
pub const COURSE_KIND: ChoiceSet = ChoiceSet {
    name: "course_kind",
    values: &[
        "pre_job",
        "newcomer",
        "bridge",
        "agent",
        "quasi_director",
        "product",
        "compliance",
        "morning_meeting",
    ],
};

/// What those do whom a session is for.
pub const AUDIENCE_ROLE: ChoiceSet = ChoiceSet {
    name: "audience_role",
    values: &["agent", "team_leader"],
};

/// Most units that a session names.
const MOST_UNITS: usize = 100;
/// Most people that a session names: with everything else they are no more answers than a record holds.
pub const MOST_PEOPLE: usize = 390;

/// The form.
pub const FORM: Form = Form {
    once_asked: &[],
    sections: &[Section {
        id: "session",
        pages: &[COURSE, TIME, AUDIENCE, UNITS, PEOPLE, BACKDATING, CODE],
    }],
};

const COURSE: Page = Page::new(
    "session_course",
    "",
    &[
        Field::required(
            "course_kind",
            "session.course_kind",
            FieldKind::Choice(COURSE_KIND),
        ),
        Field::required("topic", "session.topic", FieldKind::Text(80)),
        Field::required("place", "session.place", FieldKind::Text(100)),
    ],
);

const TIME: Page = Page::new(
    "session_time",
    "",
    &[
        Field::required("date", "session.date", FieldKind::Date),
        Field::required("start", "session.start", FieldKind::TimeOfDay),
        Field::required("end", "session.end", FieldKind::TimeOfDay),
        Field::required(
            "hours",
            "session.hours",
            FieldKind::Quantity {
                unit: "hours",
                min: 0,
                max: 12,
                places: 0,
            },
        ),
    ],
);

/// What those have in common whom it is for; with nothing said it is for everybody.
const AUDIENCE: Page = Page::new(
    "session_audience",
    "",
    &[
        Field::optional(
            "audience_role",
            "session.audience_role",
            FieldKind::Choice(AUDIENCE_ROLE),
        ),
        Field::optional(
            "audience_joined_from",
            "session.audience_joined_from",
            FieldKind::Text(7),
        ),
        Field::optional(
            "audience_joined_until",
            "session.audience_joined_until",
            FieldKind::Text(7),
        ),
    ],
);

const UNITS: Page = Page::new(
    "session_units",
    "audience_units",
    &[
        Field::required("unit", "session.audience_unit", FieldKind::Text(36)),
        Field::required("name", "session.audience_name", FieldKind::Text(80)),
    ],
)
.repeated(0, MOST_UNITS);

const PEOPLE: Page = Page::new(
    "session_people",
    "audience_people",
    &[
        Field::required("person", "session.audience_person", FieldKind::Text(36)),
        Field::required("name", "session.audience_name", FieldKind::Text(80)),
    ],
)
.repeated(0, MOST_PEOPLE);

/// Of a session that is told after it was held.
const BACKDATING: Page = Page::new(
    "session_backdating",
    "",
    &[
        Field::optional(
            "backdating_reason",
            "session.backdating_reason",
            FieldKind::LongText(300),
        ),
        Field::optional("correction", "session.correction", FieldKind::YesNo),
    ],
);

const CODE: Page = Page::new(
    "session_code",
    "",
    &[
        Field::required(
            "session_number",
            "session.session_number",
            FieldKind::SessionNumber,
        ),
        Field::required("secret", "session.secret", FieldKind::SessionSecret),
    ],
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::MOST_ANSWERS;

    #[test]
    fn a_session_with_every_answer_can_be_sent() {
        let answers = |page: &Page| page.fields.len() * page.repeat.map_or(1, |it| it.most);
        let pages = FORM.sections.iter().flat_map(|section| section.pages);
        assert!(pages.map(answers).sum::<usize>() <= MOST_ANSWERS);
    }
}
