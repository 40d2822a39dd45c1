// Page numbers of a printed document: where its named targets came to stand, and the document with them filled in. In:
// a PDF as Chromium writes it (objects in plain text), HTML with data-page marks. Out: pages by target; HTML. Never a
// change of any other text.

const objects = (pdf: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const match of pdf.matchAll(/(?:^|\n)(\d+) 0 obj\s*([\s\S]*?)\nendobj/g))
    found.set(match[1] ?? '', match[2] ?? '')
  return found
}

/** References of the pages, in order, from the root of the page tree. */
const pageOrder = (all: ReadonlyMap<string, string>): string[] => {
  const walk = (reference: string, depth: number): string[] => {
    const text = all.get(reference) ?? ''
    if (/\/Type\s*\/Page\b(?!s)/.test(text)) return [reference]
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(text)?.[1] ?? ''
    if (depth > 40) return []
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap((kid) => walk(kid[1] ?? '', depth + 1))
  }
  const catalog = [...all.values()].find((text) => /\/Type\s*\/Catalog/.test(text)) ?? ''
  const root = /\/Pages\s+(\d+) 0 R/.exec(catalog)?.[1]
  return root === undefined ? [] : walk(root, 0)
}

/**
 * The page, from 1, on which each named target stands. Empty for a PDF that cannot be read so: no number is better than
 * a wrong one.
 */
export const pagesOfTargets = (pdf: Uint8Array): Map<string, number> => {
  const all = objects(Buffer.from(pdf).toString('latin1'))
  const order = new Map(pageOrder(all).map((reference, i) => [reference, i + 1]))
  const pages = new Map<string, number>()
  for (const text of all.values()) {
    for (const match of text.matchAll(/\/(b\d+)\s*\[(\d+) 0 R\s*\/XYZ/g)) {
      const page = order.get(match[2] ?? '')
      if (page !== undefined) pages.set(match[1] ?? '', page)
    }
  }
  return pages
}

const mark = /(<span class="contents-page" data-page="(b\d+)">)(<\/span>)/g

export const fillPageNumbers = (html: string, pages: ReadonlyMap<string, number>): string =>
  html.replace(mark, (whole: string, open: string, target: string, close: string) => {
    const page = pages.get(target)
    return page === undefined ? whole : `${open}${page}${close}`
  })

/**
 * The document with the page numbers of its lists of contents, from a first print; unchanged where it has none.
 * Three figures fit in the room of an empty number, so the pages of the next print break where the first's did.
 */
export const withPageNumbers = async (html: string, print: (html: string) => Promise<Uint8Array>): Promise<string> =>
  new RegExp(mark.source).test(html) ? fillPageNumbers(html, pagesOfTargets(await print(html))) : html
