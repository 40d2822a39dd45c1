// A scene as SVG text. In: a scene, the size in millimetres, fonts as CSS. Out: one self-contained SVG. Never a script,
// never a bitmap.
import { chartFont } from '../chart/chartTheme.ts'
import type { TextShape } from '../chart/textShapes.ts'
import type { Language } from '../model/text.ts'
import type { Scene, SceneShape } from './scene.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c)

/** Where each line of a text stands: its middle. */
export const textLines = ({ text, y, size, valign = 'middle' }: TextShape): { line: string; y: number }[] => {
  const lines = text.split('\n')
  const height = size * 1.3
  const first =
    valign === 'top'
      ? y + height / 2
      : valign === 'bottom'
        ? y - height * (lines.length - 0.5)
        : y - (height * (lines.length - 1)) / 2
  return lines.map((line, i) => ({ line, y: first + i * height }))
}

export const anchorOf = ({ align = 'left' }: TextShape): 'start' | 'middle' | 'end' =>
  align === 'left' ? 'start' : align === 'right' ? 'end' : 'middle'

const shapeSvg = ({ path, fill, stroke, strokeWidth, opacity, words }: SceneShape): string => {
  const seen = opacity === undefined ? '' : ` opacity="${opacity}"`
  const title = words === undefined ? '' : `<title>${safe(words)}</title>`
  return `<path d="${path}" fill="${fill}" fill-rule="evenodd" stroke="${stroke}" stroke-width="${strokeWidth}" stroke-linejoin="round"${seen}>${title}</path>`
}

const textSvg = (shape: TextShape): string => {
  const weight = shape.bold ? 700 : 400
  const halo =
    shape.halo === undefined || shape.halo === 'transparent'
      ? ''
      : ` stroke="${shape.halo}" stroke-width="2.2" paint-order="stroke" stroke-linejoin="round"`
  return textLines(shape)
    .map(
      ({ line, y }) =>
        `<text dominant-baseline="central" text-anchor="${anchorOf(shape)}" style="font-size:${shape.size}px;font-family:${chartFont};font-weight:${weight}" x="${shape.x.toFixed(2)}" y="${y.toFixed(2)}" fill="${shape.colour}"${halo}>${safe(line)}</text>`,
    )
    .join('')
}

export const sceneSvg = (
  scene: Scene,
  {
    widthMm,
    heightMm,
    title,
    language,
    css,
  }: { widthMm: number; heightMm: number; title: string; language: Language; css: string },
): string => {
  const size = `width="${widthMm}mm" height="${heightMm}mm" viewBox="0 0 ${scene.width} ${scene.height}"`
  const paper =
    scene.background === 'transparent'
      ? ''
      : `<rect width="${scene.width}" height="${scene.height}" fill="${scene.background}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" lang="${language}" aria-label="${safe(title)}"><title>${safe(title)}</title><desc>${safe(scene.description)}</desc>${css === '' ? '' : `<style>${css}text{font-variant-numeric:tabular-nums}</style>`}${paper}${scene.shapes.map(shapeSvg).join('')}${scene.texts.map(textSvg).join('')}</svg>`
}
