/**
 * Builds one element. Text enters as text nodes only, so nothing a member wrote can become markup.
 *
 * Properties: `class`, `hidden`, `data-…`, `aria-…` and other attributes are set as attributes (`true` sets an empty one,
 * `null`, `undefined` and `false` leave it out, except `aria-…`, where `false` means "false"); `on…` functions become
 * listeners; `vars` sets custom properties through the CSSOM, which the content policy allows.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...any} children nodes, text, numbers, arrays of these; empty values are left out
 * @returns {any} the element
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) apply(element, name, value)
  append(element, children)
  return element
}

/** Replaces everything inside `element`. */
export function fill(element, ...children) {
  element.replaceChildren()
  append(element, children)
  return element
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue
    element.append(child instanceof Node ? child : String(child))
  }
}

function apply(element, name, value) {
  if (name.startsWith('on') && typeof value === 'function') {
    element.addEventListener(name.slice(2).toLowerCase(), value)
  } else if (name === 'vars') {
    for (const [variable, content] of Object.entries(value)) element.style.setProperty(`--${variable}`, content)
  } else if (name === 'value') {
    element.value = value
  } else if (name.startsWith('aria-')) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value))
  } else if (value === true) {
    element.setAttribute(name, '')
  } else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, String(value))
  }
}
