// A code compared with what its variable does not have is an error that offers the right one: never a condition that
// silently keeps nothing, or everything.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openExploreView } from '#engine/analyse/explore/openExploreView.ts'
import { expressionHandlers } from '#engine/analyse/explore/expressionMethods.ts'
import { compileRowLogic } from '#engine/collect/intake/rowLogic.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { Failure } from '#shared/model/failure.ts'
import { meantCode } from '#shared/expression/index.ts'
import { casesPresent, engines, fieldTable, fieldWorkspace, figuresOf } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return ''
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    return `${thrown.value.code}: ${String(thrown.value.facts?.['reason_en'] ?? '')}`
  }
}

describe('the code that was meant', () => {
  const label = (text: string) => ({ vi: text, en: text })
  const codes = [
    { code: '01', label: label('Hà Nội') },
    { code: '05', label: label('Lớp 5') },
    { code: 'US', label: label('Hoa Kỳ') },
  ]

  it.each([
    ['5', '05'],
    ['005', '05'],
    ['us', 'US'],
    ['ha noi', '01'],
    ['Lớp 5', '05'],
  ])('%s is %s', (value, code) => expect(meantCode(value, codes)?.code).toBe(code))

  it('is not guessed from afar', () => expect(meantCode('không có', codes)).toBeNull())
})

