//! One month.

pub mod anchors;
pub mod budget;
pub mod credit;
pub mod demand;
pub mod entry;
pub mod estate;
pub mod failure;
pub mod households;
pub mod owner;
pub mod price;
pub mod production;
pub mod run;
pub mod take_up;
pub mod tax;
pub mod trade_credit;
pub mod work;
