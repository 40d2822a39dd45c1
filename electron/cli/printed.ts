// What a command prints of a workspace's figures. In: the command line. Out: whether it goes on to a file or another
// program, and so leaves, or is looked at on a terminal. Never a figure that is not protected.
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Cube, ProtectedCube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { Arguments } from './commandTypes.ts'
import { stricterOption } from './fileOptions.ts'

/** Somebody else writes in the workspace, or nobody may: what is printed cannot be entered in the registry then. */
const busy: readonly string[] = ['WORKSPACE_LOCKED', 'FILE_UNWRITABLE']

/** Opens the workspace for what will be printed; true: it is entered in the release registry. */
export const openToPrint = async (args: Arguments, folder: string): Promise<boolean> => {
  if (process.stdout.isTTY && args.options['json'] !== true) {
    await args.openWorkspace(folder, 'read')
    return false
  }
  try {
    await args.openWorkspace(folder, 'write')
    return true
  } catch (thrown) {
    if (!busy.includes(toFailureValue(thrown).code)) throw thrown
    await args.openWorkspace(folder, 'read')
    const words = {
      vi: 'Không gian làm việc đang được nơi khác ghi: bảng in ra này không vào sổ công bố. Đưa ra ngoài thì dùng --out.',
      en: 'The workspace is being written elsewhere: this printout is not in the release registry. To publish, use --out.',
    }
    process.stderr.write(`${words[args.language]}\n`)
    return false
  }
}

/** How much was withheld, never by which numbers: with the parameters of a rule a withheld figure is bounded closer. */
const withoutParameters = (cube: Cube): Cube => {
  if (!('protection' in cube)) return cube
  const { rule, unit, cells, primary, secondary } = (cube as ProtectedCube).protection
  return { ...cube, protection: { rule, unit, cells, primary, secondary } } as Cube
}

export const printedCube = async (
  args: Arguments,
  definition: TableDefinition | IndicatorDefinition,
  engine: 'duckdb' | 'sqlite' | 'evaluator',
  registered: boolean,
): Promise<Cube> => {
  const request = { engine, ...stricterOption(args) }
  if (registered) return withoutParameters(await args.ask('table.print', { definition, ...request }))
  return withoutParameters(
    definition.kind === 'table'
      ? await args.ask('table.protect', { definition, ...request })
      : await args.ask('indicator.protect', { definition, ...request }),
  )
}
