// Whether the user is being asked about unsaved documents before the workspace is locked.
import { create } from 'zustand'

export const useLockQuestion = create<{ asking: boolean }>(() => ({ asking: false }))
