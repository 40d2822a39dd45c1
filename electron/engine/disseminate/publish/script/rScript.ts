// The table in R, base packages only. In: a plan. Out: the script's text. Never a name or text pasted without quoting.
import { headLines } from './scriptPlan.ts'
import type { ScriptKey, ScriptPlan, ScriptRecordMeasure } from './scriptPlan.ts'

const q = (text: string): string => JSON.stringify(text)
const list = (items: string[]): string => `c(${items.join(', ')})`

const keyText = ({ column, kind }: ScriptKey): string => {
  const code = `text(d[[${q(column)}]])`
  switch (kind.is) {
    case 'dated':
      return `ifelse(is.na(${code}), "#missing", ifelse(is.na(d[[${q(`${column}_label`)}]]), "#unmapped", paste0(${code}, "@", d[[${q(`${column}_version`)}]])))`
    case 'time': {
      const whole = `d[[${q(column)}]]`
      const cuts: Partial<Record<typeof kind.level, string>> = {
        year: `substr(${whole}, 1, 4)`,
        quarter: `ifelse(grepl("Q", ${whole}), ${whole}, paste0(substr(${whole}, 1, 4), "-Q", (suppressWarnings(as.integer(substr(${whole}, 6, 7))) + 2L) %/% 3L))`,
        month: `substr(${whole}, 1, 7)`,
      }
      const cut = cuts[kind.level] ?? whole
      return `ifelse(is.na(${whole}), "#missing", ${cut})`
    }
    default:
      return `ifelse(is.na(${code}), "#missing", ${code})`
  }
}

const measureText = ({ statistic, percentile, column, weight, numeric }: ScriptRecordMeasure): string => {
  const x = column === null ? 'NULL' : numeric ? `number[[${q(column)}]][i]` : `d[[${q(column)}]][i]`
  const w = weight === null ? 'NULL' : `number[[${q(weight)}]][i]`
  switch (statistic) {
    case 'count':
      return weight === null ? 'length(i)' : `sum(${w}, na.rm = TRUE)`
    case 'distinct':
      return `length(unique(na.omit(${x})))`
    case 'sum':
      return `total_of(${x}, ${w})`
    case 'mean':
      return `mean_of(${x}, ${w})`
    case 'median':
      return `percentile_of(${x}, ${w}, 50)`
    case 'percentile':
      return `percentile_of(${x}, ${w}, ${percentile})`
    case 'standard_deviation':
      return `deviation_of(${x}, ${w})`
    case 'minimum':
      return `smallest_of(${x})`
    case 'maximum':
      return `largest_of(${x})`
    default:
      return statistic satisfies never
  }
}

