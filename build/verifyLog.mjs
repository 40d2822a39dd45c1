// Checks an exported log with nothing but Node: every hash, every link, the number of entries, and the office's anchors
// where given. In: node verifyLog.mjs LOG [ANCHORS]. Out: a sentence and 0, or what is wrong and 1. Knows nothing of
// the program.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [, , log = '', anchors] = process.argv
/** @param {string} path */
const lines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')

const verdict = () => {
  const [head, ...entries] = lines(log).map((line) => JSON.parse(line))
  if (head.format !== 'statdesk-log-1') return 'not an exported log'
  let previous = '0'.repeat(64)
  /** @type {string[]} */
  const hashes = []
  for (const [index, entry] of entries.entries()) {
    const hash = createHash('sha256')
      .update(JSON.stringify(entry.slice(0, 8)))
      .digest('hex')
    if (entry[0] !== previous || entry[1] !== index + 1 || entry[8] !== hash) return `entry ${index + 1} is wrong`
    previous = hash
    hashes.push(hash)
  }
  if (head.entries !== entries.length || head.hash !== (hashes.at(-1) ?? '')) return 'the end of the log is missing'
  if (anchors === undefined) return null
  const told = lines(anchors).flatMap((line) => {
    try {
      const anchor = JSON.parse(line)
      return anchor.workspace === head.workspace ? [anchor] : []
    } catch {
      return []
    }
  })
  if (told.length === 0) return 'the anchors tell nothing of this workspace'
  const since = told.slice(
    Math.max(
      0,
      told.findLastIndex((anchor) => anchor.action === 'restore'),
    ),
  )
  // Anchors made after the export tell of entries that it cannot have.
  const wrong = since.find((anchor) => anchor.entries <= entries.length && hashes[anchor.entries - 1] !== anchor.hash)
  return wrong === undefined ? null : `entry ${wrong.entries} is not the one that was anchored`
}

const wrong = verdict()
process.stdout.write(wrong === null ? 'the log is whole\n' : `${wrong}\n`)
process.exitCode = wrong === null ? 0 : 1
