// Text as it is searched: lower case, without the marks of Vietnamese. In: text. Out: text. Never shown.
export const foldText = (text: string): string =>
  text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{M}/gu, '')
