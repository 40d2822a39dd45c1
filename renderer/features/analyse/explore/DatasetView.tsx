// The rows of one dataset (or the records behind one cell): filter above, rows in the middle or what is found out about
// them, profile, record or columns at the right.
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { bilingualSchema } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DocumentParameters } from '../../../app/workbench.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { AnalysisHost } from './analysis/AnalysisHost.tsx'
import { AnswerState } from './AnswerState.tsx'
import { baseSentence } from './baseSentence.ts'
import { chipSentence } from './chipSentence.ts'
import { ColumnMenu } from './ColumnMenu.tsx'
import { DrillBanner } from './DrillBanner.tsx'
import { FilterBar } from './filter/FilterBar.tsx'
import { filterTree, toggleValue } from './model/filterTree.ts'
import { useCommandList } from '../../../components/useCommand.ts'
import { lookCommands } from './lookCommands.ts'
import { LookDialogs } from './LookDialogs.tsx'
import { LookRows } from './LookRows.tsx'
import { LookSide } from './LookSide.tsx'
import { LookToolbar } from './LookToolbar.tsx'
import { useDatasetLook } from './useDatasetLook.ts'
import type { DatasetViewProps } from './useDatasetLook.ts'
import { useLookActs } from './useLookActs.ts'

const proofOf = (parameters: DocumentParameters): Bilingual | null =>
  bilingualSchema.safeParse(parameters['proof']).data ?? null

export const DatasetView = (props: DatasetViewProps) => {
  const room = useDatasetLook(props)
  const acts = useLookActs(room)
  useCommandList(lookCommands(room, acts), props.active)
  const {
    t,
    label,
    format,
    dataset,
    variables,
    look,
    filter,
    sort,
    base,
    columns,
    side,
    setSide,
    analysis,
    setAnalysis,
    builder,
    setBuilder,
    menu,
    view,
    open,
    countable,
    shown,
    inFilter,
    names,
    root,
    detail,
    drill,
    parameters,
  } = room
  const { setRoot, toBase, actOn, closeMenu, closeAnalysis } = acts
  const menuVariable = menu ? variables.find((v) => v.id === menu.variable) : undefined
  return (
    <ScreenLayout
      title={label(detail.label)}
      toolbar={<LookToolbar room={room} acts={acts} />}
      inspector={side && <LookSide room={room} acts={acts} />}
    >
      {open?.drill && <DrillBanner drill={open.drill} proof={proofOf(parameters)} />}
      <FilterBar
        dataset={detail.id}
        view={open?.view.view ?? null}
        filter={filter}
        variables={inFilter}
        names={names}
        builder={builder}
        onBuilder={(on) => setBuilder({ open: on, begin: null })}
        onChange={(next) => look({ filter: next })}
        base={
          base && base.type !== 'view'
            ? {
                sentence: baseSentence(
                  base,
                  names.variable,
                  (text) => chipSentence(filterTree(text), names, t),
                  t,
                  format,
                ),
                onRemove: () => look({ base: null, filter: filter ?? base.filter }),
              }
            : null
        }
      />
      <AnswerState
        answer={{
          running: view.opening,
          progress: view.progress,
          failure: view.failure,
          cancel: view.cancel,
          retry: view.retry,
        }}
      />
      {!detail.columnSetReady && (
        <div className="sd-explore__notice">
          <MessageBar intent="warning">
            <MessageBarBody>{t('columnsNotReady')}</MessageBarBody>
          </MessageBar>
        </div>
      )}
      {open && analysis && (
        <AnalysisHost
          analysis={analysis}
          view={open.view.view}
          dataset={dataset}
          variables={countable}
          allVariables={variables}
          periods={detail.periods}
          filter={filter}
          whole={base === null && !drill}
          onAnalysis={setAnalysis}
          onClose={closeAnalysis}
          onProfile={(variable) => setSide({ show: 'profile', variable })}
          onPick={(variable, code) => setRoot(toggleValue(root, variable, code))}
          onBase={drill || base ? null : toBase}
        />
      )}
      {/* Kept beneath what is looked into, so that its place is found again. */}
      <LookRows room={room} acts={acts} />
      {menu && menuVariable && (
        <ColumnMenu
          variable={menuVariable}
          anchor={menu.anchor}
          masked={!countable.includes(menuVariable)}
          sorted={sort.some((s) => s.variable === menu.variable)}
          otherSorts={sort.some((s) => s.variable !== menu.variable)}
          frozenHere={columns.frozen > 0 && shown[columns.frozen - 1]?.id === menu.variable}
          onAct={(act) => {
            closeMenu()
            actOn(menu.variable, act)
          }}
          onClose={closeMenu}
        />
      )}
      <LookDialogs room={room} acts={acts} />
    </ScreenLayout>
  )
}
