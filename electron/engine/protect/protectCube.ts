// The only maker of protected cubes: nothing else in the program can produce the type that publishing accepts.
// In: a cube with its provenance, the minimum frequency. Out: the cube with unsafe cells hidden, and what was done.
import { fail } from '#shared/model/failure.ts'
import type { Cube, ProtectedCube, ProtectionRecord } from '#shared/model/cube.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '../context.ts'
import { evaluateIndicator } from '../indicators/evaluateIndicator.ts'
import { indicatorInputs } from '../indicators/indicatorInputs.ts'
import { respondentFrequency } from './frequency.ts'
import { protectTable } from './protectTable.ts'

const branded = (cube: Cube, protection: ProtectionRecord): ProtectedCube => ({ ...cube, protection }) as ProtectedCube

/** An indicator's cell is hidden when any figure its formula reads there is hidden in the table it comes from. */
const protectIndicator = async (context: EngineContext, cube: Cube, minimum: number, job: JobContext): Promise<ProtectedCube> => {
  const definition = indicatorDefinitionSchema.parse(cube.provenance.definition)
  const inputs = await indicatorInputs(context, definition, definition.breakdowns, cube.provenance.engine, job)
  const units = new Set<string>()
  for (const input of inputs) {
    if (!input.cube) continue
    const frequency = await respondentFrequency(context, input.cube, tableDefinitionSchema.parse(input.cube.provenance.definition), job)
    units.add(frequency.unit)
    input.cube = protectTable(input.cube, frequency, minimum).cube
  }
  const result = evaluateIndicator(definition, inputs)
  const statuses = result.cells.statuses?.[0] ?? []
  const primary = statuses.filter((s) => s === 'suppressed').length
  const secondary = statuses.filter((s) => s === 'suppressed_secondary').length
  return branded({ ...result, provenance: { ...result.provenance, ranAt: cube.provenance.ranAt, seconds: cube.provenance.seconds } },
    { rule: 'minimum_frequency', minimum, unit: [...units].join(', '), cells: result.cells.records.length, primary, secondary })
}

export const protectCube = async (context: EngineContext, cube: Cube, { minimum }: { minimum: number }, job: JobContext): Promise<ProtectedCube> => {
  job.progress({ phase: 'protecting' })
  if ('protection' in cube) return fail('UNEXPECTED', {}, 'a protected cube is not protected twice')
  if (cube.provenance.definition.kind === 'indicator') return protectIndicator(context, cube, minimum, job)
  const definition = tableDefinitionSchema.parse(cube.provenance.definition)
  const { cube: safe, protection } = protectTable(cube, await respondentFrequency(context, cube, definition, job), minimum)
  return branded(safe, protection)
}
