extension Double {
  /// To the nearest millionth. Every number that leaves this room is rounded, so that the last
  /// bits, which differ between processors, never do. Never -0.
  var inMillionths: Double {
    let rounded = (self * 1e6).rounded() / 1e6
    return rounded == 0 ? 0 : rounded
  }
}
