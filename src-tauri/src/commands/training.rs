//! Antom on this computer: begun, looked at, its clock moved, its faults set.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{MoveClock, Nothing, OfOrder, SetFault, TrainingView};
use crate::ears::{ChangedOrders, Told};
use crate::place::Place;
use domain::account::Environment;

pub async fn begin_training(call: Call, _: Nothing) -> Answer<Nothing> {
    let desks = &call.house.desks;
    let console = desks.open_or_set_up(Environment::Training).await?;
    let ears = &call.house.ears;
    desks.training().begin(&console, &|how_far| ears.tell_beginning(how_far)).await?;
    call.outside.open_window(Place::In(Environment::Training))?;
    // A window of Training that was open before it began shows something else now.
    call.house.ears.tell(Environment::Training, &Told::<()>::Changed(ChangedOrders { orders: None }));
    Ok(Nothing)
}

pub async fn training(call: Call, _: Nothing) -> Answer<TrainingView> {
    here(&call).await?;
    call.house.desks.training().view()
}

pub async fn training_move_clock(call: Call, input: MoveClock) -> Answer<TrainingView> {
    here(&call).await?;
    call.house.desks.training().move_clock(input.seconds)?;
    call.console().await?.follow_clock().await?;
    // Words that depend on the time alone may have changed, of any order.
    call.house.ears.tell(Environment::Training, &Told::<()>::Changed(ChangedOrders { orders: None }));
    call.house.desks.training().view()
}

pub async fn training_set_fault(call: Call, input: SetFault) -> Answer<TrainingView> {
    here(&call).await?;
    call.house.desks.training().set_fault(&input.operation, &input.kind, input.times)?;
    call.house.desks.training().view()
}

pub async fn training_clear_faults(call: Call, _: Nothing) -> Answer<TrainingView> {
    here(&call).await?;
    call.house.desks.training().clear_faults()?;
    call.house.desks.training().view()
}

pub async fn training_open_buyer(call: Call, input: OfOrder) -> Answer<Nothing> {
    here(&call).await?;
    let page = call.house.desks.training().buyers_page(call.console().await?.as_ref(), input.order)?;
    call.outside.open_address(&page, Environment::Training)?;
    Ok(Nothing)
}

/// Only in Training's own window, and once its simulator runs.
async fn here(call: &Call) -> Answer<()> {
    call.only_in_training()?;
    call.console().await.map(drop)
}
