// A written JSON-stat file against the cube it was made of. In: path, cube, crossing. Out: how many figures were
// compared. Fails at the first difference, naming it.
import { readFile } from 'node:fs/promises'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { coordinatesAt } from '../crossing.ts'
import type { Crossing } from '../crossing.ts'
import { fileMeasures } from '../fileCube.ts'
import { oneLine } from '../labels.ts'
import { readJsonStat } from './readJsonStat.ts'
import { jsonStatValues } from './writeJsonStat.ts'
import type { JsonStatOptions } from './writeJsonStat.ts'

export const compareJsonStat = async (
  path: string,
  cube: ProtectedCube,
  crossing: Crossing,
  { language, pace }: JsonStatOptions,
): Promise<number> => {
  const differs = (what: string): never => fail('UNEXPECTED', {}, `JSON-stat read back differs: ${what}`)
  const file = readJsonStat(await readFile(path, 'utf8'))
  const measures = fileMeasures(cube)
  const wanted = [
    ...crossing.dimensions.map((d) => d.categories.map((c) => ({ code: c.code, label: oneLine(c.label, language) }))),
    measures.map((m) => ({ code: m.id, label: oneLine(m.measure.label, language) })),
  ]
  if (file.dimensions.length !== wanted.length) differs('dimensions')
  wanted.forEach((categories, d) => {
    const found = file.dimensions[d]
    if (
      found?.codes.length !== categories.length ||
      categories.some((c, i) => found.codes[i] !== c.code || found.labels[i] !== c.label)
    )
      differs(`categories of ${found?.id ?? d}`)
  })
  const valueAt = jsonStatValues(cube, crossing)
  const sizes = file.dimensions.map((d) => d.codes.length)
  for (let position = 0; position < file.values.length; position += 1) {
    const at = coordinatesAt(sizes, position)
    const place = crossing.sizes.reduce((n, size, d) => n * size + (at[d] ?? 0), 0)
    const measure = measures[at.at(-1) ?? 0]
    const expected = measure ? valueAt(place, measure) : { value: null, status: null }
    if (file.values[position] !== expected.value || (file.statuses.get(position) ?? null) !== expected.status)
      differs(`figure ${position + 1}`)
    await pace()
  }
  return file.values.length
}
