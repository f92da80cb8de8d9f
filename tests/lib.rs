//! What the journeys, faults, peers and benches share.
