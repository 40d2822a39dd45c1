// The compilations of one indicator: each period as each of them told it, how far figures moved, who compiled and who
// signed. In: an indicator's id. Out: a screen. Never a figure computed here.
import type { Vintage } from '#shared/contract/indicators.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { useCall } from '../../../bridge/queries.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { SignForm } from './SignForm.tsx'

export const VintagesView = ({ indicator }: { indicator: string }) => {
  const { t, label } = useTexts('indicators')
  const kept = useCall('indicator.vintages', { indicator })
  const some = (kept.data?.length ?? 0) > 0
  const triangle = useCall('indicator.triangle', { indicator }, { enabled: some })
  const newest = new Map<string, Vintage>()
  for (const vintage of kept.data ?? []) if (!newest.has(vintage.period)) newest.set(vintage.period, vintage)
  if (kept.error) return <ErrorPanel failure={kept.error.value} />
  if (kept.data && !some) return <p className="sd-muted sd-pad">{t('notCompiledYet')}</p>
  return (
    <div className="in-vintages">
      {triangle.data && (
        <div className="in-triangle">
          <CubeGrid cube={triangle.data.cube} layers={[]} label={label(triangle.data.cube.title)} />
        </div>
      )}
      <SignForm vintages={[...newest.values()]} />
      <VintageTable vintages={kept.data ?? []} />
    </div>
  )
}

const VintageTable = ({ vintages }: { vintages: readonly Vintage[] }) => {
  const { t, label } = useTexts('indicators')
  const { decimal, periodShort, instant, integer } = useFormat()
  const figure = (value: number | null, decimals: number): string => (value === null ? '…' : decimal(value, decimals))
  return (
    <table className="df-table">
      <thead>
        <tr>
          <th scope="col">{t('period')}</th>
          <th scope="col" className="df-number">
            {t('value')}
          </th>
          <th scope="col" className="df-number">
            {t('mayLeave')}
          </th>
          <th scope="col">{t('status')}</th>
          <th scope="col">{t('compiledWhen')}</th>
          <th scope="col">{t('signedHeader')}</th>
          <th scope="col">{t('fromDeliveries')}</th>
          <th scope="col" className="df-number">
            {t('exceptionsShort')}
          </th>
        </tr>
      </thead>
      <tbody>
        {vintages.map((v) => (
          <tr key={v.id}>
            <th scope="row">{periodShort(v.period)}</th>
            <td className="df-number">{figure(v.value, v.decimals)}</td>
            <td className="df-number">
              {v.shownStatus === 'suppressed' || v.shownStatus === 'suppressed_secondary'
                ? t('withheld')
                : figure(v.shown, v.decimals)}
            </td>
            <td>{label(figureStatusLabels[v.figure])}</td>
            <td>
              {instant(v.compiledAt)} · {v.compiledBy}
            </td>
            <td title={v.signed?.note}>{v.signed ? `${v.signed.by} · ${instant(v.signed.at)}` : t('notSigned')}</td>
            <td title={v.deliveries.map((d) => `${d.fileName} ${d.sha256.slice(0, 12)}`).join('\n')}>
              {t('files', { count: v.deliveries.length })}
            </td>
            <td className="df-number">{integer(v.exceptions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
