// One map: the map at its printed size, its table beside it, codes that do not match beneath, properties right.
// In: a document. Out: saved definitions; files and prints by the engine. From map to table and back by a press.
import { Button, Spinner } from '@fluentui/react-components'
import { ArrowRedoRegular, ArrowUndoRegular, PrintRegular, SaveRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { drawMap } from '#shared/map/mapScene.ts'
import { boundarySource, gridOf, tileSource } from '#shared/map/mapSource.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { BoundarySet } from '#shared/model/boundaries.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSettings } from '../../../app/settings.ts'
import { useThemeName } from '../../../app/theme.ts'
import { useCall } from '../../../bridge/queries.ts'
import { StaleLinks } from '../../../components/StaleLinks.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.ts'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { useSourceCube } from '../../process/definitions/useSourceCube.ts'
import { OutputMenu } from '../charts/OutputMenu.tsx'
import { usePictureOutput } from '../charts/usePictureOutput.ts'
import { MapCanvas } from './MapCanvas.tsx'
import { MapInspector } from './MapInspector.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { Unmatched } from './Unmatched.tsx'

export const MapDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label } = useTexts('maps')
  const draft = useDraft('map', props)
  const value = draft.value
  const answer = useSourceCube(value?.source ?? null)
  const boundaries = useCall('maps.list', {}).data ?? []
  const output = usePictureOutput(value)
  useDocumentCommands({
    active: props.active,
    canSave: draft.dirty,
    canUndo: draft.canUndo,
    canRedo: draft.canRedo,
    save: () => void draft.save(),
    history: draft.history,
    undo: draft.undo,
    redo: draft.redo,
  })
  useCommand(
    {
      id: 'maps.print',
      title: t('printNow'),
      shortcut: 'Ctrl+P',
      menu: 'file',
      group: 'export',
      enabled: value !== null,
      run: output.print,
    },
    props.active,
  )
  if (!value)
    return (
      <ScreenLayout title={t('screen')}>
        <div className="ch-message">
          {draft.failure ? <ErrorPanel failure={draft.failure} /> : <Spinner size="small" label={t('opening')} />}
        </div>
      </ScreenLayout>
    )
  const cube = answer.cube
  return (
    <ScreenLayout
      title={label(value.title) || value.id}
      toolbar={
        <Toolbar
          label={t('toolbar')}
          items={[
            {
              id: 'save',
              label: t('definitions:save'),
              icon: <SaveRegular />,
              run: () => void draft.save(),
              disabled: !draft.dirty,
              shortcut: 'Ctrl+S',
            },
            {
              id: 'undo',
              label: t('definitions:undo'),
              icon: <ArrowUndoRegular />,
              run: draft.undo,
              disabled: !draft.canUndo,
              shortcut: 'Ctrl+Z',
              showLabel: false,
            },
            {
              id: 'redo',
              label: t('definitions:redo'),
              icon: <ArrowRedoRegular />,
              run: draft.redo,
              disabled: !draft.canRedo,
              shortcut: 'Ctrl+Y',
              showLabel: false,
            },
            { kind: 'divider', id: 'd' },
            {
              id: 'print',
              label: t('printNow'),
              icon: <PrintRegular />,
              run: output.print,
              disabled: !cube,
              shortcut: 'Ctrl+P',
            },
          ]}
        >
          <OutputMenu output={output} disabled={!cube} />
        </Toolbar>
      }
      inspector={<MapInspector value={value} cube={cube} boundaries={boundaries} onChange={draft.change} />}
    >
      <div className="ch-document">
        {answer.failure && (
          <ErrorPanel
            failure={answer.failure}
            actions={
              <Button size="small" onClick={answer.again}>
                {t('common:retry')}
              </Button>
            }
          />
        )}
        {!cube && answer.pending && (
          <div className="ch-message">
            <Spinner size="small" label={t('computing')} />
          </div>
        )}
        {cube && <StaleLinks provenance={cube.provenance} />}
        {cube && <WithBoundaries cube={cube} value={value} />}
      </div>
    </ScreenLayout>
  )
}

const WithBoundaries = ({ cube, value }: { cube: Cube; value: MapDefinition }) => {
  const { t } = useTexts('maps')
  const grid = gridOf(value, cube)
  const geometry = useCall('maps.geometry', { id: value.boundaries ?? 'none' }, { enabled: grid === null })
  if (grid === null && geometry.error) return <ErrorPanel failure={toFailureValue(geometry.error)} />
  if (grid === null && !geometry.data)
    return (
      <div className="ch-message">
        <Spinner size="small" label={t('computing')} />
      </div>
    )
  return <Drawn cube={cube} value={value} set={grid === null ? (geometry.data ?? null) : null} />
}

const Drawn = ({ cube, value, set }: { cube: Cube; value: MapDefinition; set: BoundarySet | null }) => {
  const { t, language } = useTexts('maps')
  const contrast = useThemeName(useSettings((s) => s.settings.theme)) === 'contrast'
  const [chosen, setChosen] = useState<string | null>(null)
  const made = useMemo(() => {
    try {
      const grid = gridOf(value, cube)
      const source = set ? boundarySource(set, cube, language) : grid && tileSource(grid, cube, language)
      if (!source) return null
      return { drawn: drawMap(cube, value, source, language, contrast ? 'contrast' : value.theme), failure: null }
    } catch (thrown) {
      return { drawn: null, failure: toFailureValue(thrown) }
    }
  }, [contrast, cube, language, set, value])
  if (!made?.drawn) return <div className="ch-message">{made?.failure && <ErrorPanel failure={made.failure} />}</div>
  const { scene, data } = made.drawn
  return (
    <div className="mp-body">
      <div className="ch-canvas" tabIndex={0} role="region" aria-label={t('canvas')}>
        <div className="mp-paper" style={{ width: scene.width, height: scene.height }}>
          <MapCanvas scene={scene} chosen={chosen} onChoose={setChosen} />
        </div>
      </div>
      <div className="mp-side">
        <PlaceTable data={data} chosen={chosen} onChoose={setChosen} />
        <Unmatched data={data} />
        {data.padded && <p className="mp-small">{t('padded')}</p>}
        {value.map === 'choropleth' && data.measure.additive && <p className="mp-small">{t('absolute')}</p>}
      </div>
    </div>
  )
}
