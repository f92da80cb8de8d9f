//! The items of a form: each read by itself, then together.

use super::draft::{GoodsDraft, ItemDraft};
use super::remark::{Remark, RequestField};
use crate::amount::Mistyped;
use crate::draft::{Difference, difference, items_differ, sum_of};
use crate::goods::{GoodsMore, Item, item_name, item_quantity, line_price};
use crate::said::Said;
use crate::view::shown;
use domain::rules::free_text::{card_like, non_latin};
use money::{Currency, Money, parse_typed};

/// The items of a form, read.
#[derive(Default)]
pub(super) struct ItemsRead {
    /// Price of each line; none where it cannot be read.
    pub lines: Vec<Option<Money>>,
    /// What they cost together; none where a line cannot be read, or there is none.
    pub sum: Option<Money>,
    /// What they lack of the amount, or have too much.
    pub difference: Option<Difference>,
    /// Them; fewer than were typed where some cannot be read.
    pub items: Vec<Item>,
    /// What keeps the link from being made.
    pub wrong: Vec<Remark>,
    /// What should be known.
    pub warnings: Vec<Remark>,
}

/// Reads items, and compares them with the amount where that can be read.
pub(super) fn read(typed: &[ItemDraft], currency: Currency, amount: Option<Money>) -> ItemsRead {
    let mut read = ItemsRead::default();
    for (place, item) in typed.iter().enumerate() {
        let (line, remarks) = one(item, currency, &mut read.items);
        read.lines.push(line);
        read.wrong.extend(remarks.into_iter().map(|remark| remark.at_item(place)));
        if non_latin(&item.name) {
            read.warnings.push(non_latin_letters(RequestField::Item).at_item(place));
        }
    }
    let lines: Option<Vec<Money>> = read.lines.iter().copied().collect();
    let Some(lines) = lines.filter(|lines| !lines.is_empty()) else { return read };
    match sum_of(currency, &lines) {
        Ok(sum) => read.sum = Some(sum),
        Err(said) => read.wrong.push(Remark::of(RequestField::Item, said)),
    }
    read.difference = read.sum.zip(amount).and_then(|(sum, amount)| difference(sum, amount));
    if let Some((difference, sum)) = read.difference.zip(read.sum) {
        read.wrong.push(Remark::of(RequestField::Item, items_differ(difference, sum)));
    }
    read
}

/// Letters that some ways to pay refuse in what goes to Antom.
pub(super) fn non_latin_letters(field: RequestField) -> Remark {
    Remark::new(
        field,
        "non-latin",
        "it has letters outside Latin writing; some payment methods refuse them",
        "Write it in Latin letters, or see to it that the buyer has another way to pay.",
    )
}

fn one(item: &ItemDraft, currency: Currency, read: &mut Vec<Item>) -> (Option<Money>, Vec<Remark>) {
    let mut wrong = Vec::new();
    let mut say = |said: Said| wrong.push(Remark::of(RequestField::Item, said));
    let name = item_name(&item.name).map_err(&mut say).ok();
    if [&item.quantity, &item.unit].into_iter().any(|text| card_like(text)) {
        say(Said::card_number("item"));
        return (None, wrong);
    }
    let quantity = item_quantity(quantity(&item.quantity)).map_err(&mut say).ok();
    let unit = match parse_typed(&item.unit, currency) {
        Ok(unit) => Some(unit),
        Err(error) => {
            wrong.push(Remark::mistyped(RequestField::Item, Mistyped::of(&error)));
            None
        }
    };
    let more = item.more.as_ref().map_or_else(GoodsMore::default, GoodsMore::from).checked();
    let more = more.map_err(|said| wrong.push(Remark::of(RequestField::Item, said))).ok();
    let Some((unit, quantity)) = unit.zip(quantity) else { return (None, wrong) };
    let line = line_price(unit, quantity);
    match line {
        Ok(line) => {
            read.extend(name.zip(more).map(|(name, more)| Item { name, quantity, unit, more }));
            (Some(line), wrong)
        }
        Err(said) => {
            wrong.push(Remark::of(RequestField::Item, said));
            (None, wrong)
        }
    }
}

impl From<&GoodsDraft> for GoodsMore {
    fn from(draft: &GoodsDraft) -> Self {
        let typed = |text: &String| Some(text.clone());
        Self {
            id: typed(&draft.id),
            brand: typed(&draft.brand),
            category: typed(&draft.category),
            sku: typed(&draft.sku),
            url: typed(&draft.url),
            picture: typed(&draft.picture),
            delivery: typed(&draft.delivery),
        }
    }
}

impl GoodsDraft {
    /// As it would be typed again; none where nothing was told.
    pub(super) fn of(more: GoodsMore) -> Option<Self> {
        if more.is_nothing() {
            return None;
        }
        let again = |text: Option<String>| text.as_deref().map(shown).unwrap_or_default();
        Some(Self {
            id: again(more.id),
            brand: again(more.brand),
            category: again(more.category),
            sku: again(more.sku),
            url: again(more.url),
            picture: again(more.picture),
            delivery: again(more.delivery),
        })
    }
}

