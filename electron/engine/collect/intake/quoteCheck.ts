// Whether every line of a block of bytes is a record of its own under RFC 4180: quotes open only at the beginning of a
// field, close only at its end, and never run over a line. In: whole lines. Out: true or false. What is not so is read
// by the careful reader.
const quote = 0x22
const newline = 0x0a
const carriageReturn = 0x0d

/** 0: at the beginning of a field · 1: in an unquoted field · 2: in quotes · 3: after a quote in quotes. */
export const quotesAreRegular = (block: Uint8Array, delimiter: number, start: number): boolean => {
  let state = 0
  for (let at = start; at < block.length; at += 1) {
    const byte = block[at]
    if (state === 1) {
      if (byte === quote) return false
      if (byte === delimiter || byte === newline) state = 0
    } else if (state === 0) {
      if (byte === quote) state = 2
      else if (byte !== delimiter && byte !== newline) state = 1
    } else if (state === 2) {
      if (byte === quote) state = 3
      else if (byte === newline) return false
    } else if (byte === quote) state = 2
    else if (byte === delimiter || byte === newline) state = 0
    else if (byte !== carriageReturn || (block[at + 1] !== newline && at + 1 < block.length)) return false
  }
  return state !== 2
}
