import Cells

/// A letter that covers about as much of its cell as the color is bright, on a dark terminal. The
/// ramp is the usual one of ten steps; the darkest inside the picture is not a space, so that its
/// edge is seen.
func letter(asBrightAs color: Ink) -> Unicode.Scalar {
  ramp[color.luma * ramp.count / 256]
}

private let ramp: [Unicode.Scalar] = [".", ":", "-", "=", "+", "*", "#", "%", "@"]