/// Digits only: a sign, a fraction or a group is a mistake of typing.
fn quantity(text: &str) -> Option<u32> {
    let text = text.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(name: &str, quantity: &str, unit: &str) -> ItemDraft {
        ItemDraft { name: name.into(), quantity: quantity.into(), unit: unit.into(), more: None }
    }

    fn sgd(minor: u64) -> Money {
        Money::from_minor(minor, Currency::SGD).unwrap()
    }

    fn codes(remarks: &[Remark]) -> Vec<(Option<usize>, &str)> {
        remarks.iter().map(|remark| (remark.item, remark.code.as_str())).collect()
    }

    #[test]
    fn lines_are_priced_summed_and_compared() {
        let items = [typed("Tea", "2", "5.00"), typed("Cup", " 1 ", "3")];
        let all = read(&items, Currency::SGD, Some(sgd(1_500)));
        assert_eq!(all.lines, [Some(sgd(1_000)), Some(sgd(300))]);
        assert_eq!((all.sum, all.items.len()), (Some(sgd(1_300)), 2));
        let difference = serde_json::to_value(all.difference).unwrap();
        assert_eq!(
            difference,
            serde_json::json!({"direction": "less", "amount": {"currency": "SGD", "value": "200"}})
        );
        assert_eq!(codes(&all.wrong), [(None, "items-differ")]);
        assert!(read(&items, Currency::SGD, Some(sgd(1_300))).wrong.is_empty());
        let without = read(&items, Currency::SGD, None);
        assert_eq!((without.sum, without.difference), (Some(sgd(1_300)), None));
    }

    #[test]
    fn each_mistake_stands_at_its_item_and_the_others_are_still_read() {
        let items = [
            typed("", "1", "5"),
            typed("Tea", "1.5", "17,000"),
            typed("Cup", "-1", ""),
            typed("茶", "3", "2.50"),
            typed("Pot", "4111111111111111", "1"),
        ];
        let all = read(&items, Currency::SGD, Some(sgd(1)));
        let expected = [
            (Some(0), "empty"),
            (Some(1), "quantity"),
            (Some(1), "ambiguous"),
            (Some(2), "quantity"),
            (Some(2), "empty"),
            (Some(4), "card-like"),
        ];
        assert_eq!(codes(&all.wrong), expected);
        assert_eq!(all.lines, [Some(sgd(500)), None, None, Some(sgd(750)), None]);
        assert_eq!((all.sum, all.difference), (None, None), "what cannot be read has no sum");
        assert_eq!(codes(&all.warnings), [(Some(3), "non-latin")]);
        assert_eq!(all.wrong.iter().find(|remark| remark.code == "ambiguous").unwrap().readings.len(), 2);
    }

    #[test]
    fn what_is_rarely_told_of_an_item_is_read_checked_and_typed_again() {
        let more = GoodsDraft {
            id: "T-1".into(),
            brand: "Leaf".into(),
            delivery: "PHYSICAL".into(),
            ..GoodsDraft::default()
        };
        let tea = ItemDraft { more: Some(more.clone()), ..typed("Tea", "1", "5") };
        let all = read(std::slice::from_ref(&tea), Currency::SGD, Some(sgd(500)));
        assert!(all.wrong.is_empty(), "{:?}", all.wrong);
        assert_eq!(GoodsDraft::of(all.items[0].more.clone()), Some(more.clone()));
        assert_eq!(GoodsDraft::of(GoodsMore::default()), None);
        let long = GoodsDraft { brand: "x".repeat(65), ..more };
        let all = read(&[ItemDraft { more: Some(long), ..tea }], Currency::SGD, Some(sgd(500)));
        assert_eq!((codes(&all.wrong), all.sum), (vec![(Some(0), "too-long")], Some(sgd(500))));
        assert!(all.items.is_empty());
    }

    #[test]
    fn no_items_have_no_sum() {
        let none = read(&[], Currency::SGD, Some(sgd(1)));
        assert!(none.sum.is_none() && none.wrong.is_empty() && none.lines.is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_every_line_is_answered_and_a_sum_is_the_sum_of_its_lines(
            rows in proptest::collection::vec((".{0,8}", "[0-9 .,-]{0,6}", "[0-9.,]{0,9}"), 0..5),
        ) {
            let typed: Vec<ItemDraft> =
                rows.iter().map(|(name, quantity, unit)| typed(name, quantity, unit)).collect();
            let all = read(&typed, Currency::SGD, Some(sgd(1_000)));
            prop_assert_eq!(all.lines.len(), typed.len());
            if let Some(sum) = all.sum {
                let lines: u64 = all.lines.iter().map(|line| line.unwrap().minor()).sum();
                prop_assert_eq!(sum.minor(), lines);
                prop_assert_eq!(all.difference.is_none(), lines == 1_000);
            }
            prop_assert!(!all.wrong.is_empty() || all.items.len() == typed.len());
        }
    }

    #[test]
    fn a_price_beyond_every_amount_is_refused_and_not_wrapped() {
        let items = [typed("Tower", "4000000000", "99999999999999.99")];
        assert_eq!(codes(&read(&items, Currency::SGD, None).wrong), [(Some(0), "price")]);
    }
}
