# What tables.R is written with: reading deliveries and repairing codes, classifying, cells of every set of dimensions, statistics, answers.
# In: `folder`, as tables.R sets it. Out: functions. Never a table.
# ---- files -------------------------------------------------------------------------------------------------------------------
facts <- function(name) fread(file.path(folder, "facts", name), colClasses = "character", na.strings = "")
codes <- facts("codes.csv")
recodes <- facts("recode.csv")
rejected <- facts("rejected.csv")

deliveries <- function(dataset) {
  paths <- list.files(file.path(folder, "files"), pattern = paste0("^", dataset, "_.*[.]csv$"))
  rbindlist(lapply(paths, function(name) {
    lines <- readLines(file.path(folder, "files", name), encoding = "UTF-8", warn = FALSE)
    out <- as.integer(rejected[file == name, row_number])
    body <- lines[-1]
    if (length(out) > 0) body <- body[-out]
    part <- fread(text = c(lines[1], body), sep = ",", header = TRUE, colClasses = "character", na.strings = "", strip.white = TRUE, encoding = "UTF-8")
    part[, period := sub("[.]csv$", "", sub("^.*_", "", name))]
    part
  }))
}
padded <- function(x, width) ifelse(grepl("^[0-9]+$", x) & nchar(x) < width, paste0(strrep("0", pmax(0, width - nchar(x))), x), x)
number <- function(x, scale = 0) round(as.numeric(x) * 10^scale)
tax_code <- function(x) {
  scientific <- grepl("^[0-9.]+[eE]", x)
  x[scientific] <- sprintf("%.0f", as.numeric(x[scientific]))
  digits <- gsub("[^0-9]", "", x)
  hyphen <- grepl("-", x)
  short <- (nchar(digits) == 9) | (nchar(digits) == 12 & hyphen)
  digits[which(short)] <- paste0("0", digits[which(short)])
  # "-000" is the enterprise itself.
  digits <- ifelse(nchar(digits) == 13 & endsWith(digits, "000"), substr(digits, 1, 10), digits)
  ifelse(is.na(x), NA, ifelse(nchar(digits) == 12 & !hyphen, paste0("P", digits), digits))
}
enterprise <- function(x) ifelse(startsWith(x, "P"), x, substr(x, 1, 10))

# ---- classifications ---------------------------------------------------------------------------------------------------------
known <- function(list_id, level_id, version_id = NULL) codes[list == list_id & level == level_id & (if (is.null(version_id)) TRUE else version == version_id)]
key_of <- function(x) fifelse(is.na(x), "#missing", x)
above <- function(x, list_id, level_id) {
  items <- known(list_id, level_id)
  up <- items$parent[match(x, items$code)]
  fifelse(is.na(x), "#missing", fifelse(is.na(up), "#unmapped", up))
}
last_day <- function(period) {
  # School years are dated by 30 September of their first year.
  month <- function(text) { first <- as.Date(paste0(text, "-01")); seq(first, by = "month", length.out = 2)[2] - 1 }
  day <- vapply(unique(period), function(p) {
    if (nchar(p) == 4) paste0(p, "-12-31") else if (nchar(p) == 7) format(month(p)) else paste0(substr(p, 1, 4), "-09-30")
  }, "")
  unname(day[period])
}
# A dated code as then, or now: the item valid on the day of the delivery, followed to its one successor.
dated <- function(x, period, list_id, level_id, old, new, since, now, climb = FALSE) {
  before <- last_day(period) < since
  old_items <- known(list_id, level_id, old)
  new_items <- known(list_id, level_id, new)
  pairs <- recodes[list == list_id]
  pairs <- pairs[pairs[, .N, by = from][N == 1], on = "from"]
  if (now) {
    x2 <- fifelse(before, pairs$to[match(x, pairs$from)], x)
    at <- match(x2, new_items$code)
    code <- if (climb) new_items$parent[at] else new_items$code[at]
    version <- rep(new, length(x))
  } else {
    code <- fifelse(before, if (climb) old_items$parent[match(x, old_items$code)] else old_items$code[match(x, old_items$code)],
                    if (climb) new_items$parent[match(x, new_items$code)] else new_items$code[match(x, new_items$code)])
    version <- fifelse(before, old, new)
  }
  fifelse(is.na(x), "#missing", fifelse(is.na(code), "#unmapped", paste0(code, "@", version)))
}
province <- function(x, period, now, climb = FALSE) dated(x, period, "province", "province", "2004", "2025", "2025-07-01", now, climb)
section <- function(x, period, now = TRUE) dated(x, period, "vsic_division", "division", "2018", "2025", "2025-11-15", now, TRUE)
iso <- function(x) fifelse(grepl("/", x), format(as.Date(x, "%d/%m/%Y")), x)
quarter_of <- function(month) paste0(substr(month, 1, 4), "-Q", (as.integer(substr(month, 6, 7)) + 2) %/% 3)

