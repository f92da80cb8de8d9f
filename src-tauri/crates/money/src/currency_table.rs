//! The currencies themselves, one line each: exponent, step and how they are said in English and in Chinese.
//!
//! Exponents and steps follow api.md section 4, which takes them from Antom's rules for the Amount object.
//! The names are ours.

use std::num::NonZeroU64;

use crate::Currency;

/// What is known about one currency.
pub(crate) struct Row {
    pub(crate) code: &'static str,
    pub(crate) exponent: u32,
    /// Minor units in a major unit.
    pub(crate) scale: NonZeroU64,
    /// The smallest payable step in minor units.
    pub(crate) step: NonZeroU64,
    pub(crate) spoken: Spoken,
}

/// How a currency is said. Plurals are written out because many are irregular.
pub(crate) struct Spoken {
    pub(crate) major_one: &'static str,
    pub(crate) major_many: &'static str,
    pub(crate) minor_one: &'static str,
    pub(crate) minor_many: &'static str,
    pub(crate) major_zh: &'static str,
    pub(crate) minor_zh: &'static str,
}

macro_rules! currencies {
    ($($code:ident $exponent:literal $step:literal
       [$major_one:literal, $major_many:literal, $minor_one:literal, $minor_many:literal]
       [$major_zh:literal, $minor_zh:literal];)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(clippy::upper_case_acronyms, reason = "currency codes are spelt as the wire spells them")]
        pub(crate) enum Iso { $($code),* }

        impl Currency {
            $(
                #[doc = concat!("The ", $major_one, ".")]
                pub const $code: Currency = Currency(Iso::$code);
            )*

            pub(crate) const ALL: &'static [Currency] = &[$(Currency::$code),*];

            pub(crate) fn find(code: &str) -> Option<Currency> {
                $(if code == stringify!($code) {
                    return Some(Currency::$code);
                })*
                None
            }

            pub(crate) fn row(self) -> &'static Row {
                match self.0 {
                    $(Iso::$code => {
                        static ROW: Row = Row {
                            code: stringify!($code),
                            exponent: $exponent,
                            scale: ten_to($exponent),
                            step: non_zero($step),
                            spoken: Spoken {
                                major_one: $major_one,
                                major_many: $major_many,
                                minor_one: $minor_one,
                                minor_many: $minor_many,
                                major_zh: $major_zh,
                                minor_zh: $minor_zh,
                            },
                        };
                        &ROW
                    })*
                }
            }
        }
    };
}

// A currency without decimals has no word for a minor unit, because none can be owed.
currencies! {
    AUD 2 1   ["Australian dollar", "Australian dollars", "cent", "cents"] ["澳大利亚元", "分"];
    BDT 2 1   ["Bangladeshi taka", "Bangladeshi taka", "poisha", "poisha"] ["孟加拉塔卡", "波依沙"];
    BRL 2 1   ["Brazilian real", "Brazilian reais", "centavo", "centavos"] ["巴西雷亚尔", "分"];
    CAD 2 1   ["Canadian dollar", "Canadian dollars", "cent", "cents"] ["加拿大元", "分"];
    CLP 0 1   ["Chilean peso", "Chilean pesos", "", ""] ["智利比索", ""];
    CNY 2 1   ["Chinese yuan", "Chinese yuan", "fen", "fen"] ["人民币元", "分"];
    EUR 2 1   ["euro", "euros", "cent", "cents"] ["欧元", "欧分"];
    GBP 2 1   ["British pound", "British pounds", "penny", "pence"] ["英镑", "便士"];
    HKD 2 1   ["Hong Kong dollar", "Hong Kong dollars", "cent", "cents"] ["港元", "分"];
    IDR 2 100 ["Indonesian rupiah", "Indonesian rupiah", "sen", "sen"] ["印尼盾", "仙"];
    JPY 0 1   ["Japanese yen", "Japanese yen", "", ""] ["日元", ""];
    KRW 0 1   ["South Korean won", "South Korean won", "", ""] ["韩元", ""];
    MXN 2 1   ["Mexican peso", "Mexican pesos", "centavo", "centavos"] ["墨西哥比索", "分"];
    MYR 2 1   ["Malaysian ringgit", "Malaysian ringgit", "sen", "sen"] ["马来西亚林吉特", "仙"];
    NZD 2 1   ["New Zealand dollar", "New Zealand dollars", "cent", "cents"] ["新西兰元", "分"];
    PEN 2 1   ["Peruvian sol", "Peruvian soles", "centimo", "centimos"] ["秘鲁索尔", "分"];
    PHP 2 1   ["Philippine peso", "Philippine pesos", "centavo", "centavos"] ["菲律宾比索", "分"];
    PKR 2 1   ["Pakistani rupee", "Pakistani rupees", "paisa", "paise"] ["巴基斯坦卢比", "派萨"];
    PLN 2 1   ["Polish zloty", "Polish zlotys", "grosz", "groszy"] ["波兰兹罗提", "格罗希"];
    SGD 2 1   ["Singapore dollar", "Singapore dollars", "cent", "cents"] ["新加坡元", "分"];
    THB 2 1   ["Thai baht", "Thai baht", "satang", "satang"] ["泰铢", "萨当"];
    TWD 2 1   ["New Taiwan dollar", "New Taiwan dollars", "cent", "cents"] ["新台币元", "分"];
    USD 2 1   ["US dollar", "US dollars", "cent", "cents"] ["美元", "美分"];
    VND 0 1   ["Vietnamese dong", "Vietnamese dong", "", ""] ["越南盾", ""];
}

/// Evaluated while compiling; a unit test compares every scale with its exponent.
const fn ten_to(exponent: u32) -> NonZeroU64 {
    match 10_u64.checked_pow(exponent) {
        Some(scale) => non_zero(scale),
        None => NonZeroU64::MAX,
    }
}

const fn non_zero(number: u64) -> NonZeroU64 {
    match NonZeroU64::new(number) {
        Some(number) => number,
        None => NonZeroU64::MIN,
    }
}
