// Where a published table comes from, as rows of a sheet: definition, deliveries with hashes, engine, protection.
// In: a protected cube. Out: rows of text. The threshold of the protection rule, and which cells
// it hid first, stay inside: they would help an attacker.
import { linksUsed } from '#shared/model/cube.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import type { PublishLanguage } from './labels.ts'
import { oneLine } from './labels.ts'

/** Excel's limit of a cell is 32,767 characters. */
const cellLimit = 32_000

const pieces = (text: string): string[] => {
  const parts: string[] = []
  for (let at = 0; at < text.length; at += cellLimit) parts.push(text.slice(at, at + cellLimit))
  return parts
}

export const provenanceRows = (cube: ProtectedCube, language: PublishLanguage, program: string): string[][] => {
  const say = (vi: string, en: string) => oneLine({ vi, en }, language)
  const { provenance, protection } = cube
  const withheld = protection.primary + protection.secondary
  const [definition = '', ...more] = pieces(stringifyExact(provenance.definition))
  return [
    [say('Mục', 'Item'), say('Nội dung', 'Content')],
    [say('Tên bảng', 'Title'), oneLine(cube.title, language)],
    [say('Chương trình', 'Program'), program],
    [say('Bộ máy tính', 'Engine'), `${provenance.engine} ${provenance.engineVersion}`],
    [say('Thời điểm tính', 'Computed at'), provenance.ranAt],
    [say('Số bản ghi đọc', 'Records read'), String(provenance.recordsRead)],
    [say('Số bản ghi dùng', 'Records used'), String(provenance.recordsUsed)],
    [
      say('Bản ghi có mã không hợp lệ hoặc không chuyển được', 'Records with a code not valid or not convertible'),
      String(provenance.unmappedRecords),
    ],
    ...(provenance.check
      ? [
          [
            say('Đối chiếu bằng bộ tính thứ hai', 'Checked by a second engine'),
            `${provenance.check.engine}: ${provenance.check.agrees ? say('trùng khớp', 'agrees') : say('có sai khác', 'differs')}, ${provenance.check.cells} ${say('ô', 'cells')}`,
          ],
        ]
      : []),
    ...cube.measures
      .filter((m) => m.formula !== undefined)
      .map((m) => [
        say('Công thức', 'Formula'),
        `${oneLine(m.label, language)}: ${oneLine(m.formula ?? m.label, language)}`,
      ]),
    ...Object.entries(provenance.quantileCuts ?? {}).map(([variable, cuts]) => [
      say('Điểm cắt phân vị', 'Cuts of quantile bands'),
      `${variable}: ${cuts.join('; ')}`,
    ]),
    ...linksUsed(provenance).map((link) => [
      say('Liên kết', 'Link'),
      say(
        `${link.id}: ${link.matchedRecords} bản ghi khớp, ${link.unmatchedRecords} không khớp${link.stale ? '; cũ hơn dữ liệu, cần chạy lại' : ''}`,
        `${link.id}: ${link.matchedRecords} matched, ${link.unmatchedRecords} unmatched${link.stale ? '; older than the data, to be run again' : ''}`,
      ),
    ]),
    [
      say('Bảo mật', 'Disclosure control'),
      say(
        `Quy tắc tần số tối thiểu và ô bảo mật bổ sung; ${withheld} trong ${protection.cells} ô không công bố`,
        `Minimum-frequency rule and secondary suppression; ${withheld} of ${protection.cells} cells withheld`,
      ),
    ],
    [say('Định nghĩa bảng', 'Definition'), definition],
    ...more.map((piece) => ['', piece]),
    [],
    [
      say('Đợt nhận dữ liệu', 'Delivery'),
      say('Bộ dữ liệu', 'Dataset'),
      say('Kỳ', 'Period'),
      say('Tệp', 'File'),
      'SHA-256',
    ],
    ...provenance.deliveries.map((d) => [String(d.id), d.dataset, d.period, d.fileName, d.sha256]),
  ]
}
