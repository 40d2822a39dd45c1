// Sampling errors through the whole program (file → workspace → table) against R's survey package on its public
// designs, by all three engines.
import { defaultPolicy } from '#shared/model/officePolicy.ts'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { checkTable } from '#engine/analyse/tabulate/plan/checkTable.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { figureAt, reliabilityMarks } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { Failure } from '#shared/model/failure.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'

const script = String.raw`
suppressMessages(library(survey)); data(api); options(digits = 15, survey.lonely.psu = "adjust")
n <- function(x) formatC(as.numeric(x), digits = 17, format = "g")
out <- c(); put <- function(name, ...) out <<- c(out, paste(c(name, n(c(...))), collapse = " "))
save <- function(x, file) { x$w <- sprintf("%.4f", x$w); write.csv(x, file, row.names = FALSE, na = "", quote = FALSE) }
cols <- function(x) data.frame(stype = as.character(x$stype), award = as.character(x$awards), dnum = x$dnum, w = round(x$pw, 4), fpc = x$fpc,
  y = x$api00, x = x$api99, e = x$enroll, a = x$acs.core)
all <- function(name, m, d) { c1 <- confint(m, df = degf(d)); put(name, coef(m), SE(m), 100 * SE(m) / abs(coef(m)), c1[1], c1[2]) }
figures <- function(name, d) {
  all(paste0(name, ".n"), svytotal(~one, d), d)
  all(paste0(name, ".e"), svytotal(~e, d), d)
  all(paste0(name, ".m"), svymean(~y, d), d)
  all(paste0(name, ".a"), svymean(~a, d, na.rm = TRUE), d)
  all(paste0(name, ".r"), svyratio(~y, ~x, d), d)
  q <- svyquantile(~e, d, .5, qrule = "hf2", interval.type = "mean", ci = TRUE)$e[1, ]
  put(paste0(name, ".q"), q[1], q[4], 100 * q[4] / q[1], q[2], q[3])
}
share <- function(name, d) {
  m <- svymean(~award, d); i <- which(names(coef(m)) == "awardYes"); k <- confint(m, df = degf(d))[i, ]
  put(name, 100 * coef(m)[i], 100 * SE(m)[i], 100 * SE(m)[i] / coef(m)[i], 100 * k[1], 100 * k[2])
}
s <- cols(apistrat); s$one <- 1; save(s[names(s) != "one"], "strat_2025.csv")
d <- svydesign(id = ~1, strata = ~stype, weights = ~w, data = s, fpc = ~fpc)
figures("strat.all", d); figures("strat.Yes", subset(d, award == "Yes")); figures("strat.No", subset(d, award == "No")); share("strat.share", d)
c1 <- cols(apiclus1); c1$one <- 1; save(c1[names(c1) != "one"], "clus_2025.csv")
d <- svydesign(id = ~dnum, weights = ~w, data = c1, fpc = ~fpc)
figures("clus.all", d); figures("clus.Yes", subset(d, award == "Yes")); figures("clus.No", subset(d, award == "No")); share("clus.share", d)
figures("clus.filter", subset(d, stype == "E"))
before <- s; before$y <- s$x; before$period <- 2024; s$period <- 2025; save(before[!names(before) %in% c("one", "period")], "panel_2024.csv")
save(s[!names(s) %in% c("one", "period")], "panel_2025.csv")
save(before[!names(before) %in% c("one", "period")], "anew_2024.csv"); save(s[!names(s) %in% c("one", "period")], "anew_2025.csv")
two <- rbind(before, s); two$unit <- rep(seq_len(nrow(s)), 2)
change <- function(name, d) {
  m <- svyby(~y, ~period, d, svymean, covmat = TRUE); k <- svycontrast(m, c("2025" = 1, "2024" = -1)); put(paste0(name, ".mean"), coef(k), SE(k))
  t <- svyby(~y, ~period, d, svytotal, covmat = TRUE)
  g <- svycontrast(t, quote(100 * (${'`'}2025${'`'} / ${'`'}2024${'`'} - 1))); put(paste0(name, ".growth"), coef(g), SE(g))
}
change("anew", svydesign(id = ~1, strata = ~interaction(stype, period), weights = ~w, data = two, fpc = ~fpc))
cl <- cols(apiclus1); cl$one <- 1; b <- cl; b$y <- cl$x; b$period <- 2024; cl$period <- 2025
save(b[!names(b) %in% c("one", "period")], "back_2024.csv"); save(cl[!names(cl) %in% c("one", "period")], "back_2025.csv")
change("back", svydesign(id = ~dnum, weights = ~w, data = rbind(b, cl), fpc = ~fpc))
lone <- cols(apistrat[apistrat$stype != "H" | !duplicated(apistrat$stype), ]); lone$one <- 1; save(lone[names(lone) != "one"], "lone_2025.csv")
l <- svydesign(id = ~1, strata = ~stype, weights = ~w, data = lone); m <- svymean(~y, l); put("lone.adjust", coef(m), SE(m))
m <- svymean(~y, subset(l, award == "No")); put("lone.No", coef(m), SE(m))
options(survey.lonely.psu = "certainty"); m <- svymean(~y, l); put("lone.certainty", coef(m), SE(m)); options(survey.lonely.psu = "adjust")
j <- cols(apiclus1); j$one <- 1
rw <- round(weights(as.svrepdesign(svydesign(id = ~dnum, weights = ~w, data = j), type = "JK1"), "analysis"), 4); colnames(rw) <- paste0("r", seq_len(ncol(rw)))
save(cbind(j[names(j) != "one"], rw), "rep_2025.csv")
r <- svrepdesign(weights = ~w, repweights = rw, type = "JK1", scale = (ncol(rw) - 1) / ncol(rw), rscales = rep(1, ncol(rw)), data = j, combined.weights = TRUE)
rep <- function(name, m) put(name, coef(m), SE(m))
rep("rep.n", svytotal(~one, r)); rep("rep.e", svytotal(~e, r)); rep("rep.m", svymean(~y, r)); rep("rep.r", svyratio(~y, ~x, r))
rep("rep.Yes", svymean(~y, subset(r, award == "Yes"))); put("rep.scale", r$scale, ncol(rw))
writeLines(out, "answers.txt")
`

