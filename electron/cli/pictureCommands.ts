// Commands that draw: charts and maps to files, many at once, and the boundaries maps are drawn on.
import { extname, resolve } from 'node:path'
import { pictureFormats } from '#shared/contract/pictures.ts'
import type { PictureFormat } from '#shared/contract/pictures.ts'
import type { ExportResult } from '#shared/contract/responses.ts'
import { formatBytes } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { printPdf } from '../host-chromium/printPdf.ts'
import type { Arguments, Command, CommandOption } from './commandTypes.ts'
import { definitionArgument } from './definitionArgument.ts'
import { minimumOption, pPercentOption, optionText, stricterOption } from './fileOptions.ts'

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })

const outOption: CommandOption = {
  name: 'out',
  value: 'FILE.svg|png|pdf|docx|xlsx',
  help: { vi: 'tệp kết quả; nhiều hình: một thư mục', en: 'output file; of many: a folder' },
}
const dpiOption: CommandOption = {
  name: 'dpi',
  value: 'N',
  help: { vi: '72–600, mặc định 300', en: '72–600, default 300' },
}
const formatOption: CommandOption = {
  name: 'format',
  value: pictureFormats.join('|'),
  help: { vi: 'định dạng khi xuất nhiều hình (mặc định svg)', en: 'format when writing many (default svg)' },
}

const dpi = (args: Arguments): number => {
  const given = optionText(args, 'dpi')
  const value = Number(given ?? 300)
  return Number.isInteger(value) && value >= 72 && value <= 600
    ? value
    : fail('USAGE', { reason: `--dpi ${given ?? ''}` })
}

const formatOf = (text: string): PictureFormat =>
  pictureFormats.find((f) => f === text) ?? fail('USAGE', { reason: `${text} ∉ ${pictureFormats.join(', ')}, pdf` })

const written = ({ path, bytes, sha256 }: ExportResult, args: Arguments): string =>
  `${path}  ${formatBytes(bytes, args.language)}  sha256 ${sha256}`

/** One chart or map to one file. PDF is printed by the host's browser from the page the engine made and logged. */
const drawOne = async (args: Arguments, kind: 'chart' | 'map') => {
  const definition = await definitionArgument(kind, at(args, 1), args.ask)
  const path = resolve(optionText(args, 'out') ?? `${definition.id}.svg`)
  const extension = extname(path).slice(1).toLowerCase()
  const common = { language: args.language, ...stricterOption(args) }
  if (extension === 'pdf') {
    const { job } =
      definition.kind === 'chart'
        ? await args.askJob('chart.page', { definition, ...common })
        : await args.askJob('map.page', { definition, ...common })
    const { html } = await args.ask('report.export', { job, path })
    await printPdf(html, path)
    return { json: { path }, text: path }
  }
  const file = { path, format: formatOf(extension), dpi: dpi(args), ...common }
  const result =
    definition.kind === 'chart'
      ? await args.ask('chart.export', { definition, ...file })
      : await args.ask('map.export', { definition, ...file })
  return { json: result, text: written(result, args) }
}

/** Several saved ones, or "all", into a folder. */
const drawMany = async (args: Arguments, kind: 'chart' | 'map') => {
  const named = args.positionals.slice(1)
  const ids = named[0] === 'all' ? (await args.ask('definitions.list', { kind })).map((d) => d.id) : named
  const result = await args.ask('pictures.export', {
    ...(kind === 'chart' ? { charts: ids } : { maps: ids }),
    path: resolve(optionText(args, 'out') ?? '.'),
    format: formatOf(optionText(args, 'format') ?? 'svg'),
    dpi: dpi(args),
    language: args.language,
    ...stricterOption(args),
  })
  const failed = result.failed.map(
    (f) => `${f.id}: ${failureMessage(f as Parameters<typeof failureMessage>[0], args.language)}`,
  )
  return {
    json: result,
    text: [...result.written.map((w) => w.path), ...failed].join('\n'),
    ...(result.failed.length > 0
      ? {
          failure: { code: 'PICTURES_INCOMPLETE' as const, facts: { failed: result.failed.length, total: ids.length } },
        }
      : {}),
  }
}

const draw = (kind: 'chart' | 'map') => async (args: Arguments) => {
  await args.openWorkspace(at(args, 0))
  return args.positionals.length > 2 || at(args, 1) === 'all' ? drawMany(args, kind) : drawOne(args, kind)
}

const options = [outOption, dpiOption, formatOption, minimumOption, pPercentOption]

export const pictureCommands: Command[] = [
  {
    name: 'chart',
    usage: 'WORKSPACE DEFINITION… | all',
    help: {
      vi: 'Vẽ biểu đồ ra SVG, PNG, PDF, Word hoặc Excel (biểu đồ gốc của Excel)',
      en: 'Draw charts as SVG, PNG, PDF, Word or Excel (a native chart)',
    },
    options,
    positionals: [2, 500],
    run: draw('chart'),
  },
  {
    name: 'map',
    usage: 'WORKSPACE DEFINITION… | all',
    help: { vi: 'Vẽ bản đồ ra SVG, PNG, PDF, Word hoặc Excel', en: 'Draw maps as SVG, PNG, PDF, Word or Excel' },
    options,
    positionals: [2, 500],
    run: draw('map'),
  },
  {
    name: 'boundaries',
    usage: 'WORKSPACE [FILE]',
    help: {
      vi: 'Liệt kê bản đồ nền, hoặc nhập một tệp TopoJSON, GeoJSON, shapefile, GeoPackage',
      en: 'List boundaries, or import a TopoJSON, GeoJSON, shapefile or GeoPackage file',
    },
    options: [
      { name: 'id', value: 'NAME', help: { vi: 'tên trong không gian làm việc', en: 'name in the workspace' } },
      { name: 'code', value: 'COLUMN', help: { vi: 'cột mã (mặc định: đoán)', en: 'code column (default: guessed)' } },
      { name: 'name', value: 'COLUMN', help: { vi: 'cột tên', en: 'name column' } },
      { name: 'layer', value: 'LAYER', help: { vi: 'lớp trong tệp', en: 'layer of the file' } },
    ],
    positionals: [1, 2],
    async run(args) {
      const file = args.positionals[1]
      await args.openWorkspace(at(args, 0), file === undefined ? 'read' : 'write')
      if (file === undefined) {
        const list = await args.ask('maps.list', {})
        return { json: list, text: list.map((b) => `${b.id}  ${b.features}  ${b.fileName}`).join('\n') }
      }
      const path = resolve(file)
      const layers = await args.ask('maps.preview', { path })
      const wanted = optionText(args, 'layer')
      const layer = layers.find((l) => l.name === wanted) ?? layers[0]
      const code = optionText(args, 'code') ?? layer?.likely.code
      if (!layer || !code) return fail('OPTION_MISSING', { option: '--code' })
      const id = optionText(args, 'id') ?? layer.name.toLowerCase().replace(/[^a-z0-9_]+/g, '_')
      const summary = await args.ask('maps.import', {
        path,
        layer: layer.name,
        id,
        title: { vi: id, en: id },
        code,
        name: optionText(args, 'name') ?? layer.likely.name,
      })
      return {
        json: summary,
        text: `${summary.id}  ${summary.features}  ${summary.code}: ${summary.codes.join(', ')} …`,
      }
    },
  },
]