# ---- cells -------------------------------------------------------------------------------------------------------------------
subsets <- function(total = character(), always = character()) {
  picks <- list(character())
  for (one in total) picks <- c(picks, lapply(picks, c, one))
  lapply(picks, c, always)
}
# Every set of dimensions asked for, the others at their total.
cells <- function(records, dimensions, sets, expression) {
  parts <- lapply(sets, function(set) {
    part <- if (length(set) > 0) records[, eval(expression), by = set] else if (nrow(records) > 0) records[, eval(expression)] else NULL
    if (!is.null(part)) for (other in setdiff(dimensions, set)) part[, (other) := "#total"]
    part
  })
  rbindlist(parts, use.names = TRUE)
}
# A measure of the same cell with some dimensions put elsewhere; NA where no cell stands there.
at <- function(table, measure, dimensions, changes) {
  place <- copy(table[, ..dimensions])
  for (name in names(changes)) place[, (name) := changes[[name]]]
  # A cell may stand more than once where a total was asked for twice.
  unique(table, by = dimensions)[place, on = dimensions][[measure]]
}
whole <- function(names) setNames(as.list(rep("#total", length(names))), names)
zero <- function(x) fifelse(is.na(x), 0, x)
divided <- function(a, b, factor = 1) fifelse(b == 0, NA_real_, a * factor / b)
# Over a period before: not known where the table does not have it; nothing where it has no records there.
before <- function(table, measure, dimensions, time, shifted) {
  found <- at(table, measure, dimensions, setNames(list(shifted), time))
  fifelse(shifted %in% table[[time]], zero(found), NA_real_)
}
# Places without records that a figure over time reaches: minus all of what was there the year before.
reached <- function(table, dimensions, time, later) {
  moved <- unique(table[, ..dimensions])
  moved[, (time) := later(get(time))]
  moved <- moved[get(time) %in% table[[time]]][!table, on = dimensions]
  rbind(table, moved, fill = TRUE)
}
growth <- function(now, then) fifelse(is.na(then) | then <= 0, NA_real_, (now - then) * 100 / then)
year_before <- function(period) paste0(as.integer(substr(period, 1, 4)) - 1, substr(period, 5, 9))
year_after <- function(period) paste0(as.integer(substr(period, 1, 4)) + 1, substr(period, 5, 9))
school_year_before <- function(period) { first <- as.integer(substr(period, 1, 4)); paste0(first - 1, "-", first) }
months_before <- function(period, n) { at <- as.integer(substr(period, 1, 4)) * 12 + as.integer(substr(period, 6, 7)) - 1 - n; sprintf("%04d-%02d", at %/% 12, at %% 12 + 1) }

# A running sum is known up to the first month that was not delivered.
unbroken <- function(period, delivered) {
  have <- sort(unique(delivered))
  gap <- which(months_before(have[-1], 1) != have[-length(have)])[1]
  period <= (if (is.na(gap)) have[length(have)] else have[gap])
}
# A year or quarter is set against another only where the same months of both were delivered.
same_months <- function(now, then, delivered, whole) {
  have <- split(substr(unique(delivered), 6, 7), whole(unique(delivered)))
  vapply(seq_along(now), function(i) setequal(have[[now[i]]], have[[then[i]]]), NA)
}
where_known <- function(text, is_known) fifelse(is_known, text, "NA")

# Cuts into equal numbers: the smallest value whose cumulated number reaches k/count. In whole numbers: quantile(type = 1) misses 55 of 100 at 11/20.
inverse <- function(x, count) { x <- sort(x); x[(seq_len(count - 1) * length(x) + count - 1) %/% count] }
type2 <- function(x, p) { x <- x[!is.na(x)]; if (length(x) == 0) NA_real_ else quantile(x, p, type = 2, names = FALSE) }
# Of repeated values: as many of each as its weight.
weighted_type2 <- function(x, w, p) { keep <- !is.na(x) & !is.na(w) & w > 0; if (!any(keep)) NA_real_ else quantile(rep(x[keep], w[keep]), p, type = 2, names = FALSE) }
weighted_sd <- function(x, w) { keep <- !is.na(x) & !is.na(w) & w > 0; if (sum(w[keep]) <= 1) NA_real_ else sd(rep(x[keep], w[keep])) }
weighted_mean <- function(x, w) { keep <- !is.na(x) & !is.na(w); if (sum(w[keep]) == 0) NA_real_ else sum(x[keep] * w[keep]) / sum(w[keep]) }
total <- function(x) if (all(is.na(x))) NA_real_ else sum(x, na.rm = TRUE)
mean_of <- function(x) if (all(is.na(x))) NA_real_ else mean(x, na.rm = TRUE)
deviation <- function(x) { x <- x[!is.na(x)]; if (length(x) < 2) NA_real_ else sd(x) }
smallest <- function(x) if (all(is.na(x))) NA_real_ else min(x, na.rm = TRUE)
largest <- function(x) if (all(is.na(x))) NA_real_ else max(x, na.rm = TRUE)

exact <- function(x, scale = 0) {
  stopifnot(all(is.na(x) | (abs(x) < 2^53 & x == round(x))))
  fifelse(is.na(x), "NA", sprintf("%.0fe-%d", x, scale))
}
# high * 10^6 + low, past what a double holds.
long <- function(high, low) { stopifnot(all(high < 2^53 & low < 2^53)); sprintf("%.0f%06.0fe-0", high + low %/% 1e6, low %% 1e6) }
quotient <- function(x) fifelse(is.na(x), "NA", sprintf("%.17g", x))
answers <- list()
answer <- function(id, figures, dimensions, ...) {
  cell <- do.call(paste, c(lapply(dimensions, function(d) figures[[d]]), sep = "|"))
  for (name in names(list(...))) answers[[length(answers) + 1]] <<- unique(data.table(table = id, cell = cell, measure = name, value = list(...)[[name]]))
}
