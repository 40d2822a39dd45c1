// Codes that do not match: those of the table that are not on the map, those of the map that are not in the table. In:
// what is drawn. Out: two lists, each whole. Never shortened without a count.
import type { MapData } from '#shared/map/mapData.ts'
import { useTexts } from '../../../i18n/index.ts'

export const Unmatched = ({ data }: { data: MapData }) => {
  const { t, label } = useTexts('maps')
  if (data.tableOnly.length === 0 && data.mapOnly.length === 0)
    return <p className="mp-small">{t('allMatch', { count: data.figures.size })}</p>
  return (
    <div className="mp-unmatched" tabIndex={0} role="region" aria-label={t('unmatchedRegion')}>
      <div>
        <h4>{t('tableOnly', { count: data.tableOnly.length })}</h4>
        <ul>
          {data.tableOnly.map((c) => (
            <li key={`${c.kind} ${c.code} ${c.version ?? ''}`}>
              {c.code} {label(c.label)}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h4>{t('mapOnly', { count: data.mapOnly.length })}</h4>
        <ul>
          {data.mapOnly.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