const folder = mkdtempSync(join(tmpdir(), 'statdesk-survey-'))
writeFileSync(join(folder, 'script.R'), script)
const run = spawnSync('Rscript', ['--vanilla', 'script.R'], { cwd: folder, encoding: 'utf8' })
const present = run.status === 0
if (!present)
  console.warn(`SKIPPED: tables with sampling errors against R: Rscript with package survey is missing. ${run.stderr}`)
const answers = new Map(
  present
    ? readFileSync(join(folder, 'answers.txt'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => [line.split(/ +/)[0] ?? '', line.split(/ +/).slice(1).map(Number)] as const)
    : [],
)
const answer = (name: string): number[] => answers.get(name) ?? []

const text = (name: string) => ({ vi: name, en: name })
const code = (id: string, source = id) => ({ id, source, label: text(id), role: 'classification', type: 'code' })
const number = (id: string, scale = 0, source = id) => ({
  id,
  source,
  label: text(id),
  role: 'measure',
  type: scale === 0 ? 'integer' : 'decimal',
  scale,
})
const dataset = (id: string, design: object | undefined, more: object[] = []) =>
  datasetSchema.parse({
    id,
    subject: 'survey',
    label: text(id),
    recordLabel: text('trường'),
    description: text(''),
    periodKind: 'year',
    key: [],
    rules: [],
    variables: [
      code('stype'),
      code('award'),
      code('dnum'),
      number('w', 4),
      number('fpc'),
      number('y'),
      number('x'),
      number('e'),
      number('a'),
      ...more,
    ],
    ...(design === undefined ? {} : { design }),
  })

const replicates = Array.from({ length: 15 }, (_, i) => `r${i + 1}`)
const designs = {
  strat: { weight: 'w', strata: ['stype'], population: 'fpc' },
  clus: { weight: 'w', clusters: ['dnum'], population: 'fpc' },
  anew: { weight: 'w', strata: ['stype'], population: 'fpc' },
  back: { weight: 'w', clusters: ['dnum'], population: 'fpc', periods: 'shared' },
  lone: { weight: 'w', strata: ['stype'] },
  rep: {
    weight: 'w',
    clusters: ['dnum'],
    replicates: { weights: replicates, method: 'jackknife', scale: 14 / 15, centre: 'mean' },
  },
}
const files = ['strat_2025', 'clus_2025', 'anew_2024', 'anew_2025', 'back_2024', 'back_2025', 'lone_2025', 'rep_2025']

const w = { weight: 'w' }
const errors = (of: string) => [
  { id: `${of}_se`, statistic: 'standard_error', of },
  { id: `${of}_cv`, statistic: 'coefficient_of_variation', of },
  { id: `${of}_lo`, statistic: 'confidence_lower', of },
  { id: `${of}_up`, statistic: 'confidence_upper', of },
]
const usual = [
  { id: 'n', statistic: 'count', ...w },
  { id: 'e', statistic: 'sum', variable: 'e', ...w },
  { id: 'm', statistic: 'mean', variable: 'y', ...w },
  { id: 'a', statistic: 'mean', variable: 'a', ...w },
  { id: 'sy', statistic: 'sum', variable: 'y', hidden: true, ...w },
  { id: 'sx', statistic: 'sum', variable: 'x', hidden: true, ...w },
  { id: 'r', statistic: 'ratio', numerator: 'sy', denominator: 'sx' },
  { id: 'q', statistic: 'median', variable: 'e', ...w },
  { id: 'p', statistic: 'percent', of: 'n', base: 'column' },
]
const table = (of: string, measures: object[], more: object = {}): TableDefinition =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 'x',
    title: text('x'),
    dataset: of,
    rows: [{ variable: 'award' }],
    measures,
    ...more,
  })
