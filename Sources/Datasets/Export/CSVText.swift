/// A row of comma-separated values (RFC 4180), ended by a line feed: a field with a comma, a quote
/// or a line break is quoted, and quotes in it are doubled.
func row(_ fields: [String]) -> String {
  fields.map { field in
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }.joined(separator: ",") + "\n"
}
