// Text that a spreadsheet would take for a formula gets an apostrophe before it. In: a text field. Out: a harmless one.
// Never used on figures; a lone "-" is the yearbook's "none" and stays.
export const escapeFormula = (text: string): string => (/^[=+\-@\t\r]/.test(text) && text !== '-' ? `'${text}` : text)
