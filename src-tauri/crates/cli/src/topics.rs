//! Help that belongs to no single command.

use crate::failure::{STOPPED, UNEXPECTED};
use console::ExitClass;
use domain::word::StateWord;

/// One topic.
pub struct Topic {
    /// Its word on the command line.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its text.
    pub text: fn() -> String,
}

/// Every topic.
pub const ALL: [Topic; 6] = [
    Topic { name: "search", title: "The search language", text: search },
    Topic { name: "json", title: "Output for programs", text: json },
    Topic { name: "exit-codes", title: "Exit codes", text: exit_codes },
    Topic { name: "states", title: "State words", text: states },
    Topic { name: "environments", title: "Environments, homes and keys", text: environments },
    Topic { name: "scripts", title: "Scripts and timers", text: scripts },
];

/// The topic of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Topic> {
    ALL.iter().find(|topic| topic.name == name)
}

fn search() -> String {
    let words: Vec<&str> = StateWord::ALL.iter().map(|word| word.slug()).collect();
    format!(
        "Words are looked for in the order's number, description, buyer's name, e-mail, phone in any spelling, your own id of
the buyer, ids, card's last four, notes, and the reasons of closing, cancelling and refunding. Parts of words count, one
character is enough, and all of them must be there. Of an id count four characters at its beginning or end, and seven
anywhere.

  \"two words\"          together
  -anything            not
  status:paid          a state word, several with commas:
                       {}
  amount:>100          also 100, >=, <, <=, 10..20; in major units of each order's own currency, without commas
  currency:SGD         several with commas
  method:card          a payment method or its beginning
  order:A-10           part of the order's number
  email:@shop          part of the e-mail address
  last4:4242           the card's last four digits
  on:2026-11-21        opened on that day, or on:2026-11-01..2026-11-21 on one of those, both ends included; before: and
                       after: too; today and yesterday work
  created-by:mei       who opened it
  account:main         the merchant account it is paid to, several with commas; --account does the same

The same field twice means either, for status, currency, method, created-by and account: status:paid status:captured. Other
fields must all be true. request list --open, payment list and --account narrow what is asked, whatever it names.

Days are days of the store's zone (countersign settings set zone). The newest come first; --after MARK gives the next page.
In a shell, put queries with < > or spaces into quotes, and -- before a query that begins with a minus:
  countersign payment search -- '-status:refunded amount:>100'",
        words.join(", ")
    )
}

fn exit_codes() -> String {
    let mut lines =
        vec!["   0  Done.".to_owned(), format!("  {UNEXPECTED:>2}  Something this program did not expect.")];
    let mut classes = ExitClass::ALL;
    classes.sort_by_key(|class| class.exit_code());
    lines.extend(classes.iter().map(|class| format!("  {:>2}  {}", class.exit_code(), class.meaning())));
    lines.push(format!("  {STOPPED:>2}  It was stopped or not confirmed before anything left."));
    lines.push(
        "\nA value that cannot be read, is missing, is none of those there are or is out of its range is 2, whichever option it
stands behind. 4 is for what can be read and is refused for how things stand, for who asks, or by Antom. A question to
Antom that brings nothing is 9; only something that moves money, or makes a link, and may have left is 6.

Every failure says what is wrong and what to do about it, on stderr; with --json as
{\"error\":{\"code\":…,\"message\":…,\"remedy\":…}}. The codes do not change. Where a number can mean several orders
(code ambiguous) the error also has candidates: order, reference, description, amount, state, word, opened_at."
            .to_owned(),
    );
    lines.join("\n")
}

fn states() -> String {
    let meanings = StateWord::ALL
        .iter()
        .map(|word| format!("  {:<20} {:<14} {}", word.label(), word.slug(), meaning(*word)));
    let lines: Vec<String> = meanings.collect();
    format!(
        "{}\n\nAn order shows its most telling payment. Cards, Apple Pay and Google Pay are authorised first and then captured.\n\
         A decision (capture, cancel, refund) is: queued, stopped, released, sent, checking, done, refused or never-placed.",
        lines.join("\n")
    )
}

const fn meaning(word: StateWord) -> &'static str {
    match word {
        StateWord::Draft => "on this computer only",
        StateWord::WaitingForPayment => "nobody has paid yet; the request can still be paid or sent again",
        StateWord::Paid => "the money was taken at once",
        StateWord::Authorised => "the money is held; capture it before its deadline",
        StateWord::Captured => "the hold was taken",
        StateWord::PartRefunded => "some of it went back",
        StateWord::Refunded => "all of it went back",
        StateWord::Cancelled => "cancelled; nothing was taken or all went back",
        StateWord::Expired => "over, with signed evidence that nothing was paid",
        StateWord::Failed => "definitely failed",
        StateWord::CheckingWithAntom => "the outcome is not known; Antom is being asked",
    }
}

