//! What goes into a command. A key that is not known is refused: the window and the core are of one version.

use chrono::{DateTime, Utc};
use console::SecretText;
use console::accounts::AccountDraft;
use console::form::RequestDraft;
use console::methods::EditDraft;
use console::moves::WhichMoves;
use console::people::told::{LimitsView, PolicyView, RoleView};
use console::saved_cards::CardHolder;
use console::seat::LockedBy;
use domain::account::Environment;
use domain::ids::{AccountName, ApprovalId, IntentId, OrderId};
use domain::intent::Verb;
use money::Money;
use serde::{Deserialize, Deserializer};

/// A text that must not be seen: it does not print and is wiped.
#[derive(Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(as = "String"))]
pub struct Secret(pub SecretText);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(SecretText::new(text)))
    }
}

/// Where a private key is that somebody has. It is taken from there past the page, which never has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum KeyFrom {
    /// On the clipboard, which is emptied once the key is taken.
    Clipboard,
    /// In a file, chosen in the system's dialog.
    File,
}

/// What is changed about somebody.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum PersonEdit {
    /// Their name.
    Rename {
        /// The new one.
        name: String,
    },
    /// Their role and limits.
    Role {
        /// The role.
        role: String,
        /// Limits of their own; none for the role's.
        limits: Option<LimitsView>,
    },
    /// They may not work for the time being.
    Suspend {
        /// Why.
        reason: String,
    },
    /// They may work again.
    Reinstate,
}

macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[cfg_attr(test, derive(ts_rs::TS))]
            pub struct $name {
                $($(#[$of])* pub $field: $kind,)*
            }
        )*
    };
}

