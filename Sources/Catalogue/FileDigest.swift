import CCrypto
import Glibc

/// SHA-256 of a file's bytes (FIPS 180-4), by OpenSSL's libcrypto.
enum FileDigest {
  /// Read a megabyte at a time, so that a file of any size needs little memory.
  private static let chunk = 1 << 20

  /// 64 lower-case hexadecimal digits. Throws `unreadable` when the file cannot be read to its end,
  /// `digestFailed` when libcrypto has no SHA-256. `descriptor` is of the open file, at its
  /// beginning; it is left open.
  static func sha256(of descriptor: Int32, path: String) throws(CatalogueError) -> String {
    guard let context = EVP_MD_CTX_new() else { throw .digestFailed(path: path) }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      throw .digestFailed(path: path)
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { break }
      guard EVP_DigestUpdate(context, buffer.baseAddress, count) == 1 else {
        throw .digestFailed(path: path)
      }
    }
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw .digestFailed(path: path) }
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
