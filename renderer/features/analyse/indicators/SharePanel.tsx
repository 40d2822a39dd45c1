// How many of the statutory indicators are compiled from administrative data, by field, against 50 % (2025) and 70 %
// (2030). In: the library with its states. Out: a table with a bar a field. Counts codes, not definitions: one code may
// have several.
import type { LibraryIndicator } from '#shared/contract/indicators.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { administrativeShare, shareTargets } from './model/administrativeShare.ts'

export const SharePanel = ({ library }: { library: readonly LibraryIndicator[] }) => {
  const { t } = useTexts('indicators')
  const { integer, percent } = useFormat()
  const rows = administrativeShare(library)
  if (library.length === 0) return null
  return (
    <section className="in-share" aria-label={t('shareTitle')}>
      <h2 className="in-heading">{t('shareTitle')}</h2>
      <table className="df-table">
        <thead>
          <tr>
            <th scope="col">{t('domainLabel')}</th>
            <th scope="col" className="df-number">
              {t('inSystem')}
            </th>
            <th scope="col" className="df-number">
              {t('computable')}
            </th>
            <th scope="col" className="df-number">
              {t('here')}
            </th>
            <th scope="col" className="df-number">
              {t('share')}
            </th>
            <th scope="col">{t('againstTargets')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, all, computable, here }) => {
            const share = all === 0 ? 0 : here / all
            return (
              <tr key={field} className={field === 'all' ? 'in-share__all' : undefined}>
                <th scope="row">{field === 'all' ? t('allFields') : t(`domain.${field}`)}</th>
                <td className="df-number">{integer(all)}</td>
                <td className="df-number">{integer(computable)}</td>
                <td className="df-number">{integer(here)}</td>
                <td className="df-number">{percent(share)}</td>
                <td>
                  <span className="in-share__bar" role="img" aria-label={percent(share)}>
                    <span style={{ width: `${100 * share}%` }} />
                    {shareTargets.map(({ year, share: target }) => (
                      <i key={year} style={{ left: `${100 * target}%` }} title={`${year}: ${percent(target, 0)}`} />
                    ))}
                  </span>
                  <span className="in-share__targets">
                    {shareTargets.map(({ year, share: target }) => (
                      <span key={year} data-reached={share >= target}>
                        {t(share >= target ? 'reached' : 'notReached', { year, target: percent(target, 0) })}
                      </span>
                    ))}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="sd-muted in-hint">{t('shareNote')}</p>
    </section>
  )
}
