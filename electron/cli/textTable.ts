// Rows of text as an aligned plain table for the terminal. In: header and rows. Out: one string. Numbers right-aligned
// by request.

const width = (text: string) => [...text.normalize('NFC')].length

export const textTable = (header: string[], rows: string[][], rightAligned: number[] = []): string => {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))))
  const line = (row: string[]) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
        return rightAligned.includes(column) ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((w) => '─'.repeat(w)).join('  '), ...rows.map(line)].join('\n')
}
