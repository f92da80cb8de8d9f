//! One thread that owns the keychain, so that calls come one at a time and nobody waits for ever.

use crate::VaultError;
use crate::keychain::Keychain;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use zeroize::Zeroize;

type Job = Box<dyn FnOnce(&mut dyn Keychain) + Send>;
type Open = dyn Fn() -> Box<dyn Keychain> + Send + Sync;

/// Asks the keychain on its own thread. The thread starts with the first question, and again should a
/// store's library panic on it.
pub(crate) struct Worker {
    open: Arc<Open>,
    line: Mutex<Option<Line>>,
}

/// The way to a thread that owns a keychain.
struct Line {
    sender: Sender<Job>,
    /// Set while the thread works on a question whose caller has given up.
    stuck: Arc<AtomicBool>,
}

impl Worker {
    /// A worker for the keychain that `open` makes, on the worker's thread.
    pub(crate) fn new(open: impl Fn() -> Box<dyn Keychain> + Send + Sync + 'static) -> Self {
        Self { open: Arc::new(open), line: Mutex::new(None) }
    }

    /// Asks one question and waits at most `limit` for the answer.
    ///
    /// A question still in line when the time is over is never asked: what a caller was told has not
    /// happened must not happen later. One already being answered cannot be called back; its answer is
    /// dropped, and secrets in it are wiped.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        limit: Duration,
        question: impl FnOnce(&mut dyn Keychain) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (reply, answer) = mpsc::sync_channel(1);
        let taken = Arc::new(AtomicBool::new(false));
        let taken_by_worker = Arc::clone(&taken);
        let stuck = self.enqueue(Box::new(move |keychain| {
            if !taken_by_worker.swap(true, Ordering::AcqRel) {
                // Nobody listens any more when the time was over: the answer is dropped here.
                reply.send(question(keychain)).ok();
            }
        }))?;
        match answer.recv_timeout(limit) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => {
                if taken.swap(true, Ordering::AcqRel) {
                    stuck.store(true, Ordering::Release);
                }
                Err(VaultError::TimedOut { limit })
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.leave(&stuck);
                Err(VaultError::Failed { why: "the part that speaks to it stopped unexpectedly".to_owned() })
            }
        }
    }

    /// Leaves a thread that is stuck to itself, so that the next question gets a new one.
    ///
    /// Some keyrings never end a dialog they could not show; without this, a person who unlocked the
    /// keychain by other means would have to start the program again. It is for a person's *try again*
    /// only: every call may leave one thread behind and put one more dialog on the screen.
    pub(crate) fn give_up_on_the_stuck(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.as_ref().is_some_and(|line| line.stuck.load(Ordering::Acquire)) {
            *line = None;
        }
    }

    /// Leaves the thread that a question was asked of. One whose library panicked still takes questions while it ends, and
    /// drops them.
    fn leave(&self, asked: &Arc<AtomicBool>) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.as_ref().is_some_and(|line| Arc::ptr_eq(&line.stuck, asked)) {
            *line = None;
        }
    }

    fn enqueue(&self, job: Job) -> Result<Arc<AtomicBool>, VaultError> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let job = match line.as_ref() {
            None => job,
            Some(line) => match line.sender.send(job) {
                Ok(()) => return Ok(Arc::clone(&line.stuck)),
                // The thread is gone: the job comes back and is the first of a new one.
                Err(unsent) => unsent.0,
            },
        };
        let new = self.start(job)?;
        Ok(Arc::clone(&line.insert(new).stuck))
    }

    fn start(&self, job: Job) -> Result<Line, VaultError> {
        let (sender, jobs) = mpsc::channel();
        let stuck = Arc::new(AtomicBool::new(false));
        let (open, stuck_here) = (Arc::clone(&self.open), Arc::clone(&stuck));
        let could_not = |why: String| VaultError::Failed { why };
        thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || work(&jobs, open.as_ref(), &stuck_here))
            .map_err(|error| could_not(format!("no thread for it could be started ({error})")))?;
        sender.send(job).map_err(|_| could_not("its thread ended at once".to_owned()))?;
        Ok(Line { sender, stuck })
    }
}

