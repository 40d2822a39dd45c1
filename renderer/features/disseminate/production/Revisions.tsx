// How far figures were revised from one telling to a later one: mean and mean absolute revision, in the unit and in
// percent. In: the triangle. Out: a table. Never a figure that was told once only.
import type { RevisionSummary, RevisionTriangle } from '#shared/contract/production.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const Revisions = ({ triangle }: { triangle: RevisionTriangle }) => {
  const { t } = useTexts('production')
  const format = useFormat()
  const shape = triangle.cube.measures[0]
  const decimal = (value: number | null, decimals: number): string =>
    value === null ? '…' : format.decimal(value, decimals)
  const inUnit = (value: number | null): string =>
    value === null ? '…' : decimal(value / 10 ** (shape?.power ?? 0), Math.max(1, shape?.decimals ?? 1))
  const end = (of: RevisionSummary['from'] | RevisionSummary['to']): string =>
    of === 'first' || of === 'last' ? t(of) : t(`status.${of}`)
  return (
    <section className="sd-pad" aria-label={t('revisions')}>
      <h2 className="pr-heading">{t('revisions')}</h2>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col" className="num">
              {t('periodsCounted')}
            </th>
            <th scope="col" className="num">
              {t('mean')}
            </th>
            <th scope="col" className="num">
              {t('meanAbsolute')}
            </th>
            <th scope="col" className="num">
              {t('meanPercent')}
            </th>
            <th scope="col" className="num">
              {t('meanAbsolutePercent')}
            </th>
          </tr>
        </thead>
        <tbody>
          {triangle.revisions.map((r) => (
            <tr key={`${r.from} ${r.to}`}>
              <td>{end(r.from)}</td>
              <td>{end(r.to)}</td>
              <td className="num">{format.integer(r.periods)}</td>
              <td className="num">{inUnit(r.mean)}</td>
              <td className="num">{inUnit(r.meanAbsolute)}</td>
              <td className="num">{decimal(r.meanPercent, 2)}</td>
              <td className="num">{decimal(r.meanAbsolutePercent, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
