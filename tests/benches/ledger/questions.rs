//! The kinds of questions people ask, and for each the plainest SQL for the same answer.

use crate::generator::{Particulars, Shop};
use crate::random::Random;

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    /// As it is typed.
    pub line: String,
    /// A condition on `search_rows` that a plain scan would use.
    pub plain: String,
}

/// A kind of question.
pub struct Kind {
    /// What the table calls it.
    pub name: &'static str,
    /// Makes one.
    pub ask: fn(Shop, &mut Random) -> Question,
    /// Whether the plain condition gives exactly the same answer, so that the two are compared.
    pub exact: bool,
}

/// All kinds, in the order of the table.
pub const KINDS: [Kind; 22] = [
    Kind { name: "e-mail, whole", ask: email, exact: true },
    Kind { name: "six digits of an order number", ask: reference, exact: false },
    Kind {
        name: "common word",
        ask: |_, random| text(random.one(&["latte", "kaya", "deposit", "mug"])),
        exact: true,
    },
    Kind { name: "rare pair of words", ask: rare_pair, exact: true },
    Kind { name: "common word and common status", ask: |_, random| word_and(random, "paid"), exact: true },
    Kind { name: "common word and rare status", ask: |_, random| word_and(random, "checking"), exact: true },
    Kind { name: "Chinese name of two characters", ask: chinese_name, exact: true },
    Kind { name: "one Chinese character", ask: chinese_character, exact: true },
    Kind { name: "two Latin letters", ask: two_letters, exact: true },
    Kind { name: "one digit", ask: |_, random| short(&random.digits(1)), exact: true },
    Kind {
        name: "last four of a card, as text",
        ask: |shop, random| short(&card(shop, random)),
        exact: false,
    },
    Kind { name: "last4:", ask: last4, exact: true },
    Kind { name: "telephone number, other spelling", ask: phone, exact: true },
    Kind { name: "payment id, whole", ask: |shop, random| text(&any(shop, random).payment), exact: true },
    Kind { name: "eight digits inside a payment id", ask: id_part, exact: false },
    Kind { name: "amount:, narrow", ask: narrow_amount, exact: true },
    Kind { name: "amount:, wide", ask: wide_amount, exact: true },
    Kind { name: "on: one day", ask: day, exact: true },
    Kind { name: "status: currency: created-by:", ask: fields, exact: true },
    Kind { name: "common word, not another", ask: negation, exact: true },
    Kind {
        name: "word nobody wrote",
        ask: |_, random| text(random.one(&["zanzibar", "quixotic", "wxyz"])),
        exact: true,
    },
    Kind {
        name: "letter combination nobody wrote",
        ask: |_, random| short(random.one(&["qx", "jq", "饕", "zx"])),
        exact: true,
    },
];

fn any(shop: Shop, random: &mut Random) -> Particulars {
    shop.order(random.below(shop.orders))
}

/// An order of which something holds; the first of a stretch, or the last looked at.
fn any_with(shop: Shop, random: &mut Random, wanted: impl Fn(&Particulars) -> bool) -> Particulars {
    let mut order = any(shop, random);
    for _ in 0..200 {
        if wanted(&order) {
            break;
        }
        order = any(shop, random);
    }
    order
}

fn like(part: &str) -> String {
    format!("text LIKE '%{}%'", part.replace('\'', "''"))
}

fn text(part: &str) -> Question {
    Question { line: part.to_owned(), plain: like(part) }
}

/// A term that does not reach into ids: those stand behind the mark that ends the texts.
fn short(part: &str) -> Question {
    Question {
        line: part.to_owned(),
        plain: format!("substr(text, 1, instr(text, char(29))) LIKE '%{part}%'"),
    }
}

fn email(shop: Shop, random: &mut Random) -> Question {
    text(&any(shop, random).email)
}

fn reference(shop: Shop, random: &mut Random) -> Question {
    short(any(shop, random).reference.trim_start_matches("SO-1"))
}

