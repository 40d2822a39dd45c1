// The corner where notices stand until read.
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { failureMessage } from '#shared/model/messages.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useNotices } from '../components/notices.ts'
import { useTexts } from '../i18n/index.ts'

export const NoticeStack = () => {
  const { t, language } = useTexts()
  const { notices, dismiss } = useNotices()
  return (
    <div className="sd-notices" role="region" aria-label={t('notices')} aria-live="polite">
      {notices.map((notice) =>
        notice.failure && notice.intent === 'error' ? (
          <ErrorPanel key={notice.id} failure={notice.failure} onDismiss={() => dismiss(notice.id)} />
        ) : (
          <MessageBar key={notice.id} intent={notice.intent} layout="multiline">
            <MessageBarBody>{notice.failure ? failureMessage(notice.failure, language) : notice.text}</MessageBarBody>
            <MessageBarActions
              containerAction={
                <Button
                  appearance="transparent"
                  size="small"
                  icon={<DismissRegular />}
                  aria-label={t('dismiss')}
                  onClick={() => dismiss(notice.id)}
                />
              }
            >
              {notice.action && (
                <Button size="small" onClick={notice.action.run}>
                  {notice.action.label}
                </Button>
              )}
            </MessageBarActions>
          </MessageBar>
        ),
      )}
    </div>
  )
}
