//! Ledgers that an earlier run built and somebody kept: building one of a million orders takes half an hour.

use std::path::Path;
use std::time::Duration;

/// The variable that names a directory of ledgers which an earlier run of this program built and somebody kept.
const KEPT: &str = "COUNTERSIGN_BENCH_LEDGERS";
/// Beside a kept ledger: the seconds it took to build.
const BUILT: &str = "built-in-seconds";

/// Copies the ledger of this size and seed that was kept, where there is one, and says how long it took to build then.
pub fn copy(orders: u64, seed: u64, directory: &Path) -> Option<Duration> {
    let kept = Path::new(&std::env::var_os(KEPT)?).join(format!("{orders}-{seed}"));
    let seconds: f64 = std::fs::read_to_string(kept.join(BUILT)).ok()?.trim().parse().ok()?;
    for entry in std::fs::read_dir(&kept).expect("the kept ledger can be listed") {
        let file = entry.expect("a file of the kept ledger");
        if file.file_name() != BUILT {
            std::fs::copy(file.path(), directory.join(file.file_name()))
                .expect("the kept ledger can be copied");
        }
    }
    Some(Duration::from_secs_f64(seconds))
}
