// The indicators of the workspace by field: last figure, change, course, status; what was compiled is shown as
// compiled, the rest computed. In: definitions. Out: opened documents, copies, removals. Never a figure computed here.
import { Spinner } from '@fluentui/react-components'
import { Fragment } from 'react'
import type { Vintage } from '#shared/contract/indicators.ts'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { indicatorDomains } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { DefinitionRow } from '../../process/definitions/DefinitionRow.tsx'
import type { DefinitionActs } from '../../process/definitions/DefinitionRow.tsx'
import { useIndicatorCube } from '../../process/definitions/useSourceCube.ts'
import { headlineOf, seriesOf } from './model/series.ts'
import { Sparkline } from './Sparkline.tsx'

export type Row = SavedDefinition & { definition: IndicatorDefinition }

export const IndicatorList = ({ rows, ...acts }: { rows: readonly Row[] } & DefinitionActs) => {
  const { t } = useTexts('indicators')
  const latest = useCall('indicator.vintages', { latest: true })
  const compiled = new Map<string, Vintage[]>()
  for (const vintage of latest.data ?? [])
    compiled.set(vintage.indicator, [...(compiled.get(vintage.indicator) ?? []), vintage])
  return (
    <table className="df-table in-table">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('lastPeriod')}</th>
          <th scope="col" className="df-number">
            {t('value')}
          </th>
          <th scope="col" className="df-number">
            {t('change')}
          </th>
          <th scope="col">{t('unit')}</th>
          <th scope="col">{t('course')}</th>
          <th scope="col">{t('status')}</th>
          <th scope="col">
            <span className="sd-visually-hidden">{t('definitions:actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {indicatorDomains.map((domain) => {
          const own = rows.filter((d) => d.definition.domain === domain)
          return own.length === 0 ? null : (
            <Fragment key={domain}>
              <tr className="in-domain">
                <th scope="rowgroup" colSpan={8}>
                  {t(`domain.${domain}`)}
                </th>
              </tr>
              {own.map((row) => (
                <IndicatorRow
                  key={row.id}
                  row={row}
                  waiting={latest.isPending}
                  vintages={compiled.get(row.id) ?? []}
                  {...acts}
                />
              ))}
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

type IndicatorRowProps = DefinitionActs & { row: Row; waiting: boolean; vintages: readonly Vintage[] }

const IndicatorRow = ({ row, waiting, vintages, ...acts }: IndicatorRowProps) => (
  <DefinitionRow one={row} feature="indicators" {...acts}>
    {waiting ? (
      <td colSpan={6} />
    ) : vintages.length > 0 ? (
      <CompiledCells vintages={vintages} />
    ) : (
      <ComputedCells definition={row.definition} />
    )}
  </DefinitionRow>
)

const CompiledCells = ({ vintages }: { vintages: readonly Vintage[] }) => {
  const { t, label } = useTexts('indicators')
  const { decimal, period } = useFormat()
  const points = vintages.toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const at = points.findLastIndex((v) => v.value !== null)
  const [last, before] = [points[at] ?? points.at(-1), points[at - 1]]
  if (!last) return <td colSpan={6} />
  const was = before?.value ?? null
  const change = last.value === null || was === null ? null : last.value - was
  return (
    <>
      <td>{period(last.period)}</td>
      <td className="df-number in-value">{last.value === null ? '…' : decimal(last.value, last.decimals)}</td>
      <td className="df-number">
        {change === null ? '' : <Change value={change} text={decimal(Math.abs(change), last.decimals)} />}
      </td>
      <td>{label(last.unit)}</td>
      <td>
        <Sparkline values={points.map((p) => p.value)} />
      </td>
      <td
        title={last.signed ? t('signedNote', { name: last.signed.by }) : t('compiledNote', { name: last.compiledBy })}
      >
        {label(figureStatusLabels[last.figure])}
        {last.signed ? ` · ${t('signedShort')}` : ''}
      </td>
    </>
  )
}

const Change = ({ value, text }: { value: number; text: string }) => {
  const { t } = useTexts('indicators')
  const same = /^[0.,]+$/.test(text)
  return <span title={t('changeHint')}>{same ? text : `${value > 0 ? '▲ +' : '▼ −'}${text}`}</span>
}

const ComputedCells = ({ definition }: { definition: IndicatorDefinition }) => {
  const { t, label, language } = useTexts('indicators')
  const answer = useIndicatorCube(definition, [])
  const points = answer.cube ? seriesOf(answer.cube) : []
  const measure = answer.cube?.measures[0]
  const headline = measure ? headlineOf(points, measure, language) : null
  if (answer.failure)
    return (
      <td colSpan={6} className="in-failed" title={answer.failure.code}>
        {failureMessage(answer.failure, language)}
      </td>
    )
  return (
    <>
      <td>
        {answer.pending && !answer.cube ? (
          <Spinner size="extra-tiny" label={t('computing')} />
        ) : (
          label(headline?.last.label)
        )}
      </td>
      <td className="df-number in-value">{headline?.text ?? (answer.cube ? '…' : '')}</td>
      <td className="df-number">
        {headline?.change && (
          <span title={t('changeHint')}>
            {headline.change.direction === 'up' ? '▲ ' : headline.change.direction === 'down' ? '▼ ' : ''}
            {headline.change.text}
          </span>
        )}
      </td>
      <td>{label(measure?.unit ?? definition.unit)}</td>
      <td>
        <Sparkline values={points.map((p) => p.shown)} />
      </td>
      <td>{t('notCompiled')}</td>
    </>
  )
}
