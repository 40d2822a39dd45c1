// Vietnamese text as a quick typist writes it: the one place where marks are taken off. In: text. Out: text. Never
// shown as a name of its own.

/** "Đà Nẵng" → "Da Nang". */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

/** "Đà Nẵng" → "da nang": as it is searched and compared. */
export const foldText = (text: string): string => withoutMarks(text).toLowerCase()

/** "maTinh", "Mã tỉnh" → "ma tinh": the words of a name, ASCII, parted by single spaces. */
export const foldWords = (text: string): string =>
  withoutMarks(text)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
