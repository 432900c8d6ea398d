//! The form of check_in.

use super::Form;
use crate::record::RecordKind;

/// The form.
pub const FORM: Form = Form {
    kind: RecordKind::CheckIn,
    sections: &[],
};
