// Whether values of single records may stand in what a command prints: on a terminal, which is the analyst's own screen
// as the window is; of made-up data anywhere. In: the command line, an open workspace. Out: yes or no. What goes on to
// a file or another program leaves, and records leave by --out alone, where the office's policy and the log see to it.
import type { Arguments } from './commandTypes.ts'

export const recordsShown = async (args: Arguments, isTerminal = process.stdout.isTTY): Promise<boolean> => {
  const status = await args.ask('workspace.status', {})
  const guarded = status.state === 'open' && status.person !== null
  return !guarded || (isTerminal && args.options['json'] !== true)
}

export const heldBack = {
  vi: 'Giá trị của bản ghi chỉ hiện trên màn hình lệnh; đưa ra ngoài bằng --out, theo chính sách và có ghi nhật ký.',
  en: 'Values of records are shown on a terminal alone; they leave by --out, by the policy and logged.',
}
