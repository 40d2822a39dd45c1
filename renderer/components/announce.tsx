// Tells a screen reader what happened, without moving the focus: "63 dòng, 12 cột".
import { useCallback } from 'react'
import { create } from 'zustand'

const useAnnouncements = create<{ text: string; turn: number }>(() => ({ text: '', turn: 0 }))

/** announce('63 dòng, 12 cột'): the same text twice is read twice. */
export const useAnnounce = (): ((text: string) => void) =>
  useCallback((text: string) => useAnnouncements.setState((s) => ({ text, turn: s.turn + 1 })), [])

/** Mounted once by the frame. */
export const LiveRegion = () => {
  const { text, turn } = useAnnouncements()
  return (
    <div role="status" aria-live="polite" aria-atomic="true" className="sd-visually-hidden">
      <span key={turn}>{text}</span>
    </div>
  )
}
