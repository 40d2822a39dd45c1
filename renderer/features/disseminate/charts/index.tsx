// The charts feature: its home lists saved charts and starts one from a saved table or indicator; a document is the canvas.
import { ChartMultipleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { DefinitionList } from '../../process/definitions/DefinitionList.tsx'
import { ChartDocument } from './ChartDocument.tsx'
import './charts.css'

export const ChartsScreen: Screen = (props) =>
  props.documentId === null ? (
    <ChartHome active={props.active} />
  ) : (
    <ChartDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const ChartHome = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('charts')
  const definitions = useDefinitions()
  const sources = (definitions.data ?? []).filter((d) => d.kind === 'table' || d.kind === 'indicator')
  const [choosing, setChoosing] = useState(false)
  const [chosen, setChosen] = useState('')
  const source = sources.find((d) => `${d.kind}:${d.id}` === chosen) ?? sources[0]
  const sourceTitle = (from: string, id: string): string => {
    const found = sources.find((d) => d.kind === from && d.id === id)
    return found ? `${t(`from.${from}`)}: ${label(found.title)}` : id
  }
  const start = (): void => {
    setChoosing(false)
    if (!source) return
    useWorkbench.getState().openDocument({
      feature: 'charts',
      documentId: `new_${source.id}_chart`,
      title: label(source.title),
      parameters: {
        isNew: true,
        draft: {
          kind: 'chart',
          id: 'new_chart',
          title: source.title,
          source: { from: source.kind, id: source.id },
          chart: source.kind === 'indicator' ? 'line' : 'bar',
        },
      },
    })
  }
  useCommand(
    {
      id: 'charts.new',
      title: t('new'),
      shortcut: 'Ctrl+N',
      menu: 'file',
      group: 'new',
      enabled: sources.length > 0,
      run: () => setChoosing(true),
    },
    active,
  )
  return (
    <>
      <DefinitionList
        kind="chart"
        feature="charts"
        title={t('screen')}
        icon={<ChartMultipleRegular />}
        empty={{ title: t('emptyTitle'), text: sources.length > 0 ? t('emptyText') : t('noSource') }}
        newLabel={t('new')}
        newDisabled={sources.length === 0}
        onNew={() => setChoosing(true)}
        about={{
          header: t('source'),
          text: ({ definition }) =>
            definition.kind === 'chart' ? sourceTitle(definition.source.from, definition.source.id) : '',
        }}
      />
      <ConfirmDialog
        open={choosing}
        title={t('new')}
        confirmLabel={t('start')}
        confirmDisabled={!source}
        onCancel={() => setChoosing(false)}
        onConfirm={start}
      >
        <ChoiceField
          label={t('chooseSource')}
          value={source ? `${source.kind}:${source.id}` : ''}
          onChange={setChosen}
          options={sources.map((d) => ({
            value: `${d.kind}:${d.id}`,
            label: `${t(`from.${d.kind}`)}: ${label(d.title)}`,
          }))}
        />
      </ConfirmDialog>
    </>
  )
}
