// What was decided about the file as a whole, each with how sure it is and why, in words. In: an opened table, what was
// found. Out: decisions for people to read. Nothing is decided here.
import type { OpenedTable } from '#engine/collect/layouts/openTable.ts'
import type { ReaderNote } from '#engine/collect/readers/types.ts'
import type { Suggestion } from '#shared/contract/layouts.ts'
import { looksLikeNames } from './columnNames.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Decision } from '#shared/model/layout.ts'

const delimiterNames: Record<string, Bilingual> = {
  ',': bilingual('dấu phẩy', 'comma'),
  ';': bilingual('dấu chấm phẩy', 'semicolon'),
  '\t': bilingual('phím Tab', 'tab'),
  '|': bilingual('dấu gạch đứng', 'vertical bar'),
  whitespace: bilingual('khoảng trắng', 'blanks'),
}

const noteWords: Record<string, (facts: ReaderNote['facts']) => Bilingual> = {
  BLANK_ROWS: ({ rows }) => bilingual(`${rows} dòng trống được bỏ qua`, `${rows} blank rows are no records`),
  HIDDEN_ROWS: ({ count }) => bilingual(`${count} dòng ẩn vẫn được đọc`, `${count} hidden rows are read too`),
  HIDDEN_SHEETS: ({ sheets }) => bilingual(`có trang ẩn: ${sheets}`, `hidden sheets: ${sheets}`),
  ERROR_CELLS: ({ count }) => bilingual(`${count} ô lỗi thành giá trị thiếu`, `${count} cells hold an error: no value`),
  FORMULA_WITHOUT_VALUE: ({ count }) =>
    bilingual(
      `${count} công thức chưa có kết quả trong tệp: giá trị thiếu`,
      `${count} formulas have no result in the file: no value`,
    ),
  MERGED_FILLED: ({ count }) =>
    bilingual(`${count} ô gộp được điền xuống`, `${count} cells of merged areas are filled down`),
  SHOWN_ZEROS: ({ count }) =>
    bilingual(
      `${count} số hiện có số 0 đứng đầu: giữ như hiện`,
      `${count} numbers are shown with zeros in front: kept as shown`,
    ),
  DELETED_ROWS: ({ count }) =>
    bilingual(`${count} dòng đã đánh dấu xóa bị bỏ qua`, `${count} rows marked as deleted are left out`),
  MEMO_MISSING: ({ count }) =>
    bilingual(`${count} ghi chú nằm ở tệp khác không thấy`, `${count} memo texts lie in a file that is not here`),
  JOINED_VALUES: ({ count }) =>
    bilingual(
      `${count} giá trị lặp trong một bản ghi được nối bằng “; ”`,
      `${count} repeated values of a record are joined by “; ”`,
    ),
  MISSING_KIND: ({ column, kind, count }) =>
    bilingual(`${column}: ${count} giá trị thiếu loại ${kind}`, `${column}: ${count} missing values of kind ${kind}`),
  UNKNOWN_RECORD_TYPE: ({ count }) =>
    bilingual(
      `${count} dòng có loại bản ghi không có trong từ điển`,
      `${count} lines are of a record type that the dictionary does not have`,
    ),
  LINES_IN_QUOTES: () =>
    bilingual(
      'mỗi dòng nằm trong một cặp ngoặc kép: đã tách thành các cột',
      'each line stands in quotes as a whole: parted into its columns',
    ),
  BAD_LETTERS: ({ encoding }) =>
    bilingual(
      `có ký tự hỏng trong ${encoding}: các dòng đó bị loại`,
      `some letters are broken ${encoding}: those rows are rejected`,
    ),
}

const rowWords: Record<string, Bilingual> = {
  TOTALS_ROW: bilingual('dòng tổng', 'rows of totals'),
  NOTE_ROW: bilingual('dòng ghi chú ở cuối bảng', 'notes at the end'),
  REPEATED_HEADER: bilingual('dòng tiêu đề lặp lại', 'the heading again'),
  ABOVE_HEADING: bilingual('dòng phía trên tiêu đề có đủ các cột', 'rows above the heading that fill every column'),
  COLUMN_COUNT: bilingual('dòng có số ô khác tiêu đề', 'rows with another number of fields than the heading'),
  QUOTE: bilingual('dấu ngoặc kép đặt sai chỗ', 'quotation marks in the wrong place'),
  ENCODING: bilingual('ký tự hỏng', 'broken letters'),
  FIELD_TOO_LONG: bilingual('ô quá dài', 'a field that is too long'),
}

