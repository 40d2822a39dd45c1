// An expression with what was meant in the place of what was wrong. In: text and problem. Out: text; the same where
// nothing is offered.
type Wrong = { position: number; length: number; instead?: string | undefined }

export const corrected = (text: string, { position, length, instead }: Wrong): string =>
  instead === undefined ? text : `${text.slice(0, position)}${instead}${text.slice(position + length)}`
