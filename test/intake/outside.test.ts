// Tables written by programs that are not ours (R with haven and foreign, LibreOffice, PSPP, GDAL) come in as those
// programs hold them. Each absent program is said aloud. The truth is R's own text of each value.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hasTool, itWith, run } from '../support/outsideTools.ts'
import { labelled, readAll } from './readAll.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-outside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const script = `
truth <- function(d, f) {
  o <- as.data.frame(lapply(d, function(x) {
    if (is.factor(x)) x <- as.character(x)
    if (is.numeric(x)) ifelse(is.na(x), "", formatC(x, digits = 15, width = 1, format = "g")) else ifelse(is.na(x), "", as.character(x))
  }), stringsAsFactors = FALSE)
  write.table(o, f, sep = "\\t", row.names = FALSE, quote = FALSE, na = "")
}
for (s in c("mtcars", "iris", "airquality", "esoph", "warpbreaks", "chickwts", "USArrests", "longley", "quakes", "infert", "CO2", "attenu")) {
  d <- as.data.frame(get(s, "package:datasets"))
  names(d) <- paste0(gsub("[.]", "_", names(d)), "_x")
  for (n in names(d)) if (is.ordered(d[[n]])) d[[n]] <- factor(as.character(d[[n]]), levels = levels(d[[n]]))
  d <- as.data.frame(lapply(d, function(x) { attr(x, "label") <- NULL; x }))
  truth(d, paste0(s, ".truth"))
  write.csv(d, paste0(s, ".csv"), row.names = FALSE)
  write.csv2(d, paste0(s, ".csv2.csv"), row.names = FALSE)
  write.table(d, paste0(s, ".blank.txt"))
  if (requireNamespace("foreign", quietly = TRUE)) {
    for (v in c(6L, 7L, 8L, 10L)) try(foreign::write.dta(d, paste0(s, ".f", v, ".dta"), version = v), silent = TRUE)
    e <- d; names(e) <- make.unique(substr(names(e), 1, 9)); try(foreign::write.dbf(e, paste0(s, ".d.dbf"), factor2char = TRUE), silent = TRUE)
  }
  if (requireNamespace("haven", quietly = TRUE)) {
    for (v in 8:15) try(haven::write_dta(d, paste0(s, ".h", v, ".dta"), version = v), silent = TRUE)
    haven::write_sav(d, paste0(s, ".b.sav"), compress = "byte")
    haven::write_sav(d, paste0(s, ".n.sav"), compress = "none")
    haven::write_sav(d, paste0(s, ".z.zsav"), compress = "zsav")
  }
}
`

const same = (a: string | null | undefined, b: string): boolean => {
  const own = a ?? ''
  if (own === b) return true
  return own !== '' && b !== '' && Math.abs(Number(own) - Number(b)) <= Math.abs(Number(b)) * 2e-7
}

const compare = async (path: string, truthPath: string, skipped: number): Promise<string[]> => {
  const lines = readFileSync(truthPath, 'utf8').trimEnd().split('\n')
  const truth = lines.slice(1).map((line) => line.split('\t'))
  const taken = await readAll(path)
  const rows = labelled(taken)
  const found = Object.keys(taken.rejected).map((reason) => `${path}: ${reason}`)
  if (rows.length !== truth.length) found.push(`${path}: ${rows.length} rows, not ${truth.length}`)
  for (const [i, row] of truth.entries())
    for (const [j, value] of row.entries())
      if (!same(rows[i]?.[j + skipped], value)) found.push(`${path} ${i},${j}: ${rows[i]?.[j + skipped]} ≠ ${value}`)
  return found.slice(0, 5)
}

describe('tables of R in every format it writes', () => {
  const made = hasTool('r')
  if (!made) console.warn('R is not installed here: its tables are not compared')
  else {
    writeFileSync(join(folder, 'make.R'), script)
    run('Rscript', ['--vanilla', 'make.R'], folder)
  }
  const files = made ? readdirSync(folder).filter((name) => !/\.(truth|R)$/.test(name)) : []
  const kinds = Map.groupBy(files, (name) => name.slice(name.indexOf('.') + 1))
  for (const [kind, names] of kinds)
    it(`${kind}: ${names.length} tables`, async () => {
      const differences: string[] = []
      for (const name of names) {
        if (readFileSync(join(folder, name)).length === 0) continue
        const truth = join(folder, `${name.slice(0, name.indexOf('.'))}.truth`)
        differences.push(...(await compare(join(folder, name), truth, kind === 'blank.txt' ? 1 : 0)))
      }
      expect(differences).toEqual([])
    }, 120_000)

  itWith('haven', 'labels, user-missing values, dates, long texts and Vietnamese of SPSS and Stata files', async () => {
    const more = `library(haven)
