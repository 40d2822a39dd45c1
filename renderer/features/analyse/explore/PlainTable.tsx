// The records as a plain HTML table, a page at a time: caption, headings of columns and rows, nothing drawn only in
// sight. For screen readers and for those who like it. In: an open view. Out: what the user sorts and opens.
import { Button } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Sort } from '#shared/contract/explore.ts'
import type { ExploreRows } from '#shared/contract/responses.ts'
import type { Failure } from '#shared/model/failure.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { call } from '../../../bridge/client.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, isNumber } from './cellText.ts'
import { CodeText } from './CodeText.tsx'
import { pageRows } from './pageRows.ts'
import type { CodeLabels } from './useCodeLabels.ts'
import type { OpenView } from './useView.ts'

const pageSize = 100

export type PlainTableProps = {
  title: string
  open: OpenView
  variables: readonly Variable[]
  labels: CodeLabels
  /** Grows when values of the same view are to be read anew. */
  readings: number
  onSort: (sort: Sort) => void
  onMenu: (variable: string, anchor: HTMLElement) => void
  onOpenRow: (rowId: number) => void
}

export const PlainTable = (props: PlainTableProps) => <Pages key={props.open.view.view} {...props} />

const Pages = ({ title, open, variables, labels, readings, onSort, onMenu, onOpenRow }: PlainTableProps) => {
  const { t, label, language } = useTexts('explore')
  const format = useFormat()
  const [page, setPage] = useState(0)
  const id = useId()
  const { rows, view } = open.view
  const pages = Math.max(1, Math.ceil(rows / pageSize))
  const input = { view, offset: page * pageSize, limit: pageSize }
  const answer = useQuery<ExploreRows, Failure>({
    queryKey: ['explore.rows', input, readings],
    queryFn: () => call('explore.rows', input),
    enabled: rows > 0,
    placeholderData: keepPreviousData,
  })
  const found = answer.data ? pageRows(answer.data) : []
  const orderOf = (variable: string) => open.sort.find((s) => s.variable === variable)
  const sortBy = (variable: string, add: boolean): void => {
    const next: Sort[number] = {
      variable,
      direction: orderOf(variable)?.direction === 'ascending' ? 'descending' : 'ascending',
    }
    onSort(add ? [...open.sort.filter((s) => s.variable !== variable), next] : [next])
  }
  const text = (v: Variable, value: string | number | null | undefined, period: string | null): React.ReactNode => {
    if (value === null || value === undefined) return ''
    if (v.codeList)
      return <CodeText variable={v.id} code={String(value)} period={period} labels={labels} language={language} />
    return v.id === periodVariableId ? format.periodShort(String(value)) : cellText(v, value, format)
  }
  const first = page * pageSize + 1
  return (
    <div className="sd-plain" data-records>
      {answer.error && <ErrorPanel failure={answer.error.value} />}
      <nav className="sd-plain__pages" aria-label={t('plain.pages')}>
        <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
          {t('plain.before')}
        </Button>
        <Button size="small" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
          {t('plain.next')}
        </Button>
        <span role="status">{t('plain.page', { page: format.integer(page + 1), pages: format.integer(pages) })}</span>
      </nav>
      <div className="sd-plain__scroll" tabIndex={0} role="region" aria-labelledby={id}>
        <table className="sd-list-table">
          <caption id={id}>
            {t('plain.caption', {
              title,
              from: format.integer(rows === 0 ? 0 : first),
              to: format.integer(Math.min(rows, first + pageSize - 1)),
              rows: format.integer(rows),
            })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('plain.row')}</th>
              {variables.map((v) => {
                const order = orderOf(v.id)
                const place = open.sort.length > 1 && order ? ` ${open.sort.indexOf(order) + 1}` : ''
                return (
                  <th
                    key={v.id}
                    scope="col"
                    className={isNumber(v) ? 'num' : ''}
                    aria-sort={order ? order.direction : 'none'}
                  >
                    <button
                      type="button"
                      className="sd-link-button"
                      onClick={(event) => sortBy(v.id, event.shiftKey)}
                      onContextMenu={(event) => {
                        event.preventDefault()
                        onMenu(v.id, event.currentTarget)
                      }}
                    >
                      {label(v.label)}
                      {v.unit && isNumber(v) ? ` (${label(v.unit)})` : ''}
                      {order ? (order.direction === 'ascending' ? ' ▲' : ' ▼') : ''}
                      {place}
                    </button>
                    <button
                      type="button"
                      className="sd-column__menu"
                      aria-label={t('column.menu', { variable: label(v.label) })}
                      onClick={(event) => onMenu(v.id, event.currentTarget)}
                    >
                      ⋮
                    </button>
                  </th>
                )
              })}
              <th scope="col">{t('flags')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((row, i) => (
              <tr key={row.rowId}>
                <th scope="row" className="num">
                  <button type="button" className="sd-link-button" onClick={() => onOpenRow(row.rowId)}>
                    {format.integer(first + i)}
                  </button>
                </th>
                {variables.map((v) => (
                  <td key={v.id} className={isNumber(v) ? 'num' : ''}>
                    {row.masked.has(v.id)
                      ? t('plain.masked')
                      : text(v, row.values[v.id], (row.values[periodVariableId] as string | null) ?? null)}
                  </td>
                ))}
                <td>{row.flags.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
