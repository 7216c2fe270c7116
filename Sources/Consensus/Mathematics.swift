internal import Glibc

// What the standard library does not know of numbers.

func logarithm(_ value: Double) -> Double { log(value) }

/// The logistic function.
func probability(logit: Double) -> Double { 1 / (1 + exp(-logit)) }

func logit(_ probability: Double) -> Double { log(probability / (1 - probability)) }