const whole = [...usual, ...['n', 'e', 'm', 'a', 'r', 'q', 'p'].flatMap(errors)]

let at: CsvWorkspace
beforeAll(async () => {
  at = await csvWorkspace()
  if (!present) return
  for (const [id, design] of Object.entries(designs))
    datasetRepository(at.workspace.catalog).save(
      dataset(id, design, id === 'rep' ? replicates.map((name) => number(name, 4)) : []),
    )
  for (const file of files)
    await importDelivery(at.context, { path: join(folder, `${file}.csv`), sender: '', letterNumber: '' }, job)
}, 120_000)
afterAll(async () => {
  await at.close()
  rmSync(folder, { recursive: true, force: true })
})

const engines = ['duckdb', 'sqlite', 'evaluator'] as const
/** A figure of the first dimension's category (null: its total), as a number. */
const figure = (cube: Cube, category: string | null, measure: string): number | null => {
  const m = cube.measures.findIndex((one) => one.id === measure)
  const wanted = cube.dimensions.map((d, k) =>
    d.categories.findIndex((c) => (k > 0 || category === null ? c.kind === 'total' : c.code === category)),
  )
  const cell = Array.from(cube.cells.records).findIndex((_, i) =>
    wanted.every((c, k) => cube.cells.coordinates[k]?.[i] === c),
  )
  const value = figureAt(cube.cells.values[m], cell)
  const shape = cube.measures[m]
  return value === null || !shape ? null : Number(shape.exact ? exactToDecimal(value, shape.scale) : value)
}
const close = (found: number | null, expected: number | undefined, what: string): void => {
  expect(found, what).not.toBeNull()
  expect(Math.abs((found ?? NaN) - (expected ?? NaN)), `${what}: ${found} ${expected}`).toBeLessThanOrEqual(
    1e-8 * Math.max(1, Math.abs(expected ?? NaN)),
  )
}
const agree = (cube: Cube, category: string | null, id: string, name: string): void => {
  const expected = answer(name)
  expect(expected.length, name).toBe(5)
  ;['', '_se', '_cv', '_lo', '_up'].forEach((part, i) =>
    close(figure(cube, category, `${id}${part}`), expected[i], `${name}${part}`),
  )
}
const tabulated = (definition: TableDefinition, engine: (typeof engines)[number]) =>
  tabulate(at.context, definition, { engine }, job)

