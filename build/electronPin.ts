// Whether the pinned Electron is the newest of its line and of all. In: the pin, what the registry's ordinary client
// answers. Out: a sentence. Never a pin changed by itself: a new version is taken by hand, after its tests.

const parts = (version: string): number[] => version.split('.').map(Number)

/** Negative: a before b. */
const compare = (a: string, b: string): number => {
  const [left, right] = [parts(a), parts(b)]
  return left.map((n, i) => n - (right[i] ?? 0)).find((d) => d !== 0) ?? 0
}

export type PinVerdict = { newest: boolean; text: string }

export const pinVerdict = (pinned: string, versions: readonly string[]): PinVerdict => {
  const released = versions.filter((version) => /^\d+\.\d+\.\d+$/.test(version)).toSorted(compare)
  const line = released.filter((version) => parts(version)[0] === parts(pinned)[0]).at(-1) ?? pinned
  const newest = released.at(-1) ?? pinned
  if (compare(pinned, newest) >= 0) return { newest: true, text: `electron ${pinned} is the newest` }
  const behind = compare(pinned, line) < 0 ? `; its own line is at ${line}: take that at once` : ''
  return { newest: false, text: `electron ${pinned} is pinned, ${newest} is the newest${behind}` }
}
