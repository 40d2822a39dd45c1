// The answer as a table: layers above, the grid, notes beneath; find, menu, keys, passport and records of a cell.
// In: builder and answer. Out: edits, drills, the selected cell. Texts and places come from shared/format.
import { Spinner } from '@fluentui/react-components'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { StaleLinks } from '../../../components/StaleLinks.tsx'
import { markText } from '#shared/format/footnotes.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { commonUnit, visibleMeasures } from '#shared/format/measureUnits.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import type { GridHandle, GridScene } from '../../../components/cube/gridProps.ts'
import type { GridTarget } from '../../../components/cube/gridTargets.ts'
import type { SelectionFacts } from '../../../components/cube/facts.ts'
import { useDrill } from './drill.ts'
import { FindBar } from './FindBar.tsx'
import { columnAddress, foldOf } from './grid/gridActions.ts'
import { GridMenu } from './grid/GridMenu.tsx'
import type { MenuRequest } from './grid/GridMenu.tsx'
import { useGridKeys } from './grid/useGridKeys.ts'
import { LayerBar } from './LayerBar.tsx'
import { cellAddress, describeCell } from '../../../components/cube/cellAddress.ts'
import type { GridPlace } from '../../../components/cube/cellAddress.ts'
import { sortByColumn, sortedBy } from './model/categoryEdits.ts'
import { layerIndices, layerMeasureOf } from '../../../components/cube/layers.ts'
import type { Builder } from './useBuilder.ts'
import type { TableAnswer } from './useTableRun.ts'

const passportMs = 120

export const TableView = ({ builder, answer, active }: { builder: Builder; answer: TableAnswer; active: boolean }) => {
  const { t, label, language } = useTexts('tables')
  const announce = useAnnounce()
  const { definition, session, edit, change } = builder
  const { drill, drilling } = useDrill()
  const { cube } = answer
  const grid = useRef<GridHandle>(null)
  const here = useRef<GridTarget | null>(null)
  const [menu, setMenu] = useState<MenuRequest | null>(null)
  const [finding, setFinding] = useState(false)
  const layers = useMemo(() => layerIndices(cube, session.layers), [cube, session.layers])
  const layerMeasure = useMemo(() => layerMeasureOf(cube, session.layers), [cube, session.layers])
  const layout = useMemo(() => layoutTable(cube, layers, layerMeasure), [cube, layers, layerMeasure])
  const notes = useMemo(() => tableNotes(cube, layout), [cube, layout])

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

  const selectionChanged = useCallback(
    (selection: SelectionFacts | null) => {
      if (!active) return
      useWorkbench.getState().setStatus({
        rows: cube.provenance.recordsUsed,
        seconds: answer.seconds,
        engine: cube.provenance.engine,
        confidential: answer.protection === null,
        ...(answer.sample ? { text: t('sampleMark') } : {}),
        ...(selection ? { selection } : {}),
      })
    },
    [active, answer, cube, t],
  )
  useEffect(() => selectionChanged(null), [selectionChanged])

  // The passport follows the focus; while it is not on show the grid moves without drawing the rest anew.
  const following = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const showPassport = useCallback(
    (target: GridTarget | null) => {
      const found = target?.part === 'cell' ? cellAddress(cube, layout, layers, target.place) : null
      change({ panel: 'passport', editing: null, ...(found ? { cell: found } : {}) })
    },
    [change, cube, layers, layout],
  )
  const focused = useCallback(
    (target: GridTarget) => {
      here.current = target
      clearTimeout(following.current)
      if (session.panel === 'passport' && target.part === 'cell')
        following.current = setTimeout(() => showPassport(target), passportMs)
    },
    [session.panel, showPassport],
  )

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

  useCommand(
    {
      id: 'tables.find',
      title: t('findCategory'),
      shortcut: 'Ctrl+F',
      menu: 'edit',
      group: 'find',
      run: () => setFinding(true),
    },
    active,
  )
  useCommand(
    {
      id: 'tables.copyAll',
      title: t('copyAll'),
      shortcut: 'Ctrl+Shift+C',
      menu: 'edit',
      group: 'copy',
      run: () => grid.current?.copyAll(),
    },
    active,
  )
  useCommand(
    {
      id: 'tables.passport',
      title: t('passport:title'),
      shortcut: 'Alt+Enter',
      menu: 'view',
      group: 'table',
      run: () => showPassport(here.current),
    },
    active,
  )
  useCommand(
    {
      id: 'tables.grid',
      title: t('goToTable'),
      shortcut: 'F6',
      menu: 'view',
      group: 'table',
      run: () => grid.current?.focus(),
    },
    active,
  )

  const unit = commonUnit(cube, layerMeasure === undefined ? visibleMeasures(cube) : [layerMeasure])
  const figuresNotes = notes.notes.map(label)
  return (
    <>
      <StaleLinks provenance={cube.provenance} />
      <div className="tb-answer__head">
        {layout.titleMarks.length > 0 && (
          <span className="tb-answer__note">
            {label(definition.title)}
            {markText(layout.titleMarks)}
          </span>
        )}
        {answer.protection && (
          <span className="tb-answer__note">{t('protectedNote', { minimum: answer.protection.minimum })}</span>
        )}
        <LayerBar
          cube={cube}
          layout={layout}
          indices={layers}
          measure={layerMeasure}
          choice={session.layers}
          onChoose={(choice) => change({ layers: choice })}
        />
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
        {unit && <span className="tb-answer__unit">{t('unit', { unit: label(unit) })}</span>}
      </div>
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
      {figuresNotes.length > 0 && (
        <ul className="tb-answer__notes" aria-label={t('footnotes')}>
          {figuresNotes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
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
