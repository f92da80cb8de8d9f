//! The commands, a file for each field. A body is a few lines over `console`; what is decided is decided there.

mod accounts;
mod care;
mod counter;
mod methods;
mod money;
mod payments;
mod people;
mod queues;
mod requests;
mod training;
mod window;

pub use accounts::{
    account_history, accounts, add_account, add_key, check_account, discard_staged_key, keys, promote_key,
    prove_key, remove_account, retire_key, save_public_key, stage_key, staged_key, test_account, try_account,
};
pub use care::{
    backup, care, confirm_recovery_code, renew_recovery_code, restore, set_setting, settings,
    unlock_with_code, verify,
};
pub use counter::{counter, create_at_counter, open_counter};
pub use methods::{consider_correction, consult, correct_method, methods};
pub use money::{add_up, confirm, dry_run, outbox, prepare, read_amount, stop};
pub use payments::{
    evidence, forget_buyer, import, inquire, look_at, look_up, note, pulse, row, search, show, tally,
    watch_plan,
};
pub use people::{
    add_person, approvals, ask_approval, change_person, consider_approval, export_trail, give_approval, lock,
    make_role, people, refuse_approval, release_pin, remove_role, set_pin, set_policy, sign_in, trail,
    withdraw_approval,
};
pub use queues::{attention, holds, mark_read, moves, snooze};
pub use requests::{
    check_request, create_request, defer_request, deferred, draft_of, drop_deferred, forget_card, keep_draft,
    qr, reissue, replace_request, request_defaults, saved_cards, share, stop_offering,
};
pub use training::{
    begin_training, training, training_clear_faults, training_move_clock, training_open_buyer,
    training_set_fault,
};
pub use window::{
    copy_text, hear, hello, open_dashboard, open_environment, preferences, ready, set_preference, start,
};
