// The spellings of "no value" that imports of this workspace know, to be changed. In: the workspace's list. Out: a
// saved list. Never a change of rows that came before.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { TextField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'

export const MissingTexts = ({ readOnly }: { readOnly: boolean }) => {
  const { t } = useTexts('deliveries')
  const known = useCall('intake.missingTexts', {})
  const [typed, setTyped] = useState<string | null>(null)
  const value = typed ?? known.data?.texts.join(' ') ?? ''
  const save = async (texts: string[] | null): Promise<void> => {
    const saved = await call('intake.saveMissingTexts', { texts })
    setTyped(saved.texts.join(' '))
    notify({ intent: 'success', text: t('missingSaved') })
  }
  return (
    <Panel title={t('missingTitle')}>
      <div className="sd-stack">
        <p className="sd-muted">{t('missingText')}</p>
        <TextField label={t('missingField')} value={value} disabled={readOnly} onChange={setTyped} />
        <div className="sd-actions">
          <Button
            disabled={readOnly || typed === null}
            onClick={() => void save(value.split(/\s+/).filter((text) => text !== '')).catch(() => undefined)}
          >
            {t('missingSave')}
          </Button>
          <Button disabled={readOnly} onClick={() => void save(null).catch(() => undefined)}>
            {t('missingStandard')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
