//! Standing by while a buyer pays at the counter: every event code is told, and Antom is asked until it knows the outcome.

use super::server::{Counter, Heard};
use crate::Console;
use crate::error::ConsoleError;
use crate::view::OrderView;
use antom::event_code::EventCode;
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use domain::report::Status;
use serde::Serialize;
use std::future::Future;
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How often Antom is asked while somebody waits (guide 3).
const EVERY: Duration = Duration::from_secs(2);

/// How long the page may take to tell what Antom has told already.
const LAST_WORD: Duration = Duration::from_secs(1);

/// What happens at the counter.
#[derive(Debug, Clone)]
pub enum Happening {
    /// The page told an event. It says nothing about the money.
    Told(EventCode),
    /// The buyer was to go on at a page of another host, such as a bank's, which is not shown here.
    LedElsewhere,
    /// Antom was asked, and the order stands otherwise than before.
    Stands(Box<OrderView>),
    /// Antom was asked, and nothing was learnt. It is asked again.
    NothingLearnt(String),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Ended {
    /// Antom says that it was paid or authorised.
    Paid,
    /// The session is over, and Antom knows of no payment.
    SessionOver,
    /// Whoever stood by left. The order stays watched.
    Left,
}

impl Console {
    /// Stands by until Antom says that the order was paid, its session is over, or `leave` comes to pass. What `tell`
    /// hears is for people; how the payment stands comes from Antom's signed answers alone.
    ///
    /// # Errors
    /// Whatever keeps the questions from being put.
    pub async fn attend(
        &self,
        order: OrderId,
        ends_at: DateTime<Utc>,
        counter: &mut Counter,
        leave: impl Future<Output = ()>,
        mut tell: impl FnMut(Happening),
    ) -> Result<Ended, ConsoleError> {
        tokio::pin!(leave);
        let mut every = tokio::time::interval(EVERY);
        every.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut stood, mut last) = (self.order(order)?.version, None);
        loop {
            tokio::select! {
                biased;
                () = &mut leave => return Ok(Ended::Left),
                Some(heard) = counter.heard() => {
                    let Heard::Event(event) = heard else {
                        tell(Happening::LedElsewhere);
                        continue;
                    };
                    last = Some(event);
                    tell(Happening::Told(event));
                    if !event.leads_to_an_inquiry() {
                        continue;
                    }
                }
                _ = every.tick() => self.follow_clock().await?,
            }
            let over = self.now() >= ends_at;
            if let Some(ended) = self.look(order, over, &mut stood, &mut tell).await? {
                if last != Some(EventCode::PaymentSuccessful) {
                    last_word(counter, &mut tell).await;
                }
                return Ok(ended);
            }
        }
    }

    async fn look(
        &self,
        order: OrderId,
        over: bool,
        stood: &mut u64,
        tell: &mut impl FnMut(Happening),
    ) -> Result<Option<Ended>, ConsoleError> {
        // The buyer goes on paying while staff have locked their own window.
        let asked = self.ask_for(&order).await?;
        let known = self.order(order)?;
        if std::mem::replace(stood, known.version) != known.version {
            tell(Happening::Stands(Box::new(asked.order)));
        }
        for why in asked.unknown {
            tell(Happening::NothingLearnt(why));
        }
        if known.keeps_money() {
            return Ok(Some(Ended::Paid));
        }
        // A payment that is under way may outlive its session.
        let under_way = known.payments().any(|payment| payment.status == Status::Processing);
        Ok((over && !under_way).then_some(Ended::SessionOver))
    }
}

/// Antom may know the outcome before the page has told it; the page is given a moment.
async fn last_word(counter: &mut Counter, tell: &mut impl FnMut(Happening)) {
    while let Ok(Some(heard)) = tokio::time::timeout(LAST_WORD, counter.heard()).await {
        let Heard::Event(event) = heard else { continue };
        tell(Happening::Told(event));
        if event == EventCode::PaymentSuccessful {
            return;
        }
    }
}
