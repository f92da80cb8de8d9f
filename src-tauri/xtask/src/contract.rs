//! `cargo xtask contract`: writes the front end's copy of the contract.

use crate::failure::Failure;
use crate::{place, program, setup, ui};

/// Writes `ui/src/platform/contract.ts` from `src-tauri/src/contract`.
///
/// # Errors
/// The window does not build.
pub fn write() -> Result<(), Failure> {
    setup::window()?;
    if !place::top().join("ui").join("dist").join("index.html").is_file() {
        ui::build()?;
    }
    let mut test = place::at_top(program::cargo());
    test.args(["test", "--quiet", "--locked", "--package", "countersign-desktop", "the_front_end_reads"]);
    program::run(test.env("COUNTERSIGN_WRITE_CONTRACT", "1"))
}
