//! Slots of a block of firms: how many there are, and what stands in place of a firm.

/// Firms in a block. A constant: results must not depend on the machine.
pub const BLOCK: usize = 1024;
/// Value of `Block::sector` in a free slot.
pub const FREE: u8 = u8::MAX;
/// Value of `Block::customer` of a firm without a principal customer.
pub const NOBODY: u32 = u32::MAX;
/// Set in `Block::customer` when the principal customer is a large firm; the other bits are its index.
pub const LARGE_FIRM: u32 = 1 << 31;
