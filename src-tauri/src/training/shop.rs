//! The sample shop: a week of trade, made through the real protocol. Every order is opened by the console, every call
//! is signed and verified, every buyer pays at the simulator; only its clock runs faster. So what a trainee finds can
//! be captured, refunded and searched like the real thing, and the simulator's book agrees with it.

use super::sales::{Ending, SALES, Sale};
use super::{Inside, Tell, Training};
use crate::contract::views::Beginning;
use crate::contract::{Answer, CommandError};
use console::accounts::{KeySource, NewAccount};
use console::buyer::BuyerInput;
use console::operation::{Ask, WatchOptions};
use console::request::NewRequest;
use console::{Console, ConsoleError};
use domain::fact::CaptureMode;
use domain::ids::{AccountName, OrderId};
use domain::intent::Verb;
use money::Money;
use simulator::{Running, Span};

/// The account of Training.
const ACCOUNT: &str = "training";

/// Makes the account and the week, where there is none yet.
pub(super) async fn stock(
    console: &Console,
    running: &Running,
    training: &Training,
    tell: &Tell<'_>,
) -> Answer<()> {
    if !console.accounts()?.is_empty() {
        return Ok(());
    }
    let account = add_account(console, running).await?;
    let mut shop = Shop { console, training, inside: training.inside()?, account };
    let of = u32::try_from(SALES.len()).unwrap_or(u32::MAX);
    for (sale, made) in SALES.iter().zip(0..) {
        tell(Beginning { made, of });
        shop.trade(sale).await?;
    }
    tell(Beginning { made: of, of });
    training.catch_up()?;
    shop.settle().await
}

/// The simulator knows the account's key before the account is used; where it does not, the account is of no use.
async fn add_account(console: &Console, running: &Running) -> Answer<AccountName> {
    let added = console
        .add_account(NewAccount {
            name: ACCOUNT.to_owned(),
            client_id: running.client_id().to_owned(),
            gateway: running.gateway_url().to_owned(),
            antom_key: running.antom_public_key_spki_base64().to_owned(),
            key: KeySource::Generate,
            key_version: 1,
            redirect_url: "https://shop.example.com/thank-you".to_owned(),
            notify_url: None,
            settlement_currency: None,
        })
        .await?;
    let name = AccountName(added.account.name.clone());
    let registered = running.register_client(&added.account.client_id, &added.public_key, 1);
    if let Err(error) = registered {
        console.remove_account(&name)?;
        return Err(CommandError::outside("simulator-key", &error, "Begin Training again."));
    }
    Ok(name)
}

struct Shop<'a> {
    console: &'a Console,
    training: &'a Training,
    inside: Inside,
    account: AccountName,
}

