// A failure on screen: what happened and what to do in the user's language; code and details foldable and copyable.
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { ChevronDownRegular, ChevronUpRegular, CopyRegular, DismissRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { callHost } from '../bridge/client.ts'
import { useTexts } from '../i18n/index.ts'

export type ErrorPanelProps = {
  failure: FailureValue
  /** Asks the same again. */
  onRetry?: () => void
  /** Further buttons that lead on: undo, choose another file. */
  actions?: ReactNode
  onDismiss?: () => void
}

export const failureDetails = (failure: FailureValue): string =>
  [failure.code, ...Object.entries(failure.facts).map(([name, value]) => `${name}: ${value}`), failure.detail ?? '']
    .filter(Boolean)
    .join('\n')

export const ErrorPanel = ({ failure, onRetry, actions, onDismiss }: ErrorPanelProps) => {
  const { t, language } = useTexts()
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  const details = failureDetails(failure)
  return (
    <MessageBar intent={failure.code === 'CANCELLED' ? 'info' : 'error'} layout="multiline" className="sd-error">
      <MessageBarBody>
        <MessageBarTitle>{failureMessage(failure, language)}</MessageBarTitle>
        {open && (
          <pre id={detailsId} className="sd-error__details" tabIndex={0}>
            {details}
          </pre>
        )}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          onDismiss && (
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label={t('dismiss')}
              onClick={onDismiss}
            />
          )
        }
      >
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
        {actions}
        <Button
          size="small"
          icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => setOpen(!open)}
        >
          {t('details')}
        </Button>
        <Button
          size="small"
          icon={<CopyRegular />}
          onClick={() => void callHost('host.copyText', { text: details }).catch(() => undefined)}
        >
          {t('copy')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  )
}
