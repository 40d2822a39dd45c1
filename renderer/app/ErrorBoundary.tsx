// The error surface of last resort: a screen that failed to draw is replaced by what happened; the window stays.
import { Component } from 'react'
import type { ReactNode } from 'react'
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
        <ErrorPanel failure={this.state.failure} onRetry={() => this.setState({ failure: null })} />
      </div>
    )
  }
}
