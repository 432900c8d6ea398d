//! The form of application.

use super::Form;
use crate::record::RecordKind;

/// The form.
pub const FORM: Form = Form {
    kind: RecordKind::Application,
    sections: &[],
};
