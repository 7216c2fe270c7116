/// The heading under which answers become part of a guideline.
private let heading = "## Questions and answers"

/// A guideline, in Markdown, with a question and its answer at its end, under a heading of their own.
///
/// The question is somebody's plain words, so whatever would be Markdown in it is escaped; the answer is
/// the expert's own Markdown.
package func guideline(_ text: String, adding question: String, answer: String) -> String {
  let last = text.split(separator: "\n").last { $0.hasPrefix("#") }
  var whole = text
  while whole.last?.isWhitespace == true { whole.removeLast() }
  if !whole.isEmpty { whole += "\n\n" }
  if last.map(String.init) != heading { whole += heading + "\n\n" }
  let words = question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return whole + "**\(escaped(words))**\n\n\(answer)\n"
}

/// Text that Markdown shows as it is: any ASCII punctuation may be escaped (CommonMark 0.30, 2.4).
private func escaped(_ text: String) -> String {
  let punctuation: Set<Unicode.Scalar> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "!", "#", "&", "|", "~",
  ]
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if punctuation.contains(scalar) { out.append("\\") }
    out.append(scalar)
  }
  return String(out)
}
