// Notices beside the menus: what was done, where it is, one action. They never carry an error that needs a decision.
// In: notify() from anywhere. Out: those on show, which leave by themselves, and those of late.
import { create } from 'zustand'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'

export type Notice = {
  id: number
  intent: 'success' | 'info' | 'warning' | 'error'
  text: string
  action?: { label: string; run: () => void }
  failure?: FailureValue
}

type Notices = {
  notices: Notice[]
  /** The last ones, also those that left. */
  recent: Notice[]
  add(notice: Omit<Notice, 'id'>): void
  dismiss(id: number): void
}
let last = 0
const shownMs = { success: 12_000, info: 12_000, warning: 30_000, error: 60_000 }
const keptOnShow = 5
const keptOfLate = 20

export const useNotices = create<Notices>((set, get) => ({
  notices: [],
  recent: [],
  add(notice) {
    const id = ++last
    const added = { ...notice, id }
    set({ notices: [...get().notices, added].slice(-keptOnShow), recent: [...get().recent, added].slice(-keptOfLate) })
    setTimeout(() => get().dismiss(id), shownMs[notice.intent])
  },
  dismiss: (id) => set({ notices: get().notices.filter((n) => n.id !== id) }),
}))

/** notify({intent:'success', text, action}) from anywhere. */
export const notify = (notice: Omit<Notice, 'id'>): void => useNotices.getState().add(notice)

/** notifyFailure(thrown): what went wrong, in the language of whoever reads it. */
export const notifyFailure = (thrown: unknown): void =>
  notify({ intent: 'error', text: '', failure: toFailureValue(thrown) })
