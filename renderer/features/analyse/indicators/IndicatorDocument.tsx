// One indicator: formula and definition, the series as a line and as a table, broken down as chosen; edited at the
// right. In: a document. Out: saved definitions, exports, a chart. Never a figure computed here.
import { DataLineRegular, PanelRightRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ScreenProps } from '../../../app/screen.ts'
import { runJob } from '../../../bridge/client.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { OpeningScreen } from '../../../components/OpeningScreen.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import { newChart } from '../../process/definitions/newPicture.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.tsx'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { useIndicatorCube } from '../../process/definitions/useSourceCube.ts'
import { ExportMenu } from '../tables/ExportMenu.tsx'
import { extensionOf } from '../tables/exportTable.ts'
import type { ExportChoice, PublishFormat } from '../tables/exportTable.ts'
import { IndicatorEditor } from './IndicatorEditor.tsx'
import { IndicatorFigures } from './IndicatorFigures.tsx'
import { periodCodes, withinRange } from './model/periodRange.ts'
import type { PeriodRange } from './model/periodRange.ts'

export const IndicatorDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label, language } = useTexts('indicators')
  const draft = useDraft('indicator', props)
  const [chosen, setChosen] = useState<string[]>([])
  const [range, setRange] = useState<PeriodRange>({ from: null, to: null })
  const [editing, setEditing] = useState(true)
  const exportFile = useExport()
  const announce = useAnnounce()
  const value = draft.value
  const breakdowns = value?.breakdowns.filter((b) => chosen.includes(b.id)).map((b) => b.id) ?? []
  const answer = useIndicatorCube(value, breakdowns)
  const documentItems = useDocumentCommands(draft, props.active)

  if (!value) return <OpeningScreen title={t('screen')} opening={t('opening')} failure={draft.failure} />
  const exportAs = (format: PublishFormat, choice: ExportChoice): void =>
    void exportFile({
      suggested: label(value.label) || value.id,
      kind: { extension: extensionOf[format], name: t(`tables:formats.${format}`) },
      write: (path) => runJob('indicator.publish', { definition: value, breakdowns, format, path, ...choice }),
    })
  const drawChart = (): void =>
    draft.dirty ? announce(t('saveFirst')) : newChart({ kind: 'indicator', id: value.id, title: value.label }, language)
  const whole = answer.cube
  const cube = whole && withinRange(whole, range)
  const periods = whole ? periodCodes(whole) : []
  const items: ToolbarItem[] = [
    ...documentItems,
    {
      id: 'chart',
      label: t('drawChart'),
      icon: <DataLineRegular />,
      run: drawChart,
      disabled: draft.dirty || !cube,
    },
    {
      id: 'edit',
      label: t('editor'),
      icon: <PanelRightRegular />,
      run: () => setEditing(!editing),
      pressed: editing,
      showLabel: false,
    },
  ]
  return (
    <ScreenLayout
      title={label(value.label) || value.id}
      toolbar={
        <Toolbar label={t('toolbar')} items={items}>
          <ExportMenu disabled={!cube} id={value.id} cube={cube} onExport={exportAs} />
        </Toolbar>
      }
      inspector={editing ? <IndicatorEditor value={value} periods={periods} onChange={draft.change} /> : undefined}
    >
      <IndicatorFigures
        value={value}
        answer={answer}
        cube={cube}
        periods={periods}
        range={range}
        onRange={setRange}
        chosen={chosen}
        onChosen={setChosen}
      />
    </ScreenLayout>
  )
}
