// What a file has to be told before it is written: which crossing, under which SDMX names, or that its workbook is
// large. In: the question. Out: the format's options. Confirmed with Enter.
import { Radio, RadioGroup } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { FileOptions, PublishFormat } from '#shared/contract/files.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { useJob } from '../../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../../components/ConfirmDialog.tsx'
import { ChoiceField, Field, TextField } from '../../../../components/Field.tsx'
import { JobProgress } from '../../../../components/JobProgress.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { rememberSdmx, sdmxFor, sdmxProblems } from './exportMemory.ts'
import type { ExportMemory } from './exportMemory.ts'
import type { Question } from './formatGroups.ts'

export type ExportOptionsProps = {
  question: Question
  format: PublishFormat
  id: string
  crossings: readonly string[]
  memory: ExportMemory
  table: TableDefinition | null
  onRemember: (memory: ExportMemory) => void
  onConfirm: (options: FileOptions) => void
  onCancel: () => void
}

export const ExportOptions = (props: ExportOptionsProps) =>
  props.question === 'crossing' ? (
    <CrossingQuestion {...props} />
  ) : props.question === 'sdmx' ? (
    <SdmxQuestion {...props} />
  ) : (
    <WorkbookQuestion {...props} />
  )

const CrossingQuestion = ({ format, crossings, onConfirm, onCancel }: ExportOptionsProps) => {
  const { t } = useTexts('files')
  const [chosen, setChosen] = useState(1)
  const name = t(`tables:formats.${format}`)
  return (
    <ConfirmDialog
      open
      title={t('crossing.title', { format: name })}
      confirmLabel={t('write')}
      onConfirm={() => onConfirm({ crossing: chosen })}
      onCancel={onCancel}
    >
      <p className="ex-text">{t('crossing.text', { format: name, count: crossings.length })}</p>
      <Field label={t('crossing.label')}>
        <RadioGroup
          className={crossings.length > 8 ? 'ex-crossings ex-crossings--many' : 'ex-crossings'}
          value={String(chosen)}
          onChange={(_e, d) => setChosen(Number(d.value))}
        >
          {crossings.map((crossing, i) => (
            <Radio key={`${i} ${crossing}`} value={String(i + 1)} label={`${i + 1}. ${crossing}`} />
          ))}
        </RadioGroup>
      </Field>
    </ConfirmDialog>
  )
}

const SdmxQuestion = ({ format, id, memory, onRemember, onConfirm, onCancel }: ExportOptionsProps) => {
  const { t } = useTexts('files')
  const [sdmx, setSdmx] = useState(() => sdmxFor(memory, id))
  const problems = sdmxProblems(sdmx)
  const error = (field: string): string | null => (problems.has(field) ? t(`sdmx.wrong.${field}`) : null)
  const confirm = (): void => {
    onRemember(rememberSdmx(memory, id, sdmx))
    onConfirm({ sdmx })
  }
  return (
    <ConfirmDialog
      open
      title={t(`tables:formats.${format}`)}
      confirmLabel={t('write')}
      confirmDisabled={problems.size > 0}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      <p className="ex-text">{t('sdmx.text')}</p>
      <div className="ex-pair">
        <TextField
          label={t('sdmx.agency')}
          required
          autoFocus
          value={sdmx.agency}
          error={error('agency')}
          onChange={(agency) => setSdmx({ ...sdmx, agency: agency.trim() })}
        />
        <TextField
          label={t('sdmx.version')}
          required
          value={sdmx.version}
          error={error('version')}
          onChange={(version) => setSdmx({ ...sdmx, version: version.trim() })}
        />
      </div>
      <TextField
        label={t('sdmx.flow')}
        required
        value={sdmx.flow ?? ''}
        error={error('flow')}
        onChange={(flow) => setSdmx({ ...sdmx, flow: flow.trim() })}
      />
      <ChoiceField
        label={t('sdmx.labels')}
        value={sdmx.labels}
        options={(['id', 'both'] as const).map((value) => ({ value, label: t(`sdmx.labelChoices.${value}`) }))}
        onChange={(labels) => setSdmx({ ...sdmx, labels })}
      />
    </ConfirmDialog>
  )
}

const WorkbookQuestion = ({ memory, table, onConfirm, onCancel }: ExportOptionsProps) => {
  const { t } = useTexts('files')
  const format = useFormat()
  const job = useJob('table.workbook')
  const { start, result, failure, cancel } = job
  const { language } = memory
  useEffect(() => {
    if (table) void start({ definition: table, language })
  }, [start, table, language])
  return (
    <ConfirmDialog
      open
      title={t('workbook.title')}
      confirmLabel={t('write')}
      confirmDisabled={failure !== null && failure.code !== 'CANCELLED'}
      onConfirm={() => onConfirm({})}
      onCancel={() => {
        cancel()
        onCancel()
      }}
    >
      <JobProgress job={job} title={t('workbook.measuring')} quietWhenStopped />
      {result && (
        <>
          <p className="ex-text">
            {t('workbook.size', {
              cells: format.integer(result.cells),
              sheets: format.integer(result.sheets),
              data: format.integer(result.dataSheets),
              size: format.bytes(result.bytes),
            })}
          </p>
          {result.split && <p className="ex-text">{t('workbook.split')}</p>}
        </>
      )}
      <p className="ex-text sd-muted">{t('workbook.instead')}</p>
    </ConfirmDialog>
  )
}