describe.skipIf(!present).each(engines)('tables with sampling errors as R gives them: %s', (engine) => {
  test.each(['strat', 'clus'])(
    '%s: totals, means, ratios, percentages, medians, of all and of parts',
    async (design) => {
      const cube = await tabulated(table(design, whole), engine)
      for (const [category, name] of [
        [null, 'all'],
        ['Yes', 'Yes'],
        ['No', 'No'],
      ] as const)
        for (const id of ['n', 'e', 'm', 'a', 'r', 'q']) agree(cube, category, id, `${design}.${name}.${id}`)
      agree(cube, 'Yes', 'p', `${design}.share`)
    },
  )

  test('records outside the filter count as zeros, not as absent', async () => {
    const cube = await tabulated(table('clus', whole, { filter: "stype = 'E'" }), engine)
    for (const id of ['n', 'e', 'm', 'a', 'r', 'q']) agree(cube, null, id, `clus.filter.${id}`)
  })

  test('changes between periods, of samples drawn anew and of clusters that come back', async () => {
    const changes = [
      { id: 'm', statistic: 'mean', variable: 'y', ...w },
      { id: 't', statistic: 'sum', variable: 'y', ...w },
      { id: 'd', statistic: 'difference', of: 'm' },
      { id: 'g', statistic: 'growth', of: 't' },
      ...errors('d'),
      ...errors('g'),
    ]
    for (const design of ['anew', 'back']) {
      const cube = await tabulated(table(design, changes, { rows: [{ variable: 'period' }] }), engine)
      close(figure(cube, '2025', 'd'), answer(`${design}.mean`)[0], design)
      close(figure(cube, '2025', 'd_se'), answer(`${design}.mean`)[1], design)
      close(figure(cube, '2025', 'g'), answer(`${design}.growth`)[0], design)
      close(figure(cube, '2025', 'g_se'), answer(`${design}.growth`)[1], design)
      expect(figure(cube, '2024', 'd_se')).toBeNull()
    }
  })

  test('replicate weights as delivered', async () => {
    const measures = usual.filter((m) => m.id !== 'q' && m.id !== 'a' && m.id !== 'p')
    const cube = await tabulated(table('rep', [...measures, ...['n', 'e', 'm', 'r'].flatMap(errors)]), engine)
    for (const id of ['n', 'e', 'm', 'r']) {
      close(figure(cube, null, id), answer(`rep.${id}`)[0], id)
      close(figure(cube, null, `${id}_se`), answer(`rep.${id}`)[1], id)
    }
    close(figure(cube, 'Yes', 'm_se'), answer('rep.Yes')[1], 'Yes')
  })

  test('a stratum with one unit: not available, certain or adjusted by the rule of the office', async () => {
    const measures = [{ id: 'm', statistic: 'mean', variable: 'y', ...w }, ...errors('m')]
    const policy = (loneCluster: 'not_available' | 'certainty' | 'adjust') =>
      setOfficePolicy(
        at.context,
        { ...defaultPolicy, survey: { caution: 15, unreliable: 30, loneCluster } },
        'Quy định thử về tầng một đơn vị',
      )
    policy('not_available')
    const unknown = await tabulated(table('lone', measures), engine)
    expect(figure(unknown, null, 'm')).not.toBeNull()
    expect(figure(unknown, null, 'm_se')).toBeNull()
    expect(unknown.notes.map((n) => n.vi).join()).toContain('một đơn vị')
    const total = unknown.dimensions[0]?.categories.findIndex((c) => c.kind === 'total')
    const cell = Array.from(unknown.cells.coordinates[0] ?? []).indexOf(total ?? -1)
    expect(unknown.cells.reliability?.['m']?.[cell]).toBe(reliabilityMarks.unknown)
    for (const rule of ['adjust', 'certainty'] as const) {
      policy(rule)
      close(figure(await tabulated(table('lone', measures), engine), null, 'm_se'), answer(`lone.${rule}`)[1], rule)
    }
    policy('not_available')
  })
})

