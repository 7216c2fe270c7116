import Catalogue
import Datasets
import Labels
import Pixels
import Store
import Terminal

/// Why a command ends without having done its work: a sentence, and the code from `sysexits.h`
/// that tells a scheduler whether to try again.
struct Failure: Error {
  enum Code: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case software = 70
    case cannotCreate = 73
    case ioError = 74
    case tryAgain = 75
    case notAllowed = 77
    case configuration = 78
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Runs a part of the program and makes its errors into failures.
  static func reporting<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as Failure {
      throw failure
    } catch let error as StoreError {
      throw Failure(code(of: error), "\(error)")
    } catch let error as PixelsError {
      throw Failure(code(of: error), "\(error)")
    } catch let error as DatasetsError {
      throw Failure(code(of: error), "\(error)")
    } catch let fault as RecordFault {
      throw Failure(.badData, "the archive cannot be imported: \(fault).")
    } catch let error as CatalogueError {
      throw Failure(.noInput, "\(error)")
    } catch let error as TerminalError {
      throw Failure(.configuration, "\(error)")
    }
  }

  static func code(of error: PixelsError) -> Code {
    switch error {
    case .cannotOpen, .notAFile: .noInput
    case .empty, .unsupported, .tooLarge, .truncated, .damaged, .tooSlow, .noMemory, .cancelled:
      .badData
    case .noRoom: .ioError
    }
  }

  static func code(of error: DatasetsError) -> Code {
    switch error {
    case .line, .unknownClass, .notSkills, .notProposals, .notAnArchive: .badData
    case .imageChanged: .badData
    case .cannotRead: .noInput
    case .badOption: .usage
    case .exists, .notAnExport, .notAFile: .cannotCreate
    case .cannotWrite: .ioError
    }
  }

  static func code(of error: StoreError) -> Code {
    switch error {
    case .missing, .notAWorkspace, .unreadable: .noInput
    case .exists, .notEmpty, .readOnly: .cannotCreate
    case .newer, .unsafeFileSystem: .configuration
    case .diskFull: .ioError
    case .locked: .tryAgain
    case .damaged, .unknownImage, .unknownQuestion, .tooLong, .unknownClass, .unknownProposal,
      .badAttribute, .badBox, .noSeat,
      .submissionDiffers,
      .wrongRevision, .notDisputed:
      .badData
    case .heldByAnother: .tryAgain
    case .badName, .badPolicy: .usage
    case .judgeAndParty, .blind: .notAllowed
    case .other: .software
    }
  }
}
