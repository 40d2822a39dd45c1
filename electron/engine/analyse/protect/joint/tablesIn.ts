// Tables named in a message, each once: a table that left for thirty provinces is not listed thirty times. In: names.
// Out: one line.
export const tablesIn = (names: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(', ')
}
