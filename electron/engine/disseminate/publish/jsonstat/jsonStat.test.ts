// JSON-stat 2.0: structure by a schema restated from the published rules (ajv), rules between fields and figures by our
// own reader, values by hand. A changed file must not pass.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { crossingOf } from '../crossing.ts'
import { publishCube } from '../publishCube.ts'
import { estimatedCube, hugeCube, plainCube, stackedCube } from '#test/support/publish/blocks.ts'
import { compareJsonStat } from './compareJsonStat.ts'
import { readJsonStat } from './readJsonStat.ts'

const texts = { type: 'array', items: { type: 'string' } }
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'class', 'value', 'id', 'size', 'dimension'],
  properties: {
    version: { const: '2.0' },
    class: { const: 'dataset' },
    label: { type: 'string' },
    source: { type: 'string' },
    updated: { type: 'string' },
    note: texts,
    extension: { type: 'object' },
    href: { type: 'string' },
    link: { type: 'object' },
    id: { ...texts, uniqueItems: true },
    size: { type: 'array', items: { type: 'integer', minimum: 1 } },
    role: {
      type: 'object',
      additionalProperties: false,
      properties: {
        time: { ...texts, uniqueItems: true },
        geo: { ...texts, uniqueItems: true },
        metric: { ...texts, uniqueItems: true },
      },
    },
    value: {
      oneOf: [
        { type: 'array', items: { type: ['number', 'null', 'string'] } },
        { type: 'object', additionalProperties: { type: ['number', 'null', 'string'] } },
      ],
    },
    status: {
      oneOf: [
        { type: 'string' },
        { type: 'array', items: { type: ['string', 'null'] } },
        { type: 'object', additionalProperties: { type: 'string' } },
      ],
    },
    dimension: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['category'],
        properties: {
          label: { type: 'string' },
          note: texts,
          href: { type: 'string' },
          link: { type: 'object' },
          extension: { type: 'object' },
          category: {
            type: 'object',
            additionalProperties: false,
            properties: {
              index: {
                oneOf: [
                  { ...texts, uniqueItems: true },
                  { type: 'object', additionalProperties: { type: 'number' } },
                ],
              },
              label: { type: 'object', additionalProperties: { type: 'string' } },
              child: { type: 'object', additionalProperties: texts },
              note: { type: 'object', additionalProperties: texts },
              coordinates: { type: 'object' },
              unit: {
                type: 'object',
                additionalProperties: {
                  type: 'object',
                  properties: {
                    label: { type: 'string' },
                    decimals: { type: 'integer' },
                    symbol: { type: 'string' },
                    position: { enum: ['start', 'end'] },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
}
const valid = new Ajv2020({ allowUnionTypes: true }).compile(schema)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-jsonstat-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const publish = (cube: ProtectedCube, more: { language?: 'vi' | 'en' | 'both'; crossing?: number } = {}) =>
  publishCube(cube, {
    format: 'jsonstat',
    path: join(folder, 't.json'),
    language: more.language ?? 'en',
    program: 'StatDesk 0.1.0',
    crossing: more.crossing,
  })
const write = async (cube: ProtectedCube, more: { language?: 'vi' | 'en' | 'both'; crossing?: number } = {}) => {
  const { certificate } = await publish(cube, more)
  const text = readFileSync(join(folder, 't.json'), 'utf8')
  return { text, json: JSON.parse(text), file: readJsonStat(text), certificate }
}

describe('JSON-stat', () => {
  it('is structurally sound, in each language', async () => {
    for (const language of ['vi', 'en', 'both'] as const) {
      const { json } = await write(estimatedCube(), { language })
      expect(valid(json), JSON.stringify(valid.errors)).toBe(true)
    }
    expect((await write(plainCube(), { language: 'both' })).json.label).toBe('Bảng thử "có ngoặc" – Sample table')
  })

  it('is row-major, the measures last; figures as published, statuses beside them', async () => {
    const { json, file, certificate } = await write(estimatedCube())
    expect(json.id).toEqual(['region', 'kind', 'period', 'contents'])
    expect(json.size).toEqual([3, 3, 2, 3])
    expect(json.role).toEqual({ time: ['period'], metric: ['contents'] })
    const at = (r: number, k: number, y: number, m: number) => ((r * 3 + k) * 2 + y) * 3 + m
    expect([file.values[0], file.statuses.get(0)]).toEqual([-1234.6, 'p'])
    expect(file.statuses.get(at(0, 0, 1, 0))).toBe('e')
    expect([file.values[at(1, 1, 0, 0)], file.statuses.get(at(1, 1, 0, 0))]).toEqual([null, 'c'])
    // Which cells were hidden first is not told.
    expect(file.statuses.get(at(1, 1, 1, 0))).toBe('c')
    expect([file.values[at(2, 1, 0, 0)], file.statuses.get(at(2, 1, 0, 0))]).toEqual([null, '...'])
    expect([file.values[at(2, 1, 0, 1)], file.statuses.get(at(2, 1, 0, 1))]).toEqual([0, '-'])
    expect([file.values[at(2, 1, 0, 2)], file.statuses.get(at(2, 1, 0, 2))]).toEqual([null, 'z'])
    // Nothing occurred: nought where one counts, no figure where one averages.
    expect([0, 1, 2].map((m) => file.values[at(2, 2, 0, m)])).toEqual([0, 0, null])
    expect(file.values[at(1, 0, 0, 2)]).toBe(3.33)
    expect(Object.is(file.values[at(0, 2, 0, 2)], -0)).toBe(false)
    expect(certificate).toMatchObject({ cells: 54, compared: 54 })
  })

  it('carries units, notes and where it comes from', async () => {
    const { json } = await write(plainCube())
    expect(json.dimension.contents.category.unit.money).toEqual({ label: 'Million USD', decimals: 1 })
    expect(json.dimension.kind.note).toEqual(['On the variable'])
    expect(json.dimension.region.category.note).toEqual({ 2: ['On the category'] })
    expect(json.extension.provenance).toMatchObject({ engine: 'duckdb' })
    expect(JSON.stringify(json)).not.toMatch(/minimum|secondary/)
  })

  it('refuses a figure that JSON cannot hold, and a table of several blocks', async () => {
    await expect(publish(hugeCube())).rejects.toThrow(/PUBLISH_DIGITS_LOST.*12345678901234567890/)
    await expect(publish(stackedCube())).rejects.toThrow(Failure)
    expect((await write(stackedCube(), { crossing: 2 })).file.values).toEqual([10, 11, 20, 21])
  })

  it.each([
    [
      'a figure',
      (j: Json) => {
        j.value[0] = 1
      },
    ],
    [
      'a figure too many',
      (j: Json) => {
        j.value.push(1)
      },
    ],
    [
      'a status',
      (j: Json) => {
        j.status['0'] = 'e'
      },
    ],
    [
      'a status outside',
      (j: Json) => {
        j.status['999'] = 'p'
      },
    ],
    [
      'a label',
      (j: Json) => {
        j.dimension.kind.category.label.a = 'x'
      },
    ],
    [
      'a code',
      (j: Json) => {
        j.dimension.kind.category.index[1] = 'z'
      },
    ],
    [
      'a size',
      (j: Json) => {
        j.size[0] = 2
      },
    ],
    [
      'a role',
      (j: Json) => {
        j.role.geo = ['nowhere']
      },
    ],
    [
      'an unknown member',
      (j: Json) => {
        Object.assign(j, { lineage: 1 })
      },
    ],
    [
      'a missing unit',
      (j: Json) => {
        delete j.dimension.contents.category.unit
      },
    ],
  ])('refuses a file with %s changed', async (_, change) => {
    const cube = plainCube()
    const { json } = await write(cube)
    change(json as Json)
    const path = join(folder, 'changed.json')
    writeFileSync(path, JSON.stringify(json))
    await expect(
      compareJsonStat(path, cube, crossingOf(cube, 'JSON-stat'), {
        language: 'en',
        program: '',
        pace: () => undefined,
      }),
    ).rejects.toThrow(/JSON-stat/)
  })
})

type Json = {
  value: unknown[]
  status: Record<string, string>
  size: number[]
  role: Record<string, string[]>
  dimension: Record<string, { category: { label: Record<string, string>; index: string[]; unit?: unknown } }> & {
    kind: { category: { label: Record<string, string>; index: string[] } }
    contents: { category: { unit?: unknown; label: Record<string, string>; index: string[] } }
  }
}
