// Keys that decide what a cell becomes: the same records, the same key, in every table and at any time. In: keys of
// records, or identifiers and the office's secret. Out: whole numbers below 2^48; a cell's key is the sum of its
// records' keys, wrapped. Pure.
import { createHmac } from 'node:crypto'

const range = 2 ** 48

/** A key given between 0 and 1. */
export const keyOfFraction = (fraction: number): number => Math.floor((fraction - Math.floor(fraction)) * range)

/** Nobody without the secret can know the key of an identifier. */
export const keyOfName = (secret: string, name: string): number =>
  createHmac('sha256', secret).update(name.normalize('NFC')).digest().readUIntBE(0, 6)

export const addKeys = (a: number, b: number): number => (a + b) % range

/** Between 0 and 1; `turn`: another, independent enough, for a second contribution of the same cell. */
export const fractionOf = (key: number, turn = 0): number => {
  const spread = turn === 0 ? key : Number((BigInt(key) * BigInt(6_364_136_223_846_793 + 2 * turn)) % BigInt(range))
  return (spread + 0.5) / range
}
