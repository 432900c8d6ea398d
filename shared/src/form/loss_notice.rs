//! The form of loss_notice.

use super::Form;
use crate::record::RecordKind;

/// The form.
pub const FORM: Form = Form {
    kind: RecordKind::LossNotice,
    sections: &[],
};
