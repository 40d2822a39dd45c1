// Which part of a delivery a file name speaks of: "_phan2", "part 2", "(2)", "_2of3". In: a file name. Out: its number,
// or null.
const patterns = [
  /(?:ph[aâầ]n|part|t[aậ]p|pt)[ _.-]{0,2}0*(\d{1,3})(?!\d)/iu,
  /(?<!\d)0*(\d{1,3})[ _-]?(?:of|\/|tren|trên)[ _-]?\d{1,3}(?!\d)/iu,
  /\(0*(\d{1,3})\)/u,
]

export const partOfName = (fileName: string): number | null => {
  const name = fileName.normalize('NFC').replace(/\.[a-z0-9]{1,5}$/i, '')
  for (const pattern of patterns) {
    const found = pattern.exec(name)?.[1]
    if (found !== undefined) return Number(found)
  }
  return null
}
