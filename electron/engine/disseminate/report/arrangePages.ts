// Wide tables on pages that lie. In: a composed report. Out: its blocks, with sections put round tables that are
// turned. The rule: a table is turned where standing it would be cut into three panels or more and lying into fewer;
// else it is cut as it stands. Pure; a table alone on its page, and never one that the report lies for already.
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { ComposedBlock, ComposedReport } from './composeReport.ts'
import { pageRoom } from '#engine/disseminate/page/pageStyle.ts'
import { tablePanels } from '#engine/disseminate/page/tablePanels.ts'

type Orientation = ReportDefinition['orientation']

const isTurned = (
  cube: ProtectedCube,
  { wideTables, language }: Pick<ReportDefinition, 'wideTables' | 'language'>,
): boolean => {
  if (wideTables === 'split') return false
  const layout = layoutTable(cube)
  if (layout.rows.length === 0) return false
  const panels = (orientation: Orientation): number =>
    tablePanels(cube, layout, language, pageRoom(orientation)).panels.length
  const standing = panels('portrait')
  if (standing === 1) return false
  const lying = panels('landscape')
  return lying < standing && (wideTables === 'turn' || standing >= 3)
}

/** A heading that stands right before a new page begins it: alone at the foot it would head nothing. */
const headingsFollow = (blocks: readonly ComposedBlock[]): ComposedBlock[] => {
  const placed: ComposedBlock[] = []
  for (const block of blocks) {
    let at = placed.length
    if (block.type === 'section' || block.type === 'page_break')
      while (at > 0 && placed[at - 1]?.type === 'heading') at -= 1
    placed.splice(at, 0, block)
  }
  return placed
}

export const arrangePages = ({
  definition,
  blocks,
}: Pick<ComposedReport, 'definition' | 'blocks'>): ComposedBlock[] => {
  let orientation: Orientation = definition.orientation
  const turned = blocks.flatMap((block): ComposedBlock[] => {
    if (block.type === 'section') orientation = block.orientation
    if (block.type !== 'table' || orientation === 'landscape' || !isTurned(block.cube, definition)) return [block]
    return [{ type: 'section', orientation: 'landscape' }, block, { type: 'section', orientation: 'portrait' }]
  })
  return headingsFollow(turned)
}
