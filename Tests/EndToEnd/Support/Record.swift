import Foundation

/// What a program sent to its terminal, as recorded in a file.
func recorded(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}
