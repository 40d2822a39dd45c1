// A kept result as it was: its figures, who kept it when, and the deliveries it came from. Not protected: for the
// screen only.
import { Badge } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { defaultLayer } from '#shared/format/tableLayout.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ChoiceField } from '../../../components/Field.tsx'
import { Inspector, ScreenLayout, Section } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { openComparison } from './documents.ts'

export const RunDocument = ({ run: id }: { run: number }) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  const run = useCall('runs.list', {}).data?.find((each) => each.id === id)
  const job = useJob('runs.cube')
  const { start, result: cube } = job
  const [layers, setLayers] = useState<number[] | null>(null)
  useEffect(() => {
    void start({ run: id }).then((read) => {
      if (read) useWorkbench.getState().setStatus({ cells: read.cells.records.length, confidential: true })
    })
  }, [start, id])
  const place = layers ?? (cube ? defaultLayer(cube) : [])
  const compare = (): void => {
    if (run) openComparison(id, 'now', t('compareTitle', { before: run.name, after: t('now') }))
  }
  return (
    <ScreenLayout
      title={run ? `${label(run.title)}: ${run.name}` : t('runs')}
      toolbar={
        <Toolbar
          label={t('runs')}
          items={[{ id: 'compare', label: t('withNow'), icon: <ArrowSyncRegular />, disabled: !run, run: compare }]}
        />
      }
      inspector={
        run && (
          <Inspector title={run.name}>
            <dl className="sd-facts">
              {(
                [
                  [t('statusHeader'), t(`status.${run.status}`)],
                  [t('keptAt'), format.instant(run.keptAt)],
                  [t('keptBy'), run.keptBy],
                  [t('origin'), t(`origins.${run.origin}`)],
                  [t('cells'), format.integer(run.cells)],
                ] as const
              ).map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd className="sd-numeric">{value}</dd>
                </div>
              ))}
            </dl>
            <Section title={t('deliveries')}>
              <ul className="sd-plain-list">
                {run.deliveries.map((d) => (
                  <li key={d.id} title={d.sha256}>
                    {format.period(d.period)} <span className="sd-muted">{d.fileName}</span>
                  </li>
                ))}
              </ul>
            </Section>
          </Inspector>
        )
      }
    >
      <JobProgress job={job} padded />
      {cube && place.length > 0 && (
        <div className="pr-choices">
          {cube.dimensions
            .filter((d) => d.axis === 'layer')
            .map((d, l) => (
              <ChoiceField
                key={`${d.variable} ${d.level ?? ''}`}
                label={label(d.label)}
                value={String(place[l] ?? 0)}
                options={d.categories.map((c, i) => ({ value: String(i), label: label(c.label) }))}
                onChange={(value) => setLayers(place.map((p, i) => (i === l ? Number(value) : p)))}
              />
            ))}
        </div>
      )}
      {cube && (
        <div className="pr-grid">
          <div className="pr-side">
            <Badge appearance="outline" size="small">
              {run ? t(`status.${run.status}`) : ''}
            </Badge>
          </div>
          <CubeGrid cube={cube} layers={place} label={label(cube.title)} />
        </div>
      )}
    </ScreenLayout>
  )
}
