//! `simulate [--histories N] [--seed S]`: plays histories of the sync protocol, one seed each.

use std::env;
use std::process::ExitCode;
use tests::simulation::play;

fn main() -> ExitCode {
    let (histories, first) = (argument("--histories", 1_000), argument("--seed", 1));
    let (mut faults, mut records, mut failed) = (0_u64, 0, 0_u32);
    for seed in first..first.saturating_add(histories) {
        let report = play(seed);
        faults += u64::from(report.faults);
        records += report.records;
        if !report.broken.is_empty() {
            failed += 1;
            println!("seed {seed} ({} faults):", report.faults);
            for promise in &report.broken {
                println!("  {promise}");
            }
        }
    }
    println!("{histories} histories, {faults} faults, {records} records, {failed} failed");
    ExitCode::from(u8::from(failed > 0))
}

fn argument(name: &str, default: u64) -> u64 {
    let mut arguments = env::args().skip_while(|argument| argument != name);
    arguments
        .nth(1)
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}
