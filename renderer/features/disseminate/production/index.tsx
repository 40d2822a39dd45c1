// The production feature: its home runs batches and lists kept results; documents are comparisons and figures over
// runs.
import { Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import type { Screen } from '../../../app/screen.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { BatchPanel } from './BatchPanel.tsx'
import { CompareDocument } from './CompareDocument.tsx'
import { documentOf } from './documents.ts'
import { RunDocument } from './RunDocument.tsx'
import { RunsPanel } from './RunsPanel.tsx'
import { TriangleDocument } from './TriangleDocument.tsx'
import './production.css'

export const ProductionScreen: Screen = ({ documentId, parameters, active }) => {
  if (documentId === null)
    return <ProductionHome active={active} initial={parameters['part'] === 'runs' ? 'runs' : 'batch'} />
  const found = documentOf(documentId)
  if (found?.kind === 'run') return <RunDocument key={documentId} run={found.run} />
  if (found?.kind === 'compare') return <CompareDocument key={documentId} before={found.before} after={found.after} />
  if (found?.kind === 'triangle') return <TriangleDocument key={documentId} table={found.table} />
  return null
}

const ProductionHome = ({ active, initial }: { active: boolean; initial: 'batch' | 'runs' }) => {
  const { t } = useTexts('production')
  const [part, setPart] = useState<string>(initial)
  return (
    <ScreenLayout
      title={t('title')}
      toolbar={
        <TabList
          size="small"
          selectedValue={part}
          aria-label={t('tabs')}
          onTabSelect={(_e, d) => setPart(String(d.value))}
        >
          <Tab value="batch">{t('batch')}</Tab>
          <Tab value="runs">{t('runs')}</Tab>
        </TabList>
      }
    >
      {/* Both stay mounted: a running batch goes on behind the list of runs. */}
      <div className="pr-part" hidden={part !== 'batch'}>
        <BatchPanel active={active && part === 'batch'} />
      </div>
      <div className="pr-part" hidden={part !== 'runs'}>
        <RunsPanel active={active && part === 'runs'} />
      </div>
    </ScreenLayout>
  )
}
