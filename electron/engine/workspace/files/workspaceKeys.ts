// The keys of a workspace: a random data key, and a subkey for each file; personKeys.ts seals the data key for each
// person. In: passphrase, header. Out: keys in memory. Never a key or passphrase written in the clear, never a partly
// decrypted answer.
import { createDecipheriv, hkdfSync, scrypt } from 'node:crypto'
import { fail } from '#shared/model/failure.ts'
import type { WorkspaceHeader } from './workspace.ts'

type Encryption = NonNullable<WorkspaceHeader['encryption']>

/** 128 MB and about half a second a guess. */
export const guessCost = { N: 2 ** 17, r: 8, p: 1 }

export const deriveWrappingKey = (
  passphrase: string,
  { salt, N, r, p }: Pick<Encryption, 'salt' | 'N' | 'r' | 'p'>,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Vietnamese can be typed composed or decomposed: the same words must open the workspace.
    scrypt(
      passphrase.normalize('NFC'),
      Buffer.from(salt, 'base64'),
      32,
      { N, r, p, maxmem: 256 * N * r },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })

/** The data key of a workspace made before persons had keys of their own, or WORKSPACE_PASSPHRASE_WRONG. */
export const unwrapDataKey = async (
  passphrase: string,
  header: WorkspaceHeader,
  encryption: Encryption,
): Promise<Buffer> => {
  const wrappingKey = await deriveWrappingKey(passphrase, encryption)
  const wrapped = Buffer.from(encryption.wrappedKey, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(0, 12))
    .setAAD(Buffer.from(header.id))
    .setAuthTag(wrapped.subarray(-16))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()])
  } catch (error) {
    return fail('WORKSPACE_PASSPHRASE_WRONG', {}, undefined, error)
  }
}

/** The key of a workspace without a passphrase, as its header tells it; null in those of before. */
export const openKeyOf = ({ openKey }: WorkspaceHeader): Buffer | null =>
  openKey === undefined ? null : Buffer.from(openKey, 'base64')

/** The raw key of one file of the workspace, as hexadecimal text. */
export const fileKey = (dataKey: Buffer, workspaceId: string, file: string): string =>
  Buffer.from(hkdfSync('sha256', dataKey, workspaceId, `statdesk file ${file}`, 32)).toString('hex')
