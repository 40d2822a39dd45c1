// Every cell of real yearbook tables against R and against SQL written by hand, and every file format against readers
// that are not ours. Where a program is absent, its tests say so in their names; the SQL half and the formats DuckDB
// reads always run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { publishCube } from '#engine/disseminate/publish/publishCube.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { publishFormats } from '#shared/contract/files.ts'
import type { Cube, ProtectedCube } from '#shared/model/cube.ts'
import { answersInR } from './answersInR.ts'
import { answersInSql, sqlAnswersOf } from './answersInSql.ts'
import type { SqlAnswers } from './answersInSql.ts'
import { differences } from './compareAnswers.ts'
import type { Answers } from './compareAnswers.ts'
import { definitionOf, inR, inSql } from './definitions.ts'
import { makeDemonstration } from './demonstration.ts'
import type { Demonstration } from './demonstration.ts'
import { absence, hasTool } from '../support/outsideTools.ts'
import { foundDifferences, gridDifferences } from './fileFigures.ts'
import type { Found } from './fileFigures.ts'
import { foundInPython, gridInPython, inDuckdb, inHaven, inLibreOffice, joinPanels, plain } from './outsideReaders.ts'
import { quietJob } from '../support/engine/testContext.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-independent-'))
let demonstration: Demonstration
let fromSql: SqlAnswers
let fromR = new Map<string, Answers>()
const cubes = new Map<string, Promise<Cube>>()
const cubeOf = (id: string): Promise<Cube> => {
  const known = cubes.get(id) ?? tabulate(demonstration.context, definitionOf(id), { engine: 'duckdb' }, quietJob())
  cubes.set(id, known)
  return known
}

