// Undo and redo by whole values: enough for charts, indicators and reports, whose definitions are small.
// In: a value after each change. Out: the next state. A merge key joins the keystrokes of one field into one step.
export type Snapshots<T> = {
  past: { value: T; mergeKey: string | null }[]
  present: T
  mergeKey: string | null
  future: T[]
  saved: string | null
}

const limit = 200
const text = (value: unknown): string => JSON.stringify(value)

export const openSnapshots = <T>(present: T, saved: T | null): Snapshots<T> => ({
  past: [],
  present,
  mergeKey: null,
  future: [],
  saved: saved === null ? null : text(saved),
})

export const put = <T>(s: Snapshots<T>, value: T, mergeKey: string | null = null): Snapshots<T> => {
  if (text(value) === text(s.present)) return s
  const merges = mergeKey !== null && mergeKey === s.mergeKey
  const past = merges ? s.past : [...s.past, { value: s.present, mergeKey: s.mergeKey }].slice(-limit)
  return { ...s, past, present: value, mergeKey, future: [] }
}

export const undoPut = <T>(s: Snapshots<T>): Snapshots<T> => {
  const last = s.past.at(-1)
  return last
    ? {
        ...s,
        past: s.past.slice(0, -1),
        present: last.value,
        mergeKey: last.mergeKey,
        future: [s.present, ...s.future],
      }
    : s
}

export const redoPut = <T>(s: Snapshots<T>): Snapshots<T> => {
  const [next, ...rest] = s.future
  return next === undefined
    ? s
    : {
        ...s,
        past: [...s.past, { value: s.present, mergeKey: s.mergeKey }],
        present: next,
        mergeKey: null,
        future: rest,
      }
}

export const isChanged = <T>(s: Snapshots<T>): boolean => s.saved !== text(s.present)
export const savedAs = <T>(s: Snapshots<T>, value: T): Snapshots<T> => ({
  ...s,
  present: value,
  mergeKey: null,
  saved: text(value),
})
