// Keeps the window within reach of assistive technology: a dialog that vanishes together with the screen behind it
// (a workspace opens) may leave the whole page marked as hidden, since nobody told the focus library that it went.
// In: the page's root element. Out: the unsubscriber. Never while a modal dialog stands.

const grace = 400

export const keepRootReachable = (root: HTMLElement): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const check = (): void => {
    clearTimeout(timer)
    if (root.getAttribute('aria-hidden') !== 'true') return
    timer = setTimeout(() => {
      if (document.querySelector('[aria-modal=true]') === null) root.removeAttribute('aria-hidden')
    }, grace)
  }
  const observer = new MutationObserver(check)
  observer.observe(root, { attributes: true, attributeFilter: ['aria-hidden'] })
  observer.observe(document.body, { childList: true })
  return () => {
    clearTimeout(timer)
    observer.disconnect()
  }
}
