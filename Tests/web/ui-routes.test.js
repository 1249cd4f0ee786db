import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeOf } from '../../web/components/shell/router.js'

const page = (path) => {
  const { page: name, room, post } = routeOf(path)
  return [name, room, post]
}

test('every address of the client leads to its page', () => {
  assert.deepEqual(page('/'), ['rooms', null, null])
  assert.deepEqual(page('/rooms/5'), ['room', 5, null])
  assert.deepEqual(page('/rooms/5?at=120'), ['room', 5, null])
  assert.deepEqual(page('/rooms/5/posts/161'), ['room', 5, 161])
  assert.deepEqual(page('/search?q=%E6%A2%85'), ['search', null, null])
  assert.deepEqual(page('/me'), ['me', null, null])
  assert.deepEqual(page('/sign-in?to=%2Fme'), ['signIn', null, null])
  assert.deepEqual(page('/setup'), ['setup', null, null])
  assert.equal(routeOf('/rooms/5?at=120').query.get('at'), '120')
})

test('anything else is not found, never another page', () => {
  for (const path of ['/rooms', '/rooms/', '/rooms/x', '/rooms/5/posts/', '/rooms/-1', '/me/you', '//evil.example/rooms/5x']) {
    assert.equal(routeOf(path).page, 'notFound', path)
  }
})
