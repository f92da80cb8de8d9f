//! From the beginning of the process to a list that can be used.

use crate::processes::{began, main_of};
use crate::waiting::until;
use crate::{App, Home, at};
use std::path::PathBuf;

/// How often it is started cold.
pub const COLD: usize = 3;
/// And then warm.
pub const WARM: usize = 5;

/// Milliseconds of the starts after the kernel forgot what it had read, the median, and how it was made to forget.
pub async fn cold(home: &Home, files: &[PathBuf]) -> (f64, &'static str) {
    let mut times = Vec::new();
    let mut how = "";
    for _ in 0..COLD {
        how = forget(home, files);
        let (app, took) = start(home).await;
        times.push(took);
        app.is_over().await;
    }
    tell("cold", &times);
    (at(&times, 50), how)
}

/// Milliseconds of the starts one after another, the median; the last one goes on.
pub async fn warm(home: &Home) -> (App, f64) {
    let mut times = Vec::new();
    loop {
        let (app, took) = start(home).await;
        times.push(took);
        if times.len() == WARM {
            tell("warm", &times);
            return (app, at(&times, 50));
        }
        app.is_over().await;
    }
}

fn tell(which: &str, times: &[f64]) {
    let times: Vec<String> = times.iter().map(|took| format!("{took:.0}")).collect();
    eprintln!("  {which}: {} ms", times.join(", "));
}

/// Starts it, and answers how many milliseconds it took until the first rows were painted.
async fn start(home: &Home) -> (App, f64) {
    let app = App::start(home.clone(), &["--environment", "training"]).await;
    let usable = until("list that can be used", || async {
        let mark = "const mark = performance.getEntriesByName('payments')[0];
                    return mark === undefined ? null : performance.timeOrigin + mark.startTime";
        app.run(mark).await.as_f64()
    })
    .await;
    let process = main_of(app.home()).expect("the program runs");
    (app, usable - began(process))
}

/// Makes the kernel forget the ledger and the files that the programs of the window have mapped, and, where that is
/// allowed, everything else it holds of files. What other programs have mapped as well it keeps.
pub fn forget(home: &Home, files: &[PathBuf]) -> &'static str {
    let training = std::fs::read_dir(home.path().join("training")).expect("a Training").flatten();
    let ledger = training.map(|entry| entry.path()).filter(|path| path.is_file());
    for file in files.iter().cloned().chain(ledger) {
        if let Ok(file) = std::fs::File::open(file) {
            // What is not written yet cannot be forgotten.
            file.sync_all().ok();
            rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)
                .expect("a file can be forgotten");
        }
    }
    if std::fs::write("/proc/sys/vm/drop_caches", "3").is_ok() {
        "`drop_caches`"
    } else {
        "`POSIX_FADV_DONTNEED` for the ledger and every file that is mapped"
    }
}
