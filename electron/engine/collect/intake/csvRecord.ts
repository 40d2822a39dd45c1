// One CSV record at a time, after RFC 4180: comma, double quotes, doubled quotes inside. In: text. Out: fields.
// Knows an open quote (the record goes on in the next line) and a misplaced one. Never files, never types.

export type SplitRecord = {
  fields: string[]
  /** The text ended inside quotes. */
  open: boolean
  /** A quote stood where none may: inside an unquoted field, or text after a closing quote. */
  misplaced: boolean
}

export const splitRecord = (text: string): SplitRecord => {
  if (!text.includes('"')) return { fields: text.split(','), open: false, misplaced: false }
  const fields: string[] = []
  let misplaced = false
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let field = ''
      let from = at + 1
      for (;;) {
        const close = text.indexOf('"', from)
        if (close < 0) {
          fields.push(field + text.slice(from))
          return { fields, open: true, misplaced }
        }
        field += text.slice(from, close)
        if (text[close + 1] === '"') {
          field += '"'
          from = close + 2
          continue
        }
        at = close + 1
        break
      }
      const comma = text.indexOf(',', at)
      const tail = comma < 0 ? text.slice(at) : text.slice(at, comma)
      if (tail !== '') {
        misplaced = true
        field += tail
      }
      fields.push(field)
      if (comma < 0) return { fields, open: false, misplaced }
      at = comma + 1
    } else {
      const comma = text.indexOf(',', at)
      const field = comma < 0 ? text.slice(at) : text.slice(at, comma)
      if (field.includes('"')) misplaced = true
      fields.push(field)
      if (comma < 0) return { fields, open: false, misplaced }
      at = comma + 1
    }
  }
}

/** The fields as one CSV line: what a rejected row is kept as. */
export const joinRecord = (fields: readonly string[]): string =>
  fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
