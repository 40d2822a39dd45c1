// Proposes a link from the data: two datasets, or one with itself. In: the datasets with rows. Out: a definition saved,
// and run if asked. Never a record changed: the proposal is a definition like any other, to be looked at, run and
// removed.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import { call } from '../../../bridge/client.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ChoiceField } from '../../../components/Field.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'

type Props = {
  datasets: DatasetSummary[]
  onClose: () => void
  onSuggested: (definition: LinkDefinition, run: boolean) => void
}

export const SuggestLink = ({ datasets, onClose, onSuggested }: Props) => {
  const { t, label } = useTexts('links')
  const job = useJob('links.suggest')
  const [left, setLeft] = useState(datasets[0]?.id ?? '')
  const [right, setRight] = useState('')
  const suggest = async (run: boolean): Promise<void> => {
    const found = await job.start({ left, right: right === '' || right === left ? null : right })
    if (!found) return
    await call('definitions.save', { definition: found.definition })
    onSuggested(found.definition, run)
  }
  const options = datasets.map((d) => ({ value: d.id, label: label(d.label) || d.id }))
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('suggestTitle')}</DialogTitle>
          <DialogContent>
            <div className="sd-stack">
              <ChoiceField label={t('left')} value={left} options={options} onChange={setLeft} disabled={job.running} />
              <ChoiceField
                label={t('right')}
                value={right}
                options={[{ value: '', label: t('within') }, ...options.filter((o) => o.value !== left)]}
                onChange={setRight}
                disabled={job.running}
              />
              <p className="sd-muted">{t('suggestHint')}</p>
              <JobProgress job={job} title={t('suggest')} />
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button disabled={job.running || left === ''} onClick={() => void suggest(false)}>
              {t('suggestOnly')}
            </Button>
            <Button appearance="primary" disabled={job.running || left === ''} onClick={() => void suggest(true)}>
              {t('suggestRun')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
