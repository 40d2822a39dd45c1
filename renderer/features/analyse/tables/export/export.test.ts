import { describe, expect, it } from 'vitest'
import { publishFormats, sdmxSchema } from '#shared/contract/files.ts'
import type { Dimension } from '#shared/model/table.ts'
import { resources } from '../../../../i18n/index.ts'
import type { Texts } from '../../../../i18n/index.ts'
import { writtenSentences } from '../../../process/definitions/exportFile.ts'
import { crossingsOf } from './crossings.ts'
import { defaultFlow, readMemory, rememberSdmx, sdmxFor, sdmxProblems } from './exportMemory.ts'
import { formatGroups, questionOf } from './formatGroups.ts'

const dimension = (variable: string, stack = false): Dimension =>
  ({ variable, total: 'after', sort: 'code', ...(stack ? { stack } : {}) }) as Dimension
const at = (texts: Record<string, Texts>, feature: string, group: string, key: string): unknown => {
  const found = texts[feature]?.[group]
  return typeof found === 'object' ? found[key] : undefined
}
const nameOf = (d: Dimension): string => d.variable

describe('the export menu', () => {
  it('has every format once, each with a name and a line on what it is for in both languages', () => {
    const grouped = formatGroups.flatMap((g) => [...g.formats])
    expect(grouped.toSorted()).toEqual([...publishFormats].toSorted())
    for (const texts of Object.values(resources())) {
      for (const format of publishFormats) {
        expect(at(texts, 'files', 'purpose', format)).toBeTruthy()
        expect(at(texts, 'tables', 'formats', format)).toBeTruthy()
      }
    }
  })
  it('asks only what the format needs to be told', () => {
    expect([
      questionOf('px', 1, 10),
      questionOf('px', 2, 10),
      questionOf('jsonstat', 3, 10),
      questionOf('csv', 3, 1e7),
    ]).toEqual([null, 'crossing', 'crossing', null])
    expect([
      questionOf('xlsx', 4, 99_999),
      questionOf('xlsx', 1, 100_000),
      questionOf('sdmx_csv_1', 1, 0),
      questionOf('sdmx_csv_2', 2, 0),
    ]).toEqual([null, 'workbook', 'sdmx', 'sdmx'])
  })
  it('numbers crossings as the engine does: layers, then rows, then columns', () => {
    const names = crossingsOf(
      {
        layers: [dimension('l')],
        rows: [dimension('a'), dimension('b'), dimension('c', true)],
        columns: [dimension('x'), dimension('y', true)],
      },
      nameOf,
    )
    expect(names).toEqual(['l × a × b × x', 'l × a × b × y', 'l × c × x', 'l × c × y'])
    expect(crossingsOf({ layers: [], rows: [], columns: [] }, nameOf)).toEqual(['–'])
  })
})

describe('what is remembered of exports', () => {
  it('reads nothing, rubbish and a part of it as defaults', () => {
    for (const kept of [undefined, null, 'x', 7, { language: 'fr', sdmx: 3, flows: [] }]) {
      expect(readMemory(kept)).toEqual({
        language: 'both',
        sdmx: { agency: 'NSO_VN', version: '1.0', labels: 'id' },
        flows: {},
      })
    }
    expect(readMemory({ language: 'en', sdmx: { agency: 'bad agency' } })).toMatchObject({
      language: 'en',
      sdmx: { agency: 'NSO_VN' },
    })
  })
  it('keeps the agency for all tables and a dataflow for its own table, unless it is the default', () => {
    const memory = rememberSdmx(readMemory(undefined), 'pupils', {
      agency: 'GSO',
      flow: 'DF_PUPILS',
      version: '2.0',
      labels: 'both',
    })
    expect(sdmxFor(memory, 'pupils')).toEqual({ agency: 'GSO', flow: 'DF_PUPILS', version: '2.0', labels: 'both' })
    expect(sdmxFor(memory, 'teachers')).toEqual({ agency: 'GSO', flow: 'TEACHERS', version: '2.0', labels: 'both' })
    expect(rememberSdmx(memory, 'pupils', { ...memory.sdmx, flow: 'PUPILS' }).flows).toEqual({})
    expect(readMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory)
  })
  it('names a dataflow so that the standard takes it, and says which field it does not take', () => {
    expect(sdmxSchema.safeParse({ flow: defaultFlow('giáo viên.2025') }).success).toBe(true)
    expect([...sdmxProblems({ agency: '1x', flow: 'DF 1', version: 'v1', labels: 'id' })].toSorted()).toEqual([
      'agency',
      'flow',
      'version',
    ])
    expect(sdmxProblems({ agency: 'NSO_VN', flow: '', version: '1.0', labels: 'id' })).toEqual(new Set(['flow']))
  })
})

describe('what is said after writing', () => {
  const t = (key: string, values?: Record<string, unknown>): string =>
    `${key}(${Object.values(values ?? {}).join('|')})`
  const certificate = { format: 'px', cells: 1204, compared: 1204, reader: 'px' }
  it('says the certificate in the language’s own numbers, and nothing where there is none', () => {
    expect(writtenSentences({ path: '/a.px', bytes: 10, certificate }, t, 'vi')).toEqual([
      'exported(/a.px|10\u00a0B)',
      'readBack(1.204)',
    ])
    expect(writtenSentences({ path: '/a.png', bytes: 10 }, t, 'en')).toEqual(['exported(/a.png|10\u00a0B)'])
  })
  it('speaks of values for records, and names the script beside them', () => {
    expect(writtenSentences({ path: '/a.csv', bytes: 10, certificate, records: 301, script: '/a.R' }, t, 'en')).toEqual(
      ['exported(/a.csv|10\u00a0B)', 'exportedRecords(301)', 'readBackValues(1,204)', 'exportedScript(/a.R)'],
    )
  })
})
