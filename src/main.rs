//! The command line of regesta: everything it does lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    regesta::cli::main()
}
