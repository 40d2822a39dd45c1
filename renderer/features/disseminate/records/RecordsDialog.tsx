// Records as a file: which variables, which records, which format, why. In: a dataset and what was looked at. Out: a
// file, logged. Refused until the workspace allows it, and then it says how that is done. Identifiers and free text
// stand in the list as never leaving.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Spinner,
} from '@fluentui/react-components'
import { LockClosedRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useRef, useState } from 'react'
import { recordFormats } from '#shared/contract/files.ts'
import type { RecordFormat, ScriptLanguage } from '#shared/contract/files.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call, runJob } from '../../../bridge/client.ts'
import { useCall, useDataset, usePolicy, useWorkspace } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, Field, TextField } from '../../../components/Field.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { NewPassphrase } from '../../../components/NewPassphrase.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import { exportGroups, inOrder, tickedFirst } from './exportable.ts'
import { VariableChoice } from './VariableChoice.tsx'
import './records.css'
import { ReasonField } from '../../../components/ReasonField.tsx'

export type RecordsStart = {
  /** Ticked at first; absent: those that say nothing of a single person or enterprise. */
  variables?: readonly string[]
  filter?: string | null
  format?: RecordFormat
  /** The view on screen is narrower than its condition says (a sample, the records of a cell). */
  narrowed?: boolean
  /** Written beside the file; the file is then what the script reads. */
  script?: { definition: TableDefinition; language: ScriptLanguage }
}
export type RecordsDialogProps = {
  dataset: string
  start: RecordsStart
  onClose: () => void
  /** Written, or left for another screen; default: closed. */ onDone?: () => void
}

type Problem = { expression: string; position: number; message: { vi: string; en: string } }

/** What is wrong with the condition, asked a moment after typing stops. */
const useFilterProblem = (dataset: string, expression: string): Problem | null => {
  const [found, setFound] = useState<Problem | null>(null)
  useEffect(() => {
    if (expression === '') return undefined
    let superseded = false
    const timer = setTimeout(() => {
      call('expression.check', { dataset, expression, expect: 'condition' }).then(
        (answer) => {
          if (!superseded)
            setFound(answer.ok ? null : { expression, position: answer.position, message: answer.message })
        },
        // Not answered: the export itself will tell.
        () => undefined,
      )
    }, 200)
    return () => {
      superseded = true
      clearTimeout(timer)
    }
  }, [dataset, expression])
  return found?.expression === expression ? found : null
}

