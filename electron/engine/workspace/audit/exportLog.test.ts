// The exported log, checked by the verifier that knows nothing of the program: whole, and each way of tampering told.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { Failure } from '#shared/model/failure.ts'
import { appendAudit } from './audit.ts'
import { exportLog, setAnchorFile } from './exportLog.ts'

const verifier = fileURLToPath(new URL('../../../../build/verifyLog.mjs', import.meta.url))
const verify = (...files: string[]): string => {
  const { status, stdout } = spawnSync(process.execPath, [verifier, ...files], { encoding: 'utf8' })
  return `${status} ${stdout.trim()}`
}

it('is told whole, and each change of it, by a verifier that needs nothing of ours', async () => {
  const base = mkdtempSync(join(tmpdir(), 'statdesk-log-'))
  const folder = join(base, 'w')
  const workspace = await createWorkspace(folder, { name: 'Thử', passphrase: null, demonstration: true, user: 'lan' })
  try {
    const [log, office] = [join(base, 'log.jsonl'), join(base, 'office.jsonl')]
    await expect(setAnchorFile(workspace, 'lan', office, 'ngắn')).rejects.toThrow(Failure)
    await setAnchorFile(workspace, 'lan', office, 'Theo quy định an ninh số 5')
    for (let i = 0; i < 5; i += 1) {
      appendAudit(workspace, { user: 'lan', action: 'reveal', subject: `hồ sơ “${i}”`, records: i, reason: 'kiểm tra' })
      await Promise.resolve()
    }
    await exportLog(workspace, log)
    expect(verify(log)).toBe('0 the log is whole')
    expect(verify(log, office)).toBe('0 the log is whole')
    const whole = readFileSync(log, 'utf8')
    const lines = whole.trimEnd().split('\n')
    const changed = (text: string): string => {
      writeFileSync(join(base, 'changed.jsonl'), text)
      return verify(join(base, 'changed.jsonl'), office)
    }
    expect(changed(whole.replace('"reveal"', '"open"'))).toMatch(/^1 entry \d+ is wrong/)
    expect(changed(`${lines.slice(0, -1).join('\n')}\n`)).toBe('1 the end of the log is missing')
    expect(changed(`${lines.filter((_, i) => i !== 2).join('\n')}\n`)).toMatch(/^1 entry 2 is wrong/)
    // Cut and told as if it ended there: only the office's anchors know better when nothing stands at their place.
    writeFileSync(office, readFileSync(office, 'utf8').replaceAll(/"hash":"[0-9a-f]{8}/g, '"hash":"00000000'))
    expect(verify(log, office)).toMatch(/^1 entry \d+ is not the one that was anchored/)
  } finally {
    await workspace.close()
    rmSync(base, { recursive: true, force: true })
  }
})
