//! Payments that are being taken at the counter, each in a window of its own. Staff see in their own window what the page
//! tells, in words, and how the order stands by Antom's answer.

use crate::call::House;
use crate::contract::views::{CounterElsewhere, CounterTold, CounterView};
use crate::ears::{ChangedOrders, Told};
use chrono::{DateTime, Utc};
use console::Console;
use console::counter::{Counter, Ended, EventCode, Happening, may_be_shown};
use domain::account::Environment;
use domain::counter::Sdk;
use domain::ids::OrderId;
use money::Language;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{Url, async_runtime};
use tokio::sync::oneshot;

/// What the labels of counters' windows begin with. No capability names them, so such a window can ask for nothing.
const PREFIX: &str = "counter-";

/// The label of an order's counter.
#[must_use]
pub fn label_of(environment: Environment, order: &OrderId) -> String {
    format!("{PREFIX}{}-{order}", environment.name())
}

/// Whether a window is a counter's.
#[must_use]
pub fn is_counter(label: &str) -> bool {
    label.starts_with(PREFIX)
}

/// The counters of this program, by their label.
#[derive(Debug, Default)]
pub struct Counters {
    all: Mutex<HashMap<String, Standing>>,
    /// Where the page of each is now: one that was opened again has moved.
    addresses: Mutex<HashMap<String, Url>>,
    /// How many were opened: one that was opened again is another.
    opened: AtomicU64,
}

#[derive(Debug)]
struct Standing {
    serial: u64,
    order: OrderId,
    sdk: Sdk,
    ends_at: DateTime<Utc>,
    back: Option<String>,
    told: Vec<(EventCode, DateTime<Utc>)>,
    trouble: Option<String>,
    elsewhere: Option<CounterElsewhere>,
    ended: Option<Ended>,
    /// Lets whoever stands by leave.
    leave: Option<oneshot::Sender<()>>,
}

impl Counters {
    /// How an order's counter stands; none where none was opened.
    #[must_use]
    pub fn view(&self, label: &str, language: Language) -> Option<CounterView> {
        let all = self.lock();
        let standing = all.get(label)?;
        Some(CounterView {
            order: standing.order,
            sdk: standing.sdk,
            ends_at: standing.ends_at,
            told: standing.told.iter().map(|(code, at)| told(*code, *at, language)).collect(),
            trouble: standing.trouble.clone(),
            elsewhere: standing.elsewhere.clone(),
            ended: standing.ended,
        })
    }

    /// The page of a counter is at this address from now on.
    pub fn is_at(&self, label: &str, address: &Url) {
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.insert(label.to_owned(), address.clone());
    }

    /// Whether the window of a counter may show an address: its own page, and Antom's.
    #[must_use]
    pub fn may_show(&self, label: &str, url: &Url, environment: Environment) -> bool {
        let addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.get(label).is_some_and(|own| may_be_shown(url, own, environment))
    }

    /// The page of a counter would lead the buyer to an address that is not shown there. Gives the order, and the host
    /// where it is one at which a buyer could go on.
    fn leads_to(&self, label: &str, url: &Url) -> Option<(OrderId, String)> {
        let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"))?;
        let mut all = self.lock();
        // Back at the shop's own page the buyer has finished.
        let standing = all.get_mut(label).filter(|standing| standing.back.as_deref() != Some(host))?;
        let host = console::view::shown(host);
        standing.elsewhere = Some(CounterElsewhere { host: Some(host.clone()) });
        Some((standing.order, host))
    }

    /// The window of a counter is gone: nobody stands by any more. The order stays watched.
    pub fn left(&self, label: &str) {
        if let Some(leave) = self.lock().get_mut(label).and_then(|standing| standing.leave.take()) {
            // Fails where it has ended already.
            leave.send(()).ok();
        }
    }

