//! The names of tables and schemes.

use crate::facts::code;

code!(
    /// The code of an incentive scheme (激励方案).
    SchemeCode
);
code!(
    /// The name of a version of a table, `2026-1`.
    VersionName
);