impl Shop<'_> {
    async fn trade(&mut self, sale: &Sale) -> Answer<()> {
        self.wait_until(sale.ago)?;
        let order = self.open(sale).await?;
        match sale.ending {
            Ending::Unpaid => {}
            Ending::Withdrawn => {
                self.console.stop_offering(&order, Some("out of stock".to_owned()))?;
            }
            Ending::Declined => self.at_the_page("decline", order, sale).await?,
            Ending::PaidTwice => self.pay_twice(order, sale).await?,
            _ => self.at_the_page("pay", order, sale).await?,
        }
        self.afterwards(order, sale).await
    }

    /// Moves the clock to so many minutes before now.
    fn wait_until(&self, minutes_ago: i64) -> Answer<()> {
        let ahead = self.inside.ahead();
        let wanted = Span::minutes(minutes_ago.saturating_neg());
        let left = wanted.minus(ahead);
        if left > Span::ZERO { self.training.advance(left) } else { Ok(()) }
    }

    async fn open(&self, sale: &Sale) -> Answer<OrderId> {
        let by_hand = matches!(sale.ending, Ending::Held | Ending::Captured);
        let request = NewRequest {
            buyer: BuyerInput {
                name: Some(sale.buyer.to_owned()),
                email: Some(sale.email.to_owned()),
                phone: sale.phone.map(str::to_owned),
                ..BuyerInput::default()
            },
            capture_mode: if by_hand { CaptureMode::Manual } else { CaptureMode::Automatic },
            methods: vec![sale.method.to_owned()],
            ..NewRequest::of(
                self.account.clone(),
                sale.description.to_owned(),
                amount(sale.currency, sale.amount)?,
            )
        };
        let made = self.console.new_request(request).await?;
        self.console.share(&made.order.id, console::sharing::Channel::Email)?;
        Ok(made.order.id)
    }

    /// What the buyer does, and what the console learns of it.
    async fn at_the_page(&self, act: &str, order: OrderId, sale: &Sale) -> Answer<()> {
        self.training.advance(Span::minutes(3))?;
        if let Some(request) =
            self.console.show(&order)?.sessions.last().map(|session| session.request.clone())
        {
            self.inside.act(act, &request, sale.method, sale.card);
        }
        self.ask(order).await
    }

    async fn pay_twice(&self, order: OrderId, sale: &Sale) -> Answer<()> {
        self.training.advance(Span::minutes(9))?;
        self.console.reissue(&order, true).await?;
        let sessions = self.console.show(&order)?.sessions;
        for session in sessions {
            self.inside.act("pay", &session.request, sale.method, sale.card);
            self.training.advance(Span::minutes(4))?;
        }
        self.ask(order).await
    }

    async fn afterwards(&self, order: OrderId, sale: &Sale) -> Answer<()> {
        match sale.ending {
            // Antom captures by itself a little later.
            Ending::Paid if sale.card.is_some() => {
                self.training.advance(Span::minutes(5))?;
                self.ask(order).await
            }
            Ending::Captured => self.decide(order, Verb::Capture, None, None).await,
            Ending::Cancelled => self.decide(order, Verb::Cancel, None, Some("ordered twice")).await,
            Ending::AllGivenBack => self.give_back(order, None, "came broken").await,
            Ending::GivenBack(hundredths) => {
                let part = sale.amount.saturating_mul(hundredths).checked_div(100).unwrap_or_default();
                self.give_back(order, Some(amount(sale.currency, part)?), "one piece came chipped").await
            }
            _ => Ok(()),
        }
    }

    async fn give_back(&self, order: OrderId, amount: Option<Money>, reason: &str) -> Answer<()> {
        self.training.advance(Span::minutes(20))?;
        self.ask(order).await?;
        self.decide(order, Verb::Refund, amount, Some(reason)).await
    }

    /// Prepares, confirms, and lets the stop window pass.
    async fn decide(
        &self,
        order: OrderId,
        verb: Verb,
        amount: Option<Money>,
        reason: Option<&str>,
    ) -> Answer<()> {
        let reason = reason.map(str::to_owned);
        let ask = Ask { order, payment: None, verb, amount, reason, despite_dispute: false };
        let prepared = self.console.prepare(ask).await?;
        let stop_window = Span::seconds(i64::from(prepared.stop_window_seconds).saturating_add(5));
        self.console.confirm(prepared.token, None).await?;
        self.training.advance(stop_window)?;
        self.settle().await?;
        // A refund of a card takes the gateway a moment; what came of it is learnt on the way.
        self.training.advance(Span::minutes(4))?;
        self.settle().await
    }

    async fn ask(&self, order: OrderId) -> Answer<()> {
        self.console.follow_clock().await?;
        self.console.inquire(&order).await?;
        Ok(())
    }

    async fn settle(&self) -> Answer<()> {
        self.console.watch(WatchOptions { once: true, until_quiet: false }).await?;
        Ok(())
    }
}

fn amount(currency: &str, minor: u64) -> Answer<Money> {
    Money::from_wire(currency, &minor.to_string())
        .map_err(|error| ConsoleError::field("amount", error.to_string(), "Give another amount.").into())
}
