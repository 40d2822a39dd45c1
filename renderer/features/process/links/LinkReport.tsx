// How the pairs of a link by stages were found: counts, problems, histogram with thresholds, match weights, rules. In:
// a link set. Out: a run with other thresholds, the pairs as a file. Never a pair of records: those are read in the
// file or the review.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { LinkDefinition, LinkReport as Report, LinkSet } from '#shared/model/link.ts'
import type { LinkStages } from '#shared/model/linkModel.ts'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { LinkReview } from './LinkReview.tsx'
import { weightRows } from './levelText.ts'
import type { Thresholds } from './WeightHistogram.tsx'
import { WeightHistogram } from './WeightHistogram.tsx'

type Props = { set: LinkSet; disabled: boolean; readOnly: boolean; onRun: (definition: LinkDefinition) => void }

export const LinkReport = ({ set, disabled, readOnly, onRun }: Props) => {
  const { stages } = set.definition
  return stages && set.report ? (
    <Shown
      key={set.runAt}
      set={set}
      stages={stages}
      report={set.report}
      disabled={disabled}
      readOnly={readOnly}
      onRun={onRun}
    />
  ) : null
}

const Shown = ({ set, stages, report, disabled, readOnly, onRun }: Props & { stages: LinkStages; report: Report }) => {
  const { t, label } = useTexts('links')
  const [reviewing, setReviewing] = useState(false)
  const [thresholds, setThresholds] = useState<Thresholds>(stages.threshold)
  const moved = thresholds.link !== stages.threshold.link || thresholds.review !== stages.threshold.review
  return (
    <section className="lk-report" aria-label={t('report')}>
      <h2 className="sd-panel__title">
        {label(set.definition.label)} – {t('report')}
      </h2>
      <Problems problems={report.problems} />
      <Changes report={report} />
      <div className="lk-columns">
        <div>
          <Counts report={report} stages={stages} />
          <Button size="small" appearance="primary" disabled={set.stale} onClick={() => setReviewing(true)}>
            {t('linkReview:open')}
          </Button>
          {reviewing && <LinkReview set={set} readOnly={readOnly} onClose={() => setReviewing(false)} />}
          <Rules report={report} stages={stages} />
        </div>
        <div>
          {stages.model && (
            <Section title={t('histogram')}>
              <WeightHistogram report={report} thresholds={thresholds} onChange={setThresholds} />
              <Button
                size="small"
                disabled={!moved || disabled}
                onClick={() => onRun({ ...set.definition, stages: { ...stages, threshold: thresholds } })}
              >
                {t('runThresholds')}
              </Button>
            </Section>
          )}
        </div>
      </div>
      {stages.model && <Weights report={report} stages={stages} />}
    </section>
  )
}

const Problems = ({ problems }: { problems: string[] }) => {
  const { t } = useTexts('links')
  return problems.length === 0 ? null : (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {problems.map((problem) => {
          const [code = '', field = ''] = problem.split(':')
          return <div key={problem}>{t(`problem.${code}`, { field })}</div>
        })}
      </MessageBarBody>
    </MessageBar>
  )
}

/** What a run changed, and what it was over. */
const Changes = ({ report: { change, newRecords, modelVersion, version } }: { report: Report }) => {
  const { t } = useTexts('links')
  const format = useFormat()
  return (
    <>
      {newRecords !== undefined && (
        <p>
          {t('newRecords', {
            version: modelVersion ?? version,
            left: format.integer(newRecords.left),
            right: format.integer(newRecords.right),
            linked: format.integer(newRecords.linked),
          })}
        </p>
      )}
      {change !== undefined && (
        <p>
          {t('change', {
            kept: format.integer(change.kept),
            added: format.integer(change.added),
            removed: format.integer(change.removed),
          })}
        </p>
      )}
    </>
  )
}

const Counts = ({ report, stages }: { report: Report; stages: LinkStages }) => {
  const { t } = useTexts('links')
  const format = useFormat()
  const { expected, secondEngine, entities } = report
  const facts: [string, string][] = [
    [t('cardinality'), t(`cardinalities.${stages.cardinality}`)],
    [t('compared'), format.integer(report.compared)],
    [t('linkedPairs'), format.integer(report.linked)],
    [t('reviewPairs'), format.integer(report.review)],
    ...(entities === null ? [] : ([[t('entities'), format.integer(entities)]] as [string, string][])),
    ...(expected === null
      ? []
      : ([
          [t('expectedPrecision'), format.percent(expected.precision)],
          [t('expectedRecall'), format.percent(expected.recall)],
        ] as [string, string][])),
    ...(secondEngine === null
      ? []
      : ([
          [
            t('checkedTwice'),
            t('checkedTwiceValue', {
              pairs: format.integer(secondEngine.pairs),
              different: format.integer(secondEngine.different),
            }),
          ],
        ] as [string, string][])),
    [t('version'), `${report.version} · ${report.seed}`],
    ...report.passes.map((pass): [string, string] => [`${t('passes')}: ${pass.id}`, format.integer(pass.pairs)]),
  ]
  return (
    <dl className="sd-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="sd-numeric">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Rules = ({ report, stages }: { report: Report; stages: LinkStages }) => {
  const { t } = useTexts('links')
  const format = useFormat()
  return report.rules.length === 0 ? null : (
    <Section title={t('blocking')}>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col" className="num">
              {t('rulePairs')}
            </th>
            <th scope="col" className="num">
              {t('ruleAdded')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.rules.map((rule, index) => {
            const keys = stages.model?.blocking[index]?.keys.map((key) => `${key.field}:${key.by}`).join(' + ') ?? ''
            const [largest] = rule.largest
            return (
              <tr key={keys} title={largest ? `${t('largestBlock')}: ${format.integer(largest.pairs)}` : ''}>
                <td className="sd-mono">{keys}</td>
                <td className="num">{format.integer(rule.pairs)}</td>
                <td className="num">{format.integer(rule.added)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}

const Weights = ({ report, stages }: { report: Report; stages: LinkStages }) => {
  const { t, language } = useTexts('links')
  const format = useFormat()
  const rows = weightRows(stages, report, { t, language })
  const widest = Math.max(1, ...rows.map((row) => Math.abs(row.weight)))
  return (
    <Section title={t('weights')}>
      <table className="sd-list-table lk-weights">
        <thead>
          <tr>
            <th scope="col">{t('level')}</th>
            <th scope="col" className="num">
              {t('inMatches')}
            </th>
            <th scope="col" className="num">
              {t('byChance')}
            </th>
            <th scope="col" className="num">
              {t('weight')}
            </th>
            <th scope="col" aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.field} ${row.text}`} className={row.first ? 'lk-first' : ''}>
              <td>
                {row.first ? <strong className="sd-mono">{row.field}</strong> : null} {row.text}
              </td>
              <td className="num">{format.percent(row.m)}</td>
              <td className="num">{format.percent(row.u)}</td>
              <td className="num">{format.decimal(row.weight, 1)}</td>
              <td className="lk-weight" aria-hidden="true">
                <span
                  className={row.weight < 0 ? 'lk-weight--against' : 'lk-weight--for'}
                  style={{ width: `${(50 * Math.abs(row.weight)) / widest}%` }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
