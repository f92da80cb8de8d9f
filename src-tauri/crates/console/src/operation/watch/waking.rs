//! What hurries the watcher: somebody looks at an order, the computer wakes, the network comes back.

use super::rate::Rate;
use super::turns::Turns;
use crate::Console;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// What the watcher of this process remembers, and what wakes it.
#[derive(Debug, Default)]
pub(crate) struct Watching {
    memory: Mutex<Memory>,
    woken: Notify,
}

/// What it remembers.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) turns: Turns,
    pub(crate) rate: Rate,
}

impl Console {
    /// Somebody looks at this order from now on, and at no other: it is asked about every two seconds. None: nobody
    /// looks at any.
    pub fn look_at(&self, order: Option<OrderId>) {
        if self.watching().turns.look_at(order) {
            self.watching.woken.notify_one();
        }
    }

    /// The computer woke, or the network came back: everything that waits is asked about at once.
    pub fn wake(&self) {
        self.reach_mut().resume();
        self.watching().turns.forget();
        self.schedule.wake(self.steady());
        self.watching.woken.notify_one();
    }

    /// Something was put before the watcher that it has to see at once.
    pub(crate) fn hurry(&self) {
        self.watching.woken.notify_one();
    }

    /// What the watcher remembers. It is never held while something is awaited.
    pub(crate) fn watching(&self) -> MutexGuard<'_, Memory> {
        self.watching.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a question that can wait may go out now.
    pub(super) fn line_is_free(&self) -> bool {
        let steady = self.steady();
        let paused = self.reach().pause_until.is_some_and(|until| until > steady);
        !paused && self.watching().rate.ready_in(steady) <= TimeDelta::zero()
    }

    /// Rests until a moment, or until somebody hurries it.
    pub(super) async fn rest_until(&self, at: DateTime<Utc>) {
        tokio::select! {
            () = self.ports.clock.sleep_until(at) => {}
            () = self.watching.woken.notified() => {}
        }
    }
}
