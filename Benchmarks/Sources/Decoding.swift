import Pixels

/// Decodes each file to a picture with its pyramid; prints the path, a tab, and milliseconds.
func measureDecoding(_ paths: some Sequence<String>) throws {
  for path in paths {
    let took = try cheapest(rounds: 5) { _ = try Picture(contentsOf: path) }
    print("\(path)\t\(took)")
  }
}
