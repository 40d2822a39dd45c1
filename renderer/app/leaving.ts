// What is not saved is asked about before it is left: a tab closed, the workspace locked, the window closed. In: which
// tabs, why. Out: the act, once the user chose to save or not to. Never an act while the question is open.
import { create } from 'zustand'
import { dirtyTabs, discardTabs, saveTabs } from './openDocuments.ts'

export type LeavingWhy = 'close' | 'lock' | 'exit'
type Leaving = {
  asking: { why: LeavingWhy; tabs: string[]; act: () => void } | null
  saving: boolean
}

export const useLeaving = create<Leaving>(() => ({ asking: null, saving: false }))

/** Acts at once where nothing is unsaved. */
export const leave = (why: LeavingWhy, tabs: readonly string[], act: () => void): void => {
  const dirty = dirtyTabs().filter((tab) => tabs.includes(tab))
  if (dirty.length === 0) act()
  else useLeaving.setState({ asking: { why, tabs: dirty, act } })
}

export const answerLeaving = async (answer: 'save' | 'discard' | 'cancel'): Promise<void> => {
  const { asking } = useLeaving.getState()
  if (!asking) return
  if (answer === 'save') {
    useLeaving.setState({ saving: true })
    const saved = await saveTabs(asking.tabs)
    useLeaving.setState({ saving: false })
    if (!saved) return useLeaving.setState({ asking: null })
  }
  useLeaving.setState({ asking: null })
  if (answer === 'cancel') return
  // A closed tab keeps what it held: it can be opened again with it.
  if (answer === 'discard' && asking.why !== 'close') discardTabs(asking.tabs)
  asking.act()
}

let allowed = false

/** The window does not go while something is unsaved, unless the user said so. */
export const guardExit = (window: Window): (() => void) => {
  const before = (event: BeforeUnloadEvent): void => {
    const dirty = dirtyTabs()
    if (allowed || dirty.length === 0) return
    event.preventDefault()
    // Asked once the attempt is over; the answer closes the window itself.
    setTimeout(
      () =>
        leave('exit', dirty, () => {
          allowed = true
          setTimeout(() => window.close(), exitMs)
        }),
      0,
    )
  }
  window.addEventListener('beforeunload', before)
  return () => window.removeEventListener('beforeunload', before)
}
/** Settings on their way to the host arrive first. */
const exitMs = 300