describe.skipIf(!casesPresent)('a grade without its zero (29)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('29')
  }, 60_000)
  afterAll(() => field.close())
  const offered = /^EXPRESSION_INVALID: “[45]” is no code of grade\. Did you mean '0[45]'/

  const total = async (filter: string, engine: 'duckdb' | 'sqlite' | 'evaluator' = 'duckdb') =>
    figuresOf(
      await field.table(
        fieldTable('29', 'five.json', { filter, rows: [], columns: [], measures: [{ id: 'n', statistic: 'count' }] }),
        engine,
      ),
      'n',
    )['']

  it.each(engines)('is refused in the filter of a table: %s', async (engine) => {
    expect(await reasonOf(field.table(fieldTable('29', 'five.json'), engine))).toMatch(offered)
    expect(await reasonOf(total("grade <> '5'", engine))).toMatch(offered)
    expect(await reasonOf(total("sex = '1' or grade in ('4', '05')", engine))).toMatch(offered)
    expect(await total("grade <> '05'", engine)).toBe(24)
  })

  it('is refused in the filter of a measure and in a variable made on the spot', async () => {
    const bare = { filter: null, rows: [], columns: [] }
    const measure = { id: 'n', statistic: 'count', filter: "grade = '5'" }
    expect(await reasonOf(field.table(fieldTable('29', 'five.json', { ...bare, measures: [measure] })))).toMatch(
      offered,
    )
    const made = {
      kind: 'variable',
      id: 'fifth',
      dataset: 'pupil',
      label: { vi: 'Lớp 5', en: 'Grade 5' },
      method: 'expression',
      expression: "grade = '5'",
    }
    expect(
      await reasonOf(
        field.table(fieldTable('29', 'five.json', { ...bare, rows: [{ variable: 'fifth' }], variables: [made] })),
      ),
    ).toMatch(offered)
  })

  it.each(engines)(
    'is refused as a member of a group, where it would leave its records outside: %s',
    async (engine) => {
      const grouped = (members: string[], rest: string) =>
        field.table(
          fieldTable('29', 'five.json', {
            filter: null,
            rows: [{ variable: 'upper' }],
            columns: [],
            measures: [{ id: 'n', statistic: 'count' }],
            variables: [
              {
                kind: 'variable',
                id: 'upper',
                dataset: 'pupil',
                label: { vi: 'Lớp 4, 5', en: 'Grades 4, 5' },
                method: 'recode',
                of: 'grade',
                groups: [{ code: 'u', label: { vi: 'Lớp 4, 5', en: 'Grades 4, 5' }, members }],
                rest,
              },
            ],
          }),
          engine,
        )
      for (const rest of ['keep', 'others', 'missing'])
        expect(await reasonOf(grouped(['4', '05'], rest))).toMatch(/^VARIABLE_MEMBER_UNKNOWN/)
      expect(figuresOf(await grouped(['04', '05'], 'others'), 'n')).toMatchObject({ u: 12, '#': 30 })
      // A grade that no record has may be meant for other periods.
      expect(figuresOf(await grouped(['05', '12'], 'others'), 'n')).toMatchObject({ u: 6, '#': 30 })
    },
  )

  it('is refused by the records and while it is typed', async () => {
    const view = (filter: string) => openExploreView(field.context, { dataset: 'pupil', filter, sort: [] }, quietJob())
    expect(await reasonOf(view("grade <> '5'"))).toMatch(offered)
    expect((await view("grade <> '05'")).rows).toBe(24)
    expect(await total("grade in ('04', '05')")).toBe(12)
    const typed = await expressionHandlers['expression.check'](field.context, {
      dataset: 'pupil',
      expression: "sex = '1' and grade = '5'",
      expect: 'condition',
    })
    expect(typed).toMatchObject({ ok: false, position: 22, length: 3 })
    expect(JSON.stringify(typed)).toContain("Có phải là '05'")
  })

  it('is refused in an edit rule', () => {
    const pupil = knownDataset(field.workspace, 'pupil')
    const rule = { id: 'fifth', severity: 'soft' as const, message: { vi: '', en: '' } }
    const compile = (expression: string) =>
      compileRowLogic({ ...pupil, rules: [{ ...rule, expression }] }, '2024-2025', {
        versions: [],
        correspondences: [],
      })
    expect(() => compile("sex = '3'")).toThrow('DEFINITION_INVALID')
    expect(() => compile("sex = '2'")).not.toThrow()
  })

  it.each(engines)('may name variables made on the spot: %s', async (engine) => {
    const made = (more: object) => ({ kind: 'variable', dataset: 'pupil', label: { vi: 'Nhóm', en: 'Group' }, ...more })
    const count = async (filter: string, measureFilter?: string) => {
      const cube = await field.table(
        fieldTable('29', 'five.json', {
          filter,
          rows: [],
          columns: [],
          measures: [
            { id: 'n', statistic: 'count', ...(measureFilter === undefined ? {} : { filter: measureFilter }) },
          ],
          variables: [
            made({ id: 'fifth', method: 'expression', expression: "if(grade = '05', 'yes', 'no')" }),
            made({ id: 'born', method: 'bands', of: 'birth_year', bounds: ['1900', '2100'] }),
            made({
              id: 'two',
              method: 'recode',
              of: 'grade',
              groups: [{ code: 'a', label: { vi: 'A', en: 'A' }, members: ['04', '05'] }],
              rest: 'others',
            }),
          ],
        }),
        engine,
      )
      return figuresOf(cube, 'n')['']
    }
    expect(await count("fifth = 'yes'")).toBe(6)
    expect(await count("born = '2'")).toBe(30)
    expect(await count("two = 'a'")).toBe(12)
    expect(await count("two <> 'a'")).toBe(18)
    expect(await count("born = '2'", "two = 'a' and fifth = 'no'")).toBe(6)
    // The same words of another variable of that name are another condition.
    const other = fieldTable('29', 'five.json', {
      filter: "fifth = 'yes'",
      rows: [],
      columns: [],
      measures: [{ id: 'n', statistic: 'count' }],
      variables: [made({ id: 'fifth', method: 'expression', expression: "if(grade = '05', 'no', 'yes')" })],
    })
    expect(figuresOf(await field.table(other, engine), 'n')['']).toBe(24)
  })

  it('a period that was not delivered, and a word for a code, are told too', async () => {
    expect(await reasonOf(total("period = '2024'"))).toMatch(/“2024” is no code of period/)
    expect(await reasonOf(total("sex = 'Nữ'"))).toMatch(/“Nữ” is no code of sex\. Did you mean '2'/)
    // A code of the list is a code, whether or not a record has it.
    expect(await reasonOf(total("grade = '12'"))).toMatch(/TABLE_EMPTY|^$/)
  })
})
