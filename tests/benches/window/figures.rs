//! The table of what was measured, each figure beside its target.

use crate::floor::Floor;
use crate::processes::Idle;
use crate::typing::Keys;
use std::fmt::Write;

/// Everything that was measured; times in milliseconds, sizes in bytes.
pub struct Figures {
    pub orders: u64,
    pub facts: u64,
    pub cold: f64,
    /// How the kernel was made to forget before a cold start.
    pub forgotten: &'static str,
    pub warm: f64,
    pub keys: Keys,
    pub frames: Vec<f64>,
    pub jump: f64,
    pub load: String,
    pub idle: Idle,
    pub floor: Floor,
    pub deb: u64,
}

impl Figures {
    /// In Markdown.
    pub fn table(&self) -> String {
        let Self { keys, idle, floor, .. } = self;
        let (typed, asked) = ((at(&keys.times, 50), at(&keys.times, 99)), &keys.answers);
        let rows = [
            (
                "start to a list that can be used, cold",
                ms(self.cold),
                ms(floor.cold),
                target(self.cold, 1_000.0, "1,000 ms"),
            ),
            ("the same, warm", ms(self.warm), ms(floor.warm), target(self.warm, 500.0, "500 ms")),
            ("keystroke to painted rows, p50", ms(typed.0), ms(at(&floor.written, 50)), String::new()),
            (
                "keystroke to painted rows, p99",
                ms(typed.1),
                ms(at(&floor.written, 99)),
                target(typed.1, 50.0, "50 ms"),
            ),
            (
                "of that, until the rows are in the page and not painted yet, p50 / p99",
                format!("{} / {}", ms(at(&keys.drawn, 50)), ms(at(&keys.drawn, 99))),
                String::new(),
                String::new(),
            ),
            (
                "the same questions to the core and back, nothing drawn, p50 / p99",
                format!("{} / {}", ms(at(asked, 50)), ms(at(asked, 99))),
                String::new(),
                String::new(),
            ),
            (
                "time between two frames while scrolling, p50 / p99",
                format!("{} / {}", ms(at(&self.frames, 50)), ms(at(&self.frames, 99))),
                String::new(),
                String::new(),
            ),
            (
                "jump to the end of what was read, to painted rows",
                ms(self.jump),
                String::new(),
                String::new(),
            ),
            ("core while searching, PSS at most", mb(keys.core), String::new(), size(keys.core, 256)),
            ("all processes when idle, PSS", mb(idle.all), mb(floor.idle.all), size(idle.all, 250)),
            ("core when idle, PSS", mb(idle.core), mb(floor.idle.core), size(idle.core, 60)),
            ("processor time of all processes when idle", share(idle), share(&floor.idle), String::new()),
            ("size of the `.deb`", format!("{:.1} MB", self.deb as f64 / 1e6), String::new(), String::new()),
        ];
        let mut table = format!(
            "{}\n| | measured | the barest window | target |\n|---|---:|---:|---:|\n",
            self.conditions()
        );
        for (what, figure, floor, target) in rows {
            let _written = writeln!(table, "| {what} | {figure} | {floor} | {target} |");
        }
        table
    }

    fn conditions(&self) -> String {
        format!(
            "Training with {} orders of the ledger's bench ({} facts, seed 1, nothing left to ask Antom about), in\n\
             WebKitGTK that draws in software on a display without a screen, driven by a WebDriver. A start is timed\n\
             from the beginning of the process to the frame with the first rows; the median of several. Before a cold\n\
             one the page cache was dropped by {}. A keystroke is timed in the page,\n\
             from the event of the key to the frame that shows the rows of what was typed; {} were. PSS is the\n\
             sum over the window, the web view and its network process, shared pages divided; the core is the window's\n\
             own process. Idle is a minute in which nobody touches the window, after another such minute. The barest\n\
             window is WebKitGTK with a page of one word, drawn in the same way and measured in the same run: what\n\
             any such window takes on this machine. Its keystrokes are none: a list of as many cells of plain text is\n\
             written anew, without a question and without a framework. While ours was measured: {}.\n",
            grouped(self.orders),
            grouped(self.facts),
            self.forgotten,
            self.keys.times.len(),
            self.load,
        )
    }
}

fn ms(time: f64) -> String {
    format!("{time:.0} ms")
}

fn mb(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

fn share(idle: &Idle) -> String {
    format!("{:.2} % of one processor", idle.processor * 1e2)
}

fn target(measured: f64, most: f64, told: &str) -> String {
    format!("≤ {told}: {}", if measured <= most { "met" } else { "missed" })
}

fn size(bytes: u64, most: u64) -> String {
    target(bytes as f64, most as f64 * 1e6, &format!("{most} MB"))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// The time under which so many of a hundred stay.
pub fn at(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().expect("something was measured")
}
