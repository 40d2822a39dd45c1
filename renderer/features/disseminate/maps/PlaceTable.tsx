// The table of a map: a row a place, sorted by figure; the place chosen on the map is in view, a row chosen is shown on
// the map. In: what is drawn, the chosen code. Out: the code of the row pressed. Never a figure but the one drawn.
import { useEffect, useRef } from 'react'
import { formatCell } from '#shared/format/cell.ts'
import type { MapData } from '#shared/map/mapData.ts'
import { useTexts } from '../../../i18n/index.ts'

const mostRows = 4000

export const PlaceTable = ({
  data,
  chosen,
  onChoose,
}: {
  data: MapData
  chosen: string | null
  onChoose: (code: string) => void
}) => {
  const { t, label, language } = useTexts('maps')
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (chosen !== null) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const rows = [...data.figures].toSorted(([, a], [, b]) => (b.shown ?? -Infinity) - (a.shown ?? -Infinity))
  return (
    <div className="mp-table" tabIndex={0} role="region" aria-label={t('table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('code')}</th>
            <th scope="col">{label(data.dimension.label)}</th>
            <th scope="col" className="mp-number">
              {label(data.measure.label)} {label(data.measure.unit) === '' ? '' : `(${label(data.measure.unit)})`}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map(([code, f]) => (
            <tr
              key={code}
              ref={code === chosen ? row : undefined}
              aria-selected={code === chosen}
              className={code === chosen ? 'mp-chosen' : undefined}
              tabIndex={0}
              onClick={() => onChoose(code)}
              onKeyDown={(e) => e.key === 'Enter' && onChoose(code)}
            >
              <td>{f.category.code}</td>
              <td>{label(f.category.label)}</td>
              <td className="mp-number">{formatCell(f, data.measure, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
