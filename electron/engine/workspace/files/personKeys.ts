// The keys of one person: a random seed sealed by their passphrase, from it a key that opens what is sealed for them,
// and one that signs. In: passphrase, data key. Out: a slot for the header, or the data key from it. Never a passphrase
// kept; never one person's key from another's: whoever holds the data key can seal it for everybody anew (rotation)
// without knowing a single passphrase.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { fail } from '#shared/model/failure.ts'
import type { NewPerson, PersonSlot } from './workspace.ts'
import { deriveWrappingKey, guessCost } from './workspaceKeys.ts'

type Facts = Pick<PersonSlot, 'id' | 'name' | 'role' | 'kind'>

/** PKCS #8 heads of the two curves; the 32 bytes of the private key follow. */
const heads = { box: '302e020100300506032b656e04220420', sign: '302e020100300506032b657004220420' } as const

const privateKey = (seed: Buffer, use: keyof typeof heads): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([
      Buffer.from(heads[use], 'hex'),
      Buffer.from(hkdfSync('sha256', seed, '', `statdesk person ${use}`, 32)),
    ]),
    format: 'der',
    type: 'pkcs8',
  })
const publicText = (key: KeyObject): string =>
  (key.type === 'public' ? key : createPublicKey(key)).export({ format: 'der', type: 'spki' }).toString('base64')
const publicKey = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })

export const seal = (key: Buffer, content: Buffer, about: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64')
}
/** Throws where key, content or what it is about differ. */
export const unseal = (key: Buffer, sealed: string, about: string): Buffer => {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
}

const seedOf = (workspace: string, slot: Facts): string => `seed ${workspace} ${slot.id}`
/** Name and role are part of it: another role in the header opens nothing. */
const keyOf = (workspace: string, { id, name, role, kind }: Facts): string =>
  JSON.stringify(['key', workspace, id, name, role, kind])

const sharedKey = (own: KeyObject, other: KeyObject): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey: own, publicKey: other }), '', 'statdesk sealed key', 32))

/** The data key for one person, by their public key alone. */
export const sealDataKey = (
  workspace: string,
  slot: Facts & Pick<PersonSlot, 'boxKey'>,
  dataKey: Buffer,
): PersonSlot['sealedKey'] => {
  const once = generateKeyPairSync('x25519')
  const key = sharedKey(once.privateKey, publicKey(slot.boxKey))
  return { from: publicText(once.publicKey), sealed: seal(key, dataKey, keyOf(workspace, slot)) }
}

const sealSeed = async (
  workspace: string,
  slot: Facts,
  seed: Buffer,
  passphrase: string,
): Promise<Pick<PersonSlot, 'guess' | 'sealedSeed'>> => {
  const guess = { kdf: 'scrypt' as const, salt: randomBytes(16).toString('base64'), ...guessCost }
  return { guess, sealedSeed: seal(await deriveWrappingKey(passphrase, guess), seed, seedOf(workspace, slot)) }
}

export const newSlot = async (
  workspace: string,
  { name, role, kind, passphrase, addedBy }: NewPerson,
  dataKey: Buffer,
): Promise<{ slot: PersonSlot; seed: Buffer }> => {
  const facts = { id: randomBytes(8).toString('hex'), name: name.normalize('NFC').trim(), role, kind }
  const seed = randomBytes(32)
  const boxKey = publicText(privateKey(seed, 'box'))
  const slot: PersonSlot = {
    ...facts,
    addedAt: new Date().toISOString(),
    addedBy,
    ...(await sealSeed(workspace, facts, seed, passphrase)),
    boxKey,
    signKey: publicText(privateKey(seed, 'sign')),
    sealedKey: sealDataKey(workspace, { ...facts, boxKey }, dataKey),
  }
  return { slot, seed }
}

/** The same person under another passphrase: seed and keys stay. */
export const withPassphrase = async (
  workspace: string,
  slot: PersonSlot,
  seed: Buffer,
  passphrase: string,
): Promise<PersonSlot> => ({ ...slot, ...(await sealSeed(workspace, slot, seed, passphrase)) })

/** WORKSPACE_DAMAGED where the slot is not what was sealed. */
export const dataKeyFor = (workspace: string, slot: PersonSlot, seed: Buffer): Buffer => {
  try {
    const key = sharedKey(privateKey(seed, 'box'), publicKey(slot.sealedKey.from))
    return unseal(key, slot.sealedKey.sealed, keyOf(workspace, slot))
  } catch (error) {
    return fail('WORKSPACE_DAMAGED', { file: 'workspace.json', reason: `${slot.name}: khoá / key` }, undefined, error)
  }
}

/**
 * WORKSPACE_PASSPHRASE_WRONG, or WORKSPACE_DAMAGED where the passphrase is right and the slot is not what was sealed.
 */
export const openSlot = async (
  workspace: string,
  slot: PersonSlot,
  passphrase: string,
): Promise<{ dataKey: Buffer; seed: Buffer }> => {
  const wrapping = await deriveWrappingKey(passphrase, slot.guess)
  let seed: Buffer
  try {
    seed = unseal(wrapping, slot.sealedSeed, seedOf(workspace, slot))
  } catch (error) {
    return fail('WORKSPACE_PASSPHRASE_WRONG', {}, undefined, error)
  }
  return { seed, dataKey: dataKeyFor(workspace, slot, seed) }
}

export const signWith = (seed: Buffer, text: string): string =>
  sign(null, Buffer.from(text), privateKey(seed, 'sign')).toString('base64')
export const isSignedBy = (slot: PersonSlot, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), publicKey(slot.signKey), Buffer.from(signature, 'base64'))
