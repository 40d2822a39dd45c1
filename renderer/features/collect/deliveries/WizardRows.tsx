// The first rows of a file as they stand, beside what will be stored of them, and what would be rejected and why.
import { Badge } from '@fluentui/react-components'
import type { LayoutPreview } from '#shared/contract/layouts.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { maskedText } from '../../analyse/explore/cellText.ts'
import { variableOf } from './editPackage.ts'

type Props = { made: LayoutPackage; header: readonly string[]; preview: LayoutPreview | null }

export const WizardRows = ({ made, header, preview }: Props) => {
  const { t } = useTexts('layouts')
  const format = useFormat()
  if (!preview) return <p className="sd-muted">{t('looking')}</p>
  const hidden = new Set(
    made.layout.columns.filter((c) => variableOf(made, c)?.role === 'identifier').map((c) => c.column),
  )
  const reasons = Object.entries(preview.rejected)
  const reasonText = (reason: string): string => {
    const [kind = '', variable] = reason.split(':')
    return variable === undefined ? t(`problems.${kind}`) : t(`problems.${kind}`, { variable })
  }
  return (
    <div className="sd-stack">
      <p className="sd-wizard__reasons">
        {reasons.length === 0 ? (
          <span className="sd-muted">{t('nothingRejected', { rows: format.integer(preview.rows) })}</span>
        ) : (
          reasons.map(([reason, count]) => (
            <Badge key={reason} appearance="tint" color="danger">
              {reasonText(reason)}: {format.integer(count)}
            </Badge>
          ))
        )}
      </p>
      <div className="sd-wizard__halves">
        <Rows
          title={t('asItStands')}
          names={header}
          rows={preview.shown.map((row) => ({
            line: row.line,
            cells: row.raw.map((text, i) => (text !== '' && hidden.has(header[i] ?? '') ? maskedText : text)),
            bad: row.problems.length > 0,
          }))}
        />
        <Rows
          title={t('asStored')}
          names={made.layout.columns.map((c) => c.variable)}
          rows={preview.shown.map((row) => ({
            line: row.line,
            cells: row.stored.map((text, i) => {
              if (text === null)
                return row.problems.some((p) => p.endsWith(`:${made.layout.columns[i]?.variable}`)) ? '✗' : '∅'
              return hidden.has(made.layout.columns[i]?.column ?? '') ? maskedText : text
            }),
            bad: row.problems.length > 0,
          }))}
        />
      </div>
    </div>
  )
}

type RowsProps = { title: string; names: readonly string[]; rows: { line: number; cells: string[]; bad: boolean }[] }

const Rows = ({ title, names, rows }: RowsProps) => (
  <div className="sd-import__preview" tabIndex={0} role="group" aria-label={title}>
    <table className="sd-list-table sd-mono">
      <caption className="sd-wizard__caption">{title}</caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          {names.map((name, i) => (
            <th key={`${name}-${i}`} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line} className={row.bad ? 'sd-wizard__bad' : ''}>
            <td className="sd-muted">{row.line}</td>
            {row.cells.map((text, i) => (
              <td key={i}>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
