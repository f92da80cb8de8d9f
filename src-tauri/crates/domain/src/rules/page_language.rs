//! The language of Antom's page: a tag such as `en_US` (guides 0 and 4).

/// Languages by their two letters (ISO 639-1), and Filipino, which has three.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fil fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st \
    su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether a text names a language and a region as Antom spells them: `en_US`. Which of them its page speaks, only Antom
/// knows; for others it falls back on English.
#[must_use]
pub fn is_a_tag(text: &str) -> bool {
    let Some((language, region)) = text.split_once('_') else { return false };
    let region = region.len() == 2 && region.bytes().all(|letter| letter.is_ascii_uppercase());
    region && LANGUAGES.split_whitespace().any(|known| known == language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_language_that_there_is_and_a_region() {
        for tag in ["en_US", "zh_HK", "pt_BR", "de_DE", "fil_PH"] {
            assert!(is_a_tag(tag), "{tag}");
        }
        for other in ["", "xx", "en", "en-US", "EN_us", "en_us", "xx_US", "en_USA", "_US", "en_", "english"] {
            assert!(!is_a_tag(other), "{other}");
        }
    }
}
