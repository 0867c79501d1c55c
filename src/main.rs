//! The `partner-dashboard` program: parses arguments, calls the library, maps errors to exit codes.
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    partner_dashboard::cli::run()
}
