//! What is bought, line by line: what people tell of it, and how it goes over the wire (api.md section 3.1).

use crate::draft::{difference, items_differ, sum_of, too_much};
use crate::error::ConsoleError;
use crate::said::{Said, line};
use antom::order::Goods;
use money::Money;
use serde::{Deserialize, Serialize};

/// One item of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub unit: Money,
    /// What is rarely told of it.
    // Left out where there is none: the parameters a script's key was bound to before stay the same bytes.
    #[serde(default, skip_serializing_if = "GoodsMore::is_nothing")]
    pub more: GoodsMore,
}

/// What is rarely told of an item (guides 0 and 4).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoodsMore {
    /// `referenceGoodsId`: the shop's number of the article, at most 64 characters; its place in the order where there
    /// is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `goodsBrand`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// `goodsCategory`, at most 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// `goodsSkuName`: the variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// `goodsUrl`: its page, at most 2048 characters. Guide 0 writes words here, so it need not be an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `goodsImageUrl`: its picture, at most 2048 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// `deliveryMethodType`: `PHYSICAL` or `DIGITAL`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
}

/// The words of `deliveryMethodType` (api.md, appendix A).
const DELIVERIES: [&str; 2] = ["PHYSICAL", "DIGITAL"];

impl GoodsMore {
    /// Whether nothing of it was told.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The same in lines of plain text of the lengths Antom takes.
    ///
    /// # Errors
    /// [`Said`] for the first part that does not fit, which its problem names.
    pub(crate) fn checked(self) -> Result<Self, Said> {
        let part = |what: &str, text: Option<String>, most: usize| {
            line("item", text, most).map_err(|said| said.of_part(what))
        };
        Ok(Self {
            id: goods_id(self.id)?,
            brand: part("brand", self.brand, 64)?,
            category: part("category", self.category, 64)?,
            sku: part("variant", self.sku, 64)?,
            url: part("page", self.url, 2_048)?,
            picture: part("picture", self.picture, 2_048)?,
            delivery: part("delivery", self.delivery, 32)?.map(|word| delivery(&word)).transpose()?,
        })
    }
}

/// The shop's number of what is sold.
pub(crate) fn goods_id(text: Option<String>) -> Result<Option<String>, Said> {
    line("item", text, 64).map_err(|said| said.of_part("article number"))
}

fn delivery(word: &str) -> Result<String, Said> {
    let word = word.to_ascii_uppercase();
    if DELIVERIES.contains(&word.as_str()) {
        return Ok(word);
    }
    let remedy = "Choose PHYSICAL or DIGITAL, or leave it out.";
    Err(Said::of("item", "delivery", "Antom knows no such way of delivery", remedy))
}

/// What an item is called.
pub(crate) fn item_name(name: &str) -> Result<String, Said> {
    line("item", Some(name.to_owned()), 256)?
        .ok_or_else(|| Said::of("item", "empty", "an item has no name", "Name it."))
}

/// How many of an item there are.
pub(crate) fn item_quantity(quantity: Option<u32>) -> Result<u32, Said> {
    quantity.filter(|quantity| *quantity > 0).ok_or_else(|| {
        Said::of(
            "item",
            "quantity",
            "a quantity is a whole number from 1",
            "Give a quantity of 1 or more, or leave the item out.",
        )
    })
}

/// What so many of an item cost.
pub(crate) fn line_price(unit: Money, quantity: u32) -> Result<Money, Said> {
    unit.checked_mul(u64::from(quantity)).map_err(|error| too_much(&error))
}

/// Items that add up to the amount, to the minor unit (guides 2 and 4).
pub(crate) fn checked_items(items: Vec<Item>, amount: Money) -> Result<Vec<Item>, Said> {
    let (mut lines, mut checked) = (Vec::new(), Vec::new());
    for item in items {
        let quantity = item_quantity(Some(item.quantity))?;
        lines.push(line_price(item.unit, quantity)?);
        checked.push(Item { name: item_name(&item.name)?, more: item.more.checked()?, ..item });
    }
    if checked.is_empty() {
        return Ok(checked);
    }
    let sum = sum_of(amount.currency(), &lines)?;
    match difference(sum, amount) {
        None => Ok(checked),
        Some(difference) => Err(items_differ(difference, sum)),
    }
}

