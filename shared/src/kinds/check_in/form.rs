//! A sign-in to a training session (培训签到), typed from the trainer's screen.

use crate::form::{Field, FieldKind, Form, Page, Section};

/// The form.
pub const FORM: Form = Form {
    once_asked: &[],
    sections: &[Section {
        id: "check_in",
        pages: &[Page::new(
            "check_in",
            "",
            &[
                Field::required(
                    "session_number",
                    "check_in.session_number",
                    FieldKind::SessionNumber,
                ),
                Field::required("code", "check_in.code", FieldKind::SessionCode),
            ],
        )],
    }],
};
