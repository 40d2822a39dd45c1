// Weights of a sample calibrated to known totals, from a file. In: arguments. Out: how far the weights moved, margin by
// margin.
import { calibrationSchema } from '#shared/contract/calibrate.ts'
import type { CalibrationResult } from '#shared/contract/calibrate.ts'
import { formatDouble } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import type { Command } from './commandTypes.ts'
import { jsonFile } from './jsonFile.ts'
import { textTable } from './textTable.ts'

const told = (result: CalibrationResult, language: Language): string => {
  const number = (value: number, decimals: number): string => formatDouble(value, { decimals }, language)
  const head =
    language === 'vi'
      ? `Đã lưu biến ${result.weight}, kỳ ${result.period}: ${result.records} bản ghi, quyền số nhân từ ${number(result.smallest, 4)} đến ${number(result.largest, 4)}.`
      : `Kept the variable ${result.weight}, period ${result.period}: ${result.records} records, weights times ${number(result.smallest, 4)} to ${number(result.largest, 4)}.`
  const header = language === 'vi' ? ['Biến', 'Mã', 'Trước', 'Tổng số'] : ['Variable', 'Code', 'Before', 'Total']
  const lines = result.margins.flatMap(({ label, lines: own }) =>
    own.map((line) => [
      label[language],
      line.code === '' ? line.label[language] : line.code,
      number(line.before, 1),
      number(line.total, 1),
    ]),
  )
  return [head, '', textTable(header, lines)].join('\n')
}

export const calibrateCommand: Command = {
  name: 'calibrate',
  usage: 'WORKSPACE DATASET',
  help: {
    vi: 'Hiệu chỉnh quyền số của mẫu theo tổng số đã biết (raking, tuyến tính); giữ thành một biến quyền số',
    en: 'Calibrate the weights of a sample to known totals (raking, linear); kept as a weight variable',
  },
  options: [
    {
      name: 'in',
      value: 'FILE',
      help: {
        vi: 'tệp JSON {"period":…,"method":"raking","margins":[{"variable":…,"totals":{"mã":số,…}} hoặc {"variable":…,"totals":{"register":{"dataset":…,"variable":…}}}],"keepAs":{"id":…,"label":{"vi":…,"en":…}}}',
        en: 'a JSON file {"period":…,"method":"raking","margins":[{"variable":…,"totals":{"code":number,…}} or {"variable":…,"totals":{"register":{"dataset":…,"variable":…}}}],"keepAs":{"id":…,"label":{"vi":…,"en":…}}}',
      },
    },
  ],
  positionals: [2, 2],
  async run(args) {
    const [folder = '', dataset = ''] = args.positionals
    const path = args.options['in']
    if (typeof path !== 'string') return fail('USAGE', { reason: '--in' })
    const request = jsonFile(path, calibrationSchema, { dataset })
    await args.openWorkspace(folder, 'write')
    const result = await args.ask('datasets.calibrate', request)
    return { json: result, text: told(result, args.language) }
  },
}
