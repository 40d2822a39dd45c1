// One chosen or dropped file: an agreed CSV goes to its short form, every other file is looked through and goes to the
// wizard.
import { Button } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { Panel } from '../../../components/Panel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ImportFile } from './ImportFile.tsx'
import type { ImportFileProps } from './ImportFile.tsx'
import { ImportWizard } from './ImportWizard.tsx'

const delimited = /\.(csv|tsv|txt|tab)$/i

export const TakeFile = (props: ImportFileProps) => {
  const { path } = props
  return delimited.test(path) ? <AgreedOrNot {...props} /> : <LookThrough {...props} />
}

const AgreedOrNot = (props: ImportFileProps) => {
  const { t } = useTexts('layouts')
  const preview = useCall('intake.preview', { path: props.path })
  const found = preview.data
  if (!found && !preview.error)
    return (
      <Panel title={t('looking')} onClose={props.onClose}>
        <p className="sd-muted">{t('looking')}</p>
      </Panel>
    )
  const agreed = found && found.dataset !== null && found.missingColumns.length + found.extraColumns.length === 0
  return agreed ? <ImportFile {...props} /> : <LookThrough {...props} />
}

const LookThrough = (props: ImportFileProps) => {
  const { t } = useTexts('layouts')
  const job = useJob('layouts.suggest')
  const { start } = job
  const { path } = props
  useEffect(() => {
    void start({ path })
  }, [path, start])
  if (job.result)
    return <ImportWizard {...props} suggestion={job.result} again={(reading) => void start({ path, reading })} />
  return (
    <Panel title={t('lookingThrough', { file: path.split(/[\\/]/).at(-1) ?? path })} onClose={props.onClose}>
      <div className="sd-stack">
        <JobProgress job={job} title={t('looking')} />
        <div className="sd-actions">
          <Button onClick={props.onClose}>{t('common:close')}</Button>
        </div>
      </div>
    </Panel>
  )
}
