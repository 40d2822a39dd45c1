// The answer as a table: layers above, the grid, notes beneath; find, menu, keys, passport and records of a cell.
// In: builder and answer. Out: edits, drills, the selected cell. Texts and places come from shared/format.
import { Spinner } from '@fluentui/react-components'
import { useCallback, useMemo, useRef, useState } from 'react'
import { StaleLinks } from '../../../components/StaleLinks.tsx'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import type { GridHandle, GridScene } from '../../../components/cube/gridProps.ts'
import type { GridTarget } from '../../../components/cube/gridTargets.ts'
import { AnswerHead, AnswerNotes } from './AnswerHead.tsx'
import { useDrill } from './drill.ts'
import { FindBar } from './FindBar.tsx'
import { columnAddress, foldOf } from './grid/gridActions.ts'
import { GridMenu } from './grid/GridMenu.tsx'
import type { MenuRequest } from './grid/gridMenuProps.ts'
import { useGridKeys } from './grid/useGridKeys.ts'
import { cellAddress, describeCell } from '../../../components/cube/cellAddress.ts'
import type { GridPlace } from '../../../components/cube/cellAddress.ts'
import { sortByColumn, sortedBy } from './model/categoryEdits.ts'
import { layerIndices, layerMeasureOf } from '../../../components/cube/layers.ts'
import type { Builder } from './useBuilder.ts'
import { useFollowingPassport } from './useFollowingPassport.ts'
import type { TableAnswer } from './useTableRun.ts'
import { useStatusLine } from './useStatusLine.ts'
import { useViewCommands } from './useViewCommands.ts'

export const TableView = ({ builder, answer, active }: { builder: Builder; answer: TableAnswer; active: boolean }) => {
  const { t, label, language } = useTexts('tables')
  const announce = useAnnounce()
  const { definition, session, edit } = builder
  const { drill, drilling } = useDrill()
  const { cube } = answer
  const grid = useRef<GridHandle>(null)
  const here = useRef<GridTarget | null>(null)
  const [menu, setMenu] = useState<MenuRequest | null>(null)
  const [finding, setFinding] = useState(false)
  const layers = useMemo(() => layerIndices(cube, session.layers), [cube, session.layers])
  const layerMeasure = useMemo(() => layerMeasureOf(cube, session.layers), [cube, session.layers])
  const layout = useMemo(() => layoutTable(cube, layers, layerMeasure), [cube, layers, layerMeasure])

  const openCell = useCallback(
    (place: GridPlace) => {
      const found = cellAddress(cube, layout, layers, place)
      const cell = layout.rows[place.row]?.cells[place.column]
      const measure = cell && cube.measures[cell.measure]
      if (!found || !measure || !cell || cell.cell < 0) return
      if (cell.status.startsWith('suppressed')) return announce(t('drillWithheld'))
      drill({
        definition: answer.definition,
        address: found.address,
        measure,
        title: describeCell(cube, layout, layers, place, language) || label(cube.title),
      })
    },
    [answer, announce, cube, drill, label, language, layers, layout, t],
  )

  const selectionChanged = useStatusLine(answer, active)
  const { showPassport, focused } = useFollowingPassport(builder, { cube, layout, layers }, here)
  const fold = useCallback((entry: LayoutEntry) => foldOf(cube, entry), [cube])
  const sorted = useCallback(
    (column: number, shown: TableLayout) => {
      const found = columnAddress(cube, shown, column)
      return found ? sortedBy(definition, found.measure, found.address) : null
    },
    [cube, definition],
  )
  const headerClicked = useCallback(
    (target: GridTarget & { part: 'header' }, scene: GridScene) => {
      const found = columnAddress(cube, scene.layout, target.column)
      const step = found && sortByColumn(definition, cube, found.measure, found.address)
      if (step) {
        edit(step)
        announce(t('sortedAnnounced', { column: label(target.entry.label) }))
      }
    },
    [announce, cube, definition, edit, label, t],
  )
  const { onKey, onFold } = useGridKeys({ builder, cube, showPassport, openCell })
  const onMenu = useCallback(
    (target: GridTarget, scene: GridScene, at: { x: number; y: number }) => setMenu({ target, scene, at }),
    [],
  )

  useViewCommands({ grid, find: () => setFinding(true), passport: () => showPassport(here.current) }, active)

  return (
    <>
      <StaleLinks provenance={cube.provenance} />
      <AnswerHead builder={builder} answer={answer} shown={{ layout, layers, layerMeasure }}>
        {finding && (
          <FindBar
            layout={layout}
            onGo={(target) => grid.current?.goTo(target)}
            onClose={() => {
              setFinding(false)
              grid.current?.focus()
            }}
          />
        )}
      </AnswerHead>
      <div className="tb-answer__grid">
        <CubeGrid
          cube={cube}
          layers={layers}
          layout={layout}
          label={label(definition.title) || t('tableProperties')}
          handle={grid}
          onOpenCell={openCell}
          onSelection={selectionChanged}
          onFocus={focused}
          onKey={onKey}
          onMenu={onMenu}
          onHeaderClick={headerClicked}
          onFold={onFold}
          fold={fold}
          sorted={sorted}
        />
      </div>
      <AnswerNotes cube={cube} layout={layout} />
      {drilling && (
        <div className="tb-canvas__drilling">
          <Spinner size="tiny" label={t('drilling')} />
        </div>
      )}
      {menu && (
        <GridMenu
          builder={builder}
          answer={answer}
          request={menu}
          layers={layers}
          onRecords={openCell}
          onPassport={showPassport}
          onSort={headerClicked}
          onCopy={() => grid.current?.copyAll()}
          onClose={() => {
            setMenu(null)
            grid.current?.goTo(menu.target)
          }}
        />
      )}
    </>
  )
}
