//! Normal numbers out of random bits by the ziggurat of Marsaglia and Tsang (2000): the density is covered by
//! 256 layers of the same area, and 99 tries in 100 fall where no more than a look-up is needed. What a key
//! gives depends on the key alone: further tries, where they are needed, draw from the same bits mixed again.

use super::{mix, unit};
use crate::math;
use std::sync::LazyLock;

const LAYERS: usize = 256;
/// Where the tail begins, and the area of each layer, for 256 layers.
const TAIL: f64 = 3.654_152_885_361_009;
const AREA: f64 = 0.004_928_673_233_974_655;

/// Right ends of the layers from the widest (which stands for the tail too), and the density there, not
/// normed.
struct Layers {
    end: [f64; LAYERS + 1],
    density: [f64; LAYERS + 1],
}

static LAYERS_OF_NORMAL: LazyLock<Layers> = LazyLock::new(|| {
    let density = |x: f64| math::exp(-0.5 * x * x);
    let mut end = [0.0; LAYERS + 1];
    end[0] = AREA / density(TAIL);
    end[1] = TAIL;
    for k in 2..LAYERS {
        end[k] = (-2.0 * math::ln(AREA / end[k - 1] + density(end[k - 1]))).sqrt();
    }
    Layers { end, density: end.map(density) }
});

/// A try: the low bits choose the layer, the high ones a place in it and its sign.
#[inline]
fn place(bits: u64, layers: &Layers) -> (usize, f64) {
    let layer = (bits % LAYERS as u64) as usize;
    (layer, (2.0 * unit(bits) - 1.0) * layers.end[layer])
}

/// The number, when the first try falls within the layer above, where all is below the density.
#[inline]
pub(super) fn quick(bits: u64) -> Option<f64> {
    let layers = &*LAYERS_OF_NORMAL;
    let (layer, x) = place(bits, layers);
    (x.abs() < layers.end[layer + 1]).then_some(x)
}

/// The number otherwise: from the tail, from the edge of a layer, or by another try.
#[cold]
pub(super) fn slow(mut bits: u64) -> f64 {
    let layers = &*LAYERS_OF_NORMAL;
    loop {
        let (layer, x) = place(bits, layers);
        if x.abs() < layers.end[layer + 1] {
            return x;
        }
        bits = mix(bits);
        if layer == 0 {
            return tail(bits).copysign(x);
        }
        let height = layers.density[layer] + unit(bits) * (layers.density[layer + 1] - layers.density[layer]);
        if height < math::exp(-0.5 * x * x) {
            return x;
        }
        bits = mix(bits);
    }
}

/// A number beyond the beginning of the tail (Marsaglia 1964).
fn tail(mut bits: u64) -> f64 {
    loop {
        let beyond = -math::ln(unit(bits)) / TAIL;
        bits = mix(bits);
        if -2.0 * math::ln(unit(bits)) > beyond * beyond {
            return TAIL + beyond;
        }
        bits = mix(bits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_have_the_same_area_and_end_at_the_top() {
        let layers = &*LAYERS_OF_NORMAL;
        for k in 1..LAYERS {
            let area = layers.end[k] * (layers.density[k + 1] - layers.density[k]);
            assert!((area / AREA - 1.0).abs() < 1e-6, "{k}: {area}");
        }
        assert_eq!(layers.density[LAYERS], 1.0);
    }

    #[test]
    fn quantiles_are_those_of_the_normal_distribution() {
        const N: u64 = 1_000_000;
        let draws: Vec<f64> = (0..N).map(mix).map(|bits| quick(bits).unwrap_or_else(|| slow(bits))).collect();
        for (x, below) in [
            (-3.654_2, 0.000_129),
            (-2.0, 0.022_750),
            (-0.5, 0.308_538),
            (0.0, 0.5),
            (1.0, 0.841_345),
            (3.0, 0.998_650),
        ] {
            let found = draws.iter().filter(|draw| **draw < x).count() as f64 / N as f64;
            let error = (below * (1.0f64 - below) / N as f64).sqrt();
            assert!((found - below).abs() < 4.0 * error, "{x}: {found} instead of {below}");
        }
    }
}
