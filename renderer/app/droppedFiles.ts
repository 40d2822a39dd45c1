// Files that the user dropped on the window, until the screen of deliveries takes them. In: what the host tells. Out: a
// small store.
import { create } from 'zustand'
import type { DroppedFile } from '#shared/contract/host.ts'

type Dropped = { files: DroppedFile[]; drop: (files: DroppedFile[]) => void; take: () => void }

export const useDropped = create<Dropped>((set) => ({
  files: [],
  drop: (files) => set({ files }),
  take: () => set({ files: [] }),
}))
