// Texts that break files: quotation marks, signs that begin formulas, control signs, names of sheets; and what a reader
// must learn in every format. Written, read back by programs that are not ours where they are here.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { paced } from '#engine/disseminate/publish/pace.ts'
import { publishCube } from '#engine/disseminate/publish/publishCube.ts'
import { writeXlsxBook } from '#engine/disseminate/publish/xlsx.ts'
import { planXlsx } from '#engine/disseminate/publish/xlsxPlan.ts'
import { publishFormats } from '#shared/contract/files.ts'
import type { PublishFormat } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '../fixtures/sampleCube.ts'
import { casesPresent, fieldTable, fieldWorkspace } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

const published = async (field: FieldWorkspace, cube: ProtectedCube, format: PublishFormat): Promise<string> => {
  const path = join(field.folder, `table.${format}`)
  await publishCube(cube, { format, path, language: 'vi', program: 'test', throwIfCancelled: () => undefined })
  return path
}

const opened = async (path: string): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  return book
}
const textsOf = (book: ExcelJS.Workbook): string[] => {
  const texts: string[] = []
  book.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        texts.push(cell.text)
        if (cell.type === ExcelJS.ValueType.Formula) texts.push(`formula: ${cell.formula}`)
      }),
    ),
  )
  return texts
}

describe.skipIf(!casesPresent)('texts of a table that a format could take for its own (37)', () => {
  let field: FieldWorkspace
  let cube: ProtectedCube
  beforeAll(async () => {
    field = await fieldWorkspace('37')
    cube = await protectCube(field.context, await field.table(fieldTable('37', 'nasty.json')), {}, quietJob())
  }, 60_000)
  afterAll(() => field.close())

  // Each format is read back and compared by its writer before it counts as written.
  it.each(publishFormats)('are written and read back: %s', async (format) => {
    await expect(published(field, cube, format)).resolves.toContain(format)
  })

  it('stand apart in a workbook, as texts', async () => {
    const texts = textsOf(await opened(await published(field, cube, 'xlsx')))
    expect(texts.filter((text) => text.startsWith('formula'))).toEqual([])
    const all = texts.join('\n')
    for (const word of ['*? dòng hai', 'Ghi chú "a"; b = c', 'Khối "lớp"; =x', 'Chân "x";=1', 'Số; "em"'])
      expect([word, all.includes(word)]).toEqual([word, true])
  })

  it('a CSV tells the note of each mark, and nothing runs as a formula', async () => {
    const text = (await readFile(await published(field, cube, 'csv'), 'utf8')).replace(/^\ufeff/, '')
    expect(text).toContain('Lớp 1 (1)')
    expect(text).toMatch(/^"?\(1\) Chân/m)
    expect(text).toContain('Ghi chú ""a""; b = c')
    expect(text).not.toMatch(/(^|,|")[=+@\t]/m)
  })

  it('quotation marks in PX are apostrophes, and every keyword ends', async () => {
    const text = await readFile(await published(field, cube, 'px'), 'utf8')
    expect(text).toContain("'nam; nữ'")
    for (const line of text.split(/;\r?\n/)) expect(line.split('"').length % 2).toBe(1)
  })
})

describe('names of sheets (39)', () => {
  const cubeOf = (title: string): ProtectedCube => ({
    ...asProtected(sampleCube([sampleDimension('sex', 'row', ['1', '2'])], [sampleMeasure('n')], () => 1)),
    title: { vi: title, en: title },
  })
  const titles = [
    'Số học sinh phổ thông phân theo tỉnh, thành phố 2024',
    'Số học sinh phổ thông phân theo tỉnh, thành phố 2025',
    "'History'",
    '[A]/B\\C:*?',
    'HISTORY',
    'history',
    "Bảng của 'Cục Thống kê tỉnh Hà'a",
    "Bảng của 'Cục Thống kê tỉnh Hà'''b",
    '🙂'.repeat(20),
    'Số học sinh'.normalize('NFD').repeat(4),
    ' ',
    "'",
    'Sheet',
    'Nguồn gốc',
    'Dữ liệu',
  ]

  it('fit, hold no sign that Excel refuses, and are unique; the workbook opens elsewhere', async () => {
    const tables = titles.map((name) => ({ name, cube: cubeOf(name) }))
    const plan = planXlsx(tables, 'vi', { data: true })
    const names = [
      ...plan.prints.map((p) => p.name),
      ...(plan.contents === null ? [] : [plan.contents]),
      ...plan.data.map((d) => d.name),
      plan.provenance,
    ]
    for (const name of names) {
      expect([name, name.length >= 1 && name.length <= 31]).toEqual([name, true])
      expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$|^\s|\s$|\p{Cc}/u)
      expect([name, name.isWellFormed()]).toEqual([name, true])
      expect(name.toLowerCase()).not.toBe('history')
    }
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  })

  it('in a file read by another program', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'statdesk-sheets-'))
    try {
      const path = join(folder, 'book.xlsx')
      await writeXlsxBook(
        path,
        titles.map((name) => ({ name, cube: cubeOf(name) })),
        { language: 'vi', program: 'test', pace: paced(), data: false },
      )
      expect((await opened(path)).worksheets.length).toBeGreaterThanOrEqual(titles.length)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe.skipIf(!casesPresent)('what a reader must learn', () => {
  it('of parts of years, gaps and withheld figures stands in every format for people (24, 25)', async () => {
    const field = await fieldWorkspace('25')
    try {
      const definition = fieldTable('25', 'year.json', { filter: "flow = 'X'" })
      const cube = await protectCube(field.context, await field.table(definition), {}, quietJob())
      for (const format of ['csv', 'md', 'html', 'px', 'jsonstat'] as const) {
        const text = await readFile(await published(field, cube, format), 'utf8')
        const plain = text.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
        expect([format, plain.includes('6/12 tháng')]).toEqual([format, true])
        expect([format, plain.includes('Không so sánh kỳ chưa đủ dữ liệu với kỳ đủ: 2025')]).toEqual([format, true])
      }
      const texts = textsOf(await opened(await published(field, cube, 'xlsx'))).join('\n')
      expect(texts).toContain('6/12 tháng')
    } finally {
      await field.close()
    }
  }, 60_000)

  it('of figures that add up several dates stands in every format for people (26)', async () => {
    const field = await fieldWorkspace('26')
    try {
      const cube = await protectCube(field.context, await field.table(fieldTable('26', 'noyear.json')), {}, quietJob())
      for (const format of ['csv', 'md', 'html', 'px'] as const)
        expect([
          format,
          (await readFile(await published(field, cube, format), 'utf8')).includes('cộng 2 năm học'),
        ]).toEqual([format, true])
    } finally {
      await field.close()
    }
  }, 60_000)

  it('a symbol is explained beside the figures, also in a CSV', async () => {
    const field = await fieldWorkspace('21')
    try {
      const cube = await protectCube(
        field.context,
        await field.table(fieldTable('21', 'distinct.json')),
        {},
        quietJob(),
      )
      expect(cube.protection.primary).toBeGreaterThan(0)
      for (const format of ['csv', 'md', 'html'] as const)
        expect([format, /“…”[^\n]*bảo mật/.test(await readFile(await published(field, cube, format), 'utf8'))]).toEqual(
          [format, true],
        )
    } finally {
      await field.close()
    }
  }, 60_000)
})