describe.skipIf(!present)('tables of samples', () => {
  test('both engines agree to the last digit', async () => {
    for (const design of ['strat', 'clus', 'rep']) {
      const measures = design === 'rep' ? whole.filter((m) => !m.id.startsWith('q')) : whole
      const check = await checkTable(
        tableModel(at.context, design),
        table(design, measures, { columns: [{ variable: 'stype' }] }),
        job,
      )
      expect(check).toMatchObject({ differing: 0, first: [] })
    }
  })

  test('figures that are not sure enough are marked on every layout, with a note, though no error was asked for', async () => {
    const cube = await tabulated(
      table('strat', [{ id: 'e', statistic: 'sum', variable: 'e', ...w }], { columns: [{ variable: 'stype' }] }),
      'duckdb',
    )
    const layout = layoutTable(cube)
    const marked = layout.rows.flatMap((row) => row.cells.filter((c) => c.marks !== undefined))
    expect(marked.length).toBeGreaterThan(0)
    expect(marked.length).toBeLessThan(layout.rows.flatMap((row) => row.cells).length)
    expect(layout.footnotes.map((note) => note.text.vi).join()).toContain('hệ số biến thiên')
  })

  test('what is withheld has no error and no mark', async () => {
    const definition = table('strat', [{ id: 'm', statistic: 'mean', variable: 'y', ...w }, ...errors('m')], {
      rows: [{ variable: 'dnum' }],
    })
    const shown = await protectDefinition(at.context, definition, { engine: 'duckdb' }, job)
    const [mean, error] = [0, 1].map((m) => shown.cells.statuses?.[m] ?? [])
    const hidden = (mean ?? []).flatMap((s, i) => (s.startsWith('suppressed') ? [i] : []))
    expect(hidden.length).toBeGreaterThan(10)
    for (const i of hidden) {
      expect(error?.[i]).toMatch(/^suppressed/)
      expect(figureAt(shown.cells.values[1], i)).toBeNull()
      expect(shown.cells.reliability?.['m']?.[i]).toBe(0)
    }
  })

  test('an error that cannot be had is refused with the reason', async () => {
    const codeOf = async (definition: TableDefinition): Promise<string> => {
      try {
        await tabulated(definition, 'duckdb')
        return ''
      } catch (thrown) {
        return thrown instanceof Failure ? thrown.value.code : String(thrown)
      }
    }
    datasetRepository(at.workspace.catalog).save(dataset('strat', undefined))
    expect(await codeOf(table('strat', whole))).toBe('SURVEY_DESIGN_NONE')
    datasetRepository(at.workspace.catalog).save(dataset('strat', { weight: 'w', strata: ['stype'], population: 'x' }))
    expect(await codeOf(table('strat', whole))).toBe('SURVEY_DESIGN_INVALID')
    datasetRepository(at.workspace.catalog).save(dataset('strat', { weight: 'award' }))
    expect(await codeOf(table('strat', whole))).toBe('SURVEY_DESIGN_INVALID')
    datasetRepository(at.workspace.catalog).save(dataset('strat', designs.strat))
    const unweighted = [{ id: 'm', statistic: 'mean', variable: 'y' }, ...errors('m')]
    expect(await codeOf(table('strat', unweighted))).toBe('DEFINITION_INVALID')
  })
})
