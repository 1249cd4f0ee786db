import { tokenize } from '../../text/tokens.js'
import { community } from '../community.js'
import { h } from '../h.js'

/** A message's text as nodes: plain text, links that leave the site, mentions. Never markup. */
export function bodyNodes(body, mentions) {
  return tokenize(body, mentions).map((token) => {
    if (token.type === 'link') {
      return h(
        'a', { class: 'message__link', href: token.href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' },
        token.text,
      )
    }
    if (token.type === 'mention') {
      const isMe = token.member === community.session.member?.id
      return h('span', { class: isMe ? 'mention mention--me' : 'mention' }, token.text)
    }
    return document.createTextNode(token.text)
  })
}
