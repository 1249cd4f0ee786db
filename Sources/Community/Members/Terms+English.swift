extension Terms.Edition {
  static let englishVersion1 = Terms.Edition(
    title: "Community Terms (version 1)",
    summaryHeading: "In plain words",
    summary: [
      "Anyone who cares about Ibaraki may join. You need not show your real name.",
      "Write with consideration. No insults, discrimination, solicitation or personal information.",
      "What you write passes an automatic check. Doubtful texts are published after a person has looked at them.",
      "What you write is yours. We always ask you before we use it elsewhere.",
      "You decide whether to tell your age band or where you live. Other members never see it. "
        + "You can withdraw it at any time.",
      "If something troubles you, do not face it alone: tell the operators.",
    ],
    articles: [
      Terms.Article(
        "Article 1 (Purpose)",
        "1. In this community, people who live in Ibaraki Prefecture, people who would like to, and people who wish to "
          + "take part from afar talk with one another and stay in touch.",
        "2. These terms are an agreement between the members and the operators. The part \"In plain words\" helps "
          + "understanding; the articles below are the agreement."),
      Terms.Article(
        "Article 2 (Operators)",
        "1. The community is established by Ibaraki Prefecture (\"the Prefecture\") and run by the Prefecture and the "
          + "business it has entrusted with the work (together \"the operators\").",
        "2. The operators give badges that show who someone is, for example municipal staff or a person who moved here "
          + "earlier. A badge does not guarantee what its bearer says."),
      Terms.Article(
        "Article 3 (Joining)",
        "1. Whoever agrees to these terms and registers with their own e-mail address becomes a member.",
        "2. Those under 18 need the consent of a parent or guardian.",
        "3. One registration per person. Do not impersonate a person or an organisation, and do not use a display name "
          + "that could be taken for an official one.",
        "4. Look after your e-mail account and your devices. If you suspect that someone else has used your "
          + "membership, tell the operators at once."),
      Terms.Article(
        "Article 4 (When you write)",
        "Please do none of the following. The same holds for display names and the use of stickers.",
        "(1) Hurting people: insults, threats, harassment; discrimination by sex, nationality, origin, disability, "
          + "illness or the like; running down a place or those who live there",
        "(2) Writing what identifies a person, such as a telephone number, an address or a photograph, without that "
          + "person's consent; calls to exchange contacts or to meet one to one",
        "(3) Sexual or violent content, or content that encourages suicide or self-harm",
        "(4) Spreading what you know to be untrue, or groundless stories about disasters or health",
        "(5) Writing mainly to sell or advertise; soliciting for investments, side jobs or purchases. You may present "
          + "local events and work where that suits the room. If you are paid for it, say so",
        "(6) Election campaigning, writing for or against a party or candidate, religious solicitation. Opinions and "
          + "criticism about the work of the Prefecture or a municipality are welcome",
        "(7) Posting others' texts or pictures without the consent of those who own the rights",
        "(8) Breaking the law or helping a crime",
        "(9) Hindering the community: repeating the same post, automatic posting or mass collection by programs"),
      Terms.Article(
        "Article 5 (Checking and hiding)",
        "1. What you write passes an automatic check before it is published. If a word cannot be sent, you are told "
          + "why.",
        "2. A text that needs a closer look is \"being checked\": others do not see it until the operators approve it.",
        "3. The operators may hide a text that breaks these terms, or one that may break them and calls for quick "
          + "action.",
        "4. Hidden texts and the records of such actions are kept for a fixed period, to explain and review them."),
      Terms.Article(
        "Article 6 (Restrictions and review)",
        "1. When the terms are broken the operators respond in proportion: a reminder, a temporary stop to writing, an "
          + "end to participation, in that order. Urgent or malicious cases may call for another order.",
        "2. The member concerned is told the reason and the period.",
        "3. A member who disagrees may ask for a review. Someone other than the person who first decided carries it "
          + "out."),
      Terms.Article(
        "Article 7 (Rights in what you write)",
        "1. The copyright in what you write is yours.",
        "2. You allow the operators, free of charge, to show, keep and make searchable what you write inside this "
          + "community, and to copy it for maintenance and for handing the service over.",
        "3. Before using what you write elsewhere, such as on social media or in print, the operators ask you each "
          + "time.",
        "4. The rights in official posts of the Prefecture and the municipalities are theirs."),
      Terms.Article(
        "Article 8 (Personal information and attributes)",
        "1. The operators keep your e-mail address so that you can register and sign in, and your age band, residence "
          + "and interests so that they can understand who takes part and improve the community.",
        "2. You can take part without telling your age band, residence or interests. You can change or withdraw them "
          + "later.",
        "3. E-mail addresses and attributes are stored encrypted and are never shown to other members. Among the "
          + "operators only those who need them handle them.",
        "4. The operators give personal information to third parties only with your consent or where the law requires "
          + "it.",
        "5. You can ask the Prefecture, as the law provides, to disclose, correct or stop using your information."),
      Terms.Article(
        "Article 9 (Statistics and reports)",
        "1. The operators count posts and stickers, observe which subjects are talked about and sum up attributes, for "
          + "reports to the Prefecture and for its planning.",
        "2. Such figures never identify a person. Figures about groups so small that a person could be guessed are not "
          + "published."),
      Terms.Article(
        "Article 10 (Changes and pauses)",
        "1. The community is open all year. Pauses for maintenance or repairs are announced beforehand unless they are "
          + "urgent.",
        "2. The operators may change or end functions and rooms. Large changes, or the end of the service, are "
          + "announced well in advance."),
      Terms.Article(
        "Article 11 (Responsibility)",
        "1. What members write is their own experience and opinion. In important matters such as housing, work, "
          + "health or money, please also ask the responsible office.",
        "2. Agreements and dealings between members are their own responsibility. On request the operators help to "
          + "establish the facts.",
        "3. Except for intent or gross negligence, and where the law does not allow an exemption, the operators are "
          + "not liable for damage arising from the use of this community."),
      Terms.Article(
        "Article 12 (Leaving)",
        "1. You can leave at any time by telling the operators.",
        "2. When you leave, your e-mail address and attributes are erased. You choose whether your posts are deleted "
          + "or kept without your name.",
        "3. Records of actions under Articles 5 and 6 may be kept until their period ends."),
      Terms.Article(
        "Article 13 (Changes of these terms, and law)",
        "1. The operators may change these terms in consultation with the Prefecture. Content and date are announced "
          + "beforehand, and members are asked to agree again.",
        "2. These terms follow the laws of Japan. In a dispute, the parties first try to settle it by talking.",
        "3. This English text is a translation for reference. Where it differs, the Japanese text decides.",
        "Supplementary: these terms take effect on the day set in consultation with the Prefecture."),
    ])
}
