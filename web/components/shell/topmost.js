/** Where words must stand to be heard and buttons to be pressed: everything outside an open modal dialog is inert. */
export function topmost() {
  return [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body
}
