// A text as a cell of Excel can hold it: no control signs, which its XML cannot carry, and no more than its longest.
// In: any text. Out: a text that reads back the same. Never a figure.
const longest = 32_767

export const cellText = (text: string): string => {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // Signs that begin a new line or page elsewhere: words on either side stay apart.
    .replace(/[\v\f\u0085]+/g, ' ')
    .replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, '')
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean
}
