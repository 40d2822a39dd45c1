// Before a workspace is open: three choices, each a sentence, and the workspaces used last.
// A wrong passphrase is said beside the field; nothing else on the screen changes.
import { Button, Card, Text } from '@fluentui/react-components'
import {
  BeakerRegular,
  BoxRegular,
  FolderAddRegular,
  FolderOpenRegular,
  HistoryRegular,
  KeyRegular,
} from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import type { FailureValue } from '#shared/model/failure.ts'
import { callHost } from '../../bridge/client.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useTexts } from '../../i18n/index.ts'
import { HelpPanel } from '../../features/office/help/HelpPanel.tsx'
import { MenuBar } from '../MenuBar.tsx'
import { refreshRecent, useSettings } from '../settings.ts'
import { DemonstrationDialog } from './DemonstrationDialog.tsx'
import { NewWorkspaceDialog } from './NewWorkspaceDialog.tsx'
import { OpenDialog } from './OpenDialog.tsx'
import { PackageDialog } from './PackageDialog.tsx'
import { RecoverDialog } from './RecoverDialog.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import { useOpenWorkspace } from './useOpenWorkspace.ts'

type Asking = 'demonstration' | 'new' | 'restore' | 'recover' | 'package' | null

const Choice = ({
  icon,
  title,
  text,
  run,
  primary,
}: {
  icon: ReactElement
  title: string
  text: string
  run: () => void
  primary?: boolean
}) => (
  <Card className="sd-choice" appearance="outline">
    <span className="sd-choice__icon" aria-hidden="true">
      {icon}
    </span>
    <h2 className="sd-choice__title">{title}</h2>
    <Text className="sd-choice__text">{text}</Text>
    <Button appearance={primary ? 'primary' : 'secondary'} onClick={run}>
      {title}
    </Button>
  </Card>
)

type RecentProps = { recent: { path: string; name: string }[]; busy: boolean; onOpen: (path: string) => void }

const RecentList = ({ recent, busy, onOpen }: RecentProps) => {
  const { t } = useTexts('welcome')
  if (recent.length === 0) return <p className="sd-muted">{t('noRecent')}</p>
  return (
    <ul className="sd-plain-list">
      {recent.map((one) => (
        <li key={one.path}>
          <button type="button" className="sd-welcome__workspace" disabled={busy} onClick={() => onOpen(one.path)}>
            <span className="sd-welcome__name">{one.name}</span>
            <span className="sd-muted">{one.path}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export const Welcome = ({ failure }: { failure: FailureValue | null }) => {
  const { t } = useTexts('welcome')
  const { settings, change } = useSettings()
  const [asking, setAsking] = useState<Asking>(null)
  const [dialogFailure, setDialogFailure] = useState<FailureValue | null>(failure)
  const opening = useOpenWorkspace()
  useEffect(() => {
    refreshRecent().catch(() => undefined)
  }, [])
  const openFolder = async (): Promise<void> => {
    const chosen = await callHost('host.openFolder', { title: t('open') })
    if (chosen) await opening.open(chosen.path)
  }
  // The passphrase dialog shows its own failure beside the field.
  const shown = dialogFailure ?? (opening.askPassphrase ? null : opening.failure)
  return (
    <div className="sd-window">
      <MenuBar />
      <div className="sd-window__middle">
        <main className="sd-welcome">
          <header className="sd-welcome__header">
            <h1>{t('title')}</h1>
            <p>{t('subtitle')}</p>
            <div className="sd-welcome__language" role="group" aria-label={t('language')}>
              {(['vi', 'en'] as const).map((language) => (
                <Button
                  key={language}
                  size="small"
                  appearance={settings.language === language ? 'primary' : 'subtle'}
                  aria-pressed={settings.language === language}
                  onClick={() => change({ language })}
                >
                  {language === 'vi' ? 'Tiếng Việt' : 'English'}
                </Button>
              ))}
            </div>
          </header>
          {shown && (
            <ErrorPanel
              failure={shown}
              onDismiss={() => {
                setDialogFailure(null)
                opening.clear()
              }}
              actions={
                shown.code === 'WORKSPACE_LOCKED' && opening.path ? (
                  <Button
                    size="small"
                    appearance="primary"
                    onClick={() => void opening.open(opening.path ?? '', null, true)}
                  >
                    {t('openReadOnly')}
                  </Button>
                ) : undefined
              }
            />
          )}
          <div className="sd-welcome__choices">
            <Choice
              primary
              icon={<BeakerRegular />}
              title={t('demonstration')}
              text={t('demonstrationText')}
              run={() => setAsking('demonstration')}
            />
            <Choice
              icon={<FolderAddRegular />}
              title={t('create')}
              text={t('createText')}
              run={() => setAsking('new')}
            />
            <Choice
              icon={<FolderOpenRegular />}
              title={t('open')}
              text={t('openText')}
              run={() => void openFolder().catch(() => undefined)}
            />
          </div>
          <section className="sd-welcome__recent" aria-labelledby="recent-title">
            <div className="sd-section__header">
              <h2 id="recent-title" className="sd-panel__title">
                {t('recent')}
              </h2>
              <span>
                <Button size="small" appearance="subtle" icon={<HistoryRegular />} onClick={() => setAsking('restore')}>
                  {t('restore')}
                </Button>
                <Button size="small" appearance="subtle" icon={<KeyRegular />} onClick={() => setAsking('recover')}>
                  {t('recover')}
                </Button>
                <Button size="small" appearance="subtle" icon={<BoxRegular />} onClick={() => setAsking('package')}>
                  {t('package.title')}
                </Button>
              </span>
            </div>
            <RecentList recent={settings.recent} busy={opening.busy} onOpen={(path) => void opening.open(path)} />
          </section>
        </main>
        <HelpPanel />
      </div>
      {asking === 'demonstration' && (
        <DemonstrationDialog
          onClose={() => setAsking(null)}
          onExisting={(path) => {
            setAsking(null)
            void opening.open(path)
          }}
        />
      )}
      {asking === 'new' && <NewWorkspaceDialog onClose={() => setAsking(null)} />}
      {asking === 'recover' && <RecoverDialog onClose={() => setAsking(null)} />}
      {asking === 'package' && <PackageDialog onClose={() => setAsking(null)} />}
      {asking === 'restore' && <RestoreDialog onClose={() => setAsking(null)} />}
      {opening.askPassphrase && <OpenDialog opening={opening} />}
    </div>
  )
}