beforeAll(async () => {
  demonstration = await makeDemonstration(folder)
  const [sql, r] = await Promise.all([
    answersInSql(join(folder, 'facts')),
    hasTool('dataTable') ? answersInR(folder) : fromR,
  ])
  fromSql = sql
  fromR = r
}, 240_000)
afterAll(async () => {
  await demonstration.workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('in SQL written by hand', () => {
  it('answers the tables named, no other', () => {
    expect([...fromSql.keys()].sort()).toEqual([...inSql].sort())
  })

  it.each(inSql)('%s', async (id) => {
    const cube = await cubeOf(id)
    expect(cube.cells.records.length).toBeGreaterThan(0)
    expect(differences(cube, sqlAnswersOf(fromSql.get(id) ?? [], cube.measures))).toEqual([])
  })

  it('notices one unit in one cell, a cell too many and one too few', async () => {
    const cube = await cubeOf('ent_statements_ownership')
    const rows = fromSql.get('ent_statements_ownership') ?? []
    const changed = rows.map((row, i) => (i === 3 ? { ...row, turnover: BigInt(row['turnover'] as bigint) + 1n } : row))
    expect(differences(cube, sqlAnswersOf(changed, cube.measures))).toHaveLength(1)
    expect(differences(cube, sqlAnswersOf(rows.slice(1), cube.measures))).toHaveLength(3)
    expect(differences(cube, sqlAnswersOf([...rows, { ...rows[0], c2: '1999' }], cube.measures))).toHaveLength(3)
    const shares = await cubeOf('ent_turnover_quintiles')
    const slightly = (fromSql.get('ent_turnover_quintiles') ?? []).map((row) => ({
      ...row,
      structure: (row['structure'] as number) * (1 + 3e-12),
    }))
    expect(differences(shares, sqlAnswersOf(slightly, shares.measures))).toHaveLength(slightly.length)
  })
})

describe.skipIf(!hasTool('dataTable'))(`in R from the delivered files${absence('dataTable')}`, () => {
  it('answers the tables named, no other', () => {
    expect([...fromR.keys()].sort()).toEqual([...inR].sort())
  })

  it.each(inR)('%s', async (id) => {
    const cube = await cubeOf(id)
    expect(cube.cells.records.length).toBeGreaterThan(0)
    expect(differences(cube, fromR.get(id) ?? new Map())).toEqual([])
  })
})

/** A bilingual cross with growth, and two blocks with percentages; figures of fewer than three enterprises withheld. */
describe.each([
  { id: 'trade_exports_section', blocks: [0], measuresOutside: true, crossings: [undefined], stubs: 1, heads: 2 },
  { id: 'own_stacked', blocks: [0, 1], measuresOutside: false, crossings: [1, 2], stubs: 2, heads: 2 },
])('files of $id, opened by others', ({ id, blocks, measuresOutside, crossings, stubs, heads }) => {
  let cube: ProtectedCube
  const fileOf = (format: string, crossing?: number): string => join(folder, `${id}${crossing ?? ''}.${format}`)
  const measures = (): string[] => cube.measures.flatMap((m) => (m.hidden === true ? [] : [m.id]))

  beforeAll(async () => {
    cube = await protectCube(demonstration.context, await cubeOf(id), {}, quietJob())
    expect(cube.protection.primary).toBeGreaterThan(0)
    for (const format of publishFormats) {
      for (const crossing of format === 'px' || format === 'jsonstat' ? crossings : [undefined]) {
        await publishCube(cube, {
          format,
          path: fileOf(format, crossing),
          language: 'both',
          program: 'StatDesk',
          crossing,
        })
      }
    }
  }, 240_000)

  it('CSV as laid out, in DuckDB', async () => {
    const rows = (await inDuckdb(fileOf('csv'), 'csv', false)).map((row) =>
      Object.values(row)
        .slice(stubs)
        .map((field) => field ?? ''),
    )
    // An empty line parts the table from its notes.
    const end = rows.findIndex((row) => row.every((field) => field === ''))
    expect(gridDifferences(cube, rows.slice(heads, end < 0 ? undefined : end), blocks, measuresOutside)).toEqual([])
  })

  it('tidy CSV, in DuckDB: every digit', async () => {
    const found = (await inDuckdb(fileOf('csv_tidy'), 'csv')).map((row): Found => ({
      key: Object.fromEntries(cube.dimensions.map((d) => [d.variable, row[d.variable] ?? ''])),
      measure: row['measure'] ?? '',
      text: row['value'] ?? null,
      // A dimension of the table may itself be called status.
      status: row['status_1'] ?? row['status'] ?? '',
    }))
    expect(foundDifferences(cube, found, 'exact')).toEqual([])
  })

  const foundInSdmx = async (format: 'sdmx_csv_1' | 'sdmx_csv_2'): Promise<Found[]> => {
    const statuses: Record<string, string> = { P: 'value', L: 'not_available', Q: 'suppressed', M: 'not_applicable' }
    return (await inDuckdb(fileOf(format), 'csv')).map((row): Found => ({
      key: Object.fromEntries(
        cube.dimensions.map((d) => [d.variable, row[d.variable.toUpperCase()] ?? row['TIME_PERIOD'] ?? '']),
      ),
      measure: row['INDICATOR']?.toLowerCase() ?? '',
      text: row['OBS_VALUE'] ?? null,
      status: statuses[row['OBS_STATUS'] ?? ''] ?? '?',
    }))
  }
  it.each(['sdmx_csv_1', 'sdmx_csv_2'] as const)('%s, in DuckDB: as published', async (format) => {
    expect(foundDifferences(cube, await foundInSdmx(format), 'rounded')).toEqual([])
  })

  it('Parquet, in DuckDB: every digit', async () => {
    const found = (await inDuckdb(fileOf('parquet'), 'parquet')).flatMap((row) =>
      measures().map((measure): Found => ({
        key: Object.fromEntries(cube.dimensions.map((d) => [d.variable, row[d.variable] ?? ''])),
        measure,
        text: row[measure] ?? null,
        status: row[`${measure}_status`] ?? '',
      })),
    )
    expect(foundDifferences(cube, found, 'exact')).toEqual([])
  })

  describe.skipIf(!hasTool('python'))(`in Python's own library${absence('python')}`, () => {
    it('PX', () => {
      const statuses = {
        value: 'value',
        none: 'none',
        'Có phát sinh nhưng không có số liệu': 'not_available',
        'Không công bố để bảo mật thông tin': 'suppressed',
        'Không thể phát sinh': 'not_applicable',
      }
      const found = crossings.flatMap((crossing) => foundInPython(fileOf('px', crossing), 'px', statuses))
      expect(foundDifferences(cube, found, 'rounded')).toEqual([])
    })
    it('JSON-stat', () => {
      const found = crossings.flatMap((crossing) =>
        foundInPython(fileOf('jsonstat', crossing), 'jsonstat', {
          p: 'value',
          '-': 'none',
          '...': 'not_available',
          c: 'suppressed',
          z: 'not_applicable',
        }),
      )
      expect(foundDifferences(cube, found, 'rounded')).toEqual([])
    })
    it('Markdown', () => {
      expect(
        gridDifferences(
          cube,
          gridInPython(fileOf('md'), 'md').map((row) => row.map(plain)),
          blocks,
          measuresOutside,
        ),
      ).toEqual([])
    })
    it('HTML', () => {
      expect(
        gridDifferences(
          cube,
          joinPanels(gridInPython(fileOf('html'), 'html'), (letters) => letters.length - 1),
          blocks,
          measuresOutside,
        ),
      ).toEqual([])
    })
  })

  it.skipIf(!hasTool('calc'))(`HTML, in LibreOffice${absence('calc')}`, { timeout: 120_000 }, async () => {
    expect(
      gridDifferences(
        cube,
        joinPanels(await inLibreOffice(fileOf('html'), folder), (letters) => letters.length - 1),
        blocks,
        measuresOutside,
      ),
    ).toEqual([])
  })

  it.skipIf(!hasTool('haven'))(`dta and sav, in R (haven), every cell${absence('haven')}`, () => {
    const [dta = [], sav = []] = inHaven([fileOf('dta'), fileOf('sav')], measures())
    expect(foundDifferences(cube, dta, 'double')).toEqual([])
    expect(foundDifferences(cube, sav, 'double')).toEqual([])
  })

  it('notices a figure changed in the last place, a status lost and a cell left out', async () => {
    const found = await foundInSdmx('sdmx_csv_1')
    const first = found.findIndex((f) => f.text !== null)
    const hidden = found.findIndex((f) => f.status === 'suppressed')
    expect(foundDifferences(cube, found, 'rounded')).toEqual([])
    expect(
      foundDifferences(
        cube,
        found.with(first, {
          ...found[first]!,
          text: `${found[first]!.text}${found[first]!.text?.includes('.') ? '1' : '.1'}`,
        }),
        'rounded',
      ),
    ).toHaveLength(1)
    expect(
      foundDifferences(cube, found.with(hidden, { ...found[hidden]!, status: 'not_available' }), 'rounded'),
    ).toHaveLength(1)
    expect(foundDifferences(cube, found.slice(1), 'rounded')).toHaveLength(1)
  })
})