fn environments() -> String {
    "Three worlds never meet: training (the simulator on this computer), sandbox (Antom's, client ids begin with SANDBOX_),
and production. Each has its own directory, ledger, recovery code and keychain entries under the home:

  --home DIR, COUNTERSIGN_HOME                  where everything lies; without it the platform's data directory
  --environment ENV, COUNTERSIGN_ENVIRONMENT    needed only where several are set up
  --account NAME, COUNTERSIGN_ACCOUNT           needed only where there are several; lists show its orders only

Private keys and the ledger's key lie in the operating system's keychain (on Linux the Secret Service: gnome-keyring or
KWallet) and nowhere else. A keychain that is locked or absent is told with its remedy; there is no other place for them.
Private keys and recovery codes are read from files or stdin (-), never from the command line.

NO_COLOR turns colours off. COUNTERSIGN_LOG=console=debug shows what happens inside; never keys."
        .to_owned()
}

fn scripts() -> String {
    "Without a terminal nobody can be asked, so a script confirms with --yes and gives --key, a text of its own for each
operation. The key is stored with the decision:

  the same key and the same parameters   the first outcome is answered; nothing is sent again
  the same key and other parameters      refused (script-key-reused)

  countersign payment refund A-1001 --amount 'SGD 5.00' --reason 'Return 4711' --yes --key return-4711 --json

request new takes --key too. Exit code 6 means: sent, and the outcome is not known yet. Run it again with the same key, or
let a timer ask: countersign watch --once. Nothing is ever sent twice to find out. Exit code 9 means: Antom was not reached.
With code nothing-learnt nothing was decided either; with no-connection it is written down and open, and nothing was sent.

The timer's watch needs nobody to be signed in, and says 9 too where Antom could not be asked about something.

Before it leaves, an operation waits the stop window (countersign settings list). --detach does not wait; countersign watch
or the next command sends it when the window is over. After a crash, they settle what was open."
        .to_owned()
}

