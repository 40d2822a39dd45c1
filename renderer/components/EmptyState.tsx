// What belongs here, in one sentence, and one action.
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'

export type EmptyStateProps = {
  icon?: ReactNode
  title: string
  text?: string
  action?: { label: string; run: () => void; disabled?: boolean }
  children?: ReactNode
}

export const EmptyState = ({ icon, title, text, action, children }: EmptyStateProps) => (
  <div className="sd-empty">
    {icon && (
      <div className="sd-empty__icon" aria-hidden="true">
        {icon}
      </div>
    )}
    <p className="sd-empty__title">{title}</p>
    {text && <p className="sd-empty__text">{text}</p>}
    {action && (
      <Button appearance="primary" disabled={action.disabled ?? false} onClick={action.run}>
        {action.label}
      </Button>
    )}
    {children}
  </div>
)
