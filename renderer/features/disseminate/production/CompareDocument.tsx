// The difference report: what changed between two runs and why. Cells by size of change or as a table; the parts of the
// one chosen.
import { Checkbox, MessageBar, MessageBarBody, Tab, TabList } from '@fluentui/react-components'
import { ArrowExportRegular, ArrowSyncRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { DifferenceReport } from '#shared/contract/production.ts'
import { runJob } from '../../../bridge/client.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { ChangeGrid } from './ChangeGrid.tsx'
import { DifferenceInspector } from './DifferenceInspector.tsx'
import type { DifferenceRow } from './differenceRows.ts'

const Summary = ({ report }: { report: DifferenceReport }) => {
  const { t } = useTexts('production')
  const format = useFormat()
  return (
    <span className="sd-numeric">
      {t('summary', {
        changed: format.integer(report.counts.changed),
        unchanged: format.integer(report.counts.unchanged),
        onlyAfter: format.integer(report.counts.onlyAfter),
        onlyBefore: format.integer(report.counts.onlyBefore),
      })}{' '}
      {format.duration(report.seconds)}
    </span>
  )
}

export const CompareDocument = ({ before, after }: { before: number; after: number | 'now' }) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  const announce = useAnnounce()
  const exportFile = useExport()
  const job = useJob('runs.compare')
  const table = useJob('runs.differenceCube')
  const [recode, setRecode] = useState(false)
  const [view, setView] = useState<'list' | 'table'>('list')
  const [asked, setMeasure] = useState('')
  const [focused, setFocused] = useState<{ report: DifferenceReport; row: DifferenceRow | null } | null>(null)
  const { start } = job
  const request = useMemo(() => ({ before, after, recode }), [before, after, recode])
  const run = useCallback((): void => {
    void start(request).then((report) => {
      if (report) announce(t('summary', { ...report.counts }))
    })
  }, [start, request, announce, t])
  useEffect(() => {
    run()
  }, [run])
  const report = job.result
  const chosen = focused?.report === report ? focused.row : null
  const measure = Math.max(0, report?.measures.findIndex((m) => m.id === asked) ?? 0)
  const shown = report?.cells.filter((cell) => cell.measure === measure).length ?? 0
  const { start: startTable, reset: resetTable } = table
  useEffect(() => {
    resetTable()
    if (view === 'table') void startTable(request)
  }, [view, request, startTable, resetTable])
  const sideName = (name: string): string => (name === '' ? t('now') : name)
  const title = report
    ? t('compareTitle', { before: sideName(report.before.name), after: sideName(report.after.name) })
    : t('runs')
  const write = (): void =>
    void exportFile({
      suggested: report ? `${label(report.title)} ${title}` : title,
      kind: { extension: 'xlsx', name: t('tables:formats.xlsx') },
      write: (path) => runJob('runs.publishDifference', { ...request, path, format: 'xlsx' }),
    })
  return (
    <ScreenLayout
      title={report ? label(report.title) : title}
      toolbar={
        <div className="pr-actions">
          <Toolbar
            label={title}
            items={[
              { id: 'again', label: t('again'), icon: <ArrowSyncRegular />, disabled: job.running, run },
              { id: 'export', label: t('export'), icon: <ArrowExportRegular />, disabled: !report, run: write },
            ]}
          />
          <Checkbox
            className="sd-check"
            label={t('recode')}
            checked={recode}
            disabled={job.running}
            onChange={(_e, d) => setRecode(d.checked === true)}
          />
        </div>
      }
      inspector={report && <DifferenceInspector report={report} chosen={chosen} />}
      footer={report && <Summary report={report} />}
    >
      <JobProgress job={job} title={title} onRetry={run} padded />
      {report && (
        <>
          <div className="pr-sides">
            <TabList
              size="small"
              selectedValue={view}
              aria-label={title}
              onTabSelect={(_e, d) => setView(d.value === 'table' ? 'table' : 'list')}
            >
              <Tab value="list">{t('asList')}</Tab>
              <Tab value="table">{t('asTable')}</Tab>
            </TabList>
            {view === 'list' && report.measures.length > 1 && (
              <ChoiceField
                label={t('measure')}
                value={report.measures[measure]?.id ?? ''}
                options={report.measures.map((m) => ({ value: m.id, label: label(m.label) }))}
                onChange={setMeasure}
              />
            )}
          </div>
          {view === 'list' && shown === 0 && (
            <div className="sd-pad">
              <MessageBar intent="success">
                <MessageBarBody>{t('nothing')}</MessageBarBody>
              </MessageBar>
            </div>
          )}
          {view === 'list' && shown > 0 && (
            <div className="pr-grid">
              <ChangeGrid report={report} measure={measure} onChoose={(row) => setFocused({ report, row })} />
            </div>
          )}
          {view === 'list' && shown >= report.limit && (
            <p className="sd-muted sd-pad">{t('limited', { shown: format.integer(report.limit) })}</p>
          )}
          {view === 'table' && <JobProgress job={table} padded />}
          {view === 'table' && table.result && (
            <div className="pr-grid">
              <CubeGrid cube={table.result} layers={[]} label={title} />
            </div>
          )}
        </>
      )}
    </ScreenLayout>
  )
}