/// An item as it goes over the wire and lies in the side table. `place` is counted from 1.
pub(crate) fn wire_item(place: u32, item: &Item) -> Result<serde_json::Value, ConsoleError> {
    let more = item.more.clone();
    let goods = Goods {
        reference_goods_id: more.id.unwrap_or_else(|| place.to_string()),
        goods_name: item.name.clone(),
        goods_unit_amount: Some(item.unit.into()),
        goods_quantity: Some(item.quantity.to_string()),
        goods_brand: more.brand,
        goods_category: more.category,
        goods_sku_name: more.sku,
        goods_url: more.url,
        goods_image_url: more.picture,
        delivery_method_type: more.delivery,
        ..Goods::default()
    };
    serde_json::to_value(goods)
        .map_err(|error| ConsoleError::field("item", error.to_string(), "Leave out unusual characters."))
}

/// An item as it lay in the side table, at a place counted from 1.
pub(crate) fn item_of(place: usize, value: &serde_json::Value) -> Option<Item> {
    let goods: Goods = serde_json::from_value(value.clone()).ok()?;
    let unit = goods.goods_unit_amount?;
    let own = goods.reference_goods_id;
    Some(Item {
        name: goods.goods_name,
        quantity: goods.goods_quantity?.parse().ok()?,
        unit: Money::from_wire(&unit.currency, &unit.value).ok()?,
        more: GoodsMore {
            id: (own != place.to_string()).then_some(own),
            brand: goods.goods_brand,
            category: goods.goods_category,
            sku: goods.goods_sku_name,
            url: goods.goods_url,
            picture: goods.goods_image_url,
            delivery: goods.delivery_method_type,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    fn sgd(minor: u64) -> Money {
        Money::from_minor(minor, Currency::from_code("SGD").unwrap()).unwrap()
    }

    fn item(name: &str, quantity: u32, minor: u64) -> Item {
        Item { name: name.into(), quantity, unit: sgd(minor), more: GoodsMore::default() }
    }

    #[test]
    fn items_add_up_or_the_difference_is_named() {
        assert!(checked_items(vec![item("Tea", 2, 500), item("Cup", 1, 300)], sgd(1_300)).is_ok());
        let less = checked_items(vec![item("Tea", 2, 500)], sgd(1_300)).unwrap_err().to_string();
        assert!(less.contains("SGD 3.00 less"), "{less}");
        let more = checked_items(vec![item("Tea", 3, 500)], sgd(1_300)).unwrap_err().to_string();
        assert!(more.contains("SGD 2.00 more"), "{more}");
    }

    #[test]
    fn an_item_needs_a_name_and_a_quantity() {
        assert!(checked_items(vec![item(" ", 1, 500)], sgd(500)).is_err());
        assert!(checked_items(vec![item("Tea", 0, 500)], sgd(500)).is_err());
        let euro = Money::from_minor(500, Currency::from_code("EUR").unwrap()).unwrap();
        let foreign = Item { unit: euro, ..item("Tea", 1, 500) };
        assert!(checked_items(vec![foreign], sgd(500)).is_err());
    }

    #[test]
    fn what_is_told_of_an_item_goes_over_the_wire_and_comes_back() {
        let more = GoodsMore {
            id: Some("T-1".into()),
            brand: Some(" Leaf ".into()),
            delivery: Some("digital".into()),
            ..GoodsMore::default()
        };
        let typed = vec![Item { more, ..item("Tea", 2, 500) }, item("Cup", 1, 300)];
        let checked = checked_items(typed, sgd(1_300)).unwrap();
        let wire: Vec<_> =
            checked.iter().zip(1..).map(|(item, place)| wire_item(place, item).unwrap()).collect();
        assert_eq!(wire[0]["referenceGoodsId"], "T-1");
        assert_eq!(
            (&wire[0]["goodsBrand"], &wire[0]["deliveryMethodType"]),
            (&"Leaf".into(), &"DIGITAL".into())
        );
        assert_eq!(wire[1]["referenceGoodsId"], "2", "an item without a number has its place");
        let back: Vec<Item> =
            wire.iter().zip(1..).filter_map(|(value, place)| item_of(place, value)).collect();
        assert_eq!(back, checked);
        assert!(wire[1].get("goodsBrand").is_none(), "what was not told is not sent");
    }

    #[test]
    fn a_part_that_does_not_fit_is_named() {
        let long = GoodsMore { brand: Some("x".repeat(65)), ..GoodsMore::default() }.checked().unwrap_err();
        assert!(long.to_string().contains("brand"), "{long}");
        let card = GoodsMore { sku: Some("4111 1111 1111 1111".into()), ..GoodsMore::default() }.checked();
        assert_eq!(card.unwrap_err().code, "card-like");
        let word = GoodsMore { delivery: Some("by pigeon".into()), ..GoodsMore::default() }.checked();
        assert_eq!(word.unwrap_err().code, "delivery");
    }
}
