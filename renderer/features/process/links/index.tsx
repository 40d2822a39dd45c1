// Links: which datasets are tied, by which keys, how well; run again when stale.
import { Badge, Button } from '@fluentui/react-components'
import { BranchRegular, PlayRegular, SparkleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RunOnly } from '#shared/contract/links.ts'
import type { LinkDefinition, LinkSet } from '#shared/model/link.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useDatasets, useDefinitions, useLinks, useWorkspace } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Inspector, ScreenLayout, Section } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { LinkReport } from './LinkReport.tsx'
import { PairsMenu } from './PairsMenu.tsx'
import { SuggestLink } from './SuggestLink.tsx'
import './links.css'

type Row = { definition: LinkDefinition; set: LinkSet | null }

export const LinksScreen = ({ active }: ScreenProps) => {
  const { t, label } = useTexts('links')
  const format = useFormat()
  const announce = useAnnounce()
  const sets = useLinks()
  const definitions = useDefinitions('link')
  const datasets = useDatasets().data
  const workspace = useWorkspace().data
  const job = useJob('links.run')
  const [selected, setSelected] = useState<string | null>(null)
  const [queue, setQueue] = useState<readonly string[]>([])
  const ran = new Map((sets.data ?? []).map((s) => [s.definition.id, s]))
  const known = new Map<string, LinkDefinition>([
    ...(definitions.data ?? []).flatMap((d): [string, LinkDefinition][] =>
      d.definition.kind === 'link' ? [[d.id, d.definition]] : [],
    ),
    ...(sets.data ?? []).map((s): [string, LinkDefinition] => [s.definition.id, s.definition]),
  ])
  const rows: Row[] = [...known.values()].map((definition) => ({ definition, set: ran.get(definition.id) ?? null }))
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const name = (id: string): string => label(datasets?.find((d) => d.id === id)?.label) || id
  const filled = (id: string): boolean => (datasets?.find((d) => d.id === id)?.rows ?? 0) > 0
  const runnable = (row: Row): boolean => filled(row.definition.left) && filled(row.definition.right)
  const run = async (chosen: Row[], only: RunOnly = 'all'): Promise<void> => {
    for (const [index, row] of chosen.entries()) {
      setQueue(chosen.slice(index).map((r) => r.definition.id))
      const result = await job.start({ definition: row.definition, only })
      if (!result) break
      announce(
        t('announceRun', {
          link: label(row.definition.label),
          rate: format.percent(result.leftRows > 0 ? result.matchedRows / result.leftRows : 0),
        }),
      )
    }
    setQueue([])
    void sets.refetch()
  }
  const due = rows.filter((r) => runnable(r) && (r.set === null || r.set.stale))
  const runDue = (): void => void run(due)
  useCommand(
    {
      id: 'links.runDue',
      title: t('runDue'),
      menu: 'data',
      group: 'links',
      enabled: due.length > 0 && !readOnly && !job.running,
      run: runDue,
    },
    active,
  )
  const [suggesting, setSuggesting] = useState(false)
  const openSuggest = (): void => setSuggesting(true)
  useCommand(
    {
      id: 'links.suggest',
      title: t('suggest'),
      menu: 'data',
      group: 'links',
      enabled: !readOnly && !job.running,
      run: openSuggest,
    },
    active,
  )
  const suggested = (definition: LinkDefinition, at: boolean): void => {
    setSuggesting(false)
    setSelected(definition.id)
    void definitions.refetch()
    if (at) void run([{ definition, set: null }])
  }
  const chosen = rows.find((r) => r.definition.id === selected) ?? null
  const rate = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
  return (
    <ScreenLayout
      title={t('title')}
      toolbar={
        <Toolbar
          label={t('toolbar')}
          items={[
            {
              id: 'due',
              label: t('runDueCount', { links: due.length }),
              icon: <PlayRegular />,
              primary: due.length > 0,
              disabled: due.length === 0 || readOnly || job.running,
              run: runDue,
            },
            {
              id: 'suggest',
              label: t('suggest'),
              icon: <SparkleRegular />,
              disabled: readOnly === true || job.running,
              run: openSuggest,
            },
          ]}
        />
      }
      inspector={
        chosen && (
          <Inspector title={label(chosen.definition.label)} onClose={() => setSelected(null)}>
            <Section title={t('keys')}>
              <ul className="sd-plain-list">
                {chosen.definition.keys.map((k) => (
                  <li key={`${k.left}-${k.right}`} className="sd-mono">
                    {k.left} = {k.right}
                    {k.normalise === 'first10' ? ` (${t('first10')})` : ''}
                    {k.normalise === 'year_before' ? ` (${t('yearBefore')})` : ''}
                  </li>
                ))}
                {chosen.definition.stages?.fields.map((field) => (
                  <li key={field.id} className="sd-mono">
                    {field.left.join(' ')} ~ {field.right.join(' ')}
                  </li>
                ))}
              </ul>
            </Section>
            {chosen.set ? (
              <Section title={t('found')}>
                <dl className="sd-facts">
                  {(
                    [
                      [t('leftRows', { dataset: name(chosen.definition.left) }), format.integer(chosen.set.leftRows)],
                      [t('matchedRows'), format.integer(chosen.set.matchedRows)],
                      [t('unmatchedRows'), format.integer(chosen.set.leftRows - chosen.set.matchedRows)],
                      [t('missingKeyRows'), format.integer(chosen.set.missingKeyRows)],
                      [t('ambiguousRows'), format.integer(chosen.set.ambiguousRows)],
                      [
                        t('rightRows', { dataset: name(chosen.definition.right) }),
                        format.integer(chosen.set.rightRows),
                      ],
                      [t('rightMatchedRows'), format.integer(chosen.set.rightMatchedRows)],
                      [t('runAt'), format.instant(chosen.set.runAt)],
                      [t('seconds'), format.duration(chosen.set.seconds)],
                    ] as const
                  ).map(([term, value]) => (
                    <div key={term}>
                      <dt>{term}</dt>
                      <dd className="sd-numeric">{value}</dd>
                    </div>
                  ))}
                </dl>
              </Section>
            ) : (
              <p className="sd-muted">{t('notRun')}</p>
            )}
            {chosen.set && <PairsMenu set={chosen.set} nameOf={name} />}{' '}
            <Button
              appearance="primary"
              size="small"
              icon={<PlayRegular />}
              disabled={readOnly || job.running || !runnable(chosen)}
              onClick={() => void run([chosen])}
            >
              {t('run')}
            </Button>{' '}
            {chosen.set?.report && chosen.set.stale && (
              <Button
                size="small"
                title={t('runNewHint')}
                disabled={readOnly || job.running || !runnable(chosen)}
                onClick={() => void run([chosen], 'new')}
              >
                {t('runNew')}
              </Button>
            )}
          </Inspector>
        )
      }
    >
      <div className="sd-pad sd-stack">
        {sets.error && <ErrorPanel failure={sets.error.value} />}
        <JobProgress job={job} title={label(known.get(queue[0] ?? '')?.label)} />
        {sets.data && rows.length === 0 && (
          <EmptyState icon={<BranchRegular />} title={t('empty')} text={t('emptyText')} />
        )}
        {suggesting && (
          <SuggestLink
            datasets={(datasets ?? []).filter((d) => d.rows > 0)}
            onClose={() => setSuggesting(false)}
            onSuggested={suggested}
          />
        )}
        {rows.length > 0 && (
          <table className="sd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('link')}</th>
                <th scope="col">{t('sides')}</th>
                <th scope="col">{t('matchRate')}</th>
                <th scope="col" className="num">
                  {t('unmatchedRows')}
                </th>
                <th scope="col">{t('runAt')}</th>
                <th scope="col">{t('stateHeader')}</th>
                <th scope="col">{t('run')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const { definition, set } = row
                const matched = set ? rate(set.matchedRows, set.leftRows) : 0
                return (
                  <tr key={definition.id} aria-selected={definition.id === selected}>
                    <td>
                      <button type="button" className="sd-link-button" onClick={() => setSelected(definition.id)}>
                        {label(definition.label)}
                      </button>
                    </td>
                    <td>
                      {name(definition.left)} → {name(definition.right)}
                    </td>
                    <td>
                      {set && (
                        <span className="sd-rate">
                          <span className="sd-rate__bar" aria-hidden="true">
                            <span style={{ width: `${matched * 100}%` }} />
                          </span>
                          <span className="sd-numeric">{format.percent(matched)}</span>
                        </span>
                      )}
                    </td>
                    <td className="num">{set ? format.integer(set.leftRows - set.matchedRows) : ''}</td>
                    <td className="sd-numeric">{set ? format.instant(set.runAt) : ''}</td>
                    <td>
                      <Badge
                        appearance="tint"
                        size="small"
                        color={set === null ? 'informative' : set.stale ? 'warning' : 'success'}
                      >
                        {t(set === null ? 'state.never' : set.stale ? 'state.stale' : 'state.current')}
                      </Badge>
                    </td>
                    <td>
                      <Button
                        size="small"
                        icon={<PlayRegular />}
                        aria-label={t('runLink', { link: label(definition.label) })}
                        disabled={readOnly || job.running || !runnable(row)}
                        onClick={() => void run([row])}
                      />
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
        {chosen?.set && (
          <LinkReport
            set={chosen.set}
            disabled={readOnly === true || job.running}
            readOnly={readOnly === true}
            onRun={(definition) => void run([{ definition, set: chosen.set }])}
          />
        )}
      </div>
    </ScreenLayout>
  )
}
