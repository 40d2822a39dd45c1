// Commands that answer and publish: table, indicator, chart, report.
import { resolve } from 'node:path'
import { scriptLanguages } from '#shared/contract/files.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { fail } from '#shared/model/failure.ts'
import { openToPrint, printedCube } from './printed.ts'
import { publishRequest, writtenText } from './publishRequest.ts'
import type { Arguments, Command, CommandOption } from './commandTypes.ts'
import { cubeText } from './cubeText.ts'
import { definitionArgument } from './definitionArgument.ts'
import { fileOptions, labelsOption, minimumOption, pPercentOption, optionText } from './fileOptions.ts'
import { indicatorCommand } from './indicatorCommand.ts'
import { pictureCommands } from './pictureCommands.ts'
import { dueCommand } from './dueCommand.ts'
import { themeCommand } from './themeCommand.ts'
import { yearbookCommand } from './yearbookCommand.ts'
import { recordsCommand } from './recordsCommand.ts'
import { releasesCommand } from './releasesCommand.ts'
import { issueCommand } from './issueCommand.ts'
import { reportCommand, templateCommand } from './reportCommand.ts'
import { writeFile } from 'node:fs/promises'

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })

const outOption: CommandOption = {
  name: 'out',
  value: 'FILE',
  help: { vi: 'tệp kết quả đã bảo mật', en: 'protected output file' },
}
const engineOption: CommandOption = {
  name: 'engine',
  value: 'duckdb|sqlite|evaluator',
  help: { vi: 'bộ máy tính', en: 'which engine answers' },
}

const engine = (args: Arguments): 'duckdb' | 'sqlite' | 'evaluator' => {
  const given = optionText(args, 'engine') ?? 'duckdb'
  return given === 'duckdb' || given === 'sqlite' || given === 'evaluator'
    ? given
    : fail('USAGE', { reason: `--engine ${given}` })
}
export const outputCommands: Command[] = [
  recordsCommand,
  {
    name: 'table',
    usage: 'WORKSPACE DEFINITION',
    help: {
      vi: 'Lập bảng đã bảo mật; với --out thì ghi ra tệp',
      en: 'Compute a table, protected; with --out write a file',
    },
    options: [
      outOption,
      ...fileOptions,
      labelsOption,
      minimumOption,
      pPercentOption,
      engineOption,
      {
        name: 'script',
        value: scriptLanguages.join('|'),
        help: {
          vi: 'viết đoạn lệnh lập lại bảng từ bản ghi đã xuất',
          en: 'write a script that repeats the table from exported records',
        },
      },
      {
        name: 'unprotected',
        help: {
          vi: 'như màn hình của người phân tích, nếu chính sách cho phép; có ghi nhật ký',
          en: "as on the analyst's screen, where the policy lets it; logged",
        },
      },
      { name: 'check', help: { vi: 'so với bộ tính thứ hai', en: 'compare with the second engine' } },
    ],
    positionals: [2, 2],
    async run(args) {
      const leaves = optionText(args, 'out') !== undefined || args.options['unprotected'] === true
      const looks = optionText(args, 'script') !== undefined || args.options['check'] === true
      const registered = leaves || looks ? false : await openToPrint(args, at(args, 0))
      if (leaves || looks) await args.openWorkspace(at(args, 0), leaves ? 'write' : 'read')
      const definition = await definitionArgument('table', at(args, 1), args.ask)
      const out = optionText(args, 'out')
      const script = optionText(args, 'script')
      if (script !== undefined) {
        const answer = await args.ask('table.script', {
          definition,
          language: scriptLanguages.find((l) => l === script) ?? fail('USAGE', { reason: `--script ${script}` }),
        })
        if (out === undefined) return { json: answer, text: answer.text }
        const path = resolve(out)
        await writeFileTarget(path, (temporary) => writeFile(temporary, answer.text))
        return { json: { ...answer, path }, text: path }
      }
      if (out) {
        const path = resolve(out)
        const result = await args.ask('table.publish', { definition, ...publishRequest(args, path) })
        return { json: result, text: writtenText(result, args) }
      }
      if (args.options['check']) {
        const check = await args.ask('table.check', { definition })
        if (check.differing > 0) fail('TABLE_CHECK_DIFFERS', { cells: check.differing }, JSON.stringify(check.first))
        return {
          json: check,
          text: `${check.cells} = ${check.cells}  (duckdb ${check.seconds.duckdb.toFixed(2)} s, sqlite ${check.seconds.sqlite.toFixed(2)} s)`,
        }
      }
      const cube =
        args.options['unprotected'] === true
          ? await args.ask('table.unprotected', { definition, engine: engine(args) })
          : await printedCube(args, definition, engine(args), registered)
      return { json: cube, text: cubeText(cube, args.language) }
    },
  },
  indicatorCommand,
  releasesCommand,
  ...pictureCommands,
  reportCommand,
  issueCommand,
  templateCommand,
  yearbookCommand,
  themeCommand,
  dueCommand,
]