export const RecordsDialog = ({ dataset, start, onClose, onDone = onClose }: RecordsDialogProps) => {
  const { t, label, language: spoken } = useTexts('files')
  const detail = useDataset(dataset)
  const permission = useCall('records.permission', {})
  const exportFile = useExport()
  const { script } = start
  const { exportCodes } = usePolicy()
  const groups = useMemo(() => (detail.data ? exportGroups(detail.data, exportCodes) : []), [detail.data, exportCodes])
  const workspace = useWorkspace().data
  // Made-up data may leave in the clear; all others in a package for one receiver.
  const packed = workspace?.state === 'open' && workspace.person !== null
  const [receiver, setReceiver] = useState('')
  const [until, setUntil] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [ticked, setTicked] = useState<readonly string[] | null>(start.variables ?? null)
  const [filterText, setFilterText] = useState(start.filter ?? '')
  const [format, setFormat] = useState<RecordFormat>(start.format ?? 'csv')
  const [language, setLanguage] = useState<'vi' | 'en' | 'both'>(spoken)
  const [reason, setReason] = useState('')
  const [writing, setWriting] = useState(false)
  const [job, setJob] = useState<JobState | null>(null)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const stopper = useRef<AbortController | null>(null)
  const filter = filterText.trim()
  const problem = useFilterProblem(dataset, filter)
  const chosen = inOrder(groups, ticked ?? tickedFirst(groups))
  const ready =
    permission.data?.allowed === true &&
    chosen.length > 0 &&
    reasonSuffices(reason) &&
    !problem &&
    !writing &&
    (!packed || (receiver.trim() !== '' && until !== '' && passphrase !== ''))
  const write = async (): Promise<void> => {
    const controller = new AbortController()
    stopper.current = controller
    setWriting(true)
    setJob(null)
    setFailure(null)
    const written = await exportFile({
      suggested: dataset,
      kind: packed
        ? { extension: 'statdesk-package', name: t('records.package') }
        : { extension: format, name: t(`recordFormats.${format}`) },
      write: (path) =>
        runJob(
          'records.export',
          {
            dataset,
            variables: chosen,
            filter: filter === '' ? null : filter,
            format,
            language,
            reason: reason.trim(),
            path,
            ...(packed ? { receiver: receiver.trim(), until, passphrase } : {}),
            ...(script ? { script } : {}),
          },
          { signal: controller.signal, onProgress: setJob },
        ),
      onFailure: setFailure,
    })
    setWriting(false)
    if (written) onDone()
  }
  const toSettings = (): void => {
    onDone()
    useWorkbench.getState().goTo('settings')
  }
  return (
    <Dialog
      open
      onOpenChange={(_e, d) => {
        if (!d.open && !writing) onClose()
      }}
    >
      <DialogSurface className="rx-dialog">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) void write()
          }}
        >
          <DialogBody>
            <DialogTitle>{t('records.title', { dataset: label(detail.data?.label) || dataset })}</DialogTitle>
            <DialogContent className="sd-dialog__content">
              {(detail.error ?? permission.error) && (
                <ErrorPanel failure={(detail.error ?? permission.error)?.value ?? { code: 'UNEXPECTED', facts: {} }} />
              )}
              {permission.data?.allowed === false && (
                <MessageBar intent="warning" layout="multiline" icon={<LockClosedRegular />}>
                  <MessageBarBody>{t('records.refused')}</MessageBarBody>
                  <MessageBarActions>
                    <Button size="small" onClick={toSettings}>
                      {t('records.toSettings')}
                    </Button>
                  </MessageBarActions>
                </MessageBar>
              )}
              {start.narrowed === true && (
                <MessageBar intent="info" layout="multiline">
                  <MessageBarBody>{t('records.narrowed')}</MessageBarBody>
                </MessageBar>
              )}
              {!detail.data && !detail.error && <Spinner size="tiny" label={t('records.opening')} />}
              {script && (
                <p className="ex-text">
                  {t('records.withScript', { language: t(`script.languages.${script.language}`) })}
                </p>
              )}
              <div className="rx-columns">
                <VariableChoice groups={groups} chosen={chosen} locked={script !== undefined} onChange={setTicked} />
                <div className="rx-side">
                  <TextField
                    label={t('records.filter')}
                    multiline
                    value={filterText}
                    disabled={script !== undefined}
                    hint={t('records.filterHint')}
                    error={problem ? `${problem.position}: ${label(problem.message)}` : null}
                    onChange={setFilterText}
                  />
                  <ChoiceField
                    label={t('records.format')}
                    value={format}
                    disabled={script !== undefined}
                    options={recordFormats.map((value) => ({ value, label: t(`recordFormats.${value}`) }))}
                    onChange={setFormat}
                    hint={t(`recordPurpose.${format}`)}
                  />
                  <ChoiceField
                    label={t('records.language')}
                    value={language}
                    options={(['vi', 'en', 'both'] as const).map((value) => ({
                      value,
                      label: t(`languages.${value}`),
                    }))}
                    onChange={setLanguage}
                  />
                  <ReasonField value={reason} onChange={setReason} />
                  {packed && (
                    <>
                      <p className="ex-text">{t('records.packageText')}</p>
                      <TextField label={t('records.receiver')} required value={receiver} onChange={setReceiver} />
                      <Field label={t('records.until')} required>
                        <Input size="small" type="date" value={until} onChange={(_e, d) => setUntil(d.value)} />
                      </Field>
                      <NewPassphrase label={t('records.packagePassphrase')} about={receiver} onChange={setPassphrase} />
                    </>
                  )}
                </div>
              </div>
              {failure?.code === 'LEAVE_NEEDED' && (
                <LeavePanel
                  method="records.export"
                  request={{
                    dataset,
                    variables: chosen,
                    filter: filter === '' ? null : filter,
                    format,
                    receiver: receiver.trim(),
                    until,
                  }}
                  reason={reason.trim()}
                  onGiven={() => void write()}
                />
              )}
              {writing && job && <ProgressBar job={job} />}
              {failure && failure.code !== 'LEAVE_NEEDED' && (
                <ErrorPanel failure={failure} onDismiss={() => setFailure(null)} />
              )}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabled={!ready}>
                {writing ? t('records.writing') : t('write')}
              </Button>
              <Button type="button" onClick={() => (writing ? stopper.current?.abort() : onClose())}>
                {t('common:cancel')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
