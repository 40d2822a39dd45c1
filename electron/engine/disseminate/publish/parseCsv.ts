// A small reader of RFC 4180 text, apart from the writer so that one checks the other. In: chunks of text.
// Out: records of fields. Never a value interpreted.
export async function* parseCsv(chunks: AsyncIterable<unknown>): AsyncGenerator<string[]> {
  let record: string[] = []
  let field = ''
  let quoted = false
  // A quote inside quotes may be an escaped quote or the end: the next character tells.
  let pending = false
  let carriage = false
  let first = true
  for await (const chunk of chunks) {
    for (const c of String(chunk)) {
      if (first) {
        first = false
        if (c === '\uFEFF') continue
      }
      if (quoted) {
        if (pending) {
          pending = false
          if (c === '"') {
            field += '"'
            continue
          }
          quoted = false
        } else if (c === '"') {
          pending = true
          continue
        } else {
          field += c
          continue
        }
      }
      if (carriage) {
        carriage = false
        if (c === '\n') {
          yield [...record, field]
          record = []
          field = ''
          continue
        }
        field += '\r'
      }
      if (c === '"' && field === '') quoted = true
      else if (c === ',') {
        record.push(field)
        field = ''
      } else if (c === '\r') carriage = true
      else field += c
    }
  }
  if (record.length > 0 || field !== '' || quoted) yield [...record, field]
}
