// A definition or layout as a JSON file: of no record, so it is written beside a workspace that is open read-only too.
// In: a path, a value. Out: the real path. Never into a workspace, whatever links lead there.
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { checkedTarget, writeFailure } from '#engine/workspace/files/targetPlace.ts'

export const writeDefinitionFile = async (path: string, text: string): Promise<string> => {
  const target = await checkedTarget(path)
  const temporary = `${target}.${process.pid}.part`
  try {
    writeFileSync(temporary, text, { flag: 'wx' })
    renameSync(temporary, target)
    return target
  } catch (thrown) {
    rmSync(temporary, { force: true })
    return writeFailure(path, thrown)
  }
}
