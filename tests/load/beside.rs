//! A person who searches while something else goes on, and what they waited.

use crate::Trouble;
use crate::shop::{Known, Shop};
use console::Console;
use console::find::Which;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a person looks at an answer before the next question.
const LOOKS: Duration = Duration::from_millis(100);

/// Somebody about to search.
pub(crate) struct Beside {
    /// As another process on the same home: a window has a console of its own.
    console: Arc<Console>,
    questions: Vec<String>,
}

/// What searching took.
pub(crate) struct Waited(Vec<Duration>);

impl Beside {
    /// They look for an order number, its last digits, a word of every description, a status, and a name nobody has.
    pub fn search(shop: &Shop, orders: &[Known]) -> Result<Self, Trouble> {
        let some = orders.get(orders.len() / 2).ok_or("there is no order")?;
        let end: String =
            some.reference.chars().skip(some.reference.chars().count().saturating_sub(4)).collect();
        let questions = vec![
            some.reference.clone(),
            end,
            "steamer".to_owned(),
            "status:waiting".to_owned(),
            "Ottokar".to_owned(),
        ];
        Ok(Self { console: Arc::new(shop.another()?), questions })
    }

    /// Searches until the work is done.
    pub async fn during<T>(self, work: impl Future<Output = T>) -> Result<(T, Waited), Trouble> {
        let over = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&over);
        let searching = tokio::task::spawn_blocking(move || self.until(&is_over));
        let done = work.await;
        over.store(true, Ordering::Relaxed);
        Ok((done, searching.await??))
    }

    fn until(&self, over: &AtomicBool) -> Result<Waited, Trouble> {
        let mut waited = Vec::new();
        for question in self.questions.iter().cycle() {
            if over.load(Ordering::Relaxed) && waited.len() >= self.questions.len() {
                break;
            }
            let began = Instant::now();
            self.console.search(question, &Which::default())?;
            waited.push(began.elapsed());
            std::thread::sleep(LOOKS);
        }
        waited.sort_unstable();
        Ok(Waited(waited))
    }
}

impl Waited {
    fn at(&self, hundredth: usize) -> f64 {
        self.0[(self.0.len() - 1) * hundredth / 100].as_secs_f64() * 1e3
    }

    /// How many times as long the middle one waited.
    pub fn times(&self, quiet: &Self) -> String {
        format!("{:.1}", self.at(50) / quiet.at(50))
    }
}

impl fmt::Display for Waited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.1} / {:.1} ms ({:.0}), {} of them",
            self.at(50),
            self.at(99),
            self.at(100),
            self.0.len()
        )
    }
}
