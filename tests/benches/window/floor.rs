//! What the barest window takes, measured beside ours: none of the same machine starts sooner or takes less.

use crate::processes::{Idle, began, environment_of, idle, main_of};
use crate::starting::{COLD, WARM, forget};
use crate::{Home, at};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// What it took.
pub struct Floor {
    /// Milliseconds from the beginning of its process to a painted word, after the kernel forgot what it had read.
    pub cold: f64,
    /// The same, one start after another.
    pub warm: f64,
    /// Milliseconds from writing a list of plain text anew to its painted frame.
    pub written: Vec<f64>,
    /// A minute in which nobody touches it.
    pub idle: Idle,
}

/// How a web view draws where ours runs: what the program told it in its environment.
pub fn way_of_drawing(home: &Home) -> Vec<(String, String)> {
    let process = main_of(home).expect("the program runs");
    let told = |(name, _): &(String, String)| name.starts_with("WEBKIT_");
    environment_of(process).into_iter().filter(told).collect()
}

/// Measures it, drawn in a way.
pub async fn measure(home: &Home, files: &[PathBuf], drawn: &[(String, String)], seconds: u64) -> Floor {
    let mut cold = Vec::new();
    for _ in 0..COLD {
        forget(home, files);
        cold.push(Bare::painted(drawn).1);
    }
    let warm: Vec<f64> = (0..WARM).map(|_| Bare::painted(drawn).1).collect();
    let written = Bare::start(drawn, &["list"]).1;
    let written = written.split_whitespace().map(|took| took.parse().expect("milliseconds")).collect();
    let (bare, _) = Bare::painted(drawn);
    let idle = idle(bare.process(), seconds).await;
    Floor { cold: at(&cold, 50), warm: at(&warm, 50), written, idle }
}

/// The barest window while it is open.
struct Bare {
    child: Child,
}

impl Bare {
    /// With a word, and the milliseconds from the beginning of its process to its painting.
    fn painted(drawn: &[(String, String)]) -> (Self, f64) {
        let (bare, painted) = Self::start(drawn, &[]);
        let painted: f64 = painted.parse().expect("the time at which it was painted");
        let took = painted - began(bare.process());
        (bare, took)
    }

    /// With what it is told to show, and the line it says then.
    fn start(drawn: &[(String, String)], told: &[&str]) -> (Self, String) {
        let program = std::env::var_os("COUNTERSIGN_BARE_WINDOW").expect("COUNTERSIGN_BARE_WINDOW is set");
        let mut command = Command::new(program);
        command.args(told).envs(drawn.iter().map(|(name, value)| (name, value))).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the barest window starts");
        let said = child.stdout.take().expect("what it says");
        let line = BufReader::new(said).lines().next().expect("a line").expect("text");
        (Self { child }, line)
    }

    fn process(&self) -> i32 {
        i32::try_from(self.child.id()).expect("a process")
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // Both fail only for what has ended.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
