// Small sound files of every format, for a fuzzer to spoil. In: a folder. Out: their paths. Written by code, the same
// each time.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { utils, write } from '@e965/xlsx'
import Sqlite from 'better-sqlite3'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import type { StatTable } from '#engine/disseminate/publish/microdata/statTable.ts'
import { writeDta } from '#engine/disseminate/publish/microdata/writeDta.ts'
import { writeSav } from '#engine/disseminate/publish/microdata/writeSav.ts'

const rows = Array.from({ length: 30 }, (_, i) => ({
  ma: `0${i + 10}`,
  ten: i % 7 === 0 ? '' : `Xã "Đông, ${i}"`,
  so: i * 1.25,
  ngay: `2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
}))
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csv = (mark: string): string =>
  ['ma', 'ten', 'so', 'ngay']
    .join(mark)
    .concat('\n', rows.map((r) => [r.ma, quoted(r.ten), String(r.so), r.ngay].join(mark)).join('\n'), '\n')

const stat: StatTable = {
  label: 'nhãn',
  notes: [],
  columns: [
    { name: 'ma', source: 'ma', label: 'Mã', kind: 'text', bytes: 8, level: 'nominal' },
    { name: 'so', source: 'so', label: 'Số', kind: 'number', decimals: 2, level: 'scale' },
    {
      name: 'gt',
      source: 'gt',
      label: 'Giới',
      kind: 'integer',
      level: 'nominal',
      valueLabels: [
        { value: 1, label: 'Nam' },
        { value: 2, label: 'Nữ' },
      ],
    },
  ],
  chunks: async function* () {
    yield {
      rows: rows.length,
      columns: [rows.map((r) => r.ma), rows.map((r) => r.so), rows.map((_, i) => (i % 2) + 1)],
    }
  },
}

const dbf = (): Buffer => {
  const fields = [
    ['MA', 'C', 4, 0],
    ['SO', 'N', 8, 2],
    ['NGAY', 'D', 8, 0],
  ] as const
  const width = 1 + fields.reduce((n, f) => n + f[2], 0)
  const head = Buffer.alloc(32 + fields.length * 32 + 1)
  head.set([3, 124, 1, 31])
  head.writeUInt32LE(rows.length, 4)
  head.writeUInt16LE(head.length, 8)
  head.writeUInt16LE(width, 10)
  for (const [i, [name, type, length, decimals]] of fields.entries()) {
    head.write(name, 32 + i * 32, 'latin1')
    head.write(type, 32 + i * 32 + 11, 'latin1')
    head[32 + i * 32 + 16] = length
    head[32 + i * 32 + 17] = decimals
  }
  head[head.length - 1] = 0x0d
  const body = rows.map((r) => ` ${r.ma.padEnd(4)}${r.so.toFixed(2).padStart(8)}${r.ngay.replaceAll('-', '')}`).join('')
  return Buffer.concat([head, Buffer.from(body, 'latin1'), Buffer.from([0x1a])])
}

const fixedLines = rows.map((r) => `${r.ma.padEnd(6)}${r.ngay.padEnd(12)}${r.so.toFixed(2).padStart(9)}`).join('\n')
const xml = `<?xml version="1.0"?><goi><ky>2024-01</ky>${rows.map((r) => `<hs id="${r.ma}"><ten>${r.ten.replaceAll('"', '&quot;')}</ten><so>${r.so}</so></hs>`).join('')}</goi>`
const px = `CHARSET="ANSI";\nMATRIX="m";\nCODEPAGE="utf-8";\nSTUB="a";\nHEADING="b";\nVALUES("a")="x","y","z";\nVALUES("b")="1","2";\nDATA=\n1 2\n".." 4.5\n5 6\n;\n`
const jsonStat = {
  version: '2.0',
  class: 'dataset',
  id: ['a', 'b'],
  size: [3, 2],
  dimension: { a: { category: { index: ['x', 'y', 'z'] } }, b: { category: { index: ['1', '2'] } } },
  value: [1, 2, null, 4.5, 5, 6],
}

export const writeSeeds = async (folder: string): Promise<string[]> => {
  const paths: string[] = []
  const put = (name: string, content: string | Uint8Array): void => {
    const path = join(folder, name)
    writeFileSync(path, content)
    paths.push(path)
  }
  put('comma.csv', csv(','))
  put('tab.tsv', csv('\t'))
  put('wide.csv', Buffer.from(`\ufeff${csv(';')}`, 'utf16le'))
  put('fixed.txt', `${fixedLines}\n`)
  put('a.json', JSON.stringify({ meta: 1, data: rows }))
  put('a.jsonl', rows.map((r) => JSON.stringify(r)).join('\n'))
  put('stat.json', JSON.stringify(jsonStat))
  put('a.xml', xml)
  put('a.px', px)
  put('a.dbf', dbf())
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('S')
  sheet.addRow(['ma', 'ten', 'so', 'ngay'])
  for (const r of rows) sheet.addRow([r.ma, r.ten, r.so, new Date(`${r.ngay}T00:00:00Z`)])
  sheet.mergeCells('B2:B3')
  put('a.xlsx', new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer))
  const old = utils.book_new()
  utils.book_append_sheet(old, utils.json_to_sheet(rows), 'S')
  for (const [name, type] of [
    ['a.xls', 'biff8'],
    ['a.xlsb', 'xlsb'],
    ['a.ods', 'ods'],
    ['b.xls', 'xlml'],
    ['a.html', 'html'],
  ] as const)
    put(name, new Uint8Array(write(old, { type: 'array', bookType: type }) as ArrayBuffer))
  put('a.csv.gz', gzipSync(csv(',')))
  put('a.csv.zst', zstdCompressSync(csv(',')))
  put('a.zip', zipSync({ 'x/a.csv': strToU8(csv(',')), 'b.txt': strToU8('x') }))
  await writeDta(join(folder, 'a.dta'), stat, async () => undefined)
  await writeSav(join(folder, 'a.sav'), stat, async () => undefined)
  paths.push(join(folder, 'a.dta'), join(folder, 'a.sav'))
  const database = new Sqlite(join(folder, 'a.db'))
  database.exec('CREATE TABLE t (ma TEXT, so REAL)')
  const insert = database.prepare('INSERT INTO t VALUES (?, ?)')
  for (const r of rows) insert.run(r.ma, r.so)
  database.close()
  paths.push(join(folder, 'a.db'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(
    `COPY (SELECT * FROM read_csv('${join(folder, 'comma.csv')}')) TO '${join(folder, 'a.parquet')}' (FORMAT parquet)`,
  )
  connection.closeSync()
  instance.closeSync()
  paths.push(join(folder, 'a.parquet'))
  for (const path of paths) readFileSync(path)
  return paths
}
