// The maps feature: its home lists saved maps and the boundaries of the workspace; a document is one map.
import { MapRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { DefinitionList } from '../../process/definitions/DefinitionList.tsx'
import { BoundaryList } from './BoundaryList.tsx'
import { MapDocument } from './MapDocument.tsx'
import '../charts/charts.css'
import './maps.css'

export const MapsScreen: Screen = (props) =>
  props.documentId === null ? (
    <MapHome active={props.active} />
  ) : (
    <MapDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const MapHome = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('maps')
  const definitions = useDefinitions()
  const sources = (definitions.data ?? []).filter((d) => d.kind === 'table' || d.kind === 'indicator')
  const [choosing, setChoosing] = useState(false)
  const [chosen, setChosen] = useState('')
  const source = sources.find((d) => `${d.kind}:${d.id}` === chosen) ?? sources[0]
  const start = (): void => {
    setChoosing(false)
    if (!source) return
    useWorkbench.getState().openDocument({
      feature: 'maps',
      documentId: `new_${source.id}_map`,
      title: label(source.title),
      parameters: {
        isNew: true,
        draft: { kind: 'map', id: 'new_map', title: source.title, source: { from: source.kind, id: source.id } },
      },
    })
  }
  useCommand(
    {
      id: 'maps.new',
      title: t('new'),
      shortcut: 'Ctrl+N',
      menu: 'file',
      group: 'new',
      enabled: sources.length > 0,
      run: () => setChoosing(true),
    },
    active,
  )
  const named = (from: string, id: string): string => {
    const found = sources.find((d) => d.kind === from && d.id === id)
    return found ? label(found.title) : id
  }
  return (
    <>
      <DefinitionList
        kind="map"
        feature="maps"
        title={t('screen')}
        icon={<MapRegular />}
        empty={{ title: t('emptyTitle'), text: sources.length > 0 ? t('emptyText') : t('noSource') }}
        newLabel={t('new')}
        newDisabled={sources.length === 0}
        onNew={() => setChoosing(true)}
        about={{
          header: t('source'),
          text: ({ definition }) =>
            definition.kind === 'map' ? named(definition.source.from, definition.source.id) : '',
        }}
      >
        <BoundaryList />
      </DefinitionList>
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
          options={sources.map((d) => ({ value: `${d.kind}:${d.id}`, label: label(d.title) }))}
        />
      </ConfirmDialog>
    </>
  )
}