fn work(jobs: &Receiver<Job>, open: &Open, stuck: &AtomicBool) {
    let mut keychain = open();
    for job in jobs {
        job(keychain.as_mut());
        wash_the_stack();
        stuck.store(false, Ordering::Release);
    }
}

/// How much of its stack a question may have used, in bytes. A thread has four times as much.
const USED: usize = 512 * 1024;

/// Overwrites what a question left on this thread's stack. What is freed is wiped; but the cipher that opens a secret on
/// its way from the keychain works on many blocks at once where the processor can, and leaves them in its frame.
#[inline(never)]
fn wash_the_stack() {
    let mut frame = [0_u8; USED];
    frame.zeroize();
    std::hint::black_box(&frame);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keychain::pretend::{Manner, Pretend};
    use std::sync::mpsc::channel;

    const SHORT: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_secs(30);

    fn worker() -> Worker {
        Worker::new(|| Box::new(Pretend::new(Manner::Good)))
    }

    #[test]
    fn a_keychain_that_waits_for_a_dialog_does_not_hold_its_caller() {
        let (answer_dialog, dialog) = channel::<()>();
        let worker = worker();
        let stuck = worker.ask(SHORT, move |_| dialog.recv().map_err(|_| VaultError::Absent));
        assert_eq!(stuck, Err(VaultError::TimedOut { limit: SHORT }));
        answer_dialog.send(()).unwrap();
        assert_eq!(worker.ask(LONG, |_| Ok(7)), Ok(7), "and afterwards it works again");
    }

    #[test]
    fn a_question_whose_time_was_over_in_line_is_never_asked() {
        let (answer_dialog, dialog) = channel::<()>();
        let (asked, was_asked) = channel::<()>();
        let worker = worker();
        worker.ask(SHORT, move |_| dialog.recv().map_err(|_| VaultError::Absent)).unwrap_err();
        let late = worker.ask(SHORT, move |_| asked.send(()).map_err(|_| VaultError::Absent));
        assert_eq!(late, Err(VaultError::TimedOut { limit: SHORT }));
        answer_dialog.send(()).unwrap();
        worker.ask(LONG, |_| Ok(())).unwrap();
        assert!(was_asked.recv().is_err(), "the question was dropped unasked");
    }

    #[test]
    fn a_person_who_tries_again_is_not_held_up_by_a_dialog_that_never_ends() {
        let (answer_dialog, dialog) = channel::<()>();
        let worker = worker();
        worker.ask(SHORT, move |_| dialog.recv().map_err(|_| VaultError::Absent)).unwrap_err();
        worker.ask(SHORT, |_| Ok(())).unwrap_err();
        worker.give_up_on_the_stuck();
        assert_eq!(worker.ask(LONG, |_| Ok(7)), Ok(7));
        drop(answer_dialog);
    }

    #[test]
    fn a_thread_that_is_not_stuck_is_kept() {
        let worker = worker();
        let name = crate::EntryName::new("training", "key", "a").unwrap();
        let (written, read) = (name.clone(), name);
        worker.ask(LONG, move |keychain| Ok(keychain.set(&written, b"one")?)).unwrap();
        worker.give_up_on_the_stuck();
        let secret = worker.ask(LONG, move |keychain| Ok(keychain.get(&read)?)).unwrap();
        assert_eq!(secret.as_slice(), b"one", "the same keychain was asked again");
    }

    #[test]
    fn a_library_that_panics_is_an_error_and_the_next_call_starts_afresh() {
        let worker = worker();
        let error = worker.ask::<()>(LONG, |_| panic!("a bug in a store")).unwrap_err();
        assert!(matches!(error, VaultError::Failed { .. }), "{error}");
        assert_eq!(worker.ask(LONG, |_| Ok(7)), Ok(7));
    }

    #[test]
    fn questions_from_many_threads_are_answered_one_at_a_time() {
        let worker = worker();
        let busy = Arc::new(AtomicBool::new(false));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let busy = Arc::clone(&busy);
                    let alone = worker.ask(LONG, move |_| {
                        let alone = !busy.swap(true, Ordering::SeqCst);
                        thread::yield_now();
                        busy.store(false, Ordering::SeqCst);
                        Ok(alone)
                    });
                    assert_eq!(alone, Ok(true));
                });
            }
        });
    }
}
