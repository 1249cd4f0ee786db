import Community

// The fixed texts, by what the member was doing. です・ます, short, never blaming: what happened, then what to do.

extension Refusal {
  private static let unreadable = LocalizedText(
    ja: "うまく受け取れませんでした。画面を読み込み直して、もう一度お試しください。",
    en: "We could not read that. Please reload the page and try again.")

  var requestText: LocalizedText {
    switch self {
    case .unknownType:
      LocalizedText(
        ja: "この画面は古くなっているようです。読み込み直してください。",
        en: "This page seems to be out of date. Please reload it.")
    case .notFound:
      LocalizedText(
        ja: "見つかりませんでした。移動したか、公開されていないのかもしれません。部屋の一覧からお探しください。",
        en: "We could not find that. It may have moved or may not be public. Please look in the list of rooms.")
    case .tooLarge:
      LocalizedText(
        ja: "一度に送れる大きさを超えています。短く分けて送ってください。",
        en: "That is more than can be sent at once. Please send it in shorter parts.")
    case .crossSite:
      LocalizedText(
        ja: "ほかのサイトからの操作は受け付けていません。このコミュニティの画面を開いて、もう一度お試しください。",
        en: "Requests from other sites are not accepted. Please open this community’s own page and try again.")
    default: Self.unreadable
    }
  }

  var visitorText: LocalizedText {
    switch self {
    case .notPermitted:
      LocalizedText(
        ja: "この操作ができるのは担当の人だけです。必要なときは運営にご相談ください。",
        en: "Only the people in charge can do this. Please talk to the organisers if you need it.")
    case .sessionEnded:
      LocalizedText(
        ja: "サインインの期限が切れたか、ほかの端末でサインアウトされました。もう一度サインインしてください。",
        en: "Your sign-in has expired or was ended on another device. Please sign in again.")
    default:
      LocalizedText(
        ja: "続けるにはサインインしてください。メールアドレスだけで始められます。",
        en: "Please sign in to continue. All you need is an e-mail address.")
    }
  }

  var signInText: LocalizedText {
    switch self {
    case .invalidEmail:
      LocalizedText(
        ja: "メールアドレスの形になっていないようです。「name@example.jp」のように入力してください。",
        en: "That does not look like an e-mail address. Please write it like “name@example.jp”.")
    case .codeWrong:
      LocalizedText(
        ja: "コードが違うようです。届いたメールの6桁の数字を、もう一度お確かめください。",
        en: "That code does not match. Please check the six digits in the e-mail again.")
    case .codeExpired:
      LocalizedText(
        ja: "コードの有効時間が過ぎました。新しいコードを受け取ってください。",
        en: "The code has expired. Please ask for a new one.")
    case .codeTriesUsedUp:
      LocalizedText(
        ja: "コードを入力できる回数を超えました。新しいコードを受け取ってください。",
        en: "There are no tries left for this code. Please ask for a new one.")
    default:
      LocalizedText(
        ja: "このリンクは、使い終わったか期限が切れています。サーバーの担当の方に新しいリンクをお求めください。",
        en: "This link has been used or has expired. Please ask the person who runs the server for a new one.")
    }
  }

  var signUpText: LocalizedText {
    switch self {
    case .displayNameInvalid:
      LocalizedText(
        ja: "表示名は1〜\(DisplayName.maximumLength)文字です。「@」「<」「>」や見えない文字は使えません。別の名前をお試しください。",
        en: "A display name has 1 to \(DisplayName.maximumLength) characters, without @, <, > or invisible characters. "
          + "Please try another.")
    case .displayNameOfficial:
      LocalizedText(
        ja: "運営や県・市町村の担当者と間違われる名前は使えません。別の名前をお選びください。",
        en: "A name must not look like that of the people who run this community or of a public office. "
          + "Please choose another.")
    case .displayNameTaken:
      LocalizedText(
        ja: "同じ名前か、よく似た名前の方がいます。少し変えてみてください。",
        en: "Someone already has this name or one very like it. Please change it a little.")
    case .termsNotAccepted:
      LocalizedText(
        ja: "始めるには、コミュニティ規約への同意が必要です。いまの規約をお確かめのうえ、同意してください。",
        en: "To begin, please read the current community rules and accept them.")
    default:
      LocalizedText(
        ja: "選べない項目が含まれています。年代・居住地・関心（\(Interest.maximumChoices)つまで）を選び直してください。",
        en: "Something that cannot be chosen is included. Please choose your age band, place of residence and up to "
          + "\(Interest.maximumChoices) interests again.")
    }
  }

