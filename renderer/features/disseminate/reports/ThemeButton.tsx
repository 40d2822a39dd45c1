// What the pages of the office have in common, from the list of reports. In: the theme in force. Out: another one, for
// every report made from then on; frozen issues keep what they had.
import { Button } from '@fluentui/react-components'
import { ColorRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ReportTheme } from '#shared/model/reportTheme.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { BilingualField, TextField } from '../../../components/Field.tsx'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'

export const ThemeButton = () => {
  const { t } = useTexts('reports')
  const theme = useCall('report.theme', {}).data
  const [editing, setEditing] = useState<ReportTheme | null>(null)
  return (
    <>
      <Button size="small" icon={<ColorRegular />} disabled={!theme} onClick={() => setEditing(theme ?? null)}>
        {t('theme.title')}
      </Button>
      {editing && <ThemeDialog value={editing} onChange={setEditing} onClose={() => setEditing(null)} />}
    </>
  )
}

type ThemeDialogProps = { value: ReportTheme; onChange: (theme: ReportTheme) => void; onClose: () => void }

const ThemeDialog = ({ value, onChange, onClose }: ThemeDialogProps) => {
  const { t } = useTexts('reports')
  const whole = /^#[0-9a-fA-F]{6}$/.test(value.accent)
  const save = async (): Promise<void> => {
    try {
      await call('report.setTheme', { theme: value })
      notify({ intent: 'success', text: t('theme.saved') })
      onClose()
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('theme.title')}
      confirmLabel={t('common:save')}
      confirmDisabled={!whole}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <p className="sd-muted">{t('theme.hint')}</p>
      {(['office', 'header', 'footer', 'imprint'] as const).map((part) => (
        <BilingualField
          key={part}
          label={t(part === 'office' || part === 'imprint' ? part : `margins.${part}`)}
          value={value[part]}
          onChange={(text) => onChange({ ...value, [part]: text })}
        />
      ))}
      <TextField
        label={t('theme.accent')}
        value={value.accent}
        {...(whole ? {} : { error: t('theme.accentWrong') })}
        onChange={(accent) => onChange({ ...value, accent })}
      />
    </ConfirmDialog>
  )
}
