extension NoticeKind {
  /// What the member reads. Calm, without blame, with what they can do.
  /// - Parameters:
  ///   - room: the name of the room it is about.
  ///   - reason: the rule's own words, where they may be told.
  public func text(room: String, reason: LocalizedText? = nil) -> LocalizedText {
    switch self {
    case .messageApproved:
      LocalizedText(
        ja: "確認が終わり、「\(room)」の投稿を公開しました。お待たせしました。",
        en: "Your message in “\(room)” has been checked and is published. Thank you for waiting.")
    case .messageRejected:
      LocalizedText(
        ja: "「\(room)」の投稿は、確認の結果、公開を見送りました。\(reason.map { "理由：\($0.ja) " } ?? "")言葉を変えて、また書いてください。",
        en: "After a check, your message in “\(room)” was not published. \(reason.map { "Reason: \($0.en) " } ?? "")"
          + "You are welcome to write it in other words.")
    case .messageHidden:
      LocalizedText(
        ja: "「\(room)」の投稿を、運営の判断で非表示にしました。わけを知りたいときは、運営にお問い合わせください。",
        en: "The organisers have hidden your message in “\(room)”. Please ask them if you would like to know why.")
    case .messageDeleted:
      LocalizedText(
        ja: "「\(room)」の投稿を、運営の2人の確認を経て削除しました。わけを知りたいときは、運営にお問い合わせください。",
        en:
          "Two of the organisers have agreed to delete your message in “\(room)”. Please ask them if you would like to "
          + "know why.")
    case .reportUpheld:
      LocalizedText(
        ja: "お知らせいただいた「\(room)」の投稿を確認し、対応しました。ありがとうございました。",
        en: "We have looked at the message in “\(room)” that you reported, and acted on it. Thank you.")
    case .reportDismissed:
      LocalizedText(
        ja: "お知らせいただいた「\(room)」の投稿を確認しました。今回は規約に反しないと判断し、そのままにしています。",
        en: "We have looked at the message in “\(room)” that you reported. It does not break the rules, so it stays.")
    case .roomAlert:
      LocalizedText(
        ja: "「\(room)」で、話が熱くなっているようです。運営の担当者から、様子を見てほしいとの知らせがありました。",
        en: "The talk in “\(room)” seems to be heating up. A moderator asks you to have a look.")
    case .correction:
      LocalizedText(
        ja: "「\(room)」で先ほど表示されていた投稿は、運営の判断で非表示にしました。内容を広めないよう、ご協力をお願いします。",
        en:
          "The organisers have hidden a message that was shown in “\(room)” a while ago. Please help us by not passing "
          + "it on.")
    }
  }
}
