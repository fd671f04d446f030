//! Means of the strengths of firms, by sector and size class.

/// Size classes.
pub const CLASSES: usize = 3;

/// A strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Strength {
    Digital,
    Quality,
    Skill,
    Cluster,
    /// What steps up of the firms' own accord cost, and what those under way do, share of sales.
    Costs,
}
/// How many there are.
pub const KINDS: usize = 5;

/// Sums by size class of a sector: sales, and sales times each strength.
pub const SUMS: usize = CLASSES * (1 + KINDS);

/// Means weighted by sales: of each sector its size classes, then all of them; empty before they are known.
#[derive(Clone, Debug, Default)]
pub struct Means {
    of: Vec<[f64; KINDS]>,
    /// By sector and size class: what these means save, share of sales.
    usual: Vec<f64>,
}

impl Means {
    /// The means of sums by sector and size class: sales, and sales times each strength, with what firms pay for
    /// steps up. `weights` are what one of each saves, share of sales.
    pub fn of(sums: &[i64], paid: &[i64], weights: [f64; KINDS]) -> Means {
        let mean = |sums: [i64; 1 + KINDS]| {
            std::array::from_fn(|kind| if sums[0] > 0 { sums[1 + kind] as f64 / sums[0] as f64 } else { 0.0 })
        };
        let mut means = Vec::with_capacity(sums.len() / (SUMS) * (CLASSES + 1));
        let mut paid = paid.iter().copied();
        for of_sector in sums.chunks_exact(SUMS) {
            let mut all = [0; 1 + KINDS];
            for of_class in of_sector.chunks_exact(1 + KINDS) {
                let mut of_class: [i64; 1 + KINDS] = of_class.try_into().expect("a chunk of that length");
                of_class[1 + Strength::Costs as usize] += paid.next().unwrap_or(0);
                all.iter_mut().zip(of_class).for_each(|(sum, more)| *sum += more);
                means.push(mean(of_class));
            }
            let of_all = mean(all);
            // A size class without firms is where the sector is.
            let first = means.len() - CLASSES;
            for (class, of_class) in of_sector.chunks_exact(1 + KINDS).enumerate() {
                if of_class[0] <= 0 {
                    means[first + class] = of_all;
                }
            }
            means.push(of_all);
        }
        let usual = means.iter().map(|of| of.iter().zip(weights).map(|(mean, weight)| mean * weight).sum());
        Means { usual: usual.collect(), of: means }
    }
    /// What the means of a sector and size class save, share of sales.
    #[inline]
    pub fn usual(&self, sector: usize, class: u8) -> f64 {
        self.usual.get(sector * (CLASSES + 1) + usize::from(class).min(CLASSES - 1)).copied().unwrap_or(0.0)
    }
    /// The means of a sector and size class.
    #[inline]
    pub fn of_class(&self, sector: usize, class: u8) -> [f64; KINDS] {
        self.of.get(sector * (CLASSES + 1) + usize::from(class).min(CLASSES - 1)).copied().unwrap_or_default()
    }
    /// The means of all firms of a sector.
    #[inline]
    pub fn of_sector(&self, sector: usize) -> [f64; KINDS] {
        self.of.get(sector * (CLASSES + 1) + CLASSES).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_worked_by_hand() {
        // Micro firms sell 300 and are on level ⅓ on the mean, medium ones 100 on level 2; there are no small ones.
        let mut sums = vec![0; SUMS];
        (sums[0], sums[1]) = (300, 100);
        (sums[2 * (1 + KINDS)], sums[2 * (1 + KINDS) + 1]) = (100, 200);
        let means = Means::of(&sums, &[30, 0, 10], [0.02, 0.0, 0.0, 0.0, -1.0]);
        let cost = |class| means.of_class(0, class)[Strength::Costs as usize];
        assert_eq!([cost(0), cost(1), cost(2)], [0.1, 0.1, 0.1]);
        // A third of a level saves a third of 0.02, steps cost 0.1.
        assert!((means.usual(0, 0) - (0.02 / 3.0 - 0.1)).abs() < 1e-12);
        let level = |class| means.of_class(0, class)[Strength::Digital as usize];
        assert_eq!([level(0), level(1), level(2)], [1.0 / 3.0, 0.75, 2.0]);
        assert_eq!(means.of_sector(0)[Strength::Digital as usize], 0.75);
        assert_eq!(Means::default().of_sector(4), [0.0; KINDS]);
    }
}
