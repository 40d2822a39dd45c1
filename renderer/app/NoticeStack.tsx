// Notices as one line beside the menus, where nothing else stands: the latest, with its action; all of late under its
// bell. In: notices. Out: what is pressed. They leave by themselves and never cover a control.
import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import {
  AlertRegular,
  CheckmarkCircleFilled,
  DismissRegular,
  ErrorCircleFilled,
  InfoFilled,
  WarningFilled,
} from '@fluentui/react-icons'
import { failureMessage } from '#shared/model/messages.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useNotices } from '../components/notices.ts'
import type { Notice } from '../components/notices.ts'
import { useTexts } from '../i18n/index.ts'

const icons = {
  success: <CheckmarkCircleFilled />,
  info: <InfoFilled />,
  warning: <WarningFilled />,
  error: <ErrorCircleFilled />,
}

const useNoticeText = (): ((notice: Notice) => string) => {
  const { language } = useTexts()
  return (notice) => (notice.failure ? failureMessage(notice.failure, language) : notice.text)
}

export const NoticeStack = () => {
  const { t } = useTexts()
  const text = useNoticeText()
  const { notices, dismiss } = useNotices()
  const latest = notices.at(-1)
  return (
    <div className="sd-notices" role="region" aria-label={t('notices')}>
      <div className="sd-notices__line" aria-live="polite">
        {latest && (
          <div className="sd-notice" data-intent={latest.intent} key={latest.id}>
            <span className="sd-notice__icon" aria-hidden="true">
              {icons[latest.intent]}
            </span>
            <span className="sd-notice__text" title={text(latest)}>
              {text(latest)}
            </span>
            {latest.action && (
              <Button size="small" onClick={latest.action.run}>
                {latest.action.label}
              </Button>
            )}
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label={t('dismiss')}
              onClick={() => dismiss(latest.id)}
            />
          </div>
        )}
      </div>
      <Recent />
    </div>
  )
}

/** What was told of late, whole, with its details. */
const Recent = () => {
  const { t } = useTexts()
  const text = useNoticeText()
  const { recent, notices } = useNotices()
  if (recent.length === 0) return null
  return (
    <Popover positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<AlertRegular />}
          aria-label={notices.length > 1 ? `${t('recentNotices')} ${notices.length}` : t('recentNotices')}
          title={t('recentNotices')}
        >
          {notices.length > 1 ? notices.length : null}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className="sd-notices__recent" aria-label={t('recentNotices')}>
        <ul>
          {recent.toReversed().map((notice) => (
            <li key={notice.id} className="sd-notice" data-intent={notice.intent}>
              {notice.failure && notice.intent === 'error' ? (
                <ErrorPanel failure={notice.failure} />
              ) : (
                <>
                  <span className="sd-notice__icon" aria-hidden="true">
                    {icons[notice.intent]}
                  </span>
                  <span>{text(notice)}</span>
                  {notice.action && (
                    <Button size="small" onClick={notice.action.run}>
                      {notice.action.label}
                    </Button>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  )
}
