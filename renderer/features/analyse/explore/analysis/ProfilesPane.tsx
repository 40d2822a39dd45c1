// All variables at once under the present filter: missing, different values, extremes, a small distribution each.
// In: a view. Out: a variable to look into.
import { Badge } from '@fluentui/react-components'
import type { VariableSummary } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { averageText, cellText } from '../cellText.ts'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'

export type ProfilesPaneProps = {
  view: string
  variables: readonly Variable[]
  onVariable: (variable: string) => void
  onClose: () => void
}

const Bars = ({ summary, text }: { summary: VariableSummary; text: (code: string) => string }) => {
  const { label } = useTexts()
  const format = useFormat()
  const most = Math.max(1, ...summary.bars.map((b) => b.records))
  const words = summary.bars
    .map(
      (b) =>
        `${b.label ? label(b.label) : b.to === null ? text(b.code) : `${text(b.code)} – ${text(b.to)}`}: ${format.integer(b.records)}`,
    )
    .join('\n')
  return summary.bars.length === 0 ? null : (
    <span className="sd-spark" role="img" aria-label={words} title={words}>
      {summary.bars.map((b) => (
        <span
          key={`${b.code}:${b.label?.vi ?? ''}`}
          style={{ height: `${Math.max(b.records > 0 ? 6 : 0, (100 * b.records) / most)}%` }}
        />
      ))}
    </span>
  )
}

export const ProfilesPane = ({ view, variables, onVariable, onClose }: ProfilesPaneProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const answer = useAnswer('explore.profileAll', { view })
  const { data } = answer
  const byId = new Map(variables.map((v) => [v.id, v]))
  const about = (text: string, approximate: boolean): string => (approximate ? `≈ ${text}` : text)
  return (
    <AnalysisFrame title={t('profiles.title')} onClose={onClose} copies={data !== null}>
      <AnswerState answer={answer} />
      {data && (
        <table className="sd-list-table sd-analysis__table" aria-busy={!answer.current}>
          <caption className="sd-analysis__caption">
            {t('profiles.caption', { records: format.integer(data.records), seconds: format.duration(data.seconds) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('common:variable')}</th>
              <th scope="col">{t('profiles.role')}</th>
              <th scope="col" className="num">
                {t('missingCount')}
              </th>
              <th scope="col" className="num">
                %
              </th>
              <th scope="col" className="num">
                {t('profiles.distinct')}
              </th>
              <th scope="col" className="num">
                {t('minimum')}
              </th>
              <th scope="col" className="num">
                {t('median')}
              </th>
              <th scope="col" className="num">
                {t('mean')}
              </th>
              <th scope="col" className="num">
                {t('maximum')}
              </th>
              <th scope="col" data-copy="">
                {t('profiles.distribution')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.variables.map((summary) => {
              const variable = byId.get(summary.variable)
              if (!variable) return null
              const share = data.records > 0 ? summary.missing / data.records : 0
              const value = (text: string | null): string => (text === null ? '' : cellText(variable, text, format))
              return (
                <tr key={summary.variable}>
                  <th scope="row">
                    <button type="button" className="sd-link-button" onClick={() => onVariable(summary.variable)}>
                      {label(variable.label)}
                    </button>
                  </th>
                  <td className="sd-nowrap">{t(`role.${variable.role}`)}</td>
                  <td className="num">{summary.missing === 0 ? '–' : format.integer(summary.missing)}</td>
                  <td className="num">
                    {summary.missing === 0 ? (
                      '–'
                    ) : share > 0.2 ? (
                      <Badge appearance="tint" color="warning" size="small">
                        {format.percent(share)}
                      </Badge>
                    ) : (
                      format.percent(share)
                    )}
                  </td>
                  <td className="num">
                    {summary.distinct === null ? '' : about(format.integer(summary.distinct), summary.approximate)}
                  </td>
                  <td className="num">{value(summary.minimum)}</td>
                  <td className="num">
                    {summary.median === null
                      ? ''
                      : about(averageText(variable, summary.median, format), summary.approximate)}
                  </td>
                  <td className="num">{summary.mean === null ? '' : averageText(variable, summary.mean, format)}</td>
                  <td className="num">{value(summary.maximum)}</td>
                  <td data-copy="">
                    {summary.masked ? (
                      <span className="sd-muted">{t('profiles.masked')}</span>
                    ) : (
                      <Bars summary={summary} text={value} />
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </AnalysisFrame>
  )
}
