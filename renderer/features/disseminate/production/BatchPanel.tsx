// A batch: which tables, which periods and territories, where to; sizes before, then the run and its report.
import { foldText } from '#shared/format/foldText.ts'
import { Button, Checkbox } from '@fluentui/react-components'
import { CalculatorRegular, DismissRegular, FolderOpenRegular, PlayRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { publishFormats } from '#shared/contract/files.ts'
import { callHost } from '../../../bridge/client.ts'
import { useDefinitions, usePolicy, useWorkspace } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, NumberField, TextField } from '../../../components/Field.tsx'
import { Section } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { SearchField } from '../../../components/SearchField.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { BatchResult, EstimateResult } from './BatchResult.tsx'
import { emptyForm, hasTables, requestOf, wrongPeriod } from './batchRequest.ts'
import type { BatchForm, TerritoryChoice } from './batchRequest.ts'

const territoryChoices: readonly TerritoryChoice[] = ['defined', 'country', 'each', 'both', 'codes']

const TableChoice = ({ chosen, onChange }: { chosen: string[]; onChange: (tables: string[]) => void }) => {
  const { t, label } = useTexts('production')
  const saved = useDefinitions('table').data ?? []
  const [query, setQuery] = useState('')
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const shown = saved.filter((d) =>
    words.every((word) => foldText(`${d.title.vi} ${d.title.en} ${d.id}`).includes(word)),
  )
  if (saved.length === 0) return <p className="sd-muted">{t('noTables')}</p>
  return (
    <div className="pr-tables">
      <div className="pr-tables__head">
        <SearchField label={t('searchTables')} value={query} onChange={setQuery} />
        <Button
          size="small"
          appearance="subtle"
          onClick={() => onChange([...new Set([...chosen, ...shown.map((d) => d.id)])])}
        >
          {t('all')}
        </Button>
        <Button size="small" appearance="subtle" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t('noneChosen')}
        </Button>
      </div>
      <div className="pr-tables__list" role="group" aria-label={t('tables')}>
        {shown.map((d) => (
          <Checkbox
            key={d.id}
            className="sd-check"
            label={label(d.title) || d.id}
            checked={chosen.includes(d.id)}
            onChange={(_e, state) =>
              onChange(state.checked === true ? [...chosen, d.id] : chosen.filter((id) => id !== d.id))
            }
          />
        ))}
      </div>
      <p className="sd-muted sd-numeric">{t('chosenOf', { chosen: chosen.length, all: saved.length })}</p>
    </div>
  )
}

const FolderField = ({
  label,
  title,
  value,
  create,
  onChange,
}: {
  label: string
  title: string
  value: string | null
  create: boolean
  onChange: (path: string | null) => void
}) => {
  const { t } = useTexts('production')
  const choose = async (): Promise<void> => {
    const chosen = await callHost('host.openFolder', { title, create })
    if (chosen) onChange(chosen.path)
  }
  return (
    <div className="pr-folder">
      <span className="pr-folder__label">{label}</span>
      <span className="pr-folder__row">
        <span className={`pr-folder__path ${value === null ? 'sd-muted' : ''}`} title={value ?? ''}>
          {value ?? t('noFolder')}
        </span>
        <Button
          size="small"
          icon={<FolderOpenRegular />}
          aria-label={`${label}: ${t('chooseFolder')}`}
          onClick={() => void choose().catch(() => undefined)}
        >
          {t('chooseFolder')}
        </Button>
        {value !== null && (
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            title={t('clear')}
            aria-label={`${label}: ${t('clear')}`}
            onClick={() => onChange(null)}
          />
        )}
      </span>
    </div>
  )
}

type SectionProps = { form: BatchForm; change: (part: Partial<BatchForm>) => void }

const OutputSection = ({ form, change }: SectionProps) => {
  const { t } = useTexts('production')
  const { minimum } = usePolicy()
  return (
    <Section title={t('output')}>
      <div className="pr-pair">
        <ChoiceField
          label={t('outputAs')}
          value={form.output}
          options={[
            { value: 'files', label: t('files') },
            { value: 'workbook', label: t('workbook') },
          ]}
          onChange={(output) => change({ output })}
        />
        {form.output === 'files' && (
          <ChoiceField
            label={t('format')}
            value={form.format}
            options={publishFormats.map((value) => ({
              value,
              label: t(`tables:formats.${value}`, { defaultValue: value }),
            }))}
            onChange={(format) => change({ format })}
          />
        )}
      </div>
      <TextField
        label={t('pattern')}
        hint={t('patternHint')}
        value={form.pattern}
        onChange={(pattern) => change({ pattern })}
      />
      <FolderField
        label={t('outFolder')}
        title={t('outFolder')}
        value={form.folder}
        create
        onChange={(folder) => change({ folder })}
      />
      <div className="pr-pair">
        <TextField label={t('keepAs')} value={form.keep} onChange={(keep) => change({ keep })} />
        <NumberField
          label={t('jump')}
          value={form.jumpPercent}
          min={1}
          max={100_000}
          onChange={(jumpPercent) => change({ jumpPercent })}
        />
      </div>
      <p className="sd-muted">
        {t('keepAsHint')} {t('protectedBy', { minimum })}
      </p>
    </Section>
  )
}

