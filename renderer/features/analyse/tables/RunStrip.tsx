// The strip under the table: records, cells, time, engine, second-engine check, protection, records without a link.
// In: the last answer. Out: the wish to check, to see it protected, to cancel. Never the figures themselves.
import { linksUsed } from '#shared/model/cube.ts'
import { Badge, Button, Spinner, Tooltip } from '@fluentui/react-components'
import {
  CheckmarkCircleRegular,
  ErrorCircleRegular,
  ShieldCheckmarkRegular,
  ShieldRegular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { formatDuration, formatDateTime } from '#shared/format/time.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import type { TableCheck } from '#shared/contract/responses.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { UseJob } from '../../../bridge/useJob.ts'
import type { TableRun } from './useTableRun.ts'

export type RunStripProps = {
  run: TableRun
  check: UseJob<'table.check'>
  /** The check speaks of the table on screen, not of one before. */
  checkIsCurrent: boolean
  protectedView: boolean
  minimum: number
  onCheck: () => void
  onProtect: (on: boolean) => void
  /** What stands first: the periods shown. */
  children?: ReactNode
}

export const RunStrip = (props: RunStripProps) => {
  const { run, check, checkIsCurrent, protectedView, minimum, onCheck, onProtect, children } = props
  const { t, language } = useTexts('tables')
  const n = (value: number): string => formatInteger(value, language)
  const answer = run.answer
  if (!answer)
    return (
      <div className="tb-strip">
        {children}
        {run.phase === 'running' && <Spinner size="extra-tiny" label={t('running')} />}
      </div>
    )
  const { cube, protection, seconds } = answer
  const { provenance } = cube
  const used = linksUsed(provenance)
  const result: TableCheck | null = checkIsCurrent ? check.result : null
  return (
    <div className="tb-strip">
      {children}
      {run.phase === 'running' && <Spinner size="extra-tiny" aria-label={t('running')} />}
      <span title={t('recordsHint', { read: n(provenance.recordsRead) })}>
        {t('records', { count: provenance.recordsUsed, text: n(provenance.recordsUsed) })}
      </span>
      {answer.sample && (
        <Badge appearance="filled" color="warning">
          {t('sampleMark')}
        </Badge>
      )}
      <span>
        {t('cells', { text: n(cube.cells.records.length * cube.measures.filter((m) => m.hidden !== true).length) })}
      </span>
      <span title={`${provenance.engine} ${provenance.engineVersion} · ${formatDateTime(provenance.ranAt)}`}>
        {provenance.engine === 'duckdb' ? 'DuckDB' : provenance.engine === 'sqlite' ? 'SQLite' : provenance.engine} ·{' '}
        {formatDuration(provenance.seconds || seconds, language)}
      </span>
      {used.map((link) => (
        <span
          key={link.id}
          className={link.unmatchedRecords > 0 ? 'tb-warn' : ''}
          title={link.label?.[language] ?? link.id}
        >
          {used.length > 1 && `${link.label?.[language] ?? link.id}: `}
          {t('notLinked', {
            text: n(link.unmatchedRecords),
            percent: formatPercent(
              link.unmatchedRecords / Math.max(1, link.matchedRecords + link.unmatchedRecords),
              1,
              language,
            ),
          })}
        </span>
      ))}
      {provenance.unmappedRecords > 0 && (
        <span className="tb-warn">{t('unmapped', { text: n(provenance.unmappedRecords) })}</span>
      )}
      <span className="tb-strip__space" />
      {!result && provenance.check && !answer.sample && (
        <Badge
          appearance={provenance.check.agrees ? 'tint' : 'filled'}
          color={provenance.check.agrees ? 'success' : 'danger'}
          icon={provenance.check.agrees ? <CheckmarkCircleRegular /> : <ErrorCircleRegular />}
        >
          {provenance.check.agrees ? t('passport:agrees', { text: n(provenance.check.cells) }) : t('passport:differs')}
        </Badge>
      )}
      {result &&
        (result.differing === 0 ? (
          <Badge appearance="tint" color="success" icon={<CheckmarkCircleRegular />}>
            {t('checkEqual', { text: n(result.cells), time: formatDuration(result.seconds.sqlite, language) })}
          </Badge>
        ) : (
          <Badge appearance="filled" color="danger" icon={<ErrorCircleRegular />}>
            {t('checkDiffers', { text: n(result.differing) })}
          </Badge>
        ))}
      <Tooltip relationship="description" content={t('checkHint')}>
        <Button
          size="small"
          appearance="subtle"
          icon={check.running ? <Spinner size="extra-tiny" /> : <CheckmarkCircleRegular />}
          onClick={check.running ? check.cancel : onCheck}
        >
          {check.running ? t('checkStop') : t('check')}
        </Button>
      </Tooltip>
      {protection && (
        <Badge appearance="tint" color={protection.primary + protection.secondary > 0 ? 'warning' : 'success'}>
          {t('suppressed', {
            text: n(protection.primary + protection.secondary),
            primary: n(protection.primary),
            secondary: n(protection.secondary),
          })}
        </Badge>
      )}
      <Tooltip relationship="description" content={t('protectHint', { minimum })}>
        <Button
          size="small"
          appearance={protectedView ? 'primary' : 'subtle'}
          aria-pressed={protectedView}
          icon={protectedView ? <ShieldCheckmarkRegular /> : <ShieldRegular />}
          onClick={() => onProtect(!protectedView)}
        >
          {t('protect', { minimum })}
        </Button>
      </Tooltip>
    </div>
  )
}
