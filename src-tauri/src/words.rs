//! The few words that are not the page's: of the tray, of notifications, of native messages. In the language the
//! window was last used in.

use crate::call::House;
use money::Language;
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime};

/// The words there are. `{}` stands where a count or a name goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Tray: show the windows.
    Show,
    /// Tray: what needs a person, with a count.
    AttentionCount,
    /// Tray: nothing needs a person.
    AttentionNone,
    /// Tray: end the program.
    Quit,
    /// The window stayed blank.
    PageBlank,
    /// The process that draws the page ended.
    PageGone,
    /// Start the program again.
    StartAgain,
    /// Leave it.
    Close,
    /// Something waits in the outbox while the program is to end.
    OutboxWaits,
    /// End the program all the same.
    QuitAnyway,
    /// Go on running.
    KeepRunning,
    /// Notification: an order was paid.
    Paid,
    /// Notification: an order was authorised.
    Authorised,
    /// Notification: a payment failed.
    Failed,
    /// Notification: what was not known is known.
    Settled,
    /// Notification: a hold ends within so many hours.
    HoldEnds,
    /// Notification: a link that waited was made.
    LinkMade,
    /// Notification: a link that waited is not made any more.
    LinkNotMade,
    /// Notification: somebody asks for approval.
    ApprovalAsked,
    /// Notification: what was asked for was approved.
    ApprovalGiven,
    /// Notification: what was asked for was refused.
    ApprovalRefused,
}

/// Says words in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words(Language);

impl Words {
    /// In this language.
    #[must_use]
    pub const fn in_language(language: Language) -> Self {
        Self(language)
    }

    /// One word.
    #[must_use]
    pub fn word(self, word: Word) -> String {
        match self.0 {
            Language::English => english(word),
            Language::Chinese => chinese(word),
        }
        .to_owned()
    }

    /// One word with something put in its place.
    #[must_use]
    pub fn with(self, word: Word, what: &str) -> String {
        self.word(word).replace("{}", what)
    }
}

/// The words of this program now.
pub fn of<R: Runtime>(app: &AppHandle<R>) -> Words {
    Words::in_language(app.state::<Arc<House>>().kept.language())
}

const fn english(word: Word) -> &'static str {
    match word {
        Word::Show => "Show Countersign",
        Word::AttentionCount => "Attention ({})",
        Word::AttentionNone => "Nothing needs you",
        Word::Quit => "Quit",
        Word::PageBlank => {
            "The window stays blank. The graphics driver and the web view may not go together. Countersign can start \
             again and draw without the driver. Nothing is lost: every decision is on file."
        }
        Word::PageGone => {
            "The part that draws the window has ended. Countersign can start again. Nothing is lost: every decision is \
             on file."
        }
        Word::StartAgain => "Start again",
        Word::Close => "Close",
        Word::OutboxWaits => {
            "{} in the outbox. While Countersign is closed nothing leaves; it leaves when Countersign or the command \
             line runs again."
        }
        Word::QuitAnyway => "Quit",
        Word::KeepRunning => "Keep running",
        Word::Paid => "Paid",
        Word::Authorised => "Authorised",
        Word::Failed => "Payment failed",
        Word::Settled => "Settled: {}",
        Word::HoldEnds => "The hold ends in less than {} h",
        Word::LinkMade => "The link that waited is made",
        Word::LinkNotMade => "The link that waited is not made",
        Word::ApprovalAsked => "Waits for approval",
        Word::ApprovalGiven => "Approved",
        Word::ApprovalRefused => "Not approved",
    }
}

const fn chinese(word: Word) -> &'static str {
    match word {
        Word::Show => "显示 Countersign",
        Word::AttentionCount => "待处理（{}）",
        Word::AttentionNone => "没有需要您处理的事项",
        Word::Quit => "退出",
        Word::PageBlank => {
            "窗口一直空白。显卡驱动与网页组件可能不兼容。Countersign 可以重新启动，并改用不依赖显卡驱动的方式显示。数据不会丢失：所有决定均已记录。"
        }
        Word::PageGone => {
            "负责显示窗口的进程已结束。Countersign 可以重新启动。数据不会丢失：所有决定均已记录。"
        }
        Word::StartAgain => "重新启动",
        Word::Close => "关闭",
        Word::OutboxWaits => {
            "发件箱中有 {}。Countersign 关闭期间不会发出任何操作；再次运行 Countersign 或命令行后才会发出。"
        }
        Word::QuitAnyway => "退出",
        Word::KeepRunning => "继续运行",
        Word::Paid => "已支付",
        Word::Authorised => "已授权",
        Word::Failed => "支付失败",
        Word::Settled => "已确定：{}",
        Word::HoldEnds => "资金冻结将在 {} 小时内到期",
        Word::LinkMade => "等待中的链接已生成",
        Word::LinkNotMade => "等待中的链接不再生成",
        Word::ApprovalAsked => "有操作等待审批",
        Word::ApprovalGiven => "已批准",
        Word::ApprovalRefused => "未批准",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Word; 21] = [
        Word::Show,
        Word::AttentionCount,
        Word::AttentionNone,
        Word::Quit,
        Word::PageBlank,
        Word::PageGone,
        Word::StartAgain,
        Word::Close,
        Word::OutboxWaits,
        Word::QuitAnyway,
        Word::KeepRunning,
        Word::Paid,
        Word::Authorised,
        Word::Failed,
        Word::Settled,
        Word::HoldEnds,
        Word::LinkMade,
        Word::LinkNotMade,
        Word::ApprovalAsked,
        Word::ApprovalGiven,
        Word::ApprovalRefused,
    ];

    #[test]
    fn both_languages_put_what_is_given_in_the_same_words() {
        for word in ALL {
            assert_eq!(english(word).contains("{}"), chinese(word).contains("{}"), "{word:?}");
        }
    }

    #[test]
    fn a_word_is_said_in_the_language_that_is_shown() {
        assert_eq!(Words::in_language(Language::English).word(Word::Quit), "Quit");
        assert_eq!(Words::in_language(Language::Chinese).with(Word::AttentionCount, "3"), "待处理（3）");
    }
}
