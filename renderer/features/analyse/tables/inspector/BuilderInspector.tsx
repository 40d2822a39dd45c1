// The properties of what is selected, and only those: a dimension, a measure, the table itself, a variable under way,
// or the passport of a cell. In: builder and the answer on screen. Out: edits.
import { Tab, TabList } from '@fluentui/react-components'
import { Inspector } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { dimensionName, measureName } from '../names.ts'
import { PassportPanel } from '../passport/PassportPanel.tsx'
import type { Builder } from '../useBuilder.ts'
import type { TableAnswer } from '../useTableRun.ts'
import { VariableEditor } from '../variables/VariableEditor.tsx'
import { DimensionProperties } from './DimensionProperties.tsx'
import { MeasureProperties } from './MeasureProperties.tsx'
import { TableProperties } from './TableProperties.tsx'

type InspectorProps = { builder: Builder; answer: TableAnswer | null }

/** Of the item selected on the shelves; of the table itself where none is. */
const Properties = ({ builder, answer }: InspectorProps) => {
  const { definition, session } = builder
  const { selected } = session
  if (!selected) return <TableProperties builder={builder} />
  if (selected.shelf === 'measures') {
    const measure = definition.measures[selected.index]
    if (!measure) return <TableProperties builder={builder} />
    return <MeasureProperties key={measure.id} builder={builder} measure={measure} index={selected.index} />
  }
  const dimension = definition[selected.shelf][selected.index]
  if (!dimension) return <TableProperties builder={builder} />
  return (
    <DimensionProperties
      key={`${selected.shelf}${selected.index}${dimension.variable}${session.noting?.category ?? ''}`}
      builder={builder}
      cube={answer?.cube ?? null}
      dimension={dimension}
      place={{ axis: selected.shelf, index: selected.index }}
    />
  )
}

export const BuilderInspector = ({ builder, answer }: InspectorProps) => {
  const { t, language } = useTexts('tables')
  const { definition, session, fields, select, change } = builder
  if (session.editing)
    return (
      <div id="tb-inspector" className="tb-inspector tb-inspector--wide">
        <VariableEditor key={session.editing.variable.id} builder={builder} editing={session.editing} />
      </div>
    )
  const selected = session.selected
  const dimension = selected && selected.shelf !== 'measures' ? definition[selected.shelf][selected.index] : undefined
  const measure = selected?.shelf === 'measures' ? definition.measures[selected.index] : undefined
  const passport = session.panel === 'passport'
  const titleOf = (): string => {
    if (passport) return t('passport:title')
    if (dimension) return dimensionName(fields, dimension, language)
    return measure ? measureName(fields, measure, definition.measures, t, language) : t('tableProperties')
  }
  const title = titleOf()
  return (
    <div id="tb-inspector" className={`tb-inspector${passport ? ' tb-inspector--wide' : ''}`}>
      <Inspector
        title={title}
        {...(!passport && (dimension || measure) ? { onClose: () => select(null) } : {})}
        actions={
          <TabList
            size="small"
            selectedValue={session.panel}
            onTabSelect={(_e, d) => change({ panel: d.value as 'properties' | 'passport' })}
            aria-label={t('inspector')}
          >
            <Tab value="properties">{t('passport:properties')}</Tab>
            <Tab value="passport">{t('passport:short')}</Tab>
          </TabList>
        }
      >
        {passport ? <PassportPanel builder={builder} answer={answer} /> : <Properties {...{ builder, answer }} />}
      </Inspector>
    </div>
  )
}
