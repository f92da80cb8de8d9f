//! Tasks of a world, taken on one at a time on one thread. Between two pauses nothing else happens, and a task that is
//! dropped at a pause is a process that ended there.

use chrono::{DateTime, Utc};
use console::ConsoleError;
use std::cell::RefCell;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Where a task waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum At {
    /// It may go on whenever it is its turn.
    Pause(String),
    /// It sleeps until its own process's clock shows this.
    Sleep(DateTime<Utc>),
}

thread_local! {
    /// Where the task that is being taken on has come to rest.
    static RESTS: RefCell<Option<At>> = const { RefCell::new(None) };
}

/// Comes to rest once; the next turn goes on.
pub(crate) async fn pause(place: impl Into<String>) {
    let mut place = Some(At::Pause(place.into()));
    std::future::poll_fn(move |_| match place.take() {
        Some(at) => {
            RESTS.set(Some(at));
            Poll::Pending
        }
        None => Poll::Ready(()),
    })
    .await;
}

/// Rests until `now` shows `at`.
pub(crate) async fn sleep(at: DateTime<Utc>, now: impl Fn() -> DateTime<Utc>) {
    std::future::poll_fn(move |_| {
        if now() >= at {
            return Poll::Ready(());
        }
        RESTS.set(Some(At::Sleep(at)));
        Poll::Pending
    })
    .await;
}

/// Thrown through a task to end its process in the middle of a write.
struct Death;

/// Ends the process that runs now.
pub(crate) fn die() {
    resume_unwind(Box::new(Death));
}

/// How a turn ended.
#[derive(Debug)]
pub(crate) enum Turn {
    /// It rests.
    Rests,
    /// It is over.
    Over(Result<(), ConsoleError>),
    /// Its process died.
    Died,
    /// It panicked, which nothing shipped may.
    Panicked(String),
}

/// Something one process is doing.
pub(crate) struct Task {
    /// Whose.
    pub operator: usize,
    /// What, for the trace.
    pub what: String,
    /// Where it rests.
    pub at: At,
    future: Pin<Box<dyn Future<Output = Result<(), ConsoleError>>>>,
}

impl Task {
    pub(crate) fn new(
        operator: usize,
        what: String,
        future: impl Future<Output = Result<(), ConsoleError>> + 'static,
    ) -> Self {
        Self { operator, what, at: At::Pause("begins".to_owned()), future: Box::pin(future) }
    }

    /// Takes it on to its next pause.
    pub(crate) fn go(&mut self) -> Turn {
        RESTS.set(None);
        let mut context = Context::from_waker(Waker::noop());
        let polled = catch_unwind(AssertUnwindSafe(|| self.future.as_mut().poll(&mut context)));
        match polled {
            Ok(Poll::Ready(result)) => Turn::Over(result),
            Ok(Poll::Pending) => match RESTS.take() {
                Some(at) => {
                    self.at = at;
                    Turn::Rests
                }
                None => Turn::Panicked("it waits for something that is not of this world".to_owned()),
            },
            Err(thrown) if thrown.is::<Death>() => Turn::Died,
            Err(thrown) => Turn::Panicked(said(thrown.as_ref())),
        }
    }
}

fn said(thrown: &(dyn std::any::Any + Send)) -> String {
    let text = thrown.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| thrown.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without words".to_owned())
}
