/// A rectangle of 8-bit sRGB pixels: three bytes each, row-major, origin top left.
struct Raster: Sendable {
  let width: Int
  let height: Int
  /// `width * height * 3` bytes of red, green, blue.
  let bytes: [UInt8]

  init(width: Int, height: Int, bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// A raster whose pixels `fill` writes, every one of them.
  ///
  /// The memory is not cleared first: a file that claims much and holds little costs little.
  init<Failure: Error>(
    width: Int, height: Int,
    fill: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    self.width = width
    self.height = height
    let count = width * height * 3
    var outcome = Result<Void, Failure>.success(())
    bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(Failure) {
        try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        filled = count
      } catch {
        outcome = .failure(error)
      }
    }
    try outcome.get()
  }
}
