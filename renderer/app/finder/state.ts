// Whether the finder is open.
import { create } from 'zustand'

export const useFinder = create<{ open: boolean; setOpen(open: boolean): void }>((set) => ({
  open: false,
  setOpen: (open) => set({ open }),
}))