fn rare_pair(shop: Shop, random: &mut Random) -> Question {
    let order = any_with(shop, random, |order| order.email.is_ascii() && !order.email.starts_with("buyer"));
    let handle = order.email.split('@').next().unwrap_or_default();
    let word = order.description.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    Question { line: format!("{word} {handle}"), plain: format!("{} AND {}", like(&word), like(handle)) }
}

fn word_and(random: &mut Random, status: &str) -> Question {
    let word = random.one(&["latte", "cake", "toast", "delivery"]);
    Question {
        line: format!("{word} status:{status}"),
        plain: format!("{} AND word = '{status}' AND expires_at IS NULL", like(word)),
    }
}

fn chinese_name(shop: Shop, random: &mut Random) -> Question {
    let order = any_with(shop, random, |order| order.name.chars().count() == 2 && !order.name.is_ascii());
    text(&order.name)
}

fn chinese_character(shop: Shop, random: &mut Random) -> Question {
    let order = any_with(shop, random, |order| order.name.chars().count() == 2 && !order.name.is_ascii());
    text(&order.name.chars().take(1).collect::<String>())
}

fn two_letters(shop: Shop, random: &mut Random) -> Question {
    let order = any_with(shop, random, |order| order.email.is_ascii());
    short(&order.email.chars().filter(char::is_ascii_lowercase).take(2).collect::<String>())
}

fn card(shop: Shop, random: &mut Random) -> String {
    any_with(shop, random, |order| order.last4.len() == 4).last4
}

fn last4(shop: Shop, random: &mut Random) -> Question {
    let digits = card(shop, random);
    Question {
        line: format!("last4:{digits}"),
        // The last four stand between the fifth mark and the sixth; a telephone number never ends with a mark.
        plain: format!("text GLOB ('*' || char(31) || '{digits}' || char(31) || '*')"),
    }
}

fn phone(shop: Shop, random: &mut Random) -> Question {
    let digits: String = any(shop, random).phone.chars().filter(char::is_ascii_digit).collect();
    Question { line: format!("+{digits}"), plain: like(&digits) }
}

fn id_part(shop: Shop, random: &mut Random) -> Question {
    let id = any(shop, random).payment;
    let start = id.len() - 12;
    text(id.get(start..start + 8).unwrap_or(&id))
}

fn narrow_amount(shop: Shop, random: &mut Random) -> Question {
    let minor = any_with(shop, random, |order| order.amount.currency().code() == "SGD").amount.minor();
    let whole = minor / 100;
    Question {
        line: format!("amount:{whole}.10..{whole}.19"),
        plain: format!("amount BETWEEN {} AND {}", whole * 100 + 10, whole * 100 + 19),
    }
}

fn wide_amount(_: Shop, random: &mut Random) -> Question {
    let units = 200 + random.below(700);
    Question { line: format!("amount:>{units}"), plain: format!("amount > {}", units * 100) }
}

fn day(shop: Shop, random: &mut Random) -> Question {
    let day = any(shop, random).opened_at.date_naive();
    let begin = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    Question {
        line: format!("on:{day}"),
        plain: format!("opened_at >= {begin} AND opened_at < {}", begin + 86_400_000),
    }
}

fn fields(_: Shop, random: &mut Random) -> Question {
    let (status, currency, staff) = (
        random.one(&["refunded", "cancelled", "failed"]),
        random.one(&["JPY", "HKD"]),
        random.one(&["meera", "lin"]),
    );
    Question {
        line: format!("status:{status} currency:{currency} created-by:{staff}"),
        plain: format!(
            "word = '{status}' AND expires_at IS NULL AND currency = '{currency}' AND created_by LIKE '%{staff}%'"
        ),
    }
}

fn negation(_: Shop, random: &mut Random) -> Question {
    let (word, not) = (random.one(&["latte", "cake"]), random.one(&["oat", "inch", "tea"]));
    Question { line: format!("{word} -{not}"), plain: format!("{} AND NOT {}", like(word), like(not)) }
}
