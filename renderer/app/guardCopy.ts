// Marked text of single records does not go to the clipboard past the log: where records are shown, the browser's own
// copying and dragging is held back, and the user is told of the command that the log knows. In: a document, whether
// there is something to guard. Out: an end. Never a field that is typed in: what somebody wrote is theirs.

/** On an element that shows values of single records. */
export const recordsMark = 'data-records'

const holdsRecords = (node: Node | null): boolean => {
  if (node === null) return false
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest(`[${recordsMark}]`) !== null && element !== null
}

const isTypedIn = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null

/** Any part of what is marked, whichever end it begins at. */
const marksRecords = (selection: Selection | null): boolean => {
  if (selection === null || selection.isCollapsed) return false
  if (holdsRecords(selection.anchorNode) || holdsRecords(selection.focusNode)) return true
  for (let i = 0; i < selection.rangeCount; i += 1) {
    const around = selection.getRangeAt(i).commonAncestorContainer
    const element = around instanceof Element ? around : around.parentElement
    for (const shown of element?.querySelectorAll(`[${recordsMark}]`) ?? [])
      if (selection.containsNode(shown, true)) return true
  }
  return false
}

export const guardCopy = (document: Document, onHeld: () => void): (() => void) => {
  const hold = (event: Event): void => {
    if (isTypedIn(event.target) || !marksRecords(document.getSelection())) return
    event.preventDefault()
    onHeld()
  }
  const kinds = ['copy', 'cut', 'dragstart'] as const
  for (const kind of kinds) document.addEventListener(kind, hold, true)
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, hold, true)
  }
}
