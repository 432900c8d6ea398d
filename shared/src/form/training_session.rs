//! The form of training_session.

use super::Form;
use crate::record::RecordKind;

/// The form.
pub const FORM: Form = Form {
    kind: RecordKind::TrainingSession,
    sections: &[],
};
