// Notices at the corner of the window: what was done, where it is, one action. They never carry an error that needs a decision.
import { create } from 'zustand'
import type { FailureValue } from '#shared/model/failure.ts'

export type Notice = {
  id: number
  intent: 'success' | 'info' | 'warning' | 'error'
  text: string
  action?: { label: string; run: () => void }
  failure?: FailureValue
}

type Notices = { notices: Notice[]; add(notice: Omit<Notice, 'id'>): void; dismiss(id: number): void }
let last = 0

export const useNotices = create<Notices>((set, get) => ({
  notices: [],
  add(notice) {
    const id = ++last
    set({ notices: [...get().notices, { ...notice, id }].slice(-5) })
    if (notice.intent === 'success' || notice.intent === 'info') setTimeout(() => get().dismiss(id), 12_000)
  },
  dismiss: (id) => set({ notices: get().notices.filter((n) => n.id !== id) }),
}))

/** notify({intent:'success', text, action}) from anywhere. */
export const notify = (notice: Omit<Notice, 'id'>): void => useNotices.getState().add(notice)
