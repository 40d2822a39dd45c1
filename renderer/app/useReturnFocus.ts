// Where the keyboard was before a dialog or menu opened, it is again when that has gone. In: the page. Out: the focus
// moved, once a portal was taken away and nothing else has it. Never a focus that somebody holds.
import { useEffect } from 'react'

export const useReturnFocus = (): void => {
  useEffect(() => {
    let last: HTMLElement | null = null
    const remember = (event: FocusEvent): void => {
      const { target } = event
      if (target instanceof HTMLElement && document.getElementById('root')?.contains(target)) last = target
    }
    const giveBack = (): void => {
      const nobody = document.activeElement === null || document.activeElement === document.body
      if (nobody && last?.isConnected) last.focus()
    }
    // Dialogs and menus are drawn in portals, directly under the body.
    const portals = new MutationObserver((changes) => {
      if (changes.some((change) => change.removedNodes.length > 0)) requestAnimationFrame(giveBack)
    })
    document.addEventListener('focusin', remember)
    portals.observe(document.body, { childList: true })
    return () => {
      document.removeEventListener('focusin', remember)
      portals.disconnect()
    }
  }, [])
}
