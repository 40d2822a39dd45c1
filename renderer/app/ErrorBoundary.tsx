// The error surface of last resort: a screen that failed to draw is replaced by what happened; the window stays.
import { Button } from '@fluentui/react-components'
import { Component } from 'react'
import type { ReactNode } from 'react'
import i18next from 'i18next'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'

export class ErrorBoundary extends Component<{ children: ReactNode }, { failure: FailureValue | null }> {
  override state: { failure: FailureValue | null } = { failure: null }

  static getDerivedStateFromError(thrown: unknown): { failure: FailureValue } {
    return { failure: toFailureValue(thrown) }
  }

  override render(): ReactNode {
    if (!this.state.failure) return this.props.children
    return (
      <div className="sd-pad">
        <ErrorPanel
          failure={this.state.failure}
          actions={
            <Button size="small" onClick={() => this.setState({ failure: null })}>
              {i18next.t('common:retry')}
            </Button>
          }
        />
      </div>
    )
  }
}
