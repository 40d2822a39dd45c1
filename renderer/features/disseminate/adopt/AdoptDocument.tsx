// A workbook being taken over: what is asked at the left; the sheet, its labels and what differs at the right.
// In: a path. Out: a new file chosen by the user. The workbook itself is never changed.
import { Badge, Button, Spinner, Tab, TabList } from '@fluentui/react-components'
import { FolderOpenRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useWorkbench } from '../../../app/workbench.ts'
import { callHost } from '../../../bridge/client.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { fileName } from '../../process/definitions/exportFile.ts'
import { AdoptForm } from './AdoptForm.tsx'
import { BindingView } from './BindingView.tsx'
import { baseName, openWorkbook, withoutExtension } from './openWorkbook.ts'
import { ResultView } from './ResultView.tsx'
import { SheetView } from './SheetView.tsx'
import { useAdoption } from './useAdoption.ts'
import type { Adoption } from './useAdoption.ts'

type View = 'sheet' | 'labels' | 'result'

type TabsProps = { view: View; unbound: number; differences: number | null; onView: (view: View) => void }

const AdoptTabs = ({ view, unbound, differences, onView }: TabsProps) => {
  const { t } = useTexts('adopt')
  return (
    <TabList size="small" selectedValue={view} aria-label={t('parts')} onTabSelect={(_e, d) => onView(d.value as View)}>
      <Tab value="sheet">{t('sheetAsRead')}</Tab>
      <Tab value="labels">
        {t('labels')}{' '}
        {unbound > 0 && (
          <Badge size="small" appearance="filled" color="danger" aria-label={t('unboundLeft', { count: unbound })}>
            {unbound}
          </Badge>
        )}
      </Tab>
      <Tab value="result">
        {t('differences')}{' '}
        {differences !== null && (
          <Badge size="small" appearance="tint" color="informative">
            {differences}
          </Badge>
        )}
      </Tab>
    </TabList>
  )
}

type LabelsProps = { adoption: Adoption; chosen: string | null; onChosen: (cell: string) => void }

const Labels = ({ adoption, chosen, onChosen }: LabelsProps) => {
  const { t } = useTexts('adopt')
  const { bind, bindings, given, targets, choices, choose } = adoption
  const waits = !bindings && !bind.running && !bind.failure
  return (
    <>
      {bind.running && <ProgressBar job={bind.progress} title={t('bindingNow')} onCancel={bind.cancel} />}
      {bindings && given && targets && (
        <BindingView {...{ given, bindings, targets, choices, chosen, onChosen }} onChoose={choose} />
      )}
      {!bind.running && bind.failure && <ErrorPanel failure={bind.failure} onRetry={adoption.bindNow} />}
      {waits && (adoption.definition === null ? <EmptyState title={t('needTable')} /> : <Spinner size="small" />)}
    </>
  )
}

export const AdoptDocument = ({ path, active }: { path: string; active: boolean }) => {
  const { t } = useTexts('adopt')
  const announce = useAnnounce()
  const adoption = useAdoption(path)
  const { read, fill, reading, bindings, period, unbound } = adoption
  const [view, setView] = useState<View>('sheet')
  const [chosen, setChosen] = useState<string | null>(null)
  const chooseFile = (): void => void openWorkbook(t)

  const fillNow = async (): Promise<void> => {
    if (!adoption.ready || period === null) return
    try {
      const target = await callHost('host.saveFile', {
        title: t('fill'),
        suggested: fileName(`${withoutExtension(baseName(path))} ${period}`, 'xlsx'),
        filters: [{ name: t('workbook'), extensions: ['xlsx'] }],
      })
      if (!target) return
      setView('result')
      const result = await adoption.fillTo(target.path)
      if (result) announce(t('announceFilled', { filled: result.filled, differences: result.differences.length }))
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  useCommand(
    { id: 'adopt.open', title: t('choose'), shortcut: 'Ctrl+O', menu: 'file', group: 'new', run: chooseFile },
    active,
  )
  useCommand(
    {
      id: 'adopt.fill',
      title: t('fill'),
      shortcut: 'Ctrl+Enter',
      menu: 'file',
      group: 'export',
      enabled: adoption.ready,
      run: () => void fillNow(),
    },
    active,
  )
  useEffect(() => {
    if (active && reading)
      useWorkbench.getState().setStatus({ rows: reading.table.rows.length, cells: reading.table.figures.length })
  }, [active, reading])

  const pick = (cell: string): void => {
    setChosen(cell)
    setView('labels')
  }
  if (!reading) {
    return (
      <ScreenLayout title={baseName(path)}>
        <JobProgress
          job={read}
          title={t('reading')}
          padded
          actions={
            <Button size="small" icon={<FolderOpenRegular />} onClick={chooseFile}>
              {t('chooseAgain')}
            </Button>
          }
        />
      </ScreenLayout>
    )
  }
  return (
    <ScreenLayout
      title={t('documentTitle', { name: baseName(path) })}
      toolbar={
        <AdoptTabs
          view={view}
          unbound={unbound}
          differences={fill.result?.differences.length ?? null}
          onView={setView}
        />
      }
    >
      <div className="ad-main">
        <AdoptForm adoption={adoption} onFill={() => void fillNow()} onChooseFile={chooseFile} />
        <div className="ad-view">
          <JobProgress job={read} title={t('reading')} quietWhenStopped />
          {view === 'sheet' && (
            <SheetView
              key={reading.table.sheet}
              table={reading.table}
              periods={reading.periods}
              bindings={bindings}
              onLabel={pick}
            />
          )}
          {view === 'labels' && <Labels adoption={adoption} chosen={chosen} onChosen={setChosen} />}
          {view === 'result' && <JobProgress job={fill} title={t('filling')} />}
          {view === 'result' &&
            !fill.running &&
            !fill.failure &&
            (fill.result ? (
              <ResultView key={fill.result.sha256} result={fill.result} stale={adoption.stale} />
            ) : (
              <EmptyState title={t('notFilled')} text={t('notFilledText')} />
            ))}
        </div>
      </div>
    </ScreenLayout>
  )
}
