// A figure as people write it, read. In: text with separators of either language. Out: a number; null where it is none, or reads two ways.
// Never a guess: 1.234 is a thousand to one reader and one to another.

export const readFigure = (text: string): number | null => {
  const plain = text.replace(/[\s\u00a0]/g, '').replace('−', '-')
  if (!/^-?\d[\d.,]*$/.test(plain)) return null
  const marks = plain.replace(/[\d-]/g, '')
  if (marks === '') return Number(plain)
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const mixed = marks.includes('.') && marks.includes(',')
  const digits = plain.length - last - 1
  if (!mixed && marks.length === 1 && digits === 3) return null
  // Several of one sign are thousands; else the last sign is the decimal one.
  const decimal = mixed || marks.length === 1
  const whole = decimal ? plain.slice(0, last) : plain
  const [first = '', ...groups] = whole.replace('-', '').split(/[.,]/)
  // 12.34.5 is no number, and taking its digits together would make one up.
  if (groups.length > 0 && (first.length > 3 || first === '' || groups.some((group) => group.length !== 3))) return null
  const joined = whole.replace(/[.,]/g, '')
  return Number(decimal ? `${joined}.${plain.slice(last + 1)}` : joined)
}
