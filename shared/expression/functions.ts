// The fixed list of functions: name, signature, help, and how a call becomes a typed node. Nothing can be added at run
// time. In: checked arguments. Out: typed nodes or a problem. Never SQL.
import type { Bilingual } from '../model/text.ts'
import {
  booleanType,
  call,
  dateConstant,
  dateType,
  integerType,
  textType,
  toReal,
  wantDate,
  wantNumber,
  wantText,
  wantWrittenText,
} from './build.ts'
import { codeFunctions } from './codeFunctions.ts'
import {
  many,
  spec,
  argumentAt,
  textToText,
  twoTexts,
  ofDateOrPeriod,
  round,
  wholePart,
  ageAt,
  band,
  coalesce,
  choose,
  substr,
  prefix,
  absolute,
  modulo,
  toText,
  extremes,
} from './functionParts.ts'
import type { FunctionSpec } from './functionParts.ts'

export const functions: Readonly<Record<string, FunctionSpec>> = {
  abs: spec('abs(x)', 'Giá trị tuyệt đối.', 'Absolute value.', 1, 1, absolute),
  round: spec(
    'round(x, n)',
    'Làm tròn đến n chữ số thập phân (mặc định 0), nửa làm tròn ra xa 0.',
    'Rounds to n decimals (default 0), halves away from zero.',
    1,
    2,
    round,
  ),
  floor: spec(
    'floor(x)',
    'Số nguyên lớn nhất không vượt x.',
    'The largest whole number not above x.',
    1,
    1,
    wholePart('floor', 'real_floor'),
  ),
  ceil: spec(
    'ceil(x)',
    'Số nguyên nhỏ nhất không dưới x.',
    'The smallest whole number not below x.',
    1,
    1,
    wholePart('ceil', 'real_ceil'),
  ),
  mod: spec(
    'mod(a, b)',
    'Phần dư, cùng dấu với a; null nếu b bằng 0.',
    'Remainder with the sign of a; null if b is 0.',
    2,
    2,
    modulo,
  ),
  ...extremes,
  min2: extremes.least,
  max2: extremes.greatest,
  real: spec('real(x)', 'Số thực (dấu phẩy động).', 'As a floating-point number.', 1, 1, (given) =>
    toReal(wantNumber(argumentAt(given, 0))),
  ),
  band: spec(
    'band(x, b1, b2, …)',
    "Nhóm của x: '1' nếu x < b1, '2' nếu b1 ≤ x < b2, …",
    "The band of x: '1' if x < b1, '2' if b1 ≤ x < b2, …",
    2,
    many,
    band,
  ),
  coalesce: spec(
    'coalesce(a, b, …)',
    'Giá trị đầu tiên khác null.',
    'The first value that is not null.',
    1,
    many,
    coalesce,
  ),
  if: spec(
    'if(condition, a, b)',
    'a nếu điều kiện đúng, ngược lại b.',
    'a if the condition is true, else b.',
    3,
    3,
    choose,
  ),

  left: spec('left(text, n)', 'n ký tự đầu.', 'The first n characters.', 2, 2, prefix('left')),
  right: spec('right(text, n)', 'n ký tự cuối.', 'The last n characters.', 2, 2, prefix('right')),
  substr: spec(
    'substr(text, from, count)',
    'Từ ký tự thứ from (đếm từ 1), lấy count ký tự.',
    'From character number from (counted from 1), count characters.',
    2,
    3,
    substr,
  ),
  length: spec('length(text)', 'Số ký tự.', 'Number of characters.', 1, 1, (given) =>
    call('length', integerType, [wantText(argumentAt(given, 0))]),
  ),
  upper: spec(
    'upper(text)',
    'Chữ hoa (kể cả chữ Việt).',
    'Upper case, Vietnamese letters included.',
    1,
    1,
    textToText('upper'),
  ),
  lower: spec(
    'lower(text)',
    'Chữ thường (kể cả chữ Việt).',
    'Lower case, Vietnamese letters included.',
    1,
    1,
    textToText('lower'),
  ),
  fold: spec(
    'fold(text)',
    'Chữ thường không dấu, để so sánh tên.',
    'Lower case without Vietnamese marks, to compare names.',
    1,
    1,
    textToText('fold'),
  ),
  trim: spec('trim(text)', 'Bỏ dấu cách ở hai đầu.', 'Without spaces at both ends.', 1, 1, textToText('trim')),
  concat: spec(
    'concat(a, b, …)',
    'Nối văn bản; null nếu có phần null.',
    'Joins texts; null if any is null.',
    1,
    many,
    (given) => call('concat', textType, given.args.map(wantText)),
  ),
  replace: spec(
    'replace(text, old, new)',
    'Thay mọi chỗ old bằng new.',
    'Every old replaced by new.',
    3,
    3,
    (given) => {
      wantWrittenText(argumentAt(given, 1))
      return call('replace', textType, given.args.map(wantText))
    },
  ),
  starts_with: spec(
    'starts_with(text, start)',
    'Văn bản bắt đầu bằng start.',
    'Whether the text begins with start.',
    2,
    2,
    twoTexts('starts_with'),
  ),
  ends_with: spec(
    'ends_with(text, end)',
    'Văn bản kết thúc bằng end.',
    'Whether the text ends with end.',
    2,
    2,
    (given) => {
      wantWrittenText(argumentAt(given, 1))
      return twoTexts('ends_with')(given)
    },
  ),
  contains: spec(
    'contains(text, part)',
    'Văn bản có chứa part.',
    'Whether the text contains part.',
    2,
    2,
    twoTexts('contains'),
  ),
  is_digits: spec('is_digits(text)', 'Chỉ gồm chữ số, không trống.', 'Digits only, not empty.', 1, 1, (given) =>
    call('is_digits', booleanType, [wantText(argumentAt(given, 0))]),
  ),
  integer: spec(
    'integer(text)',
    'Số nguyên viết bằng 1–18 chữ số; null nếu không phải.',
    'The number written in 1–18 digits; null if it is not.',
    1,
    1,
    (given) => call('integer', integerType, [wantText(argumentAt(given, 0))]),
  ),
  text: spec('text(n)', 'Số nguyên viết thành văn bản.', 'A whole number as text.', 1, 1, toText),
  tax_code_valid: spec(
    'tax_code_valid(text)',
    'Mười chữ số đầu là mã số thuế có chữ số kiểm tra đúng.',
    'The first ten digits are a tax code with a right check digit.',
    1,
    1,
    (given) => call('tax_code_valid', booleanType, [wantText(argumentAt(given, 0))]),
  ),

  date: spec("date('2024-01-31')", 'Một ngày viết sẵn.', 'A date written out.', 1, 1, (given) =>
    dateConstant(wantWrittenText(argumentAt(given, 0)), argumentAt(given, 0).span),
  ),
  year: spec(
    'year(date)',
    'Năm của ngày hoặc của kỳ.',
    'Year of a date or of a period.',
    1,
    1,
    ofDateOrPeriod('year', 'period_year'),
  ),
  quarter: spec('quarter(date)', 'Quý (1–4).', 'Quarter (1–4).', 1, 1, ofDateOrPeriod('quarter', null)),
  month: spec('month(date)', 'Tháng (1–12).', 'Month (1–12).', 1, 1, ofDateOrPeriod('month', null)),
  day: spec('day(date)', 'Ngày trong tháng.', 'Day of the month.', 1, 1, ofDateOrPeriod('day', null)),
  days_between: spec('days_between(from, to)', 'Số ngày từ from đến to.', 'Days from from to to.', 2, 2, (given) =>
    call('days_between', integerType, given.args.map(wantDate)),
  ),
  age_at: spec(
    'age_at(birth, date)',
    'Tuổi vào một ngày: theo năm sinh, hoặc tuổi tròn theo ngày sinh.',
    'Age at a date: by year of birth, or in completed years by date of birth.',
    2,
    2,
    ageAt,
  ),
  reference_date: spec(
    'reference_date(period)',
    'Ngày tham chiếu của kỳ: ngày cuối, hoặc 30/09 của năm học.',
    'Reference day of a period: its last day, or 30/09 of a school year.',
    1,
    1,
    (given) => call('reference_date', dateType, [wantText(argumentAt(given, 0))]),
  ),
  ...codeFunctions,
}

/** Signatures and help, for the function list of the editor. */
export const functionHelp = (): { name: string; signature: string; help: Bilingual }[] =>
  Object.entries(functions).map(([name, { signature, help }]) => ({ name, signature, help }))
