//! Training: sessions, the changing code, sign-in without network, and presence.
//!
//! ```
//! use shared::training::{SessionSecret, code_at, SessionCode};
//! use shared::time::Timestamp;
//!
//! let secret: SessionSecret = "5b".repeat(32).parse()?;
//! let shown = code_at(&secret, Timestamp::from_millis(1_790_000_000_000));
//! // What an agent types is checked on their phone, which does not know the secret.
//! assert_eq!(shown.to_string().parse::<SessionCode>()?, shown);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod attendance;
mod attendance_rules;
mod audience;
mod backdating;
mod check_in;
mod check_in_state;
mod closing;
mod code_step;
mod course;
mod credited_once;
mod damm;
mod education;
mod presence;
mod presence_correction;
mod presence_order;
mod presence_rules;
mod roster;
mod session_code;
mod session_credit;
mod session_number;
mod session_secret;
mod session_times;
mod slip;
mod tally;
mod telling;

pub use attendance::Attendance;
pub use attendance_rules::AttendanceRules;
pub use audience::{Audience, Member, invited};
pub use backdating::{Backdated, Cancelled, SecondWord};
pub use check_in::{SignInClocks, is_same_sign_in, resolve_check_in};
pub use check_in_state::{CheckIn, CheckInRefusal, CheckInState};
pub use closing::LateClosing;
pub use code_step::{STEP_MILLIS, code_at, step_of_code};
pub use course::CourseKind;
pub use credited_once::{SatThrough, displaced};
pub use education::{CreditedSession, EducationNeeded, EducationProgress, education_progress};
pub use presence::Presence;
pub use presence_correction::{CorrectionState, PresenceCorrection};
pub use presence_rules::PresenceRules;
pub use roster::{CheckedIn, PresenceSource, Roster, RosterEntry, TrainingSession};
pub use session_code::{InvalidCode, SessionCode};
pub use session_credit::SessionCredit;
pub use session_number::{InvalidSessionNumber, SessionNumber};
pub use session_secret::{InvalidSecret, SessionSecret};
pub(crate) use session_times::most_hours;
pub use session_times::{SessionTimes, civil_times, teaching_hours};
pub use slip::{CheckInSlip, InvalidSlip, resolve_slip};
pub use tally::Tally;
pub use telling::{Telling, counts_differently};
