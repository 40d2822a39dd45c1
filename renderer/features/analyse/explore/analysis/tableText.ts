// A table on screen as tab-separated text. In: the element. Out: text as shown. Never a cell that a spreadsheet would take for a formula.
const safe = (text: string): string =>
  /^[=+@]/.test(text) || (/^[-−]/.test(text) && !/^[-−]\d[\d.,\s%]*$/.test(text) && text !== '–') ? `'${text}` : text

export const tableText = (table: HTMLTableElement): string =>
  [...table.rows]
    .map((row) =>
      [...row.cells]
        .flatMap((cell) => [
          safe((cell.dataset['copy'] ?? cell.innerText).replace(/\s+/g, ' ').trim()),
          ...Array.from({ length: cell.colSpan - 1 }, () => ''),
        ])
        .join('\t'),
    )
    .join('\r\n')