fn json() -> String {
    "With --json every command writes one document per line to stdout, and nothing but an error to stderr. Fields may be added
and are never renamed or removed. Money is {\"currency\":\"SGD\",\"value\":\"1250\"}, value in minor units as a string. Times
are RFC 3339 in UTC. What must not leave (card tokens, session data, the query of a link in lists) is left out; `masked`
names it.

  account add               account, public_key, fingerprint, generated, recovery_code
  account list              {accounts:[account]}; account show: account
  account test              account, fingerprint, passed, reach, our_signature, antom_signature, environment, clock,
                            skew_seconds, code, at, took_ms
  account remove            removed, kept_keys: fingerprints of keys another account or ledger here still uses
  key generate, import      key, public_key, generated
  key show                  {account, keys:[key with public_key]}
  key rotate                {account, moved, keys, next}
  sign-in, operator add, rename, role,
  suspend, reinstate        the person: id, name, role, rights, limits {capture, refund_each, refund_day: null for any, else
                            amounts}, own_limits, suspended, added_at; operator list: {operators:[person]}
  sign-out                  {signed_out, sealed}; operator pin: {pin_set}; operator release: {released}
  role list, make, remove   {roles:[name, rights, limits]}
  policy show, set          capture, cancel, refund (null for never, else amounts), promote, dispute, lapses_after_minutes,
                            reasons, lock_after_minutes
  approval list             {approvals:[request]}; approval show, refuse, withdraw and payment … --ask-approval: the request:
                            id, stage, sentence, rule,
                            said, asked_by, asked_at, note, lapses_at, answered_by, answered_at, reason, approvers, for_me, mine,
                            verb, order, reference, payment, amount, account, fingerprint, despite_dispute;
                            approval give: the operation
  ledger trail              {entries: [at, actor, approver, kind, sentence, money, order, reference, head], head}; with
                            --export {file, facts, head}
  request new, reissue,
  replace                   order, link, ends_at, attempts, warnings
  request stop              order, consequence, old_link_until
  request list,
  payment list, search      rows, next, understood; each row: id, reference, description, buyer, amount, state, word, method,
                            last4, opened_at, moved_at, captured, refunded, live_until, hold_ends_at, created_by, badges
  request show, payment show  the order: id, reference, account, description, amount, state, word, badges, next, action,
                            version, opened_at, closed {at, by, reason, replaced}, lives_until, buyer, sessions (ends_at:
                            null where one was made elsewhere), payments, intents, notes, timeline,
                            ship {ship: now | not-yet | never, why, word, because}
  request share             reference, channel, link, text, uri, ends_at, mark, qr {form, text, file}
  request note,
  request forget-buyer      the order
  payment inquire           found: known (order, unknown) | elsewhere (payment) | not-at-antom | unknown (why)
  payment capture, cancel,
  refund                    the operation: id, order, reference, verb, payment, amount, operation, stage, word, settled,
                            sentence, reason, by, requested_at, not_before, sent_at, attempts, transaction, code,
                            explanation, explanation_zh, stopped, stopped_by_rule, unknown,
                            replayed
  … --dry-run               permitted, verb, amount, sentence, consequence, before, after, refusal, advice, second; permitted
                            is false too where a second person has to agree: refusal {code: approval-needed}, exit code 4,
                            and second {rule, said, approvers} says who could
  method list               {methods:[method]}; method show, method correct: the method: method, label, currencies, currency,
                            stands, guide, parts, edits {at, by, reason, guide_shown, takes_back}
  method consult            account, amount, region, at, options: method, name, logo, enabled, disabled_because, category,
                            preferred, least, most, brands, instalments
  outbox list               {intents:[operation]}; outbox stop: the operation
  attention                 items, snoozed, away, next_deadline; each item: id, kind, order, reference, payment, intent, verb,
                            buyer, amount, at, until, next_check_at, payments, advice, readable, snoozed_until,
                            snoozed_because
  attention snooze, read    {snoozed, until}, {read}
  watch                     a line for each thing as it happens, with what and at:
                              asked    order, reference, intent (null: about its payment)
                              intent   intent: the operation, which moved; settled: the operation, which ended
                              order    order, reference, state, word: Antom said something new
                              closed   order, reference, state, word: nothing about it is open any more
                              link-made, link-not-made   order, reference, amount: a link that waited for the old one
                              unreachable   since: Antom cannot be reached, told once; reachable: it can again
                              trouble  sentence
                            and at the end a line with what: report, and rounds, questions, news, settled, closed,
                            waiting_for_person, open_orders, open_intents, not_asked:[order, reference, why] (with --once),
                            offline_since, trouble. While nobody is signed in each line has only what, at and
                            hidden: true, and the report numbers in place of its lists, under hidden
  watch --plan              watched, paused_until, offline_since, clock_ahead_seconds, next: at, order, reference,
                            why {kind, rung, every_seconds, intent, verb}, expires_at
  counter                   a line for each thing as it happens, with what and at:
                              open    reference, address, ends_at: the page, which opens once
                              told    code, happened, money, next: what the page told
                              stands  state: Antom said something new; nothing-learnt   why: it is asked again
                            and at the end a line with what: ended, and ended, order
  receive                   a line for each call, with what and at:
                              listening  listen
                              taken      order, reference, kind; known   order, reference: it was on file
                              refused    status, why
                            and at the end a line with what: report, and taken, known, unverified, not_kept
  ledger verify             whole, facts, orders, sides, newer, heads, breaks, checkpoint, checkpoint_on_chain,
                            against_on_chain, head, promises:[promise, reference, what]
  ledger backup             file, bytes, head, recoverable, head_text
  ledger restore            facts, head, missing_keys, set_aside, and where something was:
                            caught_up {asked, imported, not_at_antom, lost:[reference, verb, amount, left], trouble}
  ledger replay             facts, orders, whole
  ledger rebuild            payments, imported, known, not_at_antom, not_learnt:[payment, why], missing
  ledger recovery-code      {recovery_code} or {opened}
  ledger stats              facts, orders, words, open, devices, sides, bytes, schema, cipher
  settings list             {settings:[name, value, default, meaning]}; settings set: one of them
  simulator                 gateway_url, checkout_url, control_token, client_id, antom_public_key, seed
  completions, man, help    {script}, {page}, {help}
  tour                      steps, commands, effects, differences

An order's payments carry id, request, state, word, amount, method, paid_at, hold_ends_at, card, captures, refunds, advice
and book: authorised, taken, refunded, pending, queued, available."
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exit_code_is_explained() {
        let text = exit_codes();
        for class in ExitClass::ALL {
            assert!(text.contains(&format!("{:>2}  {}", class.exit_code(), class.meaning())), "{class:?}");
        }
    }

    #[test]
    fn every_state_word_is_explained() {
        let text = states();
        assert!(StateWord::ALL.iter().all(|word| text.contains(word.label()) && text.contains(word.slug())));
    }

    #[test]
    fn the_first_help_names_every_topic() {
        use clap::CommandFactory;
        let help = crate::args::CommandLine::command().render_long_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        for topic in &ALL {
            assert!(help.contains(&format!("help {}", topic.name)), "{}", topic.name);
        }
    }

    #[test]
    fn no_line_is_too_long_for_a_wide_terminal() {
        for topic in &ALL {
            for line in (topic.text)().lines() {
                assert!(line.chars().count() <= 130, "{}: {line}", topic.name);
            }
        }
    }
}
