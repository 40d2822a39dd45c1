// Settings: language and look take effect at once; what concerns disclosure control says what it changes.
import { Radio, RadioGroup } from '@fluentui/react-components'
import type { Settings } from '#shared/contract/host.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSettings } from '../../../app/settings.ts'
import { useWorkspace } from '../../../bridge/queries.ts'
import { CheckField, Field } from '../../../components/Field.tsx'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { BackupPanel } from './BackupPanel.tsx'
import { RetentionPanel } from './RetentionPanel.tsx'
import { LeavesPanel } from './LeavesPanel.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { OfficePolicyPanel } from './OfficePolicyPanel.tsx'
import { RecordsPermission } from './RecordsPermission.tsx'
import { ReleasesPanel } from './ReleasesPanel.tsx'
import './settings.css'

export const SettingsScreen = (_props: ScreenProps) => {
  const { t } = useTexts('settings')
  const format = useFormat()
  const { settings, change } = useSettings()
  const workspace = useWorkspace().data
  return (
    <ScreenLayout title={t('title')}>
      <div className="sd-pad sd-settings">
        <Panel title={t('language')}>
          <Field label={t('languageLabel')}>
            <RadioGroup
              layout="horizontal"
              value={settings.language}
              onChange={(_e, d) => change({ language: d.value as Settings['language'] })}
            >
              <Radio value="vi" label="Tiếng Việt" />
              <Radio value="en" label="English" />
            </RadioGroup>
          </Field>
          <p className="sd-muted">
            {t('languageExample', { number: format.decimal(1234567.8, 1), date: format.date('2025-07-01') })}
          </p>
        </Panel>
        <Panel title={t('look')}>
          <Field label={t('theme')}>
            <RadioGroup
              layout="horizontal"
              value={settings.theme}
              onChange={(_e, d) => change({ theme: d.value as Settings['theme'] })}
            >
              {(['system', 'light', 'dark', 'contrast'] as const).map((theme) => (
                <Radio key={theme} value={theme} label={t(`themes.${theme}`)} />
              ))}
            </RadioGroup>
          </Field>
          <div className="sd-checks">
            <CheckField
              label={t('railCollapsed')}
              value={settings.railCollapsed}
              onChange={(railCollapsed) => change({ railCollapsed })}
            />
            <CheckField
              label={t('accessibleGrid')}
              value={settings.accessibleGrid}
              onChange={(accessibleGrid) => change({ accessibleGrid })}
            />
          </div>
          <p className="sd-muted">{t('accessibleGridText')}</p>
        </Panel>
        {workspace?.state === 'open' && <PeoplePanel />}
        {workspace?.state === 'open' && <LeavesPanel />}
        {workspace?.state === 'open' && <BackupPanel />}
        {workspace?.state === 'open' && <RetentionPanel encrypted={workspace.person !== null} />}
        {workspace?.state === 'open' && <OfficePolicyPanel />}
        {workspace?.state === 'open' && <RecordsPermission />}
        {workspace?.state === 'open' && <ReleasesPanel />}
        {workspace?.state === 'open' && (
          <Panel title={t('workspace')}>
            <dl className="sd-facts">
              {(
                [
                  [t('name'), workspace.name],
                  [t('path'), workspace.path],
                  [t('encryption'), workspace.encrypted ? t('encrypted') : t('notEncrypted')],
                  [t('size'), format.bytes(workspace.bytes)],
                  [t('free'), format.bytes(workspace.freeBytes)],
                ] as const
              ).map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd className="sd-path">{value}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        )}
      </div>
    </ScreenLayout>
  )
}
