// Made-up persons of Viet Nam as registers hold them, with known truth: lost diacritics, omitted middle names, swapped
// and mistyped parts, communes recoded in 2025, empty fields, households. In: a seed, a size. Out: rows and the person
// behind each. Nobody is real.
import type { CsvRows } from './csvWorkspace.ts'

export type Persons = { table: CsvRows; truth: string[] }

type Random = () => number
const seeded = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Surnames with their share in a thousand: a handful covers most people, so a common one tells little. */
const surnames: readonly (readonly [string, number])[] = [
  ['Nguyễn', 384],
  ['Trần', 121],
  ['Lê', 95],
  ['Phạm', 70],
  ['Hoàng', 51],
  ['Phan', 45],
  ['Vũ', 39],
  ['Đặng', 21],
  ['Bùi', 20],
  ['Đỗ', 14],
  ['Hồ', 13],
  ['Ngô', 13],
  ['Dương', 10],
  ['Lý', 5],
  ['Đào', 8],
  ['Đinh', 8],
  ['Trịnh', 8],
  ['Mai', 7],
  ['Cao', 7],
  ['Lương', 7],
]
const middles = [
  'Văn',
  'Thị',
  'Hữu',
  'Đức',
  'Minh',
  'Ngọc',
  'Thanh',
  'Quốc',
  'Xuân',
  'Thu',
  'Kim',
  'Hoài',
  'Bảo',
  'Gia',
  '',
]
const givens = (
  'An Anh Ánh Bình Châu Chi Cường Diễm Dung Dũng Duy Đạt Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hoà Hồng Huệ Hùng ' +
  'Huy Hương Khánh Khoa Lan Liên Linh Loan Long Mai Minh My Nam Nga Ngân Nhung Oanh Phong Phúc Phương Quân Quang Quyên ' +
  'Sơn Tâm Thảo Thắng Thành Thuỷ Thuý Tiến Trang Trinh Trung Tú Tuấn Tùng Uyên Vân Việt Vinh Yến'
).split(' ')
const streets = (
  'Lê Lợi,Trần Hưng Đạo,Nguyễn Trãi,Hai Bà Trưng,Lý Thường Kiệt,Quang Trung,Phan Chu Trinh,Điện Biên Phủ,Nguyễn Huệ,' +
  'Hùng Vương,Bà Triệu,Võ Thị Sáu,Lê Duẩn,Trường Chinh,Giải Phóng,Hoàng Diệu,Ngô Quyền,Lạc Long Quân,Âu Cơ,Đội Cấn'
).split(',')

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
const oldTone = (text: string): string => text.replaceAll('oà', 'òa').replaceAll('uỷ', 'ủy').replaceAll('uý', 'úy')

type Person = {
  surname: string
  middle: string
  given: string
  birth: Date
  sex: string
  commune: number
  house: number
  street: string
  number: string
}

const letters = 'abcdefghiklmnopqrstuvxy'

export const vietnamesePersons = (seed: number, rows: number, duplicateShare = 0.25): Persons => {
  const next = seeded(seed)
  const below = (n: number): number => Math.floor(next() * n)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  const communes = Math.max(20, Math.min(3300, Math.round(rows / 300)))
  const surname = (): string => {
    let at = next() * surnames.reduce((sum, [, share]) => sum + share, 0)
    for (const [name, share] of surnames) {
      at -= share
      if (at < 0) return name
    }
    return 'Nguyễn'
  }
  const person = (household: Person | null): Person => ({
    surname: household && next() < 0.7 ? household.surname : surname(),
    middle: pick(middles),
    given: pick(givens),
    birth: new Date(Date.UTC(1935 + below(85), below(12), 1 + below(28))),
    sex: next() < 0.5 ? '1' : '2',
    commune: household ? household.commune : below(communes),
    house: household ? household.house : 1 + below(400),
    street: household ? household.street : pick(streets),
    number: `0${String(below(99)).padStart(2, '0')}${String(below(1_000_000_000)).padStart(9, '0')}`,
  })
  const typo = (text: string): string => {
    if (text.length < 3) return text
    const at = 1 + below(text.length - 2)
    const kind = below(4)
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
    if (kind === 1) return text.slice(0, at) + pick([...letters]) + text.slice(at)
    if (kind === 2) return text.slice(0, at) + pick([...letters]) + text.slice(at + 1)
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
  }
  const date = (day: Date): string => day.toISOString().slice(0, 10)
  /** Old communes were put together three to one; the code before 2025 is told with a 9 in front. */
  const communeCode = (commune: number, old: boolean): string =>
    old ? `9${String(commune * 3 + below(3)).padStart(5, '0')}` : String(10_000 + commune)
  const record = (p: Person, spoiled: boolean): string[] => {
    const hit = (share: number): boolean => spoiled && next() < share
    let parts = [p.surname, p.middle, p.given].filter((part) => part !== '')
    if (hit(0.1) && parts.length === 3) parts = [p.surname, p.given]
    if (hit(0.05)) parts = [p.given, ...parts.slice(0, -1)]
    let name = parts.join(' ')
    if (hit(0.15)) name = oldTone(name)
    if (hit(0.3)) name = plain(name)
    if (hit(0.1)) name = typo(name)
    if (hit(0.1)) name = name.toUpperCase()
    let birth = p.birth
    let birthText = date(birth)
    if (hit(0.04)) birth = new Date(Date.UTC(birth.getUTCFullYear(), birth.getUTCDate() % 12, 1 + birth.getUTCMonth()))
    if (hit(0.04)) birth = new Date(Date.UTC(birth.getUTCFullYear() + 1, birth.getUTCMonth(), birth.getUTCDate()))
    birthText = hit(0.04) ? '' : date(birth)
    const moved = hit(0.12)
    const street = moved ? pick(streets) : p.street
    const house = moved ? 1 + below(400) : p.house
    let address = `${house} ${hit(0.3) ? plain(street) : street}`
    if (hit(0.08)) address = typo(address)
    if (hit(0.08)) address = ''
    let number = p.number
    if (hit(0.35)) number = ''
    else if (hit(0.03)) number = typo(number).replace(/[a-z]/g, '7')
    return [
      name,
      birthText,
      hit(0.02) ? '' : p.sex,
      moved ? communeCode(below(communes), false) : communeCode(p.commune, hit(0.2)),
      address,
      number,
    ]
  }
  const table: string[][] = []
  const truth: string[] = []
  let before: Person | null = null
  let id = 0
  while (table.length < rows) {
    const p = person(before !== null && next() < 0.6 ? before : null)
    before = p
    id += 1
    table.push(record(p, next() < 0.3))
    truth.push(`p${id}`)
    while (next() < duplicateShare && table.length < rows) {
      table.push(record(p, true))
      truth.push(`p${id}`)
    }
  }
  // Duplicates do not stand beside each other in a register: the order is shuffled.
  for (let i = table.length - 1; i > 0; i -= 1) {
    const k = below(i + 1)
    const row = table[i] as string[]
    table[i] = table[k] as string[]
    table[k] = row
    const of = truth[i] as string
    truth[i] = truth[k] as string
    truth[k] = of
  }
  return {
    table: { header: ['ho_ten', 'ngay_sinh', 'gioi_tinh', 'ma_xa', 'dia_chi', 'so_dinh_danh'], rows: table },
    truth,
  }
}
