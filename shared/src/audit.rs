//! The audit log as the server writes it and an auditor reads it.

mod action;

pub use action::AuditAction;
