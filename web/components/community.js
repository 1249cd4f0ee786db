import { createCommunity } from '../store/community.js'

/** The one owner of state. Components read it, listen to it and call its verbs; none keeps a copy. */
export const community = createCommunity()
