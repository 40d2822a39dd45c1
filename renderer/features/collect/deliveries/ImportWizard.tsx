// A file that no agreed layout covers: what it seems to be and why, its columns to change, its first rows raw beside
// stored, and taking it in. The layout is kept for the next file of its kind.
import { Button, MessageBar, MessageBarBody, Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import type { Reading, Suggestion } from '#shared/contract/layouts.ts'
import type { MethodInput } from '#shared/contract/methods.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { nameSchema } from '#shared/model/text.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import type { ImportFileProps } from './ImportFile.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import { WizardColumns } from './WizardColumns.tsx'
import { WizardFindings } from './WizardFindings.tsx'
import { WizardRows } from './WizardRows.tsx'

type Props = ImportFileProps & { suggestion: Suggestion; again: (reading: Reading) => void }
type Part = 'columns' | 'rows' | 'findings'

export const ImportWizard = ({ path, suggestion, again, onClose, onDone }: Props) => {
  const { t, label } = useTexts('layouts')
  const format = useFormat()
  const announce = useAnnounce()
  const [made, setMade] = useState<LayoutPackage>(suggestion.package)
  const [part, setPart] = useState<Part>('columns')
  const [period, setPeriod] = useState(suggestion.period?.from === 'assumed' ? '' : (suggestion.period?.value ?? ''))
  const [sender, setSender] = useState('')
  const [letterNumber, setLetterNumber] = useState('')
  const preview = useCall('layouts.preview', { path, package: made })
  const job = useJob('intake.importLayout')
  const known = suggestion.match?.used === true
  const periodGood = parsePeriod(period.trim()) !== null
  const idGood = nameSchema.safeParse(made.dataset.id).success && nameSchema.safeParse(made.dataset.subject).success
  const asked = made.decisions.filter((d) => d.ask && d.about !== 'period').length
  const setDataset = (patch: Partial<LayoutPackage['dataset']>): void =>
    setMade((m) => ({
      ...m,
      dataset: { ...m.dataset, ...patch },
      layout: { ...m.layout, dataset: patch.id ?? m.dataset.id, id: patch.id ?? m.layout.id },
    }))
  const [trial, setTrial] = useState<MethodInput<'intake.trial'> | null>(null)
  const said = {
    path,
    package: made,
    period: period.trim(),
    sender: sender.trim(),
    letterNumber: letterNumber.trim(),
  }
  const run = async (): Promise<void> => {
    setTrial(null)
    const result = await job.start(said)
    if (!result) return
    const text = t(`deliveries:outcome.${result.outcome}`, {
      file: result.delivery.fileName,
      rows: format.integer(result.delivery.rowsAccepted),
      rejected: format.integer(result.delivery.rowsRejected),
      time: format.duration(result.seconds),
    })
    notify({ intent: result.outcome === 'unchanged' ? 'info' : 'success', text })
    announce(text)
    onDone(result.delivery)
  }
  if (trial)
    return (
      <TrialPanel
        request={trial}
        onAccept={() => void run()}
        onBack={() => setTrial(null)}
        onSendBack={() => {
          notify({ intent: 'info', text: t('deliveries:trialSentBack', { file: path.split(/[\\/]/).at(-1) ?? path }) })
          onClose()
        }}
      />
    )
  return (
    <Panel
      title={t('title', { file: path.split(/[\\/]/).at(-1) ?? path })}
      {...(job.running ? {} : { onClose })}
      actions={
        suggestion.tables.length > 1 ? (
          <ChoiceField
            label={t('table')}
            value={made.layout.table ?? suggestion.tables[0] ?? ''}
            disabled={job.running}
            onChange={(table) => again({ table })}
            options={suggestion.tables.map((name) => ({ value: name, label: name }))}
          />
        ) : undefined
      }
    >
      <div className="sd-stack">
        <Matched suggestion={suggestion} />
        {asked > 0 && (
          <MessageBar intent="warning">
            <MessageBarBody>{t('asked', { count: format.integer(asked) })}</MessageBarBody>
          </MessageBar>
        )}
        <div className="sd-wizard__fields">
          <TextField
            label={t('datasetId')}
            required
            value={made.dataset.id}
            disabled={known || job.running}
            onChange={(id) => setDataset({ id })}
            error={idGood ? null : t('idBad')}
          />
          <TextField
            label={t('datasetLabel')}
            value={label(made.dataset.label)}
            disabled={known || job.running}
            onChange={(text) => setDataset({ label: { vi: text, en: text } })}
          />
          <TextField
            label={t('subject')}
            value={made.dataset.subject}
            disabled={known || job.running}
            onChange={(subject) => setDataset({ subject })}
          />
          <TextField
            label={t('common:period')}
            required
            value={period}
            disabled={job.running}
            onChange={setPeriod}
            hint={t('deliveries:periodHint')}
            error={period !== '' && !periodGood ? t('deliveries:periodBad') : null}
          />
          <TextField label={t('deliveries:sender')} value={sender} disabled={job.running} onChange={setSender} />
          <TextField
            label={t('deliveries:letterNumber')}
            value={letterNumber}
            disabled={job.running}
            onChange={setLetterNumber}
          />
        </div>
        <TabList selectedValue={part} onTabSelect={(_e, d) => setPart(d.value as Part)} size="small">
          <Tab value="columns">{t('columnsTab', { count: made.layout.columns.length })}</Tab>
          <Tab value="rows">{t('rowsTab')}</Tab>
          <Tab value="findings">{t('findingsTab')}</Tab>
        </TabList>
        {part === 'columns' && <WizardColumns made={made} fixed={known} disabled={job.running} onChange={setMade} />}
        {part === 'rows' &&
          (preview.error ? (
            <ErrorPanel failure={preview.error.value} />
          ) : (
            <WizardRows made={made} header={suggestion.header} preview={preview.data ?? null} />
          ))}
        {part === 'findings' && <WizardFindings made={made} />}
        <JobProgress job={job} title={t('deliveries:importing')} />
        <div className="sd-actions">
          <span className="sd-muted">{t('rowsFound', { rows: format.integer(suggestion.rows) })}</span>
          <Button appearance="primary" disabled={!periodGood || !idGood || job.running} onClick={() => void run()}>
            {known ? t('importKnown') : t('importNew')}
          </Button>
          {known && (
            <Button disabled={!periodGood || job.running} onClick={() => setTrial(said)}>
              {t('deliveries:trialFirst')}
            </Button>
          )}
          <Button disabled={job.running} onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

/** The known layout that the file follows or nearly follows, column by column. */
const Matched = ({ suggestion }: { suggestion: Suggestion }) => {
  const { t } = useTexts('layouts')
  const { match } = suggestion
  if (!match) return null
  if (match.exact)
    return (
      <MessageBar intent="success">
        <MessageBarBody>{t('exact', { layout: match.layout })}</MessageBarBody>
      </MessageBar>
    )
  return (
    <MessageBar intent={match.used ? 'info' : 'warning'} layout="multiline">
      <MessageBarBody>
        {t(match.used ? 'nearUsed' : 'nearUnused', { layout: match.layout })}
        <ul className="sd-wizard__differences">
          {match.differences.map((d) => (
            <li key={`${d.kind} ${'expected' in d ? d.expected : ''} ${'found' in d ? d.found : ''}`}>
              {d.kind === 'renamed' && t('renamed', { expected: d.expected, found: d.found })}
              {d.kind === 'missing' && t('missing', { expected: d.expected })}
              {d.kind === 'added' && t('added', { found: d.found })}
              {d.kind === 'moved' && t('moved', { expected: d.expected })}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  )
}
