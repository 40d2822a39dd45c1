// The cell over the kept runs of its table: each run's figure and the change on the run before. In: builder and answer.
// Out: documents of all periods and of the comparison with now. Never an unprotected figure beside a protected table.
import { Button, Spinner } from '@fluentui/react-components'
import { useMemo } from 'react'
import { formatCell } from '#shared/format/cell.ts'
import { ErrorPanel } from '../../../../components/ErrorPanel.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { runJob } from '../../../../bridge/client.ts'
import { useCall } from '../../../../bridge/queries.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { openComparison, openTriangle } from '../../../disseminate/production/documents.ts'
import { describeAddress } from '../../../../components/cube/cellAddress.ts'
import { cellOverRuns, triangleAddress } from '../model/overRuns.ts'
import { useAsked } from '../variables/useVariablePreview.ts'
import type { PassportTabProps } from './passportTab.ts'

type Question = { table: string; measure: string; address: Record<string, string>; runs: number[] }

const ask = (key: string, signal: AbortSignal) => runJob('runs.triangle', JSON.parse(key) as Question, { signal })

export const RunsPassport = ({ builder, answer }: PassportTabProps) => {
  const { t, label, language } = useTexts('tables')
  const { cell } = builder.session
  const { cube } = answer
  const kept = useCall('runs.list', { table: builder.definition.id })
  const runs = kept.data ?? []
  const place = useMemo(() => (cell ? triangleAddress(cube, cell.address) : null), [cube, cell])
  const hidden = answer.protection !== null
  const asking = cell && place && !hidden && place.time !== 'total' && runs.length > 0
  const { value, failure, running } = useAsked(
    asking
      ? JSON.stringify({
          table: builder.definition.id,
          measure: cell.measure,
          address: place.address,
          runs: runs.map((r) => r.id),
        } satisfies Question)
      : null,
    ask,
  )
  const measure = value?.cube.measures[0]
  const rows = value && place ? cellOverRuns(value, place.time) : []
  const title = label(builder.definition.title)
  if (kept.data && runs.length === 0) {
    return (
      <>
        <p className="sd-muted tb-small">{t(builder.dirty ? 'passport:notSaved' : 'passport:noRuns')}</p>
        <Button size="small" disabled={builder.dirty} onClick={builder.keepRun}>
          {t('passport:keepRun')}
        </Button>
      </>
    )
  }
  const last = runs.at(-1)
  return (
    <>
      {cell && <p className="tb-passport__where">{describeAddress(cube, cell.address, language)}</p>}
      <Section
        title={t('passport:runsOf')}
        actions={running ? <Spinner size="extra-tiny" aria-label={t('running')} /> : undefined}
      >
        {!cell ? (
          <p className="sd-muted tb-small">{t('passport:chooseCell')}</p>
        ) : hidden ? (
          <p className="sd-muted tb-small">{t('passport:runsHidden')}</p>
        ) : place?.time === 'total' ? (
          <p className="sd-muted tb-small">{t('passport:runsTotalTime')}</p>
        ) : failure ? (
          <ErrorPanel failure={failure} />
        ) : value && rows.length === 0 ? (
          <p className="sd-muted tb-small">{t('passport:runsNoFigure')}</p>
        ) : (
          measure && (
            <table className="tb-inputs">
              <thead>
                <tr>
                  <th scope="col">{t('passport:run')}</th>
                  <th scope="col">{t('passport:value')}</th>
                  <th scope="col">{t('passport:change')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.run.id}>
                    <th scope="row">
                      <span className="tb-inputs__role">{row.run.name}</span>
                      <span className="tb-inputs__of">{t(`production:status.${row.run.status}`)}</span>
                    </th>
                    <td>{formatCell(row, measure, language)}</td>
                    <td>
                      {row.change === null ? '' : formatCell({ value: row.change, status: 'value' }, measure, language)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        )}
      </Section>
      <div className="tb-buttons">
        <Button size="small" disabled={builder.dirty} onClick={builder.keepRun}>
          {t('passport:keepRun')}
        </Button>
        {last && (
          <Button size="small" onClick={() => openComparison(last.id, 'now', title)}>
            {t('passport:compareWithNow')}
          </Button>
        )}
        {runs.length > 0 && (
          <Button size="small" onClick={() => openTriangle(builder.definition.id, title)}>
            {t('passport:wholeTriangle')}
          </Button>
        )}
      </div>
    </>
  )
}
