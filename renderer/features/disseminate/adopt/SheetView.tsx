// The sheet as it was read: title, unit, headings, rows with their hierarchy, figures, notes; doubts by cell; unbound
// labels marked. In: a table sheet. Out: the same on screen, with what was recognised. Never the file changed.
import { Button } from '@fluentui/react-components'
import { useMemo, useRef, useState } from 'react'
import type { LabelBinding, SheetFigure, SheetLabel, TableSheet } from '#shared/contract/adopt.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { isUnbound } from './model/bindings.ts'
import { SheetFacts, SheetHead, SheetProblems } from './sheetParts.tsx'

const firstRows = 200

const figureText = (figure: SheetFigure | undefined, format: ReturnType<typeof useFormat>): string => {
  if (!figure) return ''
  if (figure.symbol !== null) return { none: '-', not_available: '…', not_applicable: 'x' }[figure.symbol]
  return figure.value === null ? '' : format.exactText(figure.value)
}

export const SheetView = ({
  table,
  periods,
  bindings,
  onLabel,
}: {
  table: TableSheet
  periods: string[]
  bindings: LabelBinding[] | null
  onLabel: (cell: string) => void
}) => {
  const { t, label } = useTexts('adopt')
  const format = useFormat()
  const [all, setAll] = useState(false)
  const [shownCell, setShownCell] = useState<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const figures = useMemo(() => new Map(table.figures.map((f) => [`${f.row} ${f.column}`, f])), [table])
  const problems = useMemo(() => new Map(table.problems.filter((p) => p.cell !== '').map((p) => [p.cell, p])), [table])
  const unbound = useMemo(() => new Set((bindings ?? []).filter(isUnbound).map((b) => b.label.cell)), [bindings])
  const show = (cell: string): void => {
    setAll(true)
    setShownCell(cell)
    setTimeout(
      () => root.current?.querySelector(`[data-cell="${cell}"]`)?.scrollIntoView({ block: 'center', inline: 'center' }),
      0,
    )
  }
  const mark = (cell: string): Record<string, string> => {
    const problem = problems.get(cell)
    return {
      'data-cell': cell,
      ...(problem ? { 'data-problem': problem.severity, title: label(problem.message) } : {}),
      ...(shownCell === cell ? { 'data-shown': 'true' } : {}),
    }
  }
  const words = (of: SheetLabel) =>
    unbound.has(of.cell) ? (
      <button
        type="button"
        className="ad-unbound"
        title={t('bindThis', { cell: of.cell })}
        onClick={() => onLabel(of.cell)}
      >
        {of.text}
      </button>
    ) : (
      of.text
    )
  const rows = all ? table.rows : table.rows.slice(0, firstRows)
  return (
    <div className="ad-sheet" ref={root}>
      <h2 className="ad-sheet__title">{table.title.vi || t('noTitle')}</h2>
      {table.title.en && <p className="ad-sheet__english">{table.title.en}</p>}
      <SheetFacts table={table} periods={periods} />
      <SheetProblems problems={table.problems} onShow={show} />
      <div className="ad-sheet__scroll" tabIndex={0} role="region" aria-label={t('sheetAsRead')}>
        <table className="ad-grid">
          <SheetHead table={table} mark={mark} words={words} />
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.sheetRow} data-heading={row.heading || undefined}>
                <th
                  scope="row"
                  className="ad-grid__stub"
                  style={{ paddingLeft: 8 + row.level * 14 }}
                  {...mark(row.label.cell)}
                >
                  {words(row.label)}
                </th>
                {table.columns.map((column, c) => {
                  const figure = figures.get(`${r} ${c}`)
                  return (
                    <td key={column.sheetColumn} className="num" {...(figure ? mark(figure.cell) : {})}>
                      {figureText(figure, format)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {!all && table.rows.length > firstRows && (
          <Button size="small" onClick={() => setAll(true)}>
            {t('showAllRows', { shown: firstRows, all: format.integer(table.rows.length) })}
          </Button>
        )}
        {[...table.notes, table.source].filter(Boolean).map((line, i) => (
          <p key={i} className="ad-sheet__note">
            {line}
          </p>
        ))}
      </div>
    </div>
  )
}
