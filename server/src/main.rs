//! The Saddlebag server.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run()
}