const encodingReason = (confidence: number, garbled: boolean): Bilingual => {
  if (garbled)
    return bilingual(
      'chữ có dạng “áº¿”: tệp có thể đã bị lưu lại bằng bảng mã sai, hãy xin tệp gốc',
      'letters such as “áº¿”: perhaps saved again in a wrong encoding; ask for the original file',
    )
  return confidence === 1
    ? bilingual('đọc được toàn bộ tệp', 'the whole file reads in it')
    : bilingual('đọc ra nhiều tiếng đúng nhất', 'most words read well in it')
}

/** What was seen of the rows besides their columns. */
export type Seen = { garbled: boolean; sums: readonly number[] }

export const fileDecisions = (
  { source, frame, table, others }: OpenedTable,
  suggestion: Suggestion,
  { garbled, sums }: Seen,
): Decision[] => {
  const made: Decision[] = []
  const say = (about: string, value: string, confidence: number, reason: Bilingual, ask = false): void => {
    made.push({ about, column: null, value, confidence, ask, reason })
  }
  say('format', source.format, 1, bilingual('theo nội dung tệp', 'by the content of the file'))
  say(
    'encoding',
    source.encoding,
    source.encodingConfidence,
    encodingReason(source.encodingConfidence, garbled),
    source.encodingConfidence < 0.6 || garbled,
  )
  if (source.delimiter !== null) {
    const name = delimiterNames[source.delimiter]
    say(
      'delimiter',
      source.delimiter,
      0.95,
      name ?? bilingual(`ký tự “${source.delimiter}”`, `the sign “${source.delimiter}”`),
    )
  }
  if (source.member !== null)
    say(
      'member',
      source.member,
      source.members.length > 1 ? 0.7 : 1,
      bilingual(
        `tệp nén có ${source.members.length} tệp dữ liệu`,
        `${source.members.length} data files in the archive`,
      ),
      source.members.length > 1,
    )
  if (frame) {
    const { reason, confidence, rows } = frame.heading
    say(
      'header',
      frame.headerLine === null ? '0' : `${frame.headerLine}+${rows}`,
      confidence,
      reason === 'no_heading'
        ? bilingual('dòng đầu đã là dữ liệu: không có tiêu đề', 'the first row is data: there is no heading')
        : bilingual(
            `tiêu đề ở dòng ${frame.headerLine}, ${rows} dòng`,
            `heading in line ${frame.headerLine}, ${rows} rows`,
          ),
      reason === 'names' && !looksLikeNames(frame.heading.names),
    )
    for (const title of frame.titles)
      say('title', title.slice(0, 200), 1, bilingual('dòng phía trên bảng', 'stands above the table'))
  }
  if (others.length > 0)
    say(
      'table',
      table.name,
      0.8,
      bilingual(
        `còn ${others.length} bảng khác: ${others.slice(0, 10).join(', ')}`,
        `${others.length} other tables: ${others.slice(0, 10).join(', ')}`,
      ),
      true,
    )
  for (const [problem, count] of Object.entries(suggestion.problems)) {
    const words = rowWords[problem] ?? bilingual(problem, problem)
    say(
      'rows',
      `${problem} ${count}`,
      0.9,
      bilingual(`${count} dòng không nhận: ${words.vi}`, `${count} rows are not records: ${words.en}`),
      problem === 'ABOVE_HEADING',
    )
  }
  if (sums.length > 0) {
    const places = sums.slice(0, 10).join(', ')
    say(
      'rows',
      `SUMS ${sums.length}`,
      0.5,
      bilingual(
        `${sums.length} dòng (${places}) bằng tổng các dòng dưới: cộng lại sẽ tính hai lần`,
        `${sums.length} rows (${places}) are sums of the rows below them: added up, they count twice`,
      ),
      true,
    )
  }
  for (const { code, facts } of [...source.notes, ...table.notes]) {
    const words = noteWords[code]?.(facts)
    if (words) say('note', code, 1, words)
  }
  const period = suggestion.period
  if (period)
    say(
      'period',
      period.value,
      period.from === 'assumed' ? 0.2 : 0.9,
      {
        name: bilingual('theo tên tệp', 'from the name of the file'),
        title: bilingual('theo dòng phía trên bảng', 'from the words above the table'),
        data: bilingual('theo cột năm', 'from the column of the year'),
        assumed: bilingual(
          'tệp không nói: năm tệp được ghi lần cuối',
          'the file does not say: the year in which it was last written',
        ),
      }[period.from],
      period.from === 'assumed',
    )
  if (suggestion.match)
    say(
      'layout',
      suggestion.match.layout,
      suggestion.match.exact ? 1 : 0.8,
      suggestion.match.exact
        ? bilingual('tệp theo đúng mẫu đã biết', 'the file follows a known layout')
        : bilingual(
            `gần mẫu đã biết, khác ${suggestion.match.differences.length} cột`,
            `near a known layout, ${suggestion.match.differences.length} columns differ`,
          ),
    )
  return made
}
