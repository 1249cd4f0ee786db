import Foundation
import NIOCore
public import Persistence

extension StartRefusal {
  /// Why the database could not be opened, in the operator's language.
  public init(_ error: DatabaseOpenError) {
    let japanese =
      switch error {
      case .inUse(let folder): "データフォルダ \(folder) は、ほかの hiroba が使っています。先にそちらを止めてください。"
      case .newerSchema: "データベースは新しい版の hiroba で作られています。その版を使うか、この版の控えから戻してください。"
      case .foreignFile(let path): "\(path) はほかのプログラムの SQLite データベースです。別のデータフォルダを指定してください。"
      case .olderSchema(let path): "\(path) は前の版の hiroba で作られています。一度サーバーを起動して、新しくしてください。"
      case .unusable(let path, let code): "\(path) に書き込めません（システムエラー \(code)）。所有者と権限を確かめてください。"
      case .settingRefused(let pragma, let found): "SQLite が \(pragma) を受け付けません（答え: \(found)）。投稿を安全に保存できないので起動しません。"
      }
    self.init(ja: japanese, en: error.description)
  }

  /// Why the server could not listen; `nil` for other troubles of the network.
  init?(_ error: IOError, host: String, port: Int) {
    switch error.errnoCode {
    case EADDRINUSE:
      self.init(
        ja: "\(host) のポート \(port) は、ほかのプログラムが使っています。--port で別のポートを指定してください。",
        en: "Port \(port) of \(host) is in use by another program. Give another one with --port.")
    case EACCES, EPERM:
      self.init(
        ja: "ポート \(port) で待ち受ける権限がありません。1024 以上のポートを指定してください。",
        en: "Not permitted to listen on port \(port). Give a port from 1024 up.")
    case EADDRNOTAVAIL:
      self.init(
        ja: "\(host) はこの機械のアドレスではありません。--host を確かめてください。",
        en: "\(host) is no address of this machine. Check --host.")
    default: return nil
    }
  }
}
