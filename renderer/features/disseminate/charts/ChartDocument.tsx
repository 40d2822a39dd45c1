// One chart: kinds that fit at the top, the canvas at its printed size with millimetre rulers, data beneath, properties
// right. In: a document. Out: saved definitions, SVG and PNG by the engine. The drawing is the same option the printed
// page uses.
import { Button } from '@fluentui/react-components'
import {
  ChevronDownRegular,
  ChevronRightRegular,
  CircleHalfFillRegular,
  PanelRightRegular,
} from '@fluentui/react-icons'
import { useId, useMemo, useState } from 'react'
import type { MouseEvent } from 'react'
import { chartOption, chartPixels, chartWords } from '#shared/chart/chartOption.ts'
import { chartObstacle } from '#shared/chart/fittingCharts.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSettings } from '../../../app/settings.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { useThemeName } from '../../../app/theme.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { OpeningScreen } from '../../../components/OpeningScreen.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import type { Command } from '../../../components/useCommand.ts'
import { useZoom } from '../../../components/useZoom.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { layerIndices } from '../../../components/cube/layers.ts'
import { ChartInspector } from './ChartInspector.tsx'
import { EChart } from './EChart.tsx'
import { Gallery } from './Gallery.tsx'
import { InPlaceText, editableTexts, textAt, withText } from './InPlaceText.tsx'
import type { Editing } from './InPlaceText.tsx'
import { PictureScreen } from './PictureScreen.tsx'
import { Ruler } from './Ruler.tsx'
import { WaysOut } from './WaysOut.tsx'
import { usePicture } from './usePicture.tsx'
import { usePictureOutput } from './usePictureOutput.ts'

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2]

export const ChartDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label } = useTexts('charts')
  const draft = useDraft('chart', props)
  const output = usePictureOutput(draft.value)
  const { value } = draft
  const [grey, setGrey] = useState(false)
  const { zoom, zoomItems } = useZoom(zooms, 1)
  const [dataOpen, setDataOpen] = useState(false)
  const [inspecting, setInspecting] = useState(true)
  const exporting: Command = {
    id: 'charts.export',
    title: t('exportPng'),
    shortcut: 'Ctrl+E',
    menu: 'file',
    group: 'export',
    enabled: value !== null,
    run: () => output.write('png'),
  }
  const greying: Command = {
    id: 'charts.grey',
    title: t('greyscale'),
    shortcut: 'Ctrl+Shift+G',
    menu: 'view',
    group: 'chart',
    checked: grey,
    run: () => setGrey(!grey),
  }
  const commands = [exporting, greying]
  const picture = usePicture({ feature: 'charts', draft, output, active: props.active, commands })
  if (!value) return <OpeningScreen title={t('screen')} opening={t('opening')} failure={draft.failure} />
  const tools: ToolbarItem[] = [
    { kind: 'divider', id: 'look' },
    {
      id: 'grey',
      label: t('greyscale'),
      icon: <CircleHalfFillRegular />,
      run: () => setGrey(!grey),
      pressed: grey,
      showLabel: false,
    },
    ...zoomItems,
    {
      id: 'inspector',
      label: t('inspector'),
      icon: <PanelRightRegular />,
      run: () => setInspecting(!inspecting),
      pressed: inspecting,
      showLabel: false,
    },
  ]
  return (
    <PictureScreen
      picture={picture}
      title={label(value.title) || value.id}
      tools={tools}
      inspector={
        inspecting ? <ChartInspector value={value} cube={picture.answer.cube} onChange={draft.change} /> : undefined
      }
    >
      {(cube) => (
        <>
          <Gallery cube={cube} value={value} onChange={draft.change} />
          <Sheet cube={cube} value={value} grey={grey} zoom={zoom} onChange={draft.change} />
          <Data cube={cube} title={label(value.title)} open={dataOpen} onToggle={() => setDataOpen(!dataOpen)} />
        </>
      )}
    </PictureScreen>
  )
}

const Sheet = ({
  cube,
  value,
  grey,
  zoom,
  onChange,
}: {
  cube: Cube
  value: ChartDefinition
  grey: boolean
  zoom: number
  onChange: (value: ChartDefinition, mergeKey?: string | null) => void
}) => {
  const { t, language } = useTexts('charts')
  const contrast = useThemeName(useSettings((s) => s.settings.theme)) === 'contrast'
  const size = chartPixels(value)
  const [editing, setEditing] = useState<Editing | null>(null)
  const themes = useDefinitions('chart_theme').data
  const office = useMemo(() => {
    const found = themes?.find((d) => d.id === value.office)?.definition
    return found?.kind === 'chart_theme' ? found : null
  }, [themes, value.office])
  const drawn = useMemo(() => {
    const obstacle = chartObstacle(cube, value)
    if (obstacle)
      return { option: null, failure: { code: 'CHART_NOT_FITTING' as const, facts: { reason: obstacle[language] } } }
    try {
      return {
        option: chartOption(cube, value, language, contrast ? 'contrast' : value.theme, { office }),
        failure: null,
      }
    } catch (thrown) {
      return { option: null, failure: toFailureValue(thrown) }
    }
  }, [contrast, cube, language, office, value])
  if (drawn.failure)
    return (
      <div className="sd-pad">
        <ErrorPanel failure={drawn.failure} />
        <WaysOut cube={cube} value={value} onChange={onChange} />
      </div>
    )
  const edit = (event: MouseEvent<HTMLDivElement>): void => {
    const line = event.target instanceof SVGElement ? event.target.closest('text') : null
    const found = line && textAt(editableTexts(chartWords(cube, value, language)), line.textContent ?? '')
    if (!line || !found) return
    const { left, top } = line.getBoundingClientRect()
    setEditing({ ...found, left: Math.min(left, window.innerWidth - 260), top: top - 6 })
  }
  return (
    <div className="ch-canvas" tabIndex={0} role="region" aria-label={t('canvas')}>
      <div className="ch-sheet" style={{ width: size.width * zoom + 24, height: size.height * zoom + 24 }}>
        <Ruler millimetres={value.widthMm} zoom={zoom} direction="horizontal" />
        <Ruler millimetres={value.heightMm} zoom={zoom} direction="vertical" />
        <div
          className={`ch-paper${grey ? ' ch-paper--grey' : ''}`}
          style={{ width: size.width, height: size.height, transform: `scale(${zoom})` }}
          onClick={edit}
        >
          {drawn.option && (
            <EChart
              option={drawn.option}
              width={size.width}
              height={size.height}
              label={chartWords(cube, value, language).description}
            />
          )}
        </div>
      </div>
      {editing && (
        <InPlaceText
          editing={editing}
          onLeave={() => setEditing(null)}
          onKeep={(text) => {
            setEditing(null)
            if (text !== editing.text) onChange(withText(value, editing.key, text, language))
          }}
        />
      )}
    </div>
  )
}

/** The chart's twin for those who read figures: the very cube it draws. */
const Data = ({ cube, title, open, onToggle }: { cube: Cube; title: string; open: boolean; onToggle: () => void }) => {
  const { t } = useTexts('charts')
  const id = useId()
  return (
    <section className={`ch-data${open ? ' ch-data--open' : ''}`} aria-label={t('data')}>
      <Button
        size="small"
        appearance="subtle"
        icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
      >
        {t('data')}
      </Button>
      {open && (
        <div id={id} className="ch-data__grid">
          <CubeGrid cube={cube} layers={layerIndices(cube, new Map())} label={title} />
        </div>
      )}
    </section>
  )
}
