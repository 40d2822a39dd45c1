// What npm test did not check on this machine, for its last lines. In: names of skipped tests, what absent programs
// were told to be. Out: lines: each absent program once with how to get it, then each skipped test. Nothing where
// everything was checked. Pure.

/** Written by test/support/outsideTools.ts, a line for each program a test process missed: "PSPP: apt install pspp". */
export const uncheckedFile = 'out/test/unchecked.txt'

/** More are counted, not named: the report on the screen has them. */
const named = 40

export const uncheckedLines = (skipped: readonly string[], told: string): string[] => {
  const absent = [...new Set(told.split('\n').filter((line) => line !== ''))].toSorted()
  if (skipped.length === 0 && absent.length === 0) return []
  return [
    'Not checked on this machine:',
    ...absent.map((line) => `  ${line}`),
    ...skipped.slice(0, named).map((name) => `  skipped: ${name}`),
    ...(skipped.length > named ? [`  … and ${skipped.length - named} more`] : []),
  ]
}
