// Whether colours can be told apart by everybody and on a grey copy. In: colours. Out: the pairs that cannot, colours
// made readable. Colour vision deficiency after Machado, Oliveira and Fernandes (2009), full severity; distance in
// CIELAB. Never a colour chosen here.
export type Vision = 'normal' | 'protanopia' | 'deuteranopia' | 'tritanopia' | 'greyscale'
export const visions: readonly Vision[] = ['normal', 'protanopia', 'deuteranopia', 'tritanopia', 'greyscale']

type Triple = [number, number, number]

const matrices: Record<Exclude<Vision, 'normal' | 'greyscale'>, [Triple, Triple, Triple]> = {
  protanopia: [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
  ],
  deuteranopia: [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
  tritanopia: [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_9],
  ],
}

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as Triple

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const lumaOf = (rgb: Triple): number => dot([0.2126, 0.7152, 0.0722], rgb)

const seen = (hex: string, vision: Vision): Triple => {
  const rgb = linear(hex)
  if (vision === 'normal') return rgb
  if (vision === 'greyscale') return [lumaOf(rgb), lumaOf(rgb), lumaOf(rgb)]
  return matrices[vision].map((row) => Math.max(0, Math.min(1, dot(row, rgb)))) as Triple
}

const lab = (rgb: Triple): Triple => {
  const f = (t: number): number => (t > 0.008_856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f(dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505)
  const y = f(lumaOf(rgb))
  const z = f(dot([0.0193, 0.1192, 0.9505], rgb) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

export const colourDistance = (a: string, b: string, vision: Vision = 'normal'): number => {
  const [p, q] = [lab(seen(a, vision)), lab(seen(b, vision))]
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])
}

/** Below this two fills that touch are hard to tell apart. */
export const leastDistance = 11

export type Confusable = { first: number; second: number; vision: Vision }

/**
 * Pairs that some readers cannot tell apart: all pairs by colour, on a grey copy those that stand beside each other.
 */
export const confusableColours = (colours: string[]): Confusable[] =>
  colours.flatMap((a, first) =>
    colours.slice(first + 1).flatMap((b, i) => {
      const second = first + 1 + i
      const found = visions.find(
        (vision) => (vision !== 'greyscale' || i === 0) && colourDistance(a, b, vision) < leastDistance,
      )
      return found ? [{ first, second, vision: found }] : []
    }),
  )

export const contrastRatio = (a: string, b: string): number => {
  const [x, y] = [lumaOf(linear(a)), lumaOf(linear(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** The colour, darkened or lightened until it is read on the background: 3 for lines, 4.5 for text. */
export const readable = (colour: string, background: string, ratio: number): string => {
  const paper = /^#[0-9a-f]{6}$/i.test(background) ? background : '#1f1f1f'
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return colour
  const towards = lumaOf(linear(paper)) > 0.3 ? 0 : 255
  let [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as Triple
  let found = colour
  for (let step = 0; step < 24 && contrastRatio(found, paper) < ratio; step += 1) {
    ;[r, g, b] = [r, g, b].map((c) => c + (towards - c) * 0.1) as Triple
    found = `#${[r, g, b].map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`
  }
  return found
}