inputs! {
    /// Where the page hears.
    Hear {
        /// The channel, as Tauri's own script writes it.
        channel: String,
    }
    /// A name and its value.
    Preference {
        /// The name.
        name: String,
        /// The value.
        value: String,
    }
    /// One environment.
    InEnvironment {
        /// Which.
        environment: Environment,
    }
    /// A page of a search.
    Search {
        /// In the language of searches; empty for everything.
        query: String,
        /// How many rows at most.
        limit: u32,
        /// `next` of the page before.
        after: Option<String>,
    }
    /// One order.
    OfOrder {
        /// Which.
        order: OrderId,
    }
    /// One order, or none.
    MaybeOrder {
        /// Which.
        order: Option<OrderId>,
    }
    /// What is asked next.
    OfWatch {
        /// Of which order; none for all.
        order: Option<OrderId>,
        /// How much at most.
        limit: u32,
    }
    /// Any number or id.
    OfId {
        /// As it was typed.
        id: String,
    }
    /// A link to be given out.
    Share {
        /// Whose.
        order: OrderId,
        /// How.
        channel: console::sharing::Channel,
    }
    /// A new link of the same request.
    Reissue {
        /// Of which.
        order: OrderId,
        /// The person knows that the old link can still be paid.
        accept_live: bool,
    }
    /// An act on an order with a reason.
    WithReason {
        /// Which order.
        order: OrderId,
        /// Why.
        reason: Option<String>,
    }
    /// A note for colleagues.
    Note {
        /// Beside which order.
        order: OrderId,
        /// The note.
        text: String,
    }
    /// What was confirmed.
    Confirm {
        /// The token of [`console::operation::Prepared`].
        token: String,
        /// The recovery code, where it stands in for a second person.
        #[serde(default)]
        #[cfg_attr(test, ts(optional = nullable))]
        code: Option<Secret>,
    }
    /// One capture, cancel or refund.
    OfIntent {
        /// Which.
        intent: IntentId,
    }
    /// One account.
    OfAccount {
        /// Its name.
        account: AccountName,
    }
    /// One key of an account.
    OfKey {
        /// The account.
        account: AccountName,
        /// Which of its keys.
        fingerprint: String,
    }
    /// A key that is to sign.
    PromoteKey {
        /// The account.
        account: AccountName,
        /// Which of its keys.
        fingerprint: String,
        /// The recovery code as it was typed; none in Training.
        code: Option<Secret>,
        /// Why.
        reason: Option<String>,
    }
    /// A stretch by which the simulator's clock is moved ahead.
    MoveClock {
        /// In seconds.
        seconds: u32,
    }
    /// A fault of the simulator.
    SetFault {
        /// The wire name of the operation it meets, or `*`.
        operation: String,
        /// What goes wrong.
        kind: String,
        /// How often; none for every call until it is switched off.
        times: Option<u32>,
    }
    /// A text.
    Text {
        /// It.
        text: String,
    }
    /// A recovery code.
    Code {
        /// As it was typed.
        code: Secret,
    }
    /// A recovery code, or the key in the keychain.
    MaybeCode {
        /// As it was typed; none for the keychain.
        code: Option<Secret>,
    }
    /// Several searches.
    Queries {
        /// In the language of searches.
        queries: Vec<String>,
    }
    /// A form to be read.
    CheckRequest {
        /// The form.
        draft: RequestDraft,
        /// The order it is to take the place of.
        order: Option<OrderId>,
    }
    /// A form.
    OfDraft {
        /// It.
        draft: RequestDraft,
    }
    /// A form that takes the place of an order.
    ReplaceRequest {
        /// Which order.
        order: OrderId,
        /// The form.
        draft: RequestDraft,
        /// The person knows that the old link can still be paid.
        accept_live: bool,
    }
    /// A link that is to wait for the live one of an order to end.
    DeferRequest {
        /// Which order.
        order: OrderId,
        /// The form that takes its place; none for another link of the same request.
        draft: Option<RequestDraft>,
    }
    /// A form to be kept, or none any more.
    MaybeDraft {
        /// It.
        draft: Option<RequestDraft>,
    }
    /// An amount as it was typed.
    TypedAmount {
        /// The text.
        text: String,
        /// Its currency.
        currency: String,
    }
    /// Amounts to be added up.
    Groups {
        /// Each by itself.
        groups: Vec<Vec<Money>>,
    }
    /// A key pair: one to be made, or one somebody has.
    Import {
        /// Where the private key is that somebody has; none to make a pair.
        import: Option<KeyFrom>,
    }
    /// An account as far as it is filled in.
    CheckAccount {
        /// The form.
        draft: AccountDraft,
        /// Antom's public key.
        antom_key: Option<String>,
    }
    /// An account that is filled in.
    WholeAccount {
        /// The form.
        draft: AccountDraft,
        /// Antom's public key.
        antom_key: String,
    }
    /// Another key for an account.
    AddKey {
        /// Which account.
        account: AccountName,
        /// The version the public half has, or will have, in the Dashboard.
        version: u32,
        /// Where the private key is that somebody has; none to make a pair.
        import: Option<KeyFrom>,
    }
    /// A public key to be saved as a file.
    SavePublicKey {
        /// Which.
        fingerprint: String,
        /// Of which account; none for the staged one.
        account: Option<AccountName>,
    }
    /// A page of captures, cancels and refunds.
    MovesOf {
        /// Which.
        which: WhichMoves,
        /// Only of these verbs; empty for every one.
        verbs: Vec<Verb>,
        /// Only in these currencies; empty for every one.
        currencies: Vec<String>,
        /// How many at most.
        limit: u32,
        /// `next` of the page before.
        after: Option<String>,
    }
    /// A thing that needs a person, out of the way for a while.
    Snooze {
        /// Which.
        item: String,
        /// Until when.
        until: DateTime<Utc>,
        /// Why it can wait.
        reason: String,
    }
    /// Ways to pay.
    OfCurrency {
        /// The currency they are paid in; none for every one.
        currency: Option<String>,
    }
    /// A correction of a way to pay, looked at before it is made.
    OfEdit {
        /// It, as it was typed.
        edit: EditDraft,
    }
    /// A correction of a way to pay.
    CorrectMethod {
        /// It, as it was typed.
        edit: EditDraft,
        /// The mark of what was shown first; none where nothing is loosened.
        shown: Option<String>,
    }
    /// What Antom is asked about ways to pay.
    AskMethods {
        /// The account that would be paid.
        account: AccountName,
        /// How much would be paid.
        amount: Money,
        /// Where the buyer is, two letters.
        region: Option<String>,
        /// Ask also where an answer of the last hour is there.
        afresh: bool,
    }
    /// A buyer whose cards are looked for.
    OfHolder {
        /// Who.
        holder: CardHolder,
    }
    /// A saved card.
    OfCard {
        /// Whose.
        holder: CardHolder,
        /// Which.
        card: String,
    }
    /// Somebody who signs in.
    SignIn {
        /// Who.
        name: String,
        /// Their PIN.
        pin: Secret,
    }
    /// A lock.
    Lock {
        /// Whether nothing is to go on either.
        sealed: bool,
        /// What locks; none for whoever sits here.
        #[serde(default)]
        #[cfg_attr(test, ts(optional = nullable))]
        why: Option<LockedBy>,
    }
    /// Somebody who is added.
    NewPerson {
        /// Their name.
        name: String,
        /// Their role.
        role: String,
        /// Limits of their own; none for the role's.
        limits: Option<LimitsView>,
        /// Their PIN.
        pin: Secret,
        /// The recovery code, for the first person only.
        code: Option<Secret>,
    }
    /// A change of somebody.
    ChangePerson {
        /// Who.
        name: String,
        /// What is changed.
        change: PersonEdit,
    }
    /// A new PIN.
    NewPin {
        /// Whose.
        name: String,
        /// The old one, of whoever changes their own.
        old: Option<Secret>,
        /// The recovery code, in place of whoever manages people.
        code: Option<Secret>,
        /// The new one.
        pin: Secret,
    }
    /// Somebody who waits.
    OfPerson {
        /// Who.
        name: String,
        /// The recovery code, in place of whoever manages people.
        code: Option<Secret>,
    }
    /// A role.
    OfRole {
        /// It.
        role: RoleView,
    }
    /// A role by name.
    NamedRole {
        /// Its name.
        name: String,
    }
    /// A policy.
    OfPolicy {
        /// It.
        policy: PolicyView,
    }
    /// A trail.
    OfTrail {
        /// Whose; none for everybody's.
        person: Option<String>,
        /// The first day of the store, as `2026-11-25`; none for the beginning.
        from: Option<chrono::NaiveDate>,
        /// The last day; none for today.
        to: Option<chrono::NaiveDate>,
    }
    /// What is asked of somebody else.
    AskApproval {
        /// The token of what was prepared.
        token: String,
        /// A few words to them.
        note: Option<String>,
    }
    /// A request for approval.
    OfApproval {
        /// Which.
        approval: ApprovalId,
    }
    /// An agreement.
    GiveApproval {
        /// Which.
        approval: ApprovalId,
        /// The token of what was considered; none for a key.
        token: Option<String>,
    }
    /// A refusal.
    RefuseApproval {
        /// Which.
        approval: ApprovalId,
        /// Why.
        reason: String,
    }
    /// A thing that needs a person.
    OfItem {
        /// Which.
        item: String,
    }
}
