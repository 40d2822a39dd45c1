// What is being dragged right now: the browser hides a drag's data until it is dropped, and drop places must know
// before.
import { create } from 'zustand'
import type { Dragged } from './model/dropPlace.ts'

export const useDrag = create<{ dragged: Dragged | null; begin(dragged: Dragged): void; end(): void }>((set) => ({
  dragged: null,
  begin: (dragged) => set({ dragged }),
  end: () => set({ dragged: null }),
}))

/** Marks the browser's own drag as ours: Firefox and Chromium need some data for a drag to start at all. */
export const dragType = 'application/x-statdesk-item'
/** Categories on their way onto another or into a group. */
export const categoriesDrag = 'application/x-statdesk-categories'
