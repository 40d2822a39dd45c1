// What a sample says of the whole: additive figures scaled up, the others as they are.
// In: a sampled cube. Out: an estimated cube. Never marked other than as an estimate (see useTableRun).
import type { Cube } from '#shared/model/cube.ts'
import { toExact } from '#shared/model/exact.ts'

/** Counts and sums grow by records over records read, rounded to whole units; means, medians and percentages stay. */
export const fromSample = (cube: Cube, records: number): Cube => {
  const { recordsRead } = cube.provenance
  if (recordsRead <= 0 || recordsRead >= records) return cube
  const [many, few] = [BigInt(Math.round(records)), BigInt(Math.round(recordsRead))]
  const factor = records / recordsRead
  const scaled = (value: number | bigint): number | bigint =>
    typeof value === 'number' && !Number.isInteger(value)
      ? value * factor
      : toExact((BigInt(value) * many + few / 2n) / few)
  return {
    ...cube,
    cells: {
      ...cube.cells,
      records: Array.from(cube.cells.records, (n) => Math.round(n * factor)),
      values: cube.cells.values.map((line, m) =>
        cube.measures[m]?.additive === true
          ? Array.from(line, (value) => (value === null ? null : scaled(value)))
          : line,
      ),
    },
    provenance: { ...cube.provenance, recordsUsed: Math.round(cube.provenance.recordsUsed * factor) },
  }
}
