// Compiling: which indicators, which periods, what status; progress with cancel; what was kept, every exception;
// signing what was kept. In: nothing. Out: vintages in the workspace. Never a signature by who compiled.
import { Button, Input } from '@fluentui/react-components'
import { PlayRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Compilation, CompiledIndicator } from '#shared/contract/indicators.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { indicatorDomains } from '#shared/model/indicator.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { figureStatuses } from '#shared/model/table.ts'
import { useDefinitions, useWorkspace } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { SignForm } from './SignForm.tsx'

const periodsIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean)

export const CompilePanel = () => {
  const { t, label } = useTexts('indicators')
  const announce = useAnnounce()
  const saved = useDefinitions('indicator').data ?? []
  const workspace = useWorkspace().data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const [scope, setScope] = useState<string>('all')
  const [text, setText] = useState('')
  const [figure, setFigure] = useState<'own' | (typeof figureStatuses)[number]>('own')
  const job = useJob('indicator.compile')
  const periods = periodsIn(text)
  const wrong = periods.find((p) => parsePeriod(p) === null)
  const group = indicatorDomains.find((d) => d === scope)
  const run = async (): Promise<void> => {
    const answer = await job.start({
      periods,
      ...(group === undefined ? (scope === 'all' ? {} : { indicators: [scope] }) : { group }),
      ...(figure === 'own' ? {} : { figure }),
    })
    if (answer) announce(t('compiled', { count: answer.counts.compiled, exceptions: answer.exceptions.length }))
  }
  const runnable = periods.length > 0 && wrong === undefined && saved.length > 0 && !readOnly && !job.running
  return (
    <div className="in-compile">
      <form
        className="in-compile__form"
        aria-label={t('compile')}
        onSubmit={(event) => {
          event.preventDefault()
          if (runnable) void run()
        }}
      >
        <ChoiceField
          label={t('scope')}
          value={scope}
          options={[
            { value: 'all', label: t('scopeAll', { count: saved.length }) },
            ...indicatorDomains.map((d) => ({
              value: d as string,
              label: t('scopeGroup', { group: t(`domain.${d}`) }),
            })),
            ...saved.map((d) => ({ value: d.id, label: label(d.title) || d.id })),
          ]}
          onChange={setScope}
        />
        <TextField
          label={t('periodsToCompile')}
          hint={t('periodsToCompileHint')}
          value={text}
          error={wrong === undefined ? null : t('production:periodWrong', { period: wrong })}
          onChange={setText}
        />
        <ChoiceField
          label={t('status')}
          value={figure}
          options={[
            { value: 'own', label: t('ownStatus') },
            ...figureStatuses.map((s) => ({ value: s, label: label(figureStatusLabels[s]) })),
          ]}
          onChange={setFigure}
        />
        <Button type="submit" appearance="primary" size="small" icon={<PlayRegular />} disabled={!runnable}>
          {t('compile')}
        </Button>
      </form>
      <JobProgress job={job} />
      {job.result && !job.running && <CompilationResult compilation={job.result} />}
    </div>
  )
}

const CompilationResult = ({ compilation }: { compilation: Compilation }) => {
  const { t, label, language } = useTexts('indicators')
  const { decimal, periodShort, duration } = useFormat()
  const [only, setOnly] = useState('')
  const vintages = compilation.indicators.flatMap((i) => i.vintages)
  const exceptions = compilation.exceptions.filter((e) => `${e.indicator} ${e.words[language]}`.includes(only))
  const titleOf = (id: string): string => {
    const found = compilation.indicators.find((i) => i.indicator === id)
    return found ? label(found.title) : id
  }
  return (
    <>
      <p className="in-counts" role="status">
        {(['compiled', 'unchanged', 'nothing', 'failed', 'not_due'] as const)
          .filter((o) => compilation.counts[o] > 0)
          .map((o) => `${t(`outcome.${o}`)}: ${compilation.counts[o]}`)
          .join(' · ')}{' '}
        · {duration(compilation.seconds)}
      </p>
      <SignForm vintages={vintages} />
      <h2 className="in-heading">{t('exceptionsTitle', { count: compilation.exceptions.length })}</h2>
      {compilation.exceptions.length > 0 && (
        <>
          <Input
            size="small"
            type="search"
            aria-label={t('searchExceptions')}
            placeholder={t('searchExceptions')}
            value={only}
            onChange={(_e, d) => setOnly(d.value)}
          />
          <table className="df-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('period')}</th>
                <th scope="col">{t('what')}</th>
              </tr>
            </thead>
            <tbody>
              {exceptions.slice(0, 200).map((e, i) => (
                <tr key={`${i} ${e.indicator}`}>
                  <th scope="row">{titleOf(e.indicator)}</th>
                  <td>{periodShort(e.period)}</td>
                  <td>{e.words[language]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {exceptions.length > 200 && (
            <p className="sd-muted">{t('moreExceptions', { count: exceptions.length - 200 })}</p>
          )}
        </>
      )}
      <h2 className="in-heading">{t('compiledTitle')}</h2>
      <table className="df-table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('outcomeHeader')}</th>
            <th scope="col">{t('lastPeriod')}</th>
            <th scope="col" className="df-number">
              {t('value')}
            </th>
            <th scope="col">{t('unit')}</th>
          </tr>
        </thead>
        <tbody>
          {compilation.indicators.map((one: CompiledIndicator) => {
            const last = one.vintages.at(-1)
            return (
              <tr key={one.indicator}>
                <th scope="row">{label(one.title)}</th>
                <td>{t(`outcome.${one.outcome}`)}</td>
                <td>{last ? periodShort(last.period) : ''}</td>
                <td className="df-number">
                  {last ? (last.value === null ? '…' : decimal(last.value, last.decimals)) : ''}
                </td>
                <td>{last ? label(last.unit) : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
