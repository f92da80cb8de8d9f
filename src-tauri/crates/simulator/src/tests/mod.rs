//! The rules of the gateway, one sentence each.

mod cancels;
mod cards;
mod desk;
mod invariants;
mod notifications;
mod pages;
mod refunds;
mod sessions;
mod signed;
