// Parts of a sheet as it was read: what is known of it, what is doubtful, its headings. In: the sheet. Out: a cell to
// show.
import { Badge } from '@fluentui/react-components'
import { ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { SheetLabel, TableSheet } from '#shared/contract/adopt.ts'
import { formatPeriod, formatPeriodShort } from '#shared/format/time.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { headingRows } from './model/headings.ts'

export const SheetFacts = ({ table, periods }: { table: TableSheet; periods: string[] }) => {
  const { t, language } = useTexts('adopt')
  const format = useFormat()
  const facts: [string, string][] = [
    [t('unit'), table.unit || t('notFound')],
    [t('periods'), periods.length > 0 ? periods.map((p) => formatPeriod(p, language)).join(', ') : t('notFound')],
    [
      t('size'),
      t('sizeOf', {
        rows: format.integer(table.rows.length),
        columns: format.integer(table.columns.length),
        figures: format.integer(table.figures.length),
      }),
    ],
    [t('confidence'), format.percent(table.confidence, 0)],
    ...(table.encoding ? [[t('encoding'), t(`encodings.${table.encoding}`)] as [string, string]] : []),
  ]
  return (
    <dl className="ad-facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="sd-numeric">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

type ProblemsProps = { problems: TableSheet['problems']; onShow: (cell: string) => void }
export const SheetProblems = ({ problems, onShow }: ProblemsProps) => {
  const { t, label } = useTexts('adopt')
  if (problems.length === 0) return null
  return (
    <section aria-label={t('problems')} className="ad-problems">
      <h3>
        {t('problems')}{' '}
        <Badge
          size="small"
          appearance="tint"
          color={problems.some((p) => p.severity === 'error') ? 'danger' : 'warning'}
        >
          {problems.length}
        </Badge>
      </h3>
      <ul>
        {problems.map((p, i) => (
          <li key={i} data-severity={p.severity}>
            <span aria-hidden="true">{p.severity === 'error' ? <ErrorCircleRegular /> : <WarningRegular />}</span>
            <span className="sd-visually-hidden">{t(`severity.${p.severity}`)}: </span>
            {p.cell !== '' && (
              <button type="button" className="sd-link-button sd-mono" onClick={() => onShow(p.cell)}>
                {p.cell}
              </button>
            )}{' '}
            <span>{label(p.message)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type HeadProps = {
  table: TableSheet
  /** What a cell of the sheet is marked with. */
  mark: (cell: string) => Record<string, string>
  words: (label: SheetLabel) => ReactNode
}
export const SheetHead = ({ table, mark, words }: HeadProps) => {
  const { t, language } = useTexts('adopt')
  const headings = useMemo(() => headingRows(table.columns), [table])
  return (
    <thead>
      {headings.map((row, level) => (
        <tr key={level}>
          {level === 0 && (
            <th scope="col" rowSpan={headings.length} className="ad-grid__stub">
              {t('rows')}
            </th>
          )}
          {row.map((c) => (
            <th key={c.label.cell} scope="col" colSpan={c.columnSpan} rowSpan={c.rowSpan} {...mark(c.label.cell)}>
              {words(c.label)}
              {c.label.period !== null && !c.label.text.includes(formatPeriodShort(c.label.period, language)) && (
                <span className="ad-tag">{formatPeriod(c.label.period, language)}</span>
              )}
              {c.label.status !== null && <span className="ad-tag">{t(`status.${c.label.status}`)}</span>}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  )
}