export const rScript = (plan: ScriptPlan): string => {
  const { keys, sets, records, derived, shown, file, definition } = plan
  const numbers = [
    ...new Set(
      records.flatMap((m) => [
        ...(m.numeric && m.column !== null ? [m.column] : []),
        ...(m.weight === null ? [] : [m.weight]),
      ]),
    ),
  ]
  const hidden = keys.flatMap((k, i) => (k.hideMissing ? [`key[[${i + 1}]] != "#missing"`] : []))
  return `${[
    ...headLines(plan).map((l) => `# ${l}`.trimEnd()),
    '',
    `d <- read.csv(${q(file.name)}, colClasses = "character", na.strings = "", check.names = FALSE, fileEncoding = "UTF-8")`,
    '# The export puts an apostrophe before texts a spreadsheet would run.',
    `text <- function(x) sub("^'([=+@\\t\\r-])", "\\\\1", x)`,
    'both <- function(x, w) { keep <- !is.na(x) & (if (is.null(w)) TRUE else !is.na(w)); list(x = x[keep], w = if (is.null(w)) rep(1, sum(keep)) else w[keep]) }',
    'total_of <- function(x, w) { v <- both(x, w); if (length(v$x) == 0) NA_real_ else sum(v$w * v$x) }',
    'mean_of <- function(x, w) { v <- both(x, w); if (length(v$x) == 0 || sum(v$w) == 0) NA_real_ else sum(v$w * v$x) / sum(v$w) }',
    'smallest_of <- function(x) { x <- x[!is.na(x)]; if (length(x) == 0) NA_real_ else min(x) }',
    'largest_of <- function(x) { x <- x[!is.na(x)]; if (length(x) == 0) NA_real_ else max(x) }',
    'deviation_of <- function(x, w) { v <- both(x, w); n <- sum(v$w); if (length(v$x) < 2 || n <= 1) NA_real_ else sqrt(max(0, (sum(v$w * v$x^2) - sum(v$w * v$x)^2 / n) / (n - 1))) }',
    '# The smallest value whose cumulated weight exceeds p %; where it is reached exactly, the mean of that value and the next.',
    'percentile_of <- function(x, w, p) {',
    '  v <- both(x, w); keep <- v$w > 0; x <- v$x[keep]; w <- v$w[keep]',
    '  if (length(x) == 0) return(NA_real_)',
    '  o <- order(x); x <- x[o]; reached <- cumsum(w[o]) * 100; limit <- p * sum(w)',
    '  at <- which(reached > limit - 1e-9 * limit)[1]',
    '  if (abs(reached[at] - limit) <= 1e-9 * limit && at < length(x)) (x[at] + x[at + 1]) / 2 else x[at]',
    '}',
    '',
    `number <- list(${numbers.map((n) => `${q(n)} = as.numeric(d[[${q(n)}]])`).join(', ')})`,
    `key <- list(${keys.map(keyText).join(',\n  ')})`,
    `used <- ${hidden.length > 0 ? hidden.join(' & ') : 'rep(TRUE, nrow(d))'}`,
    `key_names <- ${list(keys.map((k) => q(k.name))).replace('c()', 'character(0)')}`,
    `sets <- list(${sets.map((s) => (s.length === 0 ? 'integer(0)' : list(s.map((k) => `${k + 1}L`)))).join(', ')})`,
    '',
    'cells <- do.call(rbind, lapply(sets, function(set) {',
    '  rows <- which(used)',
    '  if (length(rows) == 0) return(NULL)',
    '  groups <- if (length(set) == 0) list(rows) else split(rows, do.call(paste, c(lapply(key[set], function(k) k[rows]), sep = "\\r")), drop = TRUE)',
    '  do.call(rbind, lapply(groups, function(i) {',
    '    place <- rep("#total", length(key)); for (k in set) place[k] <- key[[k]][i[1]]',
    '    data.frame(as.list(setNames(place, key_names)),',
    `      ${records.map((m) => `${q(m.id)} = ${measureText(m)}`).join(',\n      ')},`,
    '      check.names = FALSE, stringsAsFactors = FALSE)',
    '  }))',
    '}))',
    'rownames(cells) <- NULL',
    '',
    'at <- function(places) do.call(paste, c(unname(as.list(places)), sep = "\\r"))',
    'places <- cells[key_names]',
    ...(derived.some((d) => d.kind === 'percent')
      ? [
          'base_of <- function(values, over) { p <- places; for (k in over) p[[k]] <- "#total"; values[match(at(p), at(places))] }',
          'parent_of <- function(values, of) {',
          '  p <- places',
          '  for (r in seq_len(nrow(p))) { inner <- rev(of[unlist(p[r, of]) != "#total"])[1]; if (!is.na(inner)) p[r, inner] <- "#total" }',
          '  values[match(at(p), at(places))]',
          '}',
        ]
      : []),
    'divided <- function(a, b) ifelse(is.na(b) | b == 0, NA_real_, a / b)',
    ...derived.map((d) => {
      if (d.kind === 'ratio')
        return `cells[[${q(d.id)}]] <- divided(cells[[${q(d.numerator)}]], cells[[${q(d.denominator)}]]) * ${d.factor}`
      const base =
        d.parent === null
          ? `base_of(cells[[${q(d.of)}]], ${list(d.over.map((k) => String(k + 1))).replace('c()', 'integer(0)')})`
          : `parent_of(cells[[${q(d.of)}]], ${list(d.parent.map((k) => String(k + 1))).replace('c()', 'integer(0)')})`
      return `cells[[${q(d.id)}]] <- divided(cells[[${q(d.of)}]], ${base}) * ${d.factor}`
    }),
    `result <- cells[c(key_names, ${shown.map((m) => q(m.id)).join(', ')})]`,
    ...shown.filter((m) => m.power > 0).map((m) => `result[[${q(m.id)}]] <- result[[${q(m.id)}]] / 1e${m.power}`),
    `write.csv(result, ${q(`${definition.id}.csv`)}, row.names = FALSE, na = "", fileEncoding = "UTF-8")`,
    'print(result)',
  ].join('\n')}\n`
}
