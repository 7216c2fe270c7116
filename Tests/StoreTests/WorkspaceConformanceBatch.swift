import Labels
import Testing

@testable import Store