    fn change(&self, label: &str, serial: u64, change: impl FnOnce(&mut Standing)) {
        if let Some(standing) = self.lock().get_mut(label).filter(|standing| standing.serial == serial) {
            change(standing);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Standing>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is paid at a counter, and for how long it can be.
pub struct Opened {
    /// Its label.
    pub label: String,
    /// The order.
    pub order: OrderId,
    /// With which SDK.
    pub sdk: Sdk,
    /// When its session ends.
    pub ends_at: DateTime<Utc>,
    /// The host of the shop's own page, to which Antom leads the buyer at the end.
    pub back: Option<String>,
}

/// The page of a counter would lead the buyer to an address that is not shown there: to a bank that wants to recognise
/// them, or to a wallet. Nobody should type a bank's password on a shop's computer, so staff are told how to go on; what
/// the counter's window says meanwhile is given back.
pub fn leads_elsewhere(house: &House, environment: Environment, label: &str, url: &Url) -> Option<String> {
    let (order, host) = house.counters.leads_to(label, url)?;
    let orders = Some(vec![order]);
    house.ears.tell(environment, &Told::<()>::Changed(ChangedOrders { orders }));
    Some(format!(
        "{host} is not shown here. Please tell the staff: you can go on with your own phone. \
         此处不显示 {host}。请告知店员：您可以用自己的手机继续付款。"
    ))
}

/// Stands by at a counter until Antom knows the outcome, the session is over, or its window is closed.
pub fn stand_by(house: &Arc<House>, console: Arc<Console>, mut counter: Counter, opened: Opened) {
    let Opened { label, order, sdk, ends_at, back } = opened;
    let (leave, left) = oneshot::channel();
    let serial = house.counters.opened.fetch_add(1, Ordering::Relaxed);
    let (told, leave) = (Vec::new(), Some(leave));
    let (trouble, elsewhere, ended) = (None, None, None);
    let standing = Standing { serial, order, sdk, ends_at, back, told, trouble, elsewhere, ended, leave };
    house.counters.lock().insert(label.clone(), standing);
    let house = Arc::clone(house);
    async_runtime::spawn(async move {
        let environment = console.environment();
        let note = |change: &mut dyn FnMut(&mut Standing)| {
            house.counters.change(&label, serial, |standing| change(standing));
            let orders = Some(vec![order]);
            house.ears.tell(environment, &Told::<()>::Changed(ChangedOrders { orders }));
        };
        let gone = async { drop(left.await) };
        let attended = console.attend(order, ends_at, &mut counter, gone, |happening| {
            note(&mut |standing| match &happening {
                Happening::Told(code) => standing.told.push((*code, console.now())),
                Happening::LedElsewhere => {
                    standing.elsewhere.get_or_insert(CounterElsewhere { host: None });
                }
                Happening::Stands(_) => standing.trouble = None,
                Happening::NothingLearnt(why) => standing.trouble = Some(console::view::shown(why)),
            });
        });
        match attended.await {
            Ok(ended) => note(&mut |standing| standing.ended = Some(ended)),
            Err(error) => note(&mut |standing| {
                standing.trouble = Some(error.to_string());
                standing.ended = Some(Ended::Left);
            }),
        }
    });
}

fn told(code: EventCode, at: DateTime<Utc>, language: Language) -> CounterTold {
    let words = code.told(language);
    CounterTold {
        code: code.as_str().to_owned(),
        at,
        happened: words.what_happened.to_owned(),
        money: words.money_moved.to_owned(),
        next: words.next_step.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn the_window_of_a_counter_is_no_place_that_has_commands() {
        for environment in console::home::ENVIRONMENTS {
            let label = label_of(environment, &OrderId(uuid_of_nothing()));
            assert!(is_counter(&label));
            assert_eq!(Place::of_label(&label), None);
        }
        for ours in ["welcome", "training", "sandbox", "production"] {
            assert!(!is_counter(ours), "{ours}");
        }
    }

    #[test]
    fn a_counter_that_was_opened_again_shows_its_new_page_and_not_the_old_one() {
        let counters = Counters::default();
        let at = |port: u16| Url::parse(&format!("http://127.0.0.1:{port}/word")).unwrap();
        let may = |url: &Url| counters.may_show("counter-sandbox-x", url, Environment::Sandbox);
        assert!(!may(&at(1)), "nothing was opened");
        counters.is_at("counter-sandbox-x", &at(1));
        assert!(may(&at(1)) && !may(&at(2)));
        counters.is_at("counter-sandbox-x", &at(2));
        assert!(may(&at(2)) && !may(&at(1)));
    }

    #[test]
    fn a_page_of_a_bank_is_not_shown_and_staff_read_its_host() {
        let counters = Counters::default();
        let (label, order) = ("counter-sandbox-x", OrderId(uuid_of_nothing()));
        let to =
            |address: &str| counters.leads_to(label, &Url::parse(address).unwrap()).map(|(_, host)| host);
        assert_eq!(to("https://acs.bank.example/3ds"), None, "no counter is open");
        let standing = Standing {
            serial: 0,
            order,
            sdk: Sdk::OneMethod,
            ends_at: DateTime::UNIX_EPOCH,
            back: Some("shop.example".to_owned()),
            told: Vec::new(),
            trouble: None,
            elsewhere: None,
            ended: None,
            leave: None,
        };
        counters.lock().insert(label.to_owned(), standing);
        let nowhere = ["about:srcdoc", "data:text/html,x", "alipays://platformapi/startapp"];
        for nowhere in nowhere.into_iter().chain(["https://shop.example/thanks?x=1"]) {
            assert_eq!(to(nowhere), None, "{nowhere}");
        }
        assert_eq!(to("https://acs.bank.example/3ds?creq=secret").as_deref(), Some("acs.bank.example"));
        let view = counters.view(label, Language::English).unwrap();
        let host = view.elsewhere.and_then(|elsewhere| elsewhere.host);
        assert_eq!(host.as_deref(), Some("acs.bank.example"), "the host, and nothing behind it");
    }

    fn uuid_of_nothing() -> uuid::Uuid {
        uuid::Uuid::nil()
    }
}
