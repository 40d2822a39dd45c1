// One picture on a page of just its size, for the host's printer: vector, with the fonts inside. In: SVG, its size.
// Out: one HTML document. Never a margin, never a reference outside.
import type { Language } from '#shared/model/text.ts'

export const picturePage = (
  svg: string,
  { widthMm, heightMm }: { widthMm: number; heightMm: number },
  language: Language,
): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>@page{size:${widthMm}mm ${heightMm}mm;margin:0}html,body{margin:0;padding:0}svg{display:block;width:${widthMm}mm;height:${heightMm}mm}</style></head><body>${svg}</body></html>`
