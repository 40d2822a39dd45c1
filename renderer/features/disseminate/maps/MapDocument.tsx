// One map: the map at its printed size, its table beside it, codes that do not match beneath, properties right.
// In: a document. Out: saved definitions; files and prints by the engine. From map to table and back by a press.
import { Spinner } from '@fluentui/react-components'
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
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { OpeningScreen } from '../../../components/OpeningScreen.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { PictureScreen } from '../charts/PictureScreen.tsx'
import { usePicture } from '../charts/usePicture.tsx'
import { usePictureOutput } from '../charts/usePictureOutput.ts'
import { MapCanvas } from './MapCanvas.tsx'
import { MapInspector } from './MapInspector.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { Unmatched } from './Unmatched.tsx'

export const MapDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label } = useTexts('maps')
  const draft = useDraft('map', props)
  const output = usePictureOutput(draft.value)
  const picture = usePicture({ feature: 'maps', draft, output, active: props.active })
  const boundaries = useCall('maps.list', {}).data ?? []
  const { value } = draft
  if (!value) return <OpeningScreen title={t('screen')} opening={t('opening')} failure={draft.failure} />
  return (
    <PictureScreen
      picture={picture}
      title={label(value.title) || value.id}
      inspector={
        <MapInspector value={value} cube={picture.answer.cube} boundaries={boundaries} onChange={draft.change} />
      }
    >
      {(cube) => <WithBoundaries cube={cube} value={value} />}
    </PictureScreen>
  )
}

const WithBoundaries = ({ cube, value }: { cube: Cube; value: MapDefinition }) => {
  const { t } = useTexts('maps')
  const grid = gridOf(value, cube)
  const geometry = useCall('maps.geometry', { id: value.boundaries ?? 'none' }, { enabled: grid === null })
  if (grid === null && geometry.error) return <ErrorPanel failure={toFailureValue(geometry.error)} />
  if (grid === null && !geometry.data)
    return (
      <div className="sd-pad">
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
  if (!made?.drawn) return <div className="sd-pad">{made?.failure && <ErrorPanel failure={made.failure} />}</div>
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
