//! The economy as data, deciding nothing.

pub mod terms;
