// A report definition → one HTML document. In: context, definition, how much stricter than the policy. Out: the document, ready to print.
// Each table and chart is computed and protected once, however often it stands in the report. Never a file written here.
import type { CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { reportDocument } from './reportDocument.ts'
import type { ReadyBlock } from './reportDocument.ts'
import { sourceCube } from '#engine/disseminate/chart/sourceCube.ts'

export const reportHtml = async (
  context: EngineContext,
  definition: ReportDefinition,
  { stricter }: { stricter?: number | undefined },
  job: JobContext,
): Promise<string> => {
  const definitions = definitionRepository(context.workspace().catalog)
  const cubes = new Map<string, ProtectedCube>()
  const cubeOf = async (source: CubeSource): Promise<ProtectedCube> => {
    const key = `${source.from} ${source.id}`
    const known = cubes.get(key)
    if (known) return known
    const cube = await sourceCube(context, source, stricter, job)
    cubes.set(key, cube)
    return cube
  }
  const ready = async (block: ReportBlock): Promise<ReadyBlock> => {
    if (block.type === 'table')
      return {
        type: 'table',
        cube: await cubeOf(block.source),
        number: block.number,
        ...(block.maxRows === undefined ? {} : { maxRows: block.maxRows }),
      }
    if (block.type === 'chart') {
      const chart = definitions.get('chart', block.id)
      return { type: 'chart', chart, cube: await cubeOf(chart.source), number: block.number }
    }
    return block
  }

  const blocks: ReadyBlock[] = []
  for (const [index, block] of definition.blocks.entries()) {
    job.throwIfCancelled()
    job.progress({ phase: 'report', done: index, total: definition.blocks.length, subject: definition.title.vi })
    blocks.push(await ready(block))
  }
  const html = reportDocument(definition, blocks, { program: context.program, printedAt: new Date().toISOString() })
  job.progress({ phase: 'report', done: definition.blocks.length, total: definition.blocks.length })
  return html
}
