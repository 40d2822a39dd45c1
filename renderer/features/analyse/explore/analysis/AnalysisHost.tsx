// Which pane stands in the place of the rows. In: what is looked into. Out: the pane, with the way on to a table or to
// the records found.
import { tableDraft } from '../model/tableDraft.ts'
import { useWorkbench } from '../../../../app/workbench.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { CrossPane } from './CrossPane.tsx'
import { DuplicatesPane } from './DuplicatesPane.tsx'
import { FrequencyPane } from './FrequencyPane.tsx'
import { OutliersPane } from './OutliersPane.tsx'
import type { PaneProps } from './pane.ts'
import { PeriodsPane } from './PeriodsPane.tsx'
import { ProfilesPane } from './ProfilesPane.tsx'

export type Analysis =
  | { kind: 'frequency' | 'periods' | 'outliers'; variable: string }
  | { kind: 'cross'; variable: string; column: string | null }
  | { kind: 'profiles' }
  | { kind: 'duplicates' }

export type AnalysisHostProps = Omit<PaneProps, 'variable' | 'onTable' | 'noTable' | 'onPick'> & {
  analysis: Analysis
  allVariables: PaneProps['variables']
  /** The records are all that the filter keeps: a table by it has the same ones. */
  whole: boolean
  onAnalysis: (analysis: Analysis) => void
  onProfile: (variable: string) => void
  onPick: (variable: string, code: string) => void
}

export const AnalysisHost = ({
  analysis,
  allVariables,
  whole,
  onAnalysis,
  onProfile,
  onPick,
  ...props
}: AnalysisHostProps) => {
  const { t, language } = useTexts('explore')
  const { dataset, variables, filter } = props
  if (analysis.kind === 'profiles')
    return <ProfilesPane view={props.view} variables={allVariables} onVariable={onProfile} onClose={props.onClose} />
  if (analysis.kind === 'duplicates') return <DuplicatesPane {...props} />
  const variable = variables.find((v) => v.id === analysis.variable)
  if (!variable) return null
  const find = (id: string) => variables.filter((v) => v.id === id)
  const inTables = (ids: readonly string[]): boolean =>
    whole &&
    ids.every((id) => find(id).some((v) => (v.role !== 'identifier' && v.type !== 'text') || v.id === 'period'))
  const openTable = (rows: readonly string[], columns: readonly string[]): void => {
    const { tabs, openDocument } = useWorkbench.getState()
    let n = 1
    while (tabs.some((tab) => tab.feature === 'tables' && tab.documentId === `new_${dataset.id}_${n}`)) n += 1
    const documentId = `new_${dataset.id}_${n}`
    const draft = tableDraft(dataset, documentId, rows.flatMap(find), columns.flatMap(find), filter)
    openDocument({ feature: 'tables', documentId, title: draft.title[language], parameters: { draft, isNew: true } })
  }
  const noTable = whole ? undefined : t('analysis.noTable')
  const common = { ...props, variable, noTable, onPick: (code: string) => onPick(variable.id, code) }
  switch (analysis.kind) {
    case 'frequency':
      return (
        <FrequencyPane {...common} onTable={inTables([variable.id]) ? () => openTable([variable.id], []) : undefined} />
      )
    case 'periods':
      return <PeriodsPane {...common} onVariable={(id) => onAnalysis({ kind: 'periods', variable: id })} />
    case 'outliers':
      return <OutliersPane {...common} onVariable={(id) => onAnalysis({ kind: 'outliers', variable: id })} />
    default:
      return (
        <CrossPane
          {...common}
          column={analysis.column}
          onChange={(row, column) => onAnalysis({ kind: 'cross', variable: row, column })}
          onTable={
            inTables([variable.id, ...(analysis.column === null ? [] : [analysis.column])])
              ? (row, column) => openTable([row], [column])
              : undefined
          }
        />
      )
  }
}
