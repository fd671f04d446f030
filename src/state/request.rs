//! How a bank sees a request for a loan, in a byte.

/// A risk class, and whether the loan is to live on or to restore the usual debt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestClass(u8);

impl RequestClass {
    /// The safest class, to live on: what stands where nothing was asked for.
    pub const NONE: RequestClass = RequestClass(0);
    /// Set when the loan is to restore the usual debt.
    const USUAL: u8 = 1 << 7;

    /// A risk class below 128; `in_need` when the loan is to live on.
    pub fn new(class: usize, in_need: bool) -> RequestClass {
        debug_assert!(class < usize::from(RequestClass::USUAL));
        RequestClass(class as u8 | if in_need { 0 } else { RequestClass::USUAL })
    }
    /// The risk class.
    pub fn class(self) -> usize {
        usize::from(self.0 & !RequestClass::USUAL)
    }
    /// Whether the loan is to live on.
    pub fn in_need(self) -> bool {
        self.0 & RequestClass::USUAL == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_and_need_come_back() {
        for (class, in_need) in [(0, true), (0, false), (63, true), (63, false)] {
            let packed = RequestClass::new(class, in_need);
            assert_eq!((packed.class(), packed.in_need()), (class, in_need));
        }
    }
}