const BatchSections = ({ form, wrong, change }: SectionProps & { wrong: string | null }) => {
  const { t } = useTexts('production')
  return (
    <>
      <Section title={t('tables')}>
        <TableChoice chosen={form.tables} onChange={(tables) => change({ tables })} />
        <FolderField
          label={t('folderOfDefinitions')}
          title={t('folderOfDefinitions')}
          value={form.source}
          create={false}
          onChange={(source) => change({ source })}
        />
      </Section>
      <Section title={t('parameters')}>
        <TextField
          label={t('periods')}
          hint={t('periodsHint')}
          value={form.periods}
          error={wrong === null ? null : t('periodWrong', { period: wrong })}
          onChange={(periods) => change({ periods })}
        />
        <ChoiceField
          label={t('territory')}
          value={form.territory}
          options={territoryChoices.map((value) => ({ value, label: t(`territories.${value}`) }))}
          onChange={(territory) => change({ territory })}
        />
        {form.territory === 'codes' && (
          <TextField
            label={t('codes')}
            hint={t('codesHint')}
            value={form.codes}
            onChange={(codes) => change({ codes })}
          />
        )}
      </Section>
      <OutputSection form={form} change={change} />
    </>
  )
}

export const BatchPanel = ({ active }: { active: boolean }) => {
  const { t } = useTexts('production')
  const announce = useAnnounce()
  const workspace = useWorkspace().data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const [form, setForm] = useState<BatchForm>(emptyForm)
  const change = (part: Partial<BatchForm>): void => setForm((known) => ({ ...known, ...part }))
  const estimate = useJob('batch.estimate')
  const batch = useJob('batch.run')
  const wrong = wrongPeriod(form)
  const ready = hasTables(form) && wrong === null
  const missingPart = (): string | null => {
    if (!hasTables(form)) return t('needTables')
    if (wrong !== null) return t('periodWrong', { period: wrong })
    return form.folder === null ? t('needFolder') : null
  }
  const missing = missingPart()

  const run = async (): Promise<void> => {
    estimate.reset()
    const report = await batch.start(requestOf(form))
    if (report)
      announce(
        t(report.cancelled ? 'cancelled' : 'finished', {
          ...report.counts,
          done: report.counts.written + report.counts.unchanged,
        }),
      )
  }
  const tell = (): void => {
    batch.reset()
    void estimate.start({
      ...requestOf(form),
      path: form.folder ?? (workspace?.state === 'open' ? workspace.path : '.'),
    })
  }
  const runnable = ready && form.folder !== null && !readOnly && !batch.running
  useCommand(
    {
      id: 'production.run',
      title: t('batch'),
      menu: 'data',
      group: 'production',
      enabled: runnable,
      run: () => void run(),
    },
    active,
  )

  return (
    <div className="pr-batch">
      <form
        className="pr-batch__form"
        aria-label={t('batch')}
        onSubmit={(event) => {
          event.preventDefault()
          if (runnable) void run()
        }}
      >
        <BatchSections form={form} wrong={wrong} change={change} />
        <div className="pr-actions">
          <Button type="submit" appearance="primary" icon={<PlayRegular />} disabled={!runnable}>
            {t('run')}
          </Button>
          <Button icon={<CalculatorRegular />} disabled={!ready || estimate.running || batch.running} onClick={tell}>
            {t('estimate')}
          </Button>
          {missing !== null && <span className="sd-muted">{missing}</span>}
        </div>
      </form>
      <div className="pr-batch__result">
        {estimate.running && <ProgressBar job={estimate.progress} title={t('estimate')} onCancel={estimate.cancel} />}
        {batch.running && <ProgressBar job={batch.progress} onCancel={batch.cancel} />}
        {estimate.failure && estimate.failure.code !== 'CANCELLED' && <ErrorPanel failure={estimate.failure} />}
        {batch.failure && batch.failure.code !== 'CANCELLED' && <ErrorPanel failure={batch.failure} />}
        {!estimate.running && estimate.result && <EstimateResult estimate={estimate.result} />}
        {!batch.running && batch.result && <BatchResult report={batch.result} />}
      </div>
    </div>
  )
}
