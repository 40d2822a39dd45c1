// Vietnamese text as a quick typist writes it: the one place where marks are taken off. In: text. Out: text. Never shown as a name of its own.

/** "Đà Nẵng" → "Da Nang". */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

/** "Đà Nẵng" → "da nang": as it is searched and compared. */
export const foldText = (text: string): string => withoutMarks(text).toLowerCase()
