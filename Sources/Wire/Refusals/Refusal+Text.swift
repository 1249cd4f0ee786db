public import Community

extension Refusal {
  /// What the member is told: what happened and what to do. Japanese is written first.
  public var text: LocalizedText {
    switch self {
    case .badRequest:
      LocalizedText(
        ja: "送られた内容を読み取れませんでした。ページを読み込み直してください。", en: "The request could not be read. Please reload the page.")
    case .unknownType:
      LocalizedText(
        ja: "この操作はまだ使えません。ページを読み込み直してください。", en: "This action is not available yet. Please reload the page.")
    case .notFound:
      LocalizedText(
        ja: "見つかりませんでした。消されたか、見られない場所にあります。", en: "Not found. It was removed, or it is somewhere you cannot see.")
    case .tooLarge: LocalizedText(ja: "内容が大きすぎて送れませんでした。短く分けて送ってください。", en: "Too large to send. Please split it.")
    case .unsupportedMediaType: LocalizedText(ja: "この形式では受け取れません。", en: "This format is not accepted.")
    case .crossSite:
      LocalizedText(
        ja: "ほかのサイトからの操作は受け付けていません。このページを開き直してください。",
        en: "Requests from other sites are not accepted. Please open this page again.")
    case .signInRequired: LocalizedText(ja: "サインインすると続けられます。", en: "Please sign in to continue.")
    case .notPermitted: LocalizedText(ja: "この操作は運営だけができます。", en: "Only the community's staff may do this.")
    case .sessionEnded:
      LocalizedText(ja: "サインインの期限が切れました。もう一度サインインしてください。", en: "Your session has ended. Please sign in again.")
    case .invalidEmail: LocalizedText(ja: "メールアドレスの形をたしかめてください。", en: "Please check the e-mail address.")
    case .codeWrong:
      LocalizedText(
        ja: "番号がちがいます。メールの6けたの番号をたしかめてください。", en: "That code is not right. Please check the six digits in the e-mail.")
    case .codeExpired:
      LocalizedText(ja: "番号の期限が切れました。新しい番号を送ってください。", en: "The code has expired. Please request a new one.")
    case .codeTriesUsedUp:
      LocalizedText(
        ja: "5回ちがったので、この番号は使えなくなりました。新しい番号を送ってください。",
        en: "After five wrong tries this code is void. Please request a new one.")
    case .codeTooSoon:
      LocalizedText(
        ja: "番号は送ったばかりです。少し待ってから、もう一度送れます。",
        en: "A code was sent just now. Please wait a little before requesting another.")
    case .displayNameInvalid:
      LocalizedText(
        ja: "この名前は使えません。1〜20文字で、見える文字だけを使ってください。", en: "This name cannot be used. Use 1 to 20 visible characters.")
    case .displayNameTaken:
      LocalizedText(
        ja: "同じ名前か、よく似た名前の方がいます。少し変えてみてください。",
        en: "Someone already has this name or one that looks like it. Please change it a little.")
    case .termsNotAccepted: LocalizedText(ja: "規約に同意すると参加できます。", en: "Please accept the terms to join.")
    case .attributeInvalid:
      LocalizedText(ja: "選べない項目がふくまれています。選び直してください。", en: "One of the choices is not available. Please choose again.")
    case .setupLinkInvalid:
      LocalizedText(
        ja: "このリンクは使えません。期限切れか、もう使われています。", en: "This link cannot be used. It has expired or was used already.")
    case .bodyEmpty: LocalizedText(ja: "文字を書いてから送ってください。", en: "Please write something first.")
    case .bodyTooLong:
      LocalizedText(ja: "2,000文字までです。短くするか、分けて送ってください。", en: "Up to 2,000 characters. Please shorten or split it.")
    case .keyInvalid:
      LocalizedText(ja: "送信の準備に失敗しました。ページを読み込み直してください。", en: "Sending could not be prepared. Please reload the page.")
    case .roomReadOnly: LocalizedText(ja: "この部屋は読むだけの部屋です。", en: "This room is for reading only.")
    case .roomStickersOnly:
      LocalizedText(
        ja: "この部屋では、スタンプで気持ちを伝えられます。書き込みは運営だけです。", en: "In this room you can react with stickers; only staff write.")
    case .commentsOnPostsOnly:
      LocalizedText(
        ja: "コメントへのコメントはできません。もとの話題にコメントしてください。", en: "You cannot comment on a comment. Please comment on the post.")
    case .messageGone: LocalizedText(ja: "この話題は、もう見られなくなりました。", en: "This message is no longer there.")
    case .notYours: LocalizedText(ja: "自分が書いたものだけ変えられます。", en: "You can change only what you wrote.")
    case .unknownSticker: LocalizedText(ja: "このスタンプは使えません。", en: "This sticker is not available.")
    case .watchedWord:
      LocalizedText(ja: "この言葉は使えません。書き直すと送れます。", en: "These words cannot be used. Please rewrite and send again.")
    case .heldForReview:
      LocalizedText(ja: "この内容は、運営がたしかめるまで変えられません。", en: "This change needs a look by the staff and was not made.")
    case .tooFast: LocalizedText(ja: "少し速すぎます。ひと呼吸おいて送ってください。", en: "A little too fast. Please wait a moment.")
    case .tooManySubscriptions:
      LocalizedText(ja: "一度に開ける部屋の数をこえました。使っていない部屋を閉じてください。", en: "Too many rooms are open at once. Please close some.")
    case .tooManyConnections:
      LocalizedText(ja: "同時に開ける数をこえました。使っていない画面を閉じてください。", en: "Too many windows are open. Please close some.")
    case .overloaded:
      LocalizedText(ja: "混み合っています。少し待って、もう一度送ります。", en: "Busy right now. It will be sent again shortly.")
    case .storageFull:
      LocalizedText(
        ja: "サーバーの空きが足りず、いまは書き込めません。運営が対応しています。読むことはできます。",
        en: "The server is out of space; writing is paused. Reading still works.")
    case .shuttingDown:
      LocalizedText(
        ja: "サーバーを入れかえています。数秒でつながります。", en: "The server is restarting. You will be connected again in seconds.")
    case .internal:
      LocalizedText(
        ja: "サーバー側で問題が起きました。少し待って、もう一度お試しください。", en: "Something went wrong on the server. Please try again shortly.")
    }
  }

  /// The HTTP status that carries the refusal (RFC 9110).
  public var httpStatus: Int {
    switch self {
    case .badRequest, .unknownType, .keyInvalid: 400
    case .signInRequired, .sessionEnded: 401
    case .notPermitted, .crossSite, .notYours, .roomReadOnly, .roomStickersOnly: 403
    case .notFound: 404
    case .displayNameTaken: 409
    case .messageGone, .codeExpired, .setupLinkInvalid: 410
    case .tooLarge: 413
    case .unsupportedMediaType: 415
    case .invalidEmail, .codeWrong, .codeTriesUsedUp, .displayNameInvalid, .termsNotAccepted, .attributeInvalid,
      .bodyEmpty, .bodyTooLong, .commentsOnPostsOnly, .unknownSticker, .watchedWord, .heldForReview:
      422
    case .tooFast, .codeTooSoon, .tooManySubscriptions, .tooManyConnections: 429
    case .internal: 500
    case .overloaded, .shuttingDown: 503
    case .storageFull: 507
    }
  }
}
