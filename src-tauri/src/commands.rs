//! The commands, a file for each field. A body is a few lines over `console`; what is decided is decided there.

mod accounts;
mod care;
mod money;
mod payments;
mod requests;
mod training;
mod window;

pub use accounts::{accounts, keys, promote_key, remove_account, retire_key};
pub use care::{renew_recovery_code, set_setting, settings};
pub use money::{confirm, dry_run, outbox, prepare, stop};
pub use payments::{forget_buyer, import, inquire, look_up, note, row, search, show};
pub use requests::{reissue, share, stop_offering};
pub use training::{
    begin_training, training, training_clear_faults, training_move_clock, training_open_buyer,
    training_set_fault,
};
pub use window::{
    copy_text, hear, hello, open_dashboard, open_environment, preferences, ready, set_preference, start,
};
