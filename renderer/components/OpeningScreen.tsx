// A document before it is there: being read, or why it cannot be. In: the name of the screen, what to say, the failure.
// Out: a screen.
import { Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { FailureValue } from '#shared/model/failure.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { ScreenLayout } from './Panel.tsx'

export type OpeningScreenProps = {
  title: string
  /** Said while it is read. */
  opening: string
  failure: FailureValue | null
  /** Buttons that lead on from a failure. */
  actions?: ReactNode
}

export const OpeningScreen = ({ title, opening, failure, actions }: OpeningScreenProps) => (
  <ScreenLayout title={title}>
    <div className="sd-pad">
      {failure ? <ErrorPanel failure={failure} actions={actions} /> : <Spinner size="small" label={opening} />}
    </div>
  </ScreenLayout>
)
