// Files as one encrypted package for somebody outside: who it is for, why, until when, then the content in sealed
// pieces. In: a target path, files, a passphrase. Out: the package. Never a clear byte of the content in it; its form
// is told in build/SECURITY.md, and build/openPackage.mjs opens it with nothing of ours.
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { hashFile } from './outputTarget.ts'
import { deriveWrappingKey, guessCost } from './workspaceKeys.ts'

export const packageMagic = 'statdesk-package-1\n'
const pieceBytes = 1024 * 1024

export type PackageAbout = {
  workspace: string
  madeBy: string
  receiver: string
  reason: string
  /** Last day it may be opened, ISO. Held by whoever opens it: the passphrase knows no date. */
  until: string
}
export type PackageContent = { name: string; path: string }

export const sealPackage = async (
  target: string,
  about: PackageAbout,
  contents: readonly PackageContent[],
  passphrase: string,
  onBytes: (bytes: number) => void,
): Promise<void> => {
  const guess = { kdf: 'scrypt' as const, salt: randomBytes(16).toString('base64'), ...guessCost }
  const listed = []
  for (const { name, path } of contents) {
    const { bytes, sha256 } = await hashFile(path)
    listed.push({ name, bytes, sha256 })
  }
  const header = Buffer.from(
    JSON.stringify({ ...about, madeAt: new Date().toISOString(), piece: pieceBytes, guess, contents: listed }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  // The salt makes the key one of this package alone, so a counter is a nonce that never comes twice.
  const key = await deriveWrappingKey(passphrase, guess)
  const bound = createHash('sha256').update(header).digest()
  const file = await open(target, 'w')
  let number = 0
  const put = async (content: Buffer, last: boolean): Promise<void> => {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(number, 8)
    number += 1
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([bound, Buffer.from([last ? 1 : 0])]))
    await file.writeFile(Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]))
    onBytes(content.length)
  }
  try {
    await file.writeFile(Buffer.concat([Buffer.from(packageMagic), length, header]))
    const buffer = Buffer.allocUnsafe(pieceBytes)
    for (const { path } of contents) {
      const source = await open(path, 'r')
      try {
        const { size } = await stat(path)
        for (let at = 0; at < size;) {
          const { bytesRead } = await source.read(buffer, 0, Math.min(pieceBytes, size - at), at)
          if (bytesRead === 0) break
          await put(buffer.subarray(0, bytesRead), false)
          at += bytesRead
        }
      } finally {
        await source.close()
      }
    }
    // An empty last piece: a package cut short cannot end with it.
    await put(Buffer.alloc(0), true)
  } finally {
    await file.close()
  }
}
