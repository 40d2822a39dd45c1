// A written PX file against the cube it was made of: every text, code and figure. In: path, cube, crossing, languages.
// Out: how many figures were compared. Fails at the first difference, naming it.
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { coordinatesAt } from '../crossing.ts'
import type { Crossing } from '../crossing.ts'
import { publishedFigure } from '../fileCube.ts'
import type { Figure } from '../fileCube.ts'
import { pxTable } from './pxTable.ts'
import { readPx } from './readPx.ts'
import type { PxKeyword } from './readPx.ts'
import { languagesOf, pxSymbols } from './writePx.ts'
import type { PxOptions } from './writePx.ts'

/** What a symbol in DATA says, by the meaning this program gives it. */
const figureOf = (token: string): Figure => {
  if (!token.startsWith('"')) return { text: token, status: 'value' }
  const symbol = token.slice(1, -1)
  const found = (Object.keys(pxSymbols) as (keyof typeof pxSymbols)[]).find((status) => pxSymbols[status] === symbol)
  return { text: null, status: found ?? 'value' }
}

export const comparePx = async (
  path: string,
  cube: ProtectedCube,
  crossing: Crossing,
  { language, pace }: PxOptions,
): Promise<number> => {
  const differs = (what: string): never => fail('UNEXPECTED', {}, `PX read back differs: ${what}`)
  const { keywords, data } = await readPx(path)
  const table = pxTable(cube, crossing)
  const languages = languagesOf(language)
  const find = (keyword: string, l: string | null, names: string[] = []): PxKeyword | undefined =>
    keywords.find(
      (k) =>
        k.keyword === keyword &&
        k.language === l &&
        k.names.length === names.length &&
        k.names.every((n, i) => n === names[i]),
    )
  const same = (found: PxKeyword | undefined, items: string[], what: string): void => {
    if (!found || found.items.length !== items.length || found.items.some((item, i) => item !== items[i])) differs(what)
  }
  for (const l of languages) {
    const mark = l === languages[0] ? null : l
    for (const [keyword, variables] of [
      ['STUB', table.stub],
      ['HEADING', table.heading],
    ] as const) {
      if (variables.length > 0)
        same(
          find(keyword, mark),
          variables.map((v) => v.name[l]),
          keyword,
        )
    }
    for (const v of [...table.stub, ...table.heading]) {
      same(find('VALUES', mark, [v.name[l]]), v.values[l], `VALUES(${v.name[l]})`)
      same(find('CODES', mark, [v.name[l]]), v.codes, `CODES(${v.name[l]})`)
    }
  }

  // Where a figure stands follows from the file's own STUB, HEADING and VALUES, not from the order it was written in.
  const [first] = languages
  const variables = [...(find('STUB', null)?.items ?? []), ...(find('HEADING', null)?.items ?? [])]
  const sizes = variables.map((name) => find('VALUES', null, [name])?.items.length ?? 0)
  const own = variables.map((name) => [...table.stub, ...table.heading].find((v) => v.name[first] === name))
  let position = 0
  for await (const token of data) {
    let place = 0
    let measure = 0
    const at = coordinatesAt(sizes, position)
    crossing.sizes.forEach((size, d) => {
      place = place * size + (at[own.findIndex((v) => v?.dimension === d)] ?? 0)
    })
    own.forEach((v, i) => {
      if (v?.dimension === null) measure = at[i] ?? 0
    })
    const of = table.measures[measure]
    const cell = crossing.cells[place] ?? -1
    const wanted =
      cell < 0 || !of
        ? { text: null, status: crossing.notShown(place) ? 'not_available' : 'none' }
        : publishedFigure(cube, of, cell)
    const found = figureOf(token)
    if (found.text !== wanted.text || found.status !== wanted.status) differs(`figure ${position + 1} is ${token}`)
    position += 1
    await pace()
  }
  if (position !== crossing.count * table.measures.length)
    differs(`${position} figures of ${crossing.count * table.measures.length}`)
  return position
}