d <- data.frame(id_x = c("001", "002", "003"), day_x = as.Date(c("2024-01-31", NA, "1999-12-01")),
  at_x = as.POSIXct(c("2024-01-31 10:20:30", "2000-01-01 00:00:00", NA), tz = "UTC"), stringsAsFactors = FALSE)
d$text_x <- c("Nguyễn Văn A", "", strrep("đ", 600))
d$sex_x <- labelled(c(1, 2, NA), c(Nam = 1, "Nữ" = 2), label = "Giới tính")
write_dta(d, "more.dta", version = 14)
d$age_x <- labelled_spss(c(5, 98, 99), c("Từ chối" = 99), na_range = c(98, Inf))
d$code_x <- labelled_spss(c(1, 2, 9), c(A = 1, B = 2), na_values = 9)
write_sav(d, "more.sav"); write_sav(d, "more.zsav", compress = "zsav")`
    writeFileSync(join(folder, 'more.R'), more)
    run('Rscript', ['--vanilla', 'more.R'], folder)
    const long = 'đ'.repeat(600)
    const common = [
      ['001', '2024-01-31', '2024-01-31 10:20:30', 'Nguyễn Văn A', 'Nam'],
      ['002', null, '2000-01-01 00:00:00', null, 'Nữ'],
      ['003', '1999-12-01', null, long, null],
    ]
    const stata = await readAll(join(folder, 'more.dta'))
    expect(labelled(stata)).toEqual(common)
    expect(stata.suggestion.package.dataset.variables[4]?.label.vi).toBe('Giới tính')
    for (const name of ['more.sav', 'more.zsav']) {
      const spss = labelled(await readAll(join(folder, name)))
      expect(spss.map((row) => row.slice(0, 5))).toEqual(common)
      expect(spss.map((row) => row[5])).toEqual(['5', null, null])
      expect(spss.map((row) => row[6])).toEqual(['A', 'B', null])
    }
  })
})

const works = (command: string, args: string[]): boolean => {
  try {
    run(command, args, folder)
    return true
  } catch {
    console.warn(`${command} is not here or failed: not compared`)
    return false
  }
}

describe('files of other programs', () => {
  const csv = 'ma,ten,so,ngay\n01,Hà Nội,1.5,2024-01-31\n79,Huế,20.25,2023-12-01\n'
  const rows = [
    ['01', 'Hà Nội', '1.50', '2024-01-31'],
    ['79', 'Huế', '20.25', '2023-12-01'],
  ]
  it('a workbook and a DBF of LibreOffice', async () => {
    writeFileSync(join(folder, 'lo.csv'), csv)
    // 76: UTF-8; columns of text, text, standard, ISO date.
    const options = [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--infilter=CSV:44,34,76,1,1/2/2/2/3/1/4/5',
    ]
    if (!works('soffice', [...options, '--convert-to', 'xlsx', 'lo.csv'])) return
    const taken = await readAll(join(folder, 'lo.xlsx'))
    expect(taken.rows).toEqual(rows)
  }, 120_000)

  it('a system file of PSPP', async () => {
    const syntax = `DATA LIST LIST /ma (A2) so (F8.2) sx (F1.0).
BEGIN DATA
'01' 1.5 1
'79' 20.25 2
END DATA.
VARIABLE LABELS sx 'Gioi tinh'.
VALUE LABELS sx 1 'Nam' 2 'Nu'.
SAVE OUTFILE='p.sav'.
`
    writeFileSync(join(folder, 'p.sps'), syntax)
    if (!works('pspp', ['p.sps']) || !existsSync(join(folder, 'p.sav'))) return
    expect(labelled(await readAll(join(folder, 'p.sav')))).toEqual([
      ['01', '1.50', 'Nam'],
      ['79', '20.25', 'Nu'],
    ])
  }, 60_000)

  it('a workbook and a table of GDAL', async () => {
    writeFileSync(join(folder, 'g.csv'), csv)
    writeFileSync(join(folder, 'g.csvt'), 'String,String,Real,Date\n')
    if (works('ogr2ogr', ['-f', 'XLSX', 'g.xlsx', 'g.csv'])) {
      const taken = await readAll(join(folder, 'g.xlsx'))
      expect(taken.rows).toEqual(rows)
    }
    if (
      works('ogr2ogr', ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=UTF-8', 'shape', 'g.csv']) &&
      existsSync(join(folder, 'shape', 'g.dbf'))
    ) {
      const taken = await readAll(join(folder, 'shape', 'g.dbf'))
      expect(taken.rows.map((row) => row.slice(0, 2))).toEqual(rows.map((row) => row.slice(0, 2)))
      expect(taken.rows.map((row) => Number(row[2]))).toEqual([1.5, 20.25])
    }
  }, 60_000)
})
