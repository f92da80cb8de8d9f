//! Nothing but the journeys, which are tests: see `main.rs`.
