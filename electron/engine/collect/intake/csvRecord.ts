// One record of delimited text at a time, after RFC 4180: a delimiter, double quotes, doubled quotes inside. In: text.
// Out: fields. Knows an open quote (the record goes on in the next line) and a misplaced one. Never files, never types.

export type SplitRecord = {
  fields: string[]
  /** The text ended inside quotes. */
  open: boolean
  /** A quote stood where none may: inside an unquoted field, or text after a closing quote. */
  misplaced: boolean
}

export const splitRecord = (text: string, delimiter = ','): SplitRecord => {
  if (!text.includes('"')) return { fields: text.split(delimiter), open: false, misplaced: false }
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
      const end = text.indexOf(delimiter, at)
      const tail = end < 0 ? text.slice(at) : text.slice(at, end)
      if (tail !== '') {
        misplaced = true
        field += tail
      }
      fields.push(field)
      if (end < 0) return { fields, open: false, misplaced }
      at = end + 1
    } else {
      const end = text.indexOf(delimiter, at)
      const field = end < 0 ? text.slice(at) : text.slice(at, end)
      if (field.includes('"')) misplaced = true
      fields.push(field)
      if (end < 0) return { fields, open: false, misplaced }
      at = end + 1
    }
  }
}

/** The fields as one CSV line: what a rejected row is kept as. */
export const joinRecord = (fields: readonly string[]): string =>
  fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')

/** The end-of-file sign of DOS, which old programs leave behind the last line. */
const endSign = String.fromCharCode(26)

/** Without what is no text at the end of a file: its signs and line ends. */
export const withoutEndSigns = (text: string): string => {
  let end = text.length
  while (end > 0 && (text[end - 1] === endSign || text[end - 1] === '\r')) end -= 1
  return text.slice(0, end)
}

/** Nothing but blanks and end-of-file signs. */
export const isBlankLine = (line: string): boolean => line.replaceAll(endSign, ' ').trim() === ''
