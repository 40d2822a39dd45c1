// The contract between the frame and a feature: renderer/features/<phase>/<id>/index.tsx exports `screen`.
import type { ComponentType } from 'react'
import type { DocumentParameters } from './workbench.ts'

export type ScreenProps = {
  /** Null: the feature's own screen (its list or home); else a document of it. */
  documentId: string | null
  /** Tab of the document, for setDirty and setTitle; null on the feature's own screen. */
  tabId: string | null
  parameters: DocumentParameters
  /** False while another tab is in front: register no commands, announce nothing. */
  active: boolean
}
export type Screen = ComponentType<ScreenProps>