  var writingText: LocalizedText {
    switch self {
    case .bodyEmpty:
      LocalizedText(
        ja: "まだ何も書かれていません。ひとこと書いてから送ってください。",
        en: "There is nothing written yet. Please write a word or two and send it.")
    case .bodyTooLong:
      LocalizedText(
        ja: "\(MessageBody.maximumLength)文字を超えています。短くするか、分けて送ってください。",
        en: "It is longer than \(MessageBody.maximumLength) characters. Please shorten it or send it in parts.")
    case .heldForReview:
      LocalizedText(
        ja: "運営の確認が必要な言葉が含まれているため、このままでは使えません。別の言葉でお試しください。",
        en:
          "It contains words that the organisers would have to check, so it cannot be used as it is. Please reword it.")
    default:
      LocalizedText(
        ja: "うまく送れませんでした。画面を読み込み直して、もう一度送ってください。",
        en: "It could not be sent. Please reload the page and send it again.")
    }
  }

  var reviewText: LocalizedText {
    switch self {
    case .alreadyDecided:
      LocalizedText(
        ja: "ほかの担当の方が先に決めました。いまの様子を確かめてください。",
        en: "Somebody else has decided this already. Please look at how it stands now.")
    case .alreadyReported:
      LocalizedText(
        ja: "この投稿は、もう知らせていただいています。確認が終わるまでお待ちください。",
        en: "You have told us about this message already. Please wait until it has been looked at.")
    case .claimedByOther:
      LocalizedText(
        ja: "いま、ほかの担当の方が見ています。少し待つか、ほかのものからご覧ください。",
        en: "Somebody else is looking at this now. Please wait a little or take another one.")
    case .secondPersonNeeded:
      LocalizedText(
        ja: "ほかの人の言葉を消すときは、別の担当の方にも確かめてもらってください。",
        en: "To erase somebody else’s words, another person in charge has to agree.")
    case .ownMatter:
      LocalizedText(
        ja: "自分のことは自分では決められません。ほかの担当の方にお願いしてください。",
        en: "Nobody decides about themselves. Please ask somebody else in charge.")
    default:
      LocalizedText(
        ja: "取り消せる時間が過ぎました。必要なら、もう一度決め直してください。",
        en: "It is too late to take this back. If need be, please decide anew.")
    }
  }

  var roomText: LocalizedText {
    switch self {
    case .roomFrozen:
      LocalizedText(
        ja: "この部屋は、いま書き込みをお休みしています。読むことはできます。再開まで、しばらくお待ちください。",
        en: "Writing in this room is paused for now. You can still read and react.")
    case .roomReadOnly:
      LocalizedText(
        ja: "ここは読むだけの部屋です。感想や質問は、ほかの部屋でお待ちしています。",
        en: "This room is for reading only. Your thoughts and questions are welcome in the other rooms.")
    case .roomStickersOnly:
      LocalizedText(
        ja: "この部屋に書けるのは運営と市町村です。気持ちはスタンプで届けてください。",
        en: "Only the organisers and municipalities write in this room. Please answer with a sticker.")
    case .commentsOnPostsOnly:
      LocalizedText(
        ja: "コメントは話題に付けられます。元の話題を開いて書いてください。",
        en: "Comments go on posts. Please open the post and write there.")
    case .notYours:
      LocalizedText(
        ja: "変えられるのは自分の書いたものだけです。気になるものは運営にお知らせください。",
        en: "You can only change what you wrote yourself. If something worries you, please tell the organisers.")
    case .unknownSticker:
      LocalizedText(
        ja: "このスタンプは見つかりません。画面を読み込み直して、選び直してください。",
        en: "This sticker does not exist. Please reload the page and choose again.")
    default:
      LocalizedText(
        ja: "この話題やコメントは、もう表示されていません。部屋に戻って、いまの様子をご覧ください。",
        en: "This post or comment is no longer shown. Please go back to the room and see what is new.")
    }
  }

  var capacityText: LocalizedText {
    switch self {
    case .tooManySubscriptions:
      LocalizedText(
        ja: "一度に開ける部屋の数を超えました。使っていない部屋を閉じて、もう一度開いてください。",
        en: "Too many rooms are open at once. Please close one you are not using and try again.")
    case .tooManyConnections:
      LocalizedText(
        ja: "開いている画面が多すぎます。使っていないタブや端末の画面を閉じてください。",
        en: "Too many pages are open. Please close the tabs or devices you are not using.")
    case .storageFull:
      LocalizedText(
        ja: "いまは書いたものを保存できません。読むことはできます。時間をおいて、もう一度お試しください。",
        en: "Nothing can be saved right now, though you can still read. Please try again later.")
    case .shuttingDown:
      LocalizedText(
        ja: "サーバーを入れ替えています。すぐに戻りますので、少し待って、もう一度お試しください。",
        en: "The server is restarting. It will be right back; please wait a moment and try again.")
    default:
      LocalizedText(
        ja: "こちらの不具合で、うまくいきませんでした。少し待って、もう一度お試しください。続くときは運営にお知らせください。",
        en:
          "Something went wrong on our side. Please wait a moment and try again, and tell the organisers if it goes on."
      )
    }
  }
}
