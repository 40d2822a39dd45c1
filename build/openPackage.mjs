// Opens an encrypted package of records with nothing but Node. In: node openPackage.mjs PACKAGE FOLDER, the passphrase
// on standard input. Out: the files in FOLDER, checked, and 0; or what is wrong and 1, with no file left. Knows nothing
// of the program.
import { createDecipheriv, createHash, scryptSync } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const magic = 'statdesk-package-1\n'
const [, , path = '', folder = ''] = process.argv

/** @param {string} text @returns {never} */
const wrong = (text) => {
  console.error(text)
  process.exit(1)
}

/** @returns {number} */
const opening = () => {
  try {
    return openSync(path, 'r')
  } catch (error) {
    return wrong(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
const file = opening()
let at = 0
/** @param {number} bytes */
const next = (bytes) => {
  const buffer = Buffer.alloc(bytes)
  const read = readSync(file, buffer, 0, bytes, at)
  at += read
  return buffer.subarray(0, read)
}
if (next(magic.length).toString('latin1') !== magic) wrong('not a package of this form')
const header = next(next(4).readUInt32BE(0))
const about = JSON.parse(header.toString('utf8'))
const { guess, contents, piece, until } = about
console.error(
  `from ${about.workspace}, by ${about.madeBy}, for ${about.receiver}, until ${until}\nreason: ${about.reason}`,
)
if (new Date().toISOString().slice(0, 10) > until) wrong(`its last day was ${until}: destroy it, or ask for another`)

const passphrase = readFileSync(0, 'utf8').split(/\r?\n/)[0] ?? ''
const { N, r, p } = guess
const key = scryptSync(passphrase.normalize('NFC'), Buffer.from(guess.salt, 'base64'), 32, {
  N,
  r,
  p,
  maxmem: 256 * N * r,
})
const bound = createHash('sha256').update(header).digest()
let number = 0
/** @param {number} bytes @param {boolean} last */
const opened = (bytes, last) => {
  const sealed = next(bytes + 16)
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  number += 1
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      .setAAD(Buffer.concat([bound, Buffer.from([last ? 1 : 0])]))
      .setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch {
    throw new Error(
      number === 1 ? 'wrong passphrase, or the package was changed' : 'the package was changed or cut short',
    )
  }
}

mkdirSync(folder, { recursive: true })
/** @type {string[]} */
const made = []
try {
  for (const { name, bytes, sha256 } of contents) {
    if (!/^[^/\\]+$/.test(name) || name === '..' || name === '.') throw new Error('a name in it is not one')
    const target = join(folder, name)
    const out = openSync(target, 'wx')
    made.push(target)
    const hash = createHash('sha256')
    for (let left = bytes; left > 0;) {
      const content = opened(Math.min(piece, left), false)
      hash.update(content)
      writeSync(out, content)
      left -= content.length
    }
    closeSync(out)
    if (hash.digest('hex') !== sha256) throw new Error(`${name}: SHA-256`)
  }
  opened(0, true)
  if (next(1).length > 0) throw new Error('something was added to the package')
  console.log(made.join('\n'))
} catch (error) {
  for (const target of made) rmSync(target, { force: true })
  wrong(error instanceof Error ? error.message : String(error))
}
