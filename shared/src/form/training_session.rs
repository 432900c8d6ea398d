//! A training session (培训场次), opened by a trainer.

use super::{ChoiceSet, Field, FieldKind, Form, Page, Section};
use crate::record::RecordKind;

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

/// The form.
pub const FORM: Form = Form {
    kind: RecordKind::TrainingSession,
    sections: &[Section {
        id: "session",
        pages: &[COURSE, TIME, CODE],
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
