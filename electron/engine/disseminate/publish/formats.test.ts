// Any cube in any format: whatever labels, codes and figures it holds, what was written is what is read back.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishFormats } from '#shared/contract/files.ts'
import type { PublishFormat } from '#shared/contract/files.ts'
import type { CellStatus, CubeCategory, CubeDimension, ProtectedCube } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { asProtected, sampleCube, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { publishCube } from './publishCube.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-formats-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '',
      ' ',
      '"',
      "'",
      '#',
      'a\tb',
      'c\r\nd',
      '=1+1',
      '-',
      '.',
      'Đường "Láng"',
      'x'.repeat(300),
      '|',
      '\\',
      '𝄞',
      'a;b',
      '@',
      '/',
    ),
  )
  .map((t) => t.toWellFormed())
const label = fc.record({ vi: text, en: text })
const category = fc
  .record({
    code: fc.oneof(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.constantFrom('01', '1', '0', '2024', '2024-Q1', '2024-01', '15'),
    ),
    label,
    kind: fc.constantFrom(
      'value' as const,
      'value' as const,
      'value' as const,
      'missing' as const,
      'unmapped' as const,
      'total' as const,
      'others' as const,
    ),
    version: fc.option(fc.constantFrom('2004', '2025'), { nil: undefined }),
  })
  .map(({ version, ...c }): CubeCategory => ({
    ...c,
    ...(c.kind !== 'value' ? { code: '' } : version === undefined ? {} : { version }),
  }))
const dimension = (axis: CubeDimension['axis'], variable: string) =>
  fc
    .record({
      label,
      categories: fc.uniqueArray(category, {
        minLength: 1,
        maxLength: 4,
        selector: (c) => `${c.kind} ${c.code} ${c.version ?? ''}`,
      }),
      time: fc.constantFrom(null, 'year' as const, 'quarter' as const, 'month' as const),
    })
    .map((d): CubeDimension => ({
      ...d,
      axis,
      variable,
      codeList: null,
      categories: d.categories.filter(
        (c, i) => c.kind !== 'total' || d.categories.findIndex((x) => x.kind === 'total') === i,
      ),
    }))
const measure = fc.record({
  exact: fc.boolean(),
  scale: fc.integer({ min: 0, max: 6 }),
  power: fc.constantFrom(0, 3, 6, 12),
  decimals: fc.integer({ min: 0, max: 6 }),
  label,
  unit: label,
  statistic: fc.constantFrom('count' as const, 'sum' as const, 'mean' as const),
})
const status = fc.constantFrom<Exclude<CellStatus, 'value'>>(
  'none',
  'not_available',
  'suppressed',
  'suppressed_secondary',
  'not_applicable',
)
const whole: fc.Arbitrary<Exact> = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, 5, -5, 49999, 50000),
)

const cube: fc.Arbitrary<ProtectedCube> = fc
  .record({
    row: dimension('row', 'a'),
    column: dimension('column', 'b.c'),
    layer: fc.option(dimension('layer', 'a'), { nil: null }),
    measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
    figures: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.tuple(whole, fc.double()) },
        { weight: 1, arbitrary: status },
        { weight: 1, arbitrary: fc.constant(undefined) },
      ),
      { minLength: 30, maxLength: 30 },
    ),
    title: label,
    note: label,
  })
  .map(({ row, column, layer, measures, figures, title, note }) => {
    const dimensions = layer ? [row, column, layer] : [row, column]
    const shapes = measures.map((m, i) => sampleMeasure(`m${i}`, { ...m, scale: m.exact ? m.scale : 0 }))
    let next = 0
    return asProtected(
      sampleCube(
        dimensions,
        shapes,
        (place, m) => {
          if (place.every((p) => p === 0)) return 7
          const figure = figures[next++ % figures.length]
          return Array.isArray(figure) ? (shapes[m]!.exact ? figure[0] : figure[1]) : figure
        },
        { title, notes: [note] },
      ),
    )
  })

/** A refusal that names what the format cannot hold is an answer; a difference is not. */
const refusals = /PUBLISH_(DIGITS_LOST|TEXT_TOO_LONG)/

describe('every format', () => {
  it.each(publishFormats.filter((f) => f !== 'xlsx' && f !== 'html').map((f) => [f]))(
    'reads back what it wrote, or says what it cannot hold: %s',
    async (format: PublishFormat) => {
      await fc.assert(
        fc.asyncProperty(
          cube,
          fc.constantFrom('vi' as const, 'en' as const, 'both' as const),
          async (any, language) => {
            try {
              const { certificate } = await publishCube(any, {
                format,
                path: join(folder, `t.${format}`),
                language,
                program: 'StatDesk',
              })
              expect(certificate.compared).toBe(certificate.cells)
            } catch (thrown) {
              if (!refusals.test(String(thrown))) throw thrown
            }
          },
        ),
        { numRuns: format === 'parquet' ? 12 : 60, seed: 20_260_101 },
      )
    },
    60_000,
  )
})
