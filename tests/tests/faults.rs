//! The real server and the real browser under real faults.

mod fault;
