//! Where each window hears. What is told to one window reaches that window alone: a channel belongs to the page that
//! opened it, while an event of Tauri's could be listened to from any.

use crate::contract::views::{Beginning, News, Shown};
use crate::place::Place;
use domain::account::Environment;
use domain::ids::OrderId;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the core tells without being asked.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "event", content = "payload", rename_all = "kebab-case")]
pub enum Told<P> {
    /// These orders changed; all of them where there is no list (a backup was restored, a clock moved).
    Changed(ChangedOrders),
    /// The pulse changed: answers came or failed, counts moved.
    Pulse(P),
    /// Something a person wants to know at once.
    News(News),
    /// The window is asked to show a screen.
    Show(Shown),
    /// The window is asked to lock, before the computer sleeps: what was typed is written down first.
    Lock(()),
    /// Training is being made, and how far it is.
    Beginning(Beginning),
}

/// Which orders changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangedOrders {
    /// These, or all of them.
    pub orders: Option<Vec<OrderId>>,
}

/// Takes one message, as JSON, to a page; false where the page is gone.
pub type Ear = Box<dyn Fn(String) -> bool + Send + Sync>;

/// The ears of all windows.
#[derive(Default)]
pub struct Ears {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    ears: HashMap<Place, Ear>,
    /// Screens to show in windows that do not hear yet.
    waiting: HashMap<Place, Shown>,
}

impl std::fmt::Debug for Ears {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ears").field("hearing", &self.lock().ears.keys()).finish_non_exhaustive()
    }
}

impl Ears {
    /// A page hears from now on. What it was to be shown while it was not there yet is told first.
    pub fn open(&self, place: Place, ear: Ear) {
        let mut inside = self.lock();
        if let Some(shown) = inside.waiting.remove(&place) {
            ear(json(&Told::<()>::Show(shown)));
        }
        inside.ears.insert(place, ear);
    }

    /// Its window is gone.
    pub fn close(&self, place: Place) {
        self.lock().ears.remove(&place);
    }

    /// Tells the window of an environment; where there is none, nobody hears.
    pub fn tell<P: Serialize>(&self, environment: Environment, told: &Told<P>) {
        self.tell_at(Place::In(environment), told);
    }

    /// Tells the window of a place.
    pub fn tell_at<P: Serialize>(&self, place: Place, told: &Told<P>) {
        let mut inside = self.lock();
        let heard = inside.ears.get(&place).is_none_or(|ear| ear(json(told)));
        if !heard {
            inside.ears.remove(&place);
        }
    }

    /// Tells how far the making of Training is, to those who wait for it.
    pub fn tell_beginning(&self, how_far: Beginning) {
        for place in [Place::Welcome, Place::In(Environment::Training)] {
            self.tell_at(place, &Told::<()>::Beginning(how_far));
        }
    }

    /// Asks the window of an environment to show a screen, as soon as it hears.
    pub fn show(&self, environment: Environment, shown: Shown) {
        let place = Place::In(environment);
        let mut inside = self.lock();
        let message = json(&Told::<()>::Show(shown.clone()));
        if !inside.ears.get(&place).is_some_and(|ear| ear(message)) {
            inside.waiting.insert(place, shown);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json<P: Serialize>(told: &Told<P>) -> String {
    serde_json::to_string(told).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::views::Screen;
    use std::sync::Arc;

    fn listening(ears: &Ears, place: Place) -> Arc<Mutex<Vec<String>>> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let book = Arc::clone(&heard);
        ears.open(
            place,
            Box::new(move |message| {
                book.lock().unwrap().push(message);
                true
            }),
        );
        heard
    }

    #[test]
    fn what_is_told_to_one_window_is_not_heard_in_another() {
        let ears = Ears::default();
        let training = listening(&ears, Place::In(Environment::Training));
        let production = listening(&ears, Place::In(Environment::Production));
        ears.tell(Environment::Training, &Told::<()>::Changed(ChangedOrders { orders: None }));
        assert_eq!(*training.lock().unwrap(), [r#"{"event":"changed","payload":{"orders":null}}"#]);
        assert!(production.lock().unwrap().is_empty());
    }

    #[test]
    fn a_screen_asked_for_before_the_page_hears_is_shown_when_it_does() {
        let ears = Ears::default();
        ears.show(Environment::Sandbox, Shown { screen: Screen::Attention, order: None });
        let heard = listening(&ears, Place::In(Environment::Sandbox));
        assert_eq!(
            *heard.lock().unwrap(),
            [r#"{"event":"show","payload":{"screen":"attention","order":null}}"#]
        );
    }

    #[test]
    fn a_page_that_is_gone_is_told_nothing_more() {
        let ears = Ears::default();
        ears.open(Place::In(Environment::Sandbox), Box::new(|_| false));
        ears.tell(Environment::Sandbox, &Told::<()>::Changed(ChangedOrders { orders: None }));
        assert!(ears.lock().ears.is_empty());
    }
}
