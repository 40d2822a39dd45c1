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

export const BuilderInspector = ({ builder, answer }: { builder: Builder; answer: TableAnswer | null }) => {
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
  const title = passport
    ? t('passport:title')
    : dimension
      ? dimensionName(fields, dimension, language)
      : measure
        ? measureName(fields, measure, definition.measures, t, language)
        : t('tableProperties')
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
        {passport ? (
          <PassportPanel builder={builder} answer={answer} />
        ) : dimension && selected && selected.shelf !== 'measures' ? (
          <DimensionProperties
            key={`${selected.shelf}${selected.index}${dimension.variable}${session.noting?.category ?? ''}`}
            builder={builder}
            cube={answer?.cube ?? null}
            dimension={dimension}
            place={{ axis: selected.shelf, index: selected.index }}
          />
        ) : measure && selected ? (
          <MeasureProperties key={measure.id} builder={builder} measure={measure} index={selected.index} />
        ) : (
          <TableProperties builder={builder} />
        )}
      </Inspector>
    </div>
  )
}
