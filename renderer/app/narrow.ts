// Whether the window is narrow: a small screen, or a large one enlarged to 150 % and more. In: nothing. Out: yes or no,
// as it changes. Then side panels fold away and lie over the content when opened, the rail shows its icons, buttons
// their icons.
import { useSyncExternalStore } from 'react'

export const narrowWindow = '(max-width: 1000px)'

const media = (): MediaQueryList | null => (typeof matchMedia === 'function' ? matchMedia(narrowWindow) : null)
const subscribe = (changed: () => void): (() => void) => {
  const list = media()
  list?.addEventListener('change', changed)
  return () => list?.removeEventListener('change', changed)
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => media()?.matches === true)
